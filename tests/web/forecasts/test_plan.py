"""A body's workforce plan: asked for, made by the worker of its own records, read."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_work import Working, said

from evenhand.web.forecasts.models import Plan
from evenhand.web.forecasts.work import plan
from evenhand.web.submissions.queue import WORK

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
    assert "A plan is on its way already." in said(there)
    Plan.objects.update(beat=timezone.now() - timedelta(minutes=6))
    assert "Nothing has been heard of this work" in said(here.director.get(here.at()))
    here.director.post(here.at("terms/"), TERMS)
    assert sorted(Plan.objects.values_list("state", flat=True)) == ["failed", "waiting"]


def test_who_does_the_work_and_does_not_read_reports_finds_no_plan() -> None:
    here = Planning(days=0)
    amhp = site.visitor(site.member(here.body, "amhp"))
    assert amhp.get(here.at()).status_code == 404


def test_the_worker_knows_the_work() -> None:
    module, name = WORK["plan"].rsplit(".", 1)
    assert (module, name) == (plan.__module__, plan.__name__)
