"""All notices that wait, across the people of a register: the oldest first, what is overdue in words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.amhp_register import Register, register
from tests.factories.amhp_work import said

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Notice
from evenhand.web.amhp.register import actions, queries

pytestmark = pytest.mark.django_db
TODAY = at_london(timezone.now()).date()
APPROVED = TODAY - timedelta(days=200)


class Council(Register):
    today = TODAY


@pytest.fixture
def council() -> Council:
    return Council(register().body)


@pytest.fixture
def keeper(council: Council) -> Client:
    return council.as_role("register-keeper")


def suspended(council: Council, name: str, ago: int) -> Notice:
    """Somebody suspended so many days ago, and the letter that has to tell them."""
    on = TODAY - timedelta(days=ago)
    who = council.approved(name, APPROVED)
    entry = council.entry(who, Event.SUSPEND, on, at=council.now(on))
    return entry.notices.get(kind="SUSPENDED")


def test_the_oldest_stands_first_and_what_is_overdue_says_so(
    council: Council, keeper: Client
) -> None:
    suspended(council, "Person A", 2)
    old = suspended(council, "Person B", 8)
    suspended(council, "Person C", 7)
    told = said(keeper.get(council.at("register/notices/")))
    # Each tells the authority, which the law wants immediately, and the authority tells them.
    assert "6 notices are written and wait to be sent. 4 are overdue." in told
    table = told[told.index("To send, the longest waiting first") :]
    places = [table.index(f"Person {letter}") for letter in "BCA"]
    assert places == sorted(places)
    assert table.count("Overdue :") == 4
    assert old in queries.notices_that_wait(council.body)[:2]


def test_what_has_to_be_told_immediately_is_overdue_the_next_day(council: Council) -> None:
    who = council.approved("Person A", APPROVED)
    entry = council.entry(who, Event.END, TODAY, reason="REQ", at=council.now(TODAY))
    notice = entry.notices.get(kind="ENDED")
    assert queries.send_by(notice) == TODAY


def test_a_notice_of_what_is_still_to_come_waits_from_that_day(council: Council) -> None:
    who = council.approved("Person A", APPROVED)
    ahead = TODAY + timedelta(days=30)
    entry = council.entry(who, Event.END, ahead, reason="REQ")
    assert queries.send_by(entry.notices.get(kind="ENDED")) == ahead


def test_once_the_day_is_recorded_it_waits_no_more(council: Council, keeper: Client) -> None:
    notice = suspended(council, "Person A", 2)
    address = council.at(f"register/notices/{notice.pk}/")
    answer = keeper.post(address, {"sent": TODAY.isoformat()}, follow=True)
    told = said(answer)
    assert "1 notice is written and waits to be sent." in told
    assert "Your approval is suspended" in told[told.index("Sent last") :]


def test_a_notice_of_a_mistake_need_not_be_sent(council: Council, keeper: Client) -> None:
    notice = suspended(council, "Person A", 2)
    actions.take_out(entry=notice.entry, why="Another", by=council.keeper, at=timezone.now())
    assert queries.notices_that_wait(council.body) == []
    assert "No notice waits" in said(keeper.get(council.at("register/notices/")))


def test_the_register_and_the_page_of_the_body_lead_there(council: Council, keeper: Client) -> None:
    suspended(council, "Person A", 8)
    for page in (council.at("register/"), f"/bodies/{council.body.slug}/"):
        answer = keeper.get(page)
        assert council.at("register/notices/") in answer.content.decode(), page
        assert "2 are overdue." in said(answer), page
    manager = council.as_role("duty-manager")
    for page in (council.at("register/"), f"/bodies/{council.body.slug}/", council.at()):
        assert "register/notices/" not in manager.get(page).content.decode(), page
    assert manager.get(council.at("register/notices/")).status_code == 404


def test_only_notices_of_the_body_are_listed(council: Council) -> None:
    other = Council(register().body)
    suspended(other, "Person X", 3)
    assert queries.notices_that_wait(council.body) == []
