"""When senior grades of a body will look like its staff: asked for, made by the worker, read by few."""

import json
from datetime import date, timedelta

import pytest
from tests.factories import site
from tests.factories.amhp_work import said
from tests.factories.representation_pages import (
    FIRST,
    SECOND,
    SHORTLISTS,
    TYPED,
    LookingAhead,
)

from evenhand.domain.forecast.representation_levers import COMING, LEAVING, RISING
from evenhand.domain.forecast.representation_parity import Parity
from evenhand.domain.forecast.representation_policies import ALL_TOGETHER, AS_NOW, Policy
from evenhand.web.amhp.models import Residents
from evenhand.web.core.queries import entries_of
from evenhand.web.core.working_folder import IN_MEMORY, PREFIX
from evenhand.web.forecasts.models import Representation
from evenhand.web.forecasts.representation import words
from evenhand.web.forecasts.representation.forms import Figures
from evenhand.web.forecasts.representation.work import forecast
from evenhand.web.submissions import actions
from evenhand.web.submissions.models import StoredFile
from evenhand.web.submissions.queue import WORK

pytestmark = pytest.mark.django_db
TERMS = {"against": "workforce", "within": "2"}


def of_two_years() -> LookingAhead:
    here = LookingAhead()
    here.accepted(FIRST)
    here.accepted(SECOND)
    return here


def test_it_is_made_by_the_worker_from_two_accepted_years_and_read() -> None:
    here = of_two_years()
    page = said(here.contributor.get(here.at_page()))
    assert "these days: 31 March 2025, 31 March 2026" in page
    here.contributor.post(here.at_page(), TERMS)
    assert "Waiting for its turn." in said(here.contributor.get(here.at_page()))
    assert here.made().state == "done"
    answer = here.contributor.get(here.at_page())
    page = said(answer)
    assert "Internal and not for release" in page
    assert "Every figure is the body's own, counted from its records." in page
    assert "Rates are from 1 year of" in page
    assert "One appointment moves the share by" in page
    assert answer.content.count(b"<figure>") == 2
    assert page.index("Upper:") < page.index("Middle:")


def test_the_answer_is_what_the_records_say() -> None:
    """Six came, six left, six rose, as the lists are made: nobody else moved."""
    here = of_two_years()
    here.contributor.post(here.at_page(), TERMS)
    here.made()
    told = json.loads(here.contributor.get(here.at_page("representation.json")).content)
    assert told["internal"]
    assert sum(map(sum, told["stock"])) == 60
    assert told["groups"] == ["white", "bme"]
    assert told["workforce"][1] == pytest.approx(15 / 60)
    assert {each["policy"] for each in told["parity"]} == {
        AS_NOW, "equal-promotion", "retention", ALL_TOGETHER,
    }  # fmt: skip
    assert told["policies_left_out"] == ["equal-appointment", "fair-shortlists"]


def test_years_are_left_closed_and_nothing_but_a_sealed_answer_is_kept() -> None:
    here = of_two_years()
    before = StoredFile.objects.count()
    here.contributor.post(here.at_page(), TERMS)
    made = here.made()
    assert b"stock" not in bytes(made.sealed)
    told = here.contributor.get(here.at_page("representation.json")).content.decode()
    assert "p17" not in told
    assert StoredFile.objects.count() == before
    assert not list(IN_MEMORY.glob(f"{PREFIX}*"))
    here.contributor.post(here.at_page(), TERMS | {"within": "5"})
    again = here.made()
    assert list(Representation.objects.all()) == [again]


def test_one_pack_of_two_days_is_enough_and_a_day_in_two_years_is_read_once() -> None:
    here = LookingAhead()
    here.accepted(FIRST)
    here.accepted(FIRST, SECOND)
    here.contributor.post(here.at_page(), TERMS)
    assert here.made().state == "done"
    told = json.loads(here.contributor.get(here.at_page("representation.json")).content)
    assert [each["snapshots"] for each in told["years"]] == [["2025-03-31", "2026-03-31"]]


def test_a_grade_is_compared_with_those_who_live_here_where_the_service_recorded_them() -> None:
    here = of_two_years()
    here.contributor.post(here.at_page(), TERMS | {"against": "community"})
    assert "who lives there is not known" in here.made().problem
    Residents.objects.create(
        body=here.body,
        year=2021,
        people={"white-british": 900, "african": 100},
        source="Census",
        recorded=site.now(),
    )
    here.contributor.post(here.at_page(), TERMS | {"against": "community"})
    here.made()
    page = said(here.contributor.get(here.at_page()))
    assert "against 10.0% of those who live here" in page
    assert "but for who lives there: that is borrowed, from Census (2021)." in page
    here.contributor.post(here.at_page(), TERMS)
    here.made()
    page = said(here.contributor.get(here.at_page()))
    assert "Those who live here 10.0%" in page
    assert "Who lives there is borrowed, from Census (2021), and in none of them." in page


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ((), "No list of people of an accepted year is here."),
        ((SECOND,), "Only the people of 31 March 2026 are here."),
        ((date(2024, 3, 31), SECOND), "not a year apart: 31 March 2024, 31 March 2026"),
    ],
)
def test_where_no_two_years_are_here_the_page_says_so_and_offers_a_form(
    days: tuple[date, ...], says: str
) -> None:
    here = LookingAhead()
    for day in days:
        here.accepted(day)
    page = said(here.contributor.get(here.at_page()))
    assert says in page
    assert "Files are deleted 90 days after a release." in page
    assert "Type the figures instead" in page
    assert "Make the forecast" not in page
    here.contributor.post(here.at_page(), TERMS)
    assert not Representation.objects.exists()


def test_a_year_that_is_not_accepted_is_not_read() -> None:
    here = LookingAhead()
    here.accepted(SECOND)
    first = here.accepted(FIRST)
    actions.withdraw(submission=first, note="Wrong list", **here.by("contributor"))
    assert "Only the people of 31 March 2026" in said(here.contributor.get(here.at_page()))


def test_ids_that_do_not_match_are_said_in_words_that_fit_the_page() -> None:
    here = LookingAhead()
    here.accepted(FIRST)
    here.accepted(SECOND, named="q")
    here.contributor.post(here.at_page(), TERMS)
    assert here.made().state == "failed"
    page = said(here.contributor.get(here.at_page()))
    assert "the ids do not match" in page
    assert "Type the figures instead" in page
    assert "--inputs" not in page


def test_years_that_went_since_it_was_asked_for_are_missed_in_words() -> None:
    here = of_two_years()
    here.contributor.post(here.at_page(), TERMS)
    StoredFile.objects.filter(purpose="upload").delete()
    assert here.made().state == "failed"
    assert "No list of people" in said(here.contributor.get(here.at_page()))


def test_it_says_when_a_year_has_come_or_gone_since() -> None:
    here = of_two_years()
    here.contributor.post(here.at_page(), TERMS)
    here.made()
    page = said(here.contributor.get(here.at_page()))
    assert "Another year has been accepted" not in page
    assert "withdrawn or corrected since" not in page
    second = here.body.submissions.get(snapshot=SECOND)
    actions.withdraw(submission=second, note="Wrong list", **here.by("contributor"))
    here.accepted(SECOND)
    page = said(here.contributor.get(here.at_page()))
    assert "Another year has been accepted" in page
    assert "withdrawn or corrected since: 31 March 2026" in page


def test_typed_figures_give_the_same_answer_as_the_command_and_say_where_they_are_from() -> None:
    here = LookingAhead()
    answer = here.contributor.post(here.at_page("figures/"), TYPED | SHORTLISTS, follow=True)
    assert "Asked for." in said(answer)
    assert here.made().state == "done"
    page = said(here.contributor.get(here.at_page()))
    assert "Manager: 7.1% of 14 people are of an ethnic minority, against 23.8%" in page
    assert "The records cannot tell when it will be level" in page
    assert "Our own list, and last year's leavers" in page
    assert "One appointment moves the share by 7.1 points." in page
    assert "Equal appointment" in page


def test_typed_figures_are_nowhere_but_sealed() -> None:
    here = LookingAhead()
    here.contributor.post(here.at_page("figures/"), TYPED)
    made = Representation.objects.get()
    assert b"Manager" not in bytes(made.typed)
    entry = entries_of(here.body.slug, newest=1)[0]
    assert entry.after == {"terms": {"against": "workforce", "within": 0.02}, "figures": "typed"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"grade_2": ""}, "Name two grades or more"),
        ({"grade_2": "Social worker"}, "Give each grade a name of its own"),
        ({"stock_1_bme": ""}, "Enter a number, like 37 or 7.5"),
        ({"stock_1_bme": "2.5"}, "Enter whole people"),
        ({"leaving_1_white": "99.9"}, "nobody does both in one year"),
        ({"promotion_2_bme": "1"}, "Nobody rises from the highest grade"),
        ({"stock_3_white": "4"}, "Name this grade, or leave its figures empty"),
        ({"shortlisted_1_white": "4"}, "Enter it at every grade, or nowhere"),
        (SHORTLISTS | {"appointed_1_bme": "29"}, "More people than were shortlisted"),
        ({"against": "community"}, "Enter it, or compare with the workforce"),
        ({"source": ""}, "Say where the figures are from"),
        ({f"stock_{k}_{g}": "0" for k in (1, 2) for g in ("white", "bme")}, "Nobody is at any grade"),
        ({"hired_1_white": "1e400"}, "Enter a number, like 37 or 7.5"),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_named_at_its_field(changed: dict[str, str], says: str) -> None:
    form = Figures(TYPED | changed)
    assert not form.is_valid()
    assert says in form.errors.as_text()


def test_nothing_is_asked_for_with_a_wrong_figure() -> None:
    here = LookingAhead()
    page = here.contributor.post(here.at_page("figures/"), TYPED | {"hired_2_bme": "many"})
    assert page.status_code == 422
    assert b'href="#id_hired_2_bme"' in page.content
    assert "Grade 2, Ethnic minority: Come from outside in a year: Enter a number" in said(page)
    assert b'aria-describedby="id_hired_2_bme-error"' in page.content
    assert not Representation.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"community": "20", "against": "community"},
        {"stock_2_white": "0", "stock_2_bme": "0"},
        {"stock_1_bme": "0", "stock_2_bme": "0", "hired_1_bme": "0", "hired_2_bme": "0"},
        {"leaving_2_white": "100", "leaving_2_bme": "100", "hired_2_white": "0"},
        {"grade_3": "Director", "promotion_2_white": "1", "promotion_2_bme": "1"}
        | {f"{what}_3_{g}": "1" for what in ("stock", "leaving", "hired") for g in ("white", "bme")},
    ],
)  # fmt: skip
def test_figures_at_the_edge_have_an_answer(changed: dict[str, str]) -> None:
    here = LookingAhead()
    here.contributor.post(here.at_page("figures/"), TYPED | changed)
    made = here.made()
    assert (made.state, made.problem) == ("done", "")
    assert here.contributor.get(here.at_page()).status_code == 200


def test_figures_need_not_be_typed_twice() -> None:
    here = LookingAhead()
    here.contributor.post(here.at_page("figures/"), TYPED)
    here.made()
    page = here.contributor.get(here.at_page("figures/")).content.decode()
    assert 'value="0.6"' in page
    assert 'value="Our own list, and last year&#39;s leavers"' in page


def test_two_at_once_are_refused_and_one_gone_silent_is_put_aside() -> None:
    here = LookingAhead()
    here.contributor.post(here.at_page("figures/"), TYPED)
    there = here.contributor.post(here.at_page("figures/"), TYPED, follow=True)
    assert "One is on its way already." in said(there)
    Representation.objects.update(beat=site.now() - timedelta(minutes=6))
    here.contributor.post(here.at_page("figures/"), TYPED)
    assert sorted(Representation.objects.values_list("state", flat=True)) == ["failed", "waiting"]


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("contributor", True),
        ("reviewer", True),
        ("certifier", True),
        ("reader", False),
        ("body-administrator", False),
        ("director", False),
        ("amhp", False),
    ],
)
def test_those_who_read_the_internal_report_read_it_and_nobody_else(
    role: str, *, reads: bool
) -> None:
    here = LookingAhead()
    client = site.visitor(site.member(here.body, role))
    for page in ("", "figures/"):
        assert client.get(here.at_page(page)).status_code == (200 if reads else 404)
        assert reads or client.post(here.at_page(page), TYPED).status_code == 404
    assert client.get(here.at_page("representation.json")).status_code == 404
    years = said(client.get(f"/bodies/{here.body.slug}/years/"))
    assert ("When senior grades will look like the staff" in years) is reads


@pytest.mark.parametrize(
    ("low", "median", "high", "never", "says"),
    [
        (0, 0, 0, 0.0, "It is level, and stays so"),
        (0, 0, 8, 0.01, "stays so, or is so again within 8 years"),
        (0, 0, None, 0.18, "cannot tell whether it stays so: in 18% of histories"),
        (2, None, None, 0.54, "The records cannot tell when it will be level"),
        (11, 20, None, 0.3, "level in about 20 years: in 11 at the earliest, and in 30% of"),
        (13, None, None, 0.91, "still not be level in 30 years (in 91% of histories)"),
        (None, None, None, 0.97, "not be level within 30 years, in 95 of 100"),
        (3, 5, 9, 0.0, "level in about 5 years, most likely in 3 to 9"),
    ],
)
def test_when_a_grade_will_be_level_is_one_sentence(
    low: int | None, median: int | None, high: int | None, never: float, says: str
) -> None:
    told = Parity(
        policy=AS_NOW, group="bme", grade="Manager", years=30, expected=median, median=median,
        low=low, high=high, by=(), never=never,
    )  # fmt: skip
    kept = {"low": low, "median": median, "high": high, "never": never}
    assert says in words.as_now(kept | {"cannot_tell": told.cannot_tell}, 30)


def test_every_policy_and_rate_has_its_words() -> None:
    assert set(words.POLICIES) == {AS_NOW, ALL_TOGETHER, *map(str, Policy)}
    assert set(words.KINDS) == {LEAVING, RISING, COMING}


def test_the_worker_knows_the_work() -> None:
    module, name = WORK["representation"].rsplit(".", 1)
    assert (module, name) == (forecast.__module__, forecast.__name__)
