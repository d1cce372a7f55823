"""A body's workforce plan: asked for, made by the worker of its own records, read."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_register import Register
from tests.factories.amhp_work import Working, said

from evenhand.web.amhp.register import actions as register
from evenhand.web.core.keys import seal
from evenhand.web.forecasts.models import Plan
from evenhand.web.forecasts.presenters import Answer
from evenhand.web.forecasts.work import plan

pytestmark = pytest.mark.django_db
TERMS = {
    "target": "90", "urgent_within": "2", "planned_within": "24", "contract_hours": "37",
    "away": "22", "gathering": "1.5", "writing": "1.5", "at_least": "1",
    "starts": "2", "passes": "85", "lag": "2.5",
}  # fmt: skip


class Planning:
    """A service with ten weeks of work, and its director."""

    def __init__(self, days: int = 70) -> None:
        self.working = Working(site.body(name="North Council"))
        self.body = self.working.body
        self.director = site.visitor(site.member(self.body, "director"))
        for day in range(days):
            at = site.now() - timedelta(days=day + 1)
            self.working.begin(
                request="S136" if day % 3 == 0 else "S13_1", ethnicity="N" if day % 4 == 0 else "A",
                referred=at, assessment_start=at + timedelta(hours=2),
                assessment_end=at + timedelta(hours=4), outcome="NO_ADMISSION_COMMUNITY",
                age_band=("65+", "35-49", "")[day % 3], deaf="DEAF" if day in (1, 4) else "NO",
            )  # fmt: skip

    def at(self, rest: str = "") -> str:
        return f"/bodies/{self.body.slug}/plan/{rest}"

    def made(self, **terms: str) -> Plan:
        self.director.post(self.at("terms/"), TERMS | terms)
        asked = Plan.objects.get(body=self.body, state="waiting")
        plan(asked.pk)
        asked.refresh_from_db()
        return asked


def test_a_director_asks_the_worker_makes_it_and_the_director_reads_it() -> None:
    here = Planning()
    assert "There is no plan yet." in said(here.director.get(here.at()))
    here.director.post(here.at("terms/"), TERMS)
    assert "Waiting for its turn." in said(here.director.get(here.at()))
    plan(Plan.objects.get().pk)
    page = said(here.director.get(here.at()))
    assert "full-time equivalents keep enough AMHPs on duty at every hour" in page
    assert "Community treatment orders" in page
    assert "own records: 70" not in page
    told = json.loads(here.director.get(here.at("plan.json")).content)
    assert len(told["cover"]["cover"]) == 168
    assert min(told["cover"]["cover"]) >= 1
    assert told["fte_by_time"]["day"] + told["fte_by_time"]["out_of_hours"] == pytest.approx(
        told["cover"]["fte"]
    )


def test_the_page_tells_posts_by_service_area_and_how_an_area_is_told() -> None:
    """Areas with enough, with too few, with none, and those not known: together the whole."""
    here = Planning()
    made = here.made()
    page = said(here.director.get(here.at()))
    assert "What each service area takes" in page
    assert re.search(r"Older people [\d.]+ \([\d.]+ to [\d.]+\) [\d.]+ 24 ", page)
    assert "Too few to tell" in page
    assert "None in this log, which does not say that none will come." in page
    assert "Not recorded: Age of 23, Disability of 70." in page
    assert "does not say who belongs to which" in page
    told = json.loads(here.director.get(here.at("plan.json")).content)
    areas = told["log"]["areas"]
    assert sum(each["fte"]["value"] for each in areas) == pytest.approx(told["cover"]["fte"])
    assert [each["name"] for each in told["cover"]["areas"]] == [
        "Older people",
        "Adult mental health",
    ]
    # A plan that was kept before areas were told still has a page.
    del told["log"]["areas"], told["log"]["areas_rule"]
    made.sealed = seal(bytes(made.body.wrapped_key), json.dumps(told).encode())
    made.save()
    assert "What each service area takes" not in said(here.director.get(here.at()))


def test_what_is_kept_is_sealed_and_holds_no_row() -> None:
    here = Planning()
    made = here.made()
    assert b"staff_hours" not in bytes(made.sealed)
    told = here.director.get(here.at("plan.json")).content.decode()
    assert all(each.reference not in told for each in here.body.considerations.all())
    again = here.made(target="80")
    assert list(Plan.objects.all()) == [again]


def test_too_short_a_log_is_said_and_what_stood_before_stays() -> None:
    here = Planning()
    first = here.made()
    for each in here.body.considerations.all()[10:]:
        each.delete()
    assert here.made().state == "failed"
    page = said(here.director.get(here.at()))
    assert "Four weeks are the least" in page
    assert "full-time equivalents keep" in page
    assert Plan.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("target", "100", "Enter 99.9 or less"),
        ("away", "", "Enter a number, like 37 or 7.5"),
        ("contract_hours", "many", "Enter a number, like 37 or 7.5"),
    ],
)
def test_a_wrong_figure_is_named_at_its_field(field: str, typed: str, says: str) -> None:
    here = Planning(days=0)
    page = here.director.post(here.at("terms/"), TERMS | {field: typed})
    assert page.status_code == 422
    assert says in said(page)
    assert not Plan.objects.exists()


@pytest.mark.on_postgresql
def test_two_at_once_are_refused_and_one_gone_silent_is_put_aside() -> None:
    here = Planning(days=0)
    here.director.post(here.at("terms/"), TERMS)
    there = here.director.post(here.at("terms/"), TERMS, follow=True)
    assert "One is on its way already." in said(there)
    Plan.objects.update(beat=timezone.now() - timedelta(minutes=6))
    assert "Nothing has been heard of this work" in said(here.director.get(here.at()))
    here.director.post(here.at("terms/"), TERMS)
    assert sorted(Plan.objects.values_list("state", flat=True)) == ["failed", "waiting"]


@pytest.mark.parametrize(
    ("low", "high", "tells"), [(0.0, 150.0, False), (0.6, 2.4, True), (0.2, 0.9, True)]
)
def test_a_change_that_may_be_a_half_or_a_double_is_not_told(
    low: float, high: float, tells: bool
) -> None:
    assert Answer.tells({"value": 1.0, "low": low, "high": high}) is tells
    assert not Answer.tells(None)


def test_who_does_the_work_and_does_not_read_reports_finds_no_plan() -> None:
    here = Planning(days=0)
    amhp = site.visitor(site.member(here.body, "amhp"))
    assert amhp.get(here.at()).status_code == 404


def test_those_on_a_course_stand_in_the_stage_that_the_register_says() -> None:
    """Two on the course, one who has passed; who has ended is in no stage."""
    here = Planning()
    council = Register(here.body)
    today = site.now().date()
    for number, told in enumerate(
        (
            {"stage": "COURSE", "expected": today + timedelta(days=600)},
            {"stage": "PLACEMENT"},
            {"stage": "PASSED"},
            {"stage": "ENDED", "ended": today, "why_ended": "WITHDREW"},
        )
    ):
        who = council.person(f"Person {number}")
        register.set_training(professional=who, told=told, by=council.keeper, at=council.now())
    here.made(starts="0")
    made = json.loads(here.director.get(here.at("plan.json")).content)
    stages = {each["name"]: each["people"] for each in made["supply"]["simulated"]["stages"]}
    assert [stages[name][0] for name in ("before", "course", "after")] == [0, 2, 1]
    assert stages["after"][1] > 0
    page = said(here.director.get(here.at()))
    assert "On the course or on placement" in page
    assert "rule of thumb of 2019" in page
