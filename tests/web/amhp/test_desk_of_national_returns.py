"""The desk of a region or country reads returns that are signed off, protected, and no other."""

import csv
import io

import pytest
from django.test import Client
from tests.factories import site
from tests.factories.amhp_returns import DAY, Authority, authority
from tests.factories.amhp_work import said

from evenhand.web.bodies.models import Body

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Body:
    return site.body(kind="region")


def analyst(of: Body, role: str = "regional-analyst") -> Client:
    return site.visitor(site.member(of, role))


def desk(region: Body, client: Client, rest: str = "") -> str:
    return said(client.get(f"/bodies/{region.slug}/amhp-returns/{rest}"))


def file(region: Body, client: Client, name: str) -> list[dict[str, str]]:
    sent = client.get(f"/bodies/{region.slug}/amhp-returns/{name}?year={DAY.isoformat()}")
    return list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))


def test_every_council_is_there_with_where_its_return_stands(region: Body) -> None:
    sent, filled = authority(region), authority(region, people=6, work=0)
    none, trust = site.body(parent=region), site.body(kind="nhs-trust", parent=region)
    sent.signed_off()
    filled.fill(filled.begin())
    client = analyst(region)
    page = desk(region, client)
    assert "Year to 31 March 2026. 3 councils: " in page and trust.name not in page
    states = {row["body"]: (row["state"], row["next"]) for row in file(region, client, "list.csv")}
    assert states == {
        sent.body.name: ("signed off", "certifier or administrator"),
        filled.body.name: ("computed", "contributor"),
        none.name: ("not begun", "contributor"),
    }


def test_the_region_reads_rounded_numbers_with_rates_of_what_is_signed_off(region: Body) -> None:
    """30 AMHPs for 300,000 people are 10 for 100,000; 20 of 60 were detained."""
    council = authority(region)
    council.signed_off()
    page = desk(region, analyst(region))
    assert f"{council.body.name} 30 10.0 (6.7 to 14.3) 19 0%" in page
    assert "60 20.0 (15.3 to 25.7) 33% (23% to 46%)" in page


def test_a_return_that_is_not_signed_off_is_not_read(region: Body) -> None:
    council = authority(region)
    one = council.fill(council.begin())
    council.post("contributor", one, do="send")
    client = analyst(region)
    assert "No return of this year is signed off yet" in desk(region, client)
    assert file(region, client, "figures.csv") == []
    council.post("reviewer", one, do="pass")
    council.post("certifier", one, do="sign", name="N", role="R", sure="on")
    assert file(region, client, "figures.csv")
    council.post("certifier", one, do="back", text="A mistake.")
    assert file(region, client, "figures.csv") == []


def test_no_small_number_leaves_a_council(region: Body) -> None:
    """Four AMHPs and three considerations: neither number may be read anywhere."""
    council = authority(region, people=4, work=3)
    council.signed_off()
    rows = file(region, analyst(region), "figures.csv")
    found = {(row["item"], row["group"]): (row["number"], row["why"]) for row in rows}
    hidden = ("", "hidden to protect people")
    assert found["people", ""] == found["considered", ""] == found["detained", ""] == hidden
    assert found["vacant-fte", ""] == ("0.0", "") and found["short-fte", ""] == ("", "not known")
    assert "people-ethnicity" not in {item for item, _group in found}


def test_councils_are_added_up(region: Body) -> None:
    first, second = authority(region), authority(region, people=20, work=30)
    first.signed_off()
    second.signed_off()
    page = desk(region, analyst(region))
    assert "All of these together 50 8.3 (6.2 to 11.0)" in page


def test_groups_are_read_item_by_item(region: Body) -> None:
    authority(region).signed_off()
    client = analyst(region)
    page = desk(region, client, "?item=people-profession")
    assert "AMHPs of the authority, by profession" in page
    assert "Social worker Other professions" in page and "25 5" in page
    assert "Under 55" in desk(region, client, "?item=people-age")
    assert "AMHPs of the authority" in desk(region, client, "?item=no-such-item")


def test_the_country_reads_the_same_and_a_council_s_people_read_no_desk(region: Body) -> None:
    country = site.body(kind="country")
    region.parent = country
    region.save()
    council = authority(region)
    council.signed_off()
    assert council.body.name in desk(country, analyst(country, "national-analyst"))
    for role in ("contributor", "certifier", "body-administrator", "duty-manager"):
        address = f"/bodies/{council.body.slug}/amhp-returns/"
        assert council.as_role(role).get(address).status_code == 404


def test_an_analyst_opens_no_page_of_a_council_s_return(region: Body) -> None:
    council = authority(region)
    one = council.signed_off()
    client = analyst(region)
    for rest in ("", f"{one.pk}/", f"{one.pk}/fill/", f"{one.pk}/numbers.csv"):
        assert client.get(council.at(f"returns/{rest}")).status_code == 404


def test_a_release_stays_read_while_its_correction_is_under_way(region: Body) -> None:
    council: Authority = authority(region)
    council.post("body-administrator", one := council.signed_off(), do="release")
    council.post("contributor", one, "correct/", text="Two people were counted twice.")
    client = analyst(region)
    assert {row["version"] for row in file(region, client, "figures.csv")} == {"1"}
    assert [row["state"] for row in file(region, client, "list.csv")] == ["draft"]
