"""Newer headings of competence: a draft beside the law, under which evidence may stand too."""

import csv
import io
import json

import pytest
from django.test import Client
from tests.factories.amhp_register import Register, register
from tests.web.amhp.test_own_training import page

from evenhand.data.definitions.amhp_register import newer_competences
from evenhand.web.amhp.models import Evidence
from evenhand.web.amhp.register.queries import evidence_that_is_missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Register:
    made = register()
    made.approved("Person A")
    return made


@pytest.fixture
def keeper(council: Register) -> Client:
    return council.as_role("register-keeper")


def add(keeper: Client, council: Register, **told: str) -> str:
    form = {"on": "2026-03-01", "text": "Wrote a policy", **told}
    answer = keeper.post(council.at("register/people/1/evidence/"), form)
    return answer.content.decode()


def test_the_pages_say_that_the_headings_are_a_draft(council: Register, keeper: Client) -> None:
    for rest in ("people/1/", "people/1/evidence/", "people/1/portfolio/"):
        told = page(keeper, council, rest)
        assert "A draft without legal force." in told, rest
        for area in newer_competences().areas:
            assert area.title in told, (rest, area.number)


def test_evidence_stands_under_both_or_under_one(council: Register, keeper: Client) -> None:
    add(keeper, council, leaf="1a", heading="newer-headings:1")
    add(keeper, council, heading="newer-headings:5", text="Explained a decision")
    assert Evidence.objects.count() == 2
    told = page(keeper, council, "people/1/")
    assert "a draft, with evidence under 2 of 5" in told
    assert "Also under 1a of Schedule 2." in told
    assert "evidence on 1 of 4" in told
    tree = json.loads(keeper.get(council.at("register/people/1/portfolio.json")).content)
    assert tree["draft"]["status"] == "draft, without legal force"
    under = {each["heading"]: each["items"] for each in tree["draft"]["headings"]}
    assert [item["text"] for item in under["newer-headings:5"]] == ["Explained a decision"]
    content = keeper.get(council.at("register/people/1/portfolio.csv")).content.decode("utf-8-sig")
    kinds = [row[0] for row in csv.reader(io.StringIO(content)) if row[-1]]
    assert kinds.count("draft heading") == 2
    assert "See 1a above." in page(keeper, council, "people/1/portfolio/")


def test_a_heading_of_the_draft_is_no_evidence_of_what_the_law_asks(
    council: Register, keeper: Client
) -> None:
    who = council.body.professionals.get()
    before = evidence_that_is_missing(who, council.today)
    add(keeper, council, heading="newer-headings:1")
    assert evidence_that_is_missing(who, council.today) == before
    assert len(before) == 4


def test_evidence_under_nothing_is_not_kept(council: Register, keeper: Client) -> None:
    told = add(keeper, council)
    assert "Choose a matter of Schedule 2, a newer heading, or both" in told
    assert "Wrote a policy" in told
    assert not Evidence.objects.exists()
    assert "There is a problem" in add(keeper, council, heading="newer-headings:9")
    assert not Evidence.objects.exists()
