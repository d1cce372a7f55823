"""Pay, terms and turnover: a council types its own, the desk of its region reads them protected."""

import csv
import io

import pytest
from django.test import Client
from tests.factories import site
from tests.factories.amhp_work import said

from evenhand.web.bodies.models import Body
from evenhand.web.core.queries import entries_of
from evenhand.web.forecasts.models import PayTerms
from evenhand.web.forecasts.terms import demo

pytestmark = pytest.mark.django_db
YEAR = 2026


class Council:
    """One with a duty manager and a director."""

    def __init__(self, region: Body | None = None) -> None:
        self.body = site.body(parent=region)
        self.manager = self.as_role("duty-manager")

    def as_role(self, role: str) -> Client:
        return site.visitor(site.member(self.body, role))

    def at(self, rest: str = "") -> str:
        return f"/bodies/{self.body.slug}/plan/pay-terms/{rest}"

    def keep(self, **figures: object):  # type: ignore[no-untyped-def]
        seen = PayTerms.objects.filter(body=self.body, year=YEAR).count()
        typed = {"seen": str(seen)} | {name: str(each) for name, each in figures.items()}
        return self.manager.post(self.at(f"{YEAR}/change/"), typed)

    def page(self, client: Client | None = None) -> str:
        return said((client or self.manager).get(self.at(f"{YEAR}/")))


@pytest.fixture
def region() -> Body:
    return site.body(kind="region")


def desk(region: Body, role: str = "regional-analyst") -> tuple[str, list[dict[str, str]]]:
    """The page and the rows of the file."""
    client = site.visitor(site.member(region, role))
    page = said(client.get(f"/bodies/{region.slug}/pay-terms/"))
    sent = client.get(f"/bodies/{region.slug}/pay-terms/table.csv?year={YEAR}")
    if sent.status_code == 404:
        return page, []
    return page, list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))


def test_a_council_types_what_it_knows_and_not_known_is_not_nought() -> None:
    council = Council()
    assert "No year is there yet." in said(council.manager.get(council.at()))
    begun = council.manager.post(council.at(), {"year": str(YEAR)})
    assert begun["Location"] == council.at(f"{YEAR}/change/")
    council.keep(salary_low=38000, allowance=0, amhps=20, leavers=2, out_of_hours="on call")
    page = council.page()
    assert "Lowest salary of an AMHP £38,000" in page
    assert "Allowance for AMHP work, a year £0" in page
    assert "Highest salary of an AMHP Not known" in page
    assert PayTerms.objects.get().figures == {
        "salary_low": 38000, "allowance": 0, "amhps": 20, "leavers": 2, "out_of_hours": "on call",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (
            {"amhps": 10, "leavers": 11},
            "“Of them, how many left in the year” is more than “AMHPs as the year began”",
        ),
        ({"salary_low": 50000, "salary_high": 40000}, "is more than “Highest salary of an AMHP”"),
        ({"leavers": 2, "exit_pay": 3}, "The reasons below are 3, more than left"),
        ({"posts": 1.5}, "Enter a whole number, like 12"),
        ({"days_sick": -1}, "Enter 0 or more"),
        ({"salary_low": "nan"}, "Enter a number, like 37 or 7.5"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(told: dict[str, object], says: str) -> None:
    council = Council()
    answer = council.keep(**told)
    assert answer.status_code == 422 and says in said(answer)
    assert not PayTerms.objects.exists()


def test_a_change_is_a_version_and_of_two_at_once_the_later_is_refused() -> None:
    council = Council()
    council.keep(salary_low=1)
    council.keep(salary_low=2)
    assert [each.number for each in PayTerms.objects.all()] == [2, 1]
    late = council.manager.post(council.at(f"{YEAR}/change/"), {"seen": "1", "salary_low": "3"})
    assert "Somebody has changed this year since you opened it." in said(late)
    assert "Lowest salary of an AMHP £2" in council.page()


def test_an_older_version_is_opened_to_read_by_those_who_see_every_number() -> None:
    council = Council()
    council.keep(salary_low=1, amhps=30, leavers=3)
    council.keep(salary_low=2)
    assert f'href="{council.at(f"{YEAR}/versions/1/")}"' in (
        council.manager.get(council.at(f"{YEAR}/")).content.decode()
    )
    page = said(council.manager.get(council.at(f"{YEAR}/versions/1/")))
    assert "It is an older version, to read and not to change." in page
    assert "Lowest salary of an AMHP £1" in page and "Change it" not in page
    # Rounded counts of several versions beside each other could tell what each hides.
    director = council.as_role("director")
    assert "versions/1/" not in director.get(council.at(f"{YEAR}/")).content.decode()
    assert director.get(council.at(f"{YEAR}/versions/1/")).status_code == 404
    assert council.manager.get(council.at(f"{YEAR}/versions/3/")).status_code == 404
    assert council.as_role("amhp").get(council.at(f"{YEAR}/versions/1/")).status_code == 404
    assert Council().manager.get(council.at(f"{YEAR}/versions/1/")).status_code == 404


def test_a_year_that_is_not_over_is_not_there() -> None:
    council = Council()
    answer = council.manager.post(council.at(), {"year": "2099"})
    assert "Give a year from 2015 to" in said(answer)
    assert council.manager.get(council.at("2099/change/")).status_code == 404


def test_the_desk_reads_pay_as_typed_and_what_differs_by_more_than_chance(region: Body) -> None:
    first, second, silent = Council(region), Council(region), Council(region)
    first.keep(salary_low=36000, amhps=40, leavers=25, posts=50, vacancies=10)
    second.keep(salary_low=38000, amhps=100, leavers=10, posts=100, vacancies=20)
    page, rows = desk(region)
    assert f"{first.body.name}, left in the year: 62%, the others 10%" in page
    assert f"{first.body.name} 10 of 50 20%" in page and "posts not filled:" not in page
    assert "Lowest £36,000" in page and "Middle £37,000" in page
    assert f"Nothing entered for this year: {silent.body.name}." in page
    told = {(row["council"], row["item"]): row for row in rows}
    assert told[first.body.name, "turnover"]["more_than_chance"] == "yes"
    assert told[first.body.name, "vacancies"]["more_than_chance"] == "no"
    assert told[first.body.name, "salary_high"]["why"] == "not known"


def test_no_small_number_of_people_leaves_a_council(region: Body) -> None:
    """Three who left, four who stayed, one who left for their health: none may be read at the desk."""
    few, stayed, many = Council(region), Council(region), Council(region)
    few.keep(amhps=30, leavers=3, exit_health=1, exit_retired=2, days_sick=9, days_available=900)
    stayed.keep(amhps=12, leavers=8)
    many.keep(amhps=93, leavers=13, exit_retired=11, exit_pay=2)
    page, rows = desk(region)
    told = {(row["council"], row["item"]): row for row in rows}
    for council in (few, stayed):
        row = told[council.body.name, "turnover"]
        assert (row["x"], row["n"], row["value"], row["more_than_chance"]) == ("", "", "", "")
        assert row["why"] == "hidden"
        assert f"{council.body.name} Hidden to protect people" in page
    assert (told[many.body.name, "turnover"]["x"], told[many.body.name, "turnover"]["n"]) == (
        "15",
        "95",
    )
    reasons = {row["item"]: row["x"] for row in rows if row["item"].startswith("exit_")}
    assert reasons["exit_all"] == "15"
    # Nobody told of caring: that is not nought.
    assert "exit_caring" not in reasons and "Left to care for somebody Not known" in page
    # Of all but the retired there are three: their number would give the others away.
    assert reasons["exit_health"] == reasons["exit_pay"] == reasons["exit_retired"] == ""


def test_days_of_few_people_are_hidden(region: Body) -> None:
    few, many = Council(region), Council(region)
    few.keep(amhps=9, days_sick=90, days_available=1900)
    many.keep(amhps=40, days_sick=401, days_available=8003)
    page, rows = desk(region)
    assert f"fewer than 10 or not known: {few.body.name}." in page
    told = [(row["council"], row["value"], row["x"]) for row in rows if row["item"] == "sickness"]
    assert told == [(many.body.name, "0.05", "")]


def test_a_director_reads_as_the_desk_does_and_changes_nothing() -> None:
    council = Council()
    council.keep(amhps=30, leavers=3, exit_health=1)
    director = council.as_role("director")
    page = council.page(director)
    assert "Every number" not in page and "Hidden to protect people" in page
    assert director.get(council.at(f"{YEAR}/change/")).status_code == 404
    assert director.post(council.at(), {"year": str(YEAR)}).status_code == 404


def test_nobody_else_reads_them(region: Body) -> None:
    """Not the council next to it, not its own AMHPs, not the desk of another region; the country does."""
    country = site.body(kind="country")
    region.parent = country
    region.save()
    council, other = Council(region), Council(region)
    council.keep(salary_low=38000)
    assert other.manager.get(council.at(f"{YEAR}/")).status_code == 404
    assert other.manager.get(other.at(f"{YEAR}/")).status_code == 404
    assert council.as_role("amhp").get(council.at()).status_code == 404
    assert council.manager.get(f"/bodies/{council.body.slug}/pay-terms/").status_code == 404
    assert desk(site.body(kind="region"))[1] == []
    assert council.body.name in desk(country, "national-analyst")[0]


def test_a_trust_has_no_such_page() -> None:
    trust = site.body(kind="nhs-trust")
    manager = site.visitor(site.member(trust, "duty-manager"))
    assert manager.get(f"/bodies/{trust.slug}/plan/pay-terms/").status_code == 404
    assert "Pay, terms" not in said(manager.get(f"/bodies/{trust.slug}/plan/"))


def test_an_empty_desk_says_so(region: Body) -> None:
    assert "No council stands below this organisation yet." in desk(region)[0]
    Council(region)
    page, rows = desk(region)
    assert "No council has entered a year yet." in page and rows == []


def test_the_trail_names_items_and_no_figure_or_words() -> None:
    council = Council()
    council.keep(leavers=3, amhps=7777, out_of_hours="words of somebody")
    told = " ".join(str(vars(each)) for each in entries_of(council.body.slug, newest=9))
    assert "out_of_hours" in told and "words of somebody" not in told and "7777" not in told


def test_a_demonstration_s_councils_are_told_apart_at_the_desk(region: Body) -> None:
    councils = Council(region), Council(region)
    by = site.member(councils[0].body, "duty-manager")
    for place, council in enumerate(councils):
        demo.keep(body=council.body, place=place, by=by, at=site.NOW)
    page, rows = desk(region)
    assert f"{councils[1].body.name}, left in the year: 33%, the others 6%" in page
    assert {row["year_to"] for row in rows} == {"2026-03-31"}
    client = site.visitor(site.member(region, "regional-analyst"))
    before = said(client.get(f"/bodies/{region.slug}/pay-terms/?year=2025"))
    assert "Whether any differs by more than chance cannot be told" in before
    assert "Left in the year: not known." in before
