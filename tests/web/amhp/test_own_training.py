"""An AMHP enters their own training; whoever keeps the register agrees the hours or does not."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_register import Register, register

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Entry, Professional
from evenhand.web.amhp.register import actions, queries

pytestmark = pytest.mark.django_db
TODAY = at_london(timezone.now()).date()
APPROVED = TODAY - timedelta(days=100)
TRAINING = {"on": TODAY.isoformat(), "title": "Case law", "hours": "6"}


class Council(Register):
    today = TODAY


@pytest.fixture
def council() -> Council:
    return Council(register().body)


@pytest.fixture
def amhp(council: Council) -> Client:
    """Somebody on the register, number 1, signed in."""
    client = council.as_role("amhp")
    who = council.approved("Person A", APPROVED)
    user = council.users["amhp"]
    actions.link_account(professional=who, user=user, by=council.keeper, at=council.now())
    return client


def page(client: Client, council: Council, rest: str) -> str:
    answer = client.get(council.at(f"register/{rest}"))
    assert answer.status_code == 200, rest
    html = answer.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def hours(council: Council) -> float:
    who = Professional.objects.get(body=council.body, number=1)
    return queries.standing(who, timezone.now()).training_hours or 0


def test_own_hours_count_only_once_they_are_agreed(council: Council, amhp: Client) -> None:
    answer = amhp.post(council.at("register/people/1/own-training/"), TRAINING)
    assert answer.status_code == 302
    entry = Entry.objects.get(event="training")
    assert (entry.agreed, entry.by) == (None, council.users["amhp"])
    assert hours(council) == 0
    told = page(amhp, council, "people/1/")
    assert "0 of 18 agreed hours" in told
    assert "6 more hours wait until it is decided" in told
    keeper = council.as_role("register-keeper")
    assert "1 training waits for a decision on its hours" in page(keeper, council, "")
    assert "Case law" in page(keeper, council, "hours/")
    decide = council.at(f"register/entries/{entry.pk}/decide/")
    assert keeper.post(decide, {"agreed": "yes"}).status_code == 302
    assert hours(council) == 6
    assert "No training waits" in page(keeper, council, "hours/")
    told = page(amhp, council, "people/1/")
    assert "6 of 18 agreed hours" in told
    assert "wait until it is decided" not in told
    assert "Decided on" in told


def test_hours_that_are_not_agreed_say_why_and_do_not_count(council: Council, amhp: Client) -> None:
    amhp.post(council.at("register/people/1/own-training/"), TRAINING)
    entry = Entry.objects.get(event="training")
    keeper = council.as_role("register-keeper")
    decide = council.at(f"register/entries/{entry.pk}/decide/")
    told = keeper.post(decide, {"agreed": "no"}).content.decode()
    assert "Write why the hours are not agreed" in told
    assert keeper.post(decide, {"agreed": "no", "words": "Not about the role"}).status_code == 302
    assert hours(council) == 0
    told = page(amhp, council, "people/1/")
    assert "not agreed as relevant" in told
    assert "Not about the role" in told
    assert keeper.get(decide)["Location"].endswith("/people/1/")


def test_nobody_enters_training_of_somebody_else_or_decides_about_their_own(
    council: Council, amhp: Client
) -> None:
    council.approved("Person B", APPROVED)
    address = "register/people/2/own-training/"
    for client in (amhp, council.as_role("register-keeper"), council.as_role("duty-manager")):
        assert client.post(council.at(address), TRAINING).status_code == 404
    amhp.post(council.at("register/people/1/own-training/"), TRAINING)
    entry = Entry.objects.get(event="training")
    assert amhp.get(council.at("register/hours/")).status_code == 404
    decide = council.at(f"register/entries/{entry.pk}/decide/")
    assert amhp.post(decide, {"agreed": "yes"}).status_code == 404
    # Somebody who keeps the register and is on it.
    both = site.member(council.body, "register-keeper")
    other = Professional.objects.get(number=2)
    actions.link_account(professional=other, user=both, by=council.keeper, at=council.now())
    client = site.visitor(both)
    assert client.post(council.at(address), TRAINING).status_code == 302
    own = other.entries.get(event="training")
    answer = client.post(council.at(f"register/entries/{own.pk}/decide/"), {"agreed": "yes"})
    assert "your own hours" in answer.content.decode()
    with pytest.raises(ValueError, match="your own hours"):
        council.entry(other, Event.TRAINING, TODAY, title="x", hours=1, agreed=True, by=both)


def test_training_that_is_still_to_come_or_without_hours_is_not_entered(
    council: Council, amhp: Client
) -> None:
    address = council.at("register/people/1/own-training/")
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    told = amhp.post(address, TRAINING | {"on": tomorrow}).content.decode()
    assert "still to come" in told
    assert 'value="Case law"' in told
    assert "enter a number" in amhp.post(address, TRAINING | {"hours": ""}).content.decode()
    assert not Entry.objects.filter(event="training").exists()


def test_own_training_is_taken_out_until_it_is_decided(council: Council, amhp: Client) -> None:
    amhp.post(council.at("register/people/1/own-training/"), TRAINING)
    first = Entry.objects.get(event="training")
    address = council.at(f"register/entries/{first.pk}/take-out/")
    assert amhp.post(address, {"why": "Entered twice"}).status_code == 302
    assert not queries.training_to_decide(council.body)
    amhp.post(council.at("register/people/1/own-training/"), TRAINING)
    second = queries.training_to_decide(council.body)[0]
    actions.decide_training(
        entry=second, agreed=True, words="", by=council.keeper, at=timezone.now()
    )
    decided = Entry.objects.get(corrects=second)
    for number in (decided.pk, Entry.objects.filter(event="approve").get().pk):
        answer = amhp.post(council.at(f"register/entries/{number}/take-out/"), {"why": "x"})
        assert answer.status_code == 404
    with pytest.raises(ValueError, match="decided already"):
        actions.decide_training(
            entry=decided, agreed=False, words="x", by=council.keeper, at=timezone.now()
        )
    assert hours(council) == 6


def test_a_duty_manager_on_the_register_finds_their_own_entry(council: Council) -> None:
    client = council.as_role("duty-manager")
    who = council.approved("Person A", date(TODAY.year - 1, 1, 15))
    assert "Your own entry" not in page(client, council, "")
    user = council.users["duty-manager"]
    actions.link_account(professional=who, user=user, by=council.keeper, at=council.now())
    assert "Your own entry" in page(client, council, "")
    assert "May act today" in page(client, council, "people/1/")
