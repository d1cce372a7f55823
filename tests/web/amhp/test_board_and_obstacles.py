"""The live board says what waits, how long, and who is on; what is past its limit is told, once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import site
from tests.factories.amhp_work import Working, said

from evenhand.domain.amhp.waits import Wait
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.models import Escalation, Obstacle
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.models import AuditEntry

pytestmark = pytest.mark.django_db
EVERY = frozenset(Right)


@pytest.fixture
def work() -> Working:
    made = Working()
    made.now = site.now() - timedelta(hours=8)
    return made


def board(work: Working, role: str = "duty-manager") -> str:
    return said(work.service.as_role(role).get(work.service.at()))


def watched(work: Working, minutes: int = 60) -> None:
    limits = {Wait.ASSESSMENT: (minutes, "AMHP lead, by telephone")}
    actions.set_thresholds(body=work.body, limits=limits, by=work.one, at=work.now)


def test_an_empty_board_says_so_kindly(work: Working) -> None:
    page = board(work)
    assert "Nothing is open. Whatever is referred next stands here at once." in page
    assert "Nobody is on by the published rota." in page and "None runs" in page


def test_what_waits_stands_with_how_long_and_with_whom(work: Working) -> None:
    work.begin(referred=site.now() - timedelta(hours=3, minutes=5))
    page = board(work)
    assert re.search(r"Waiting to begin 1 In progress 0 On duty 0", page)
    assert "With nobody yet" in page and "Waiting for an assessment: 3 hours 5 minutes" in page


def test_the_legal_limit_that_ends_next_stands_first(work: Working) -> None:
    now = site.now()
    late = work.begin(referred=now - timedelta(hours=9))
    held = {"request": "S136", "referred": now - timedelta(hours=2)}
    first = work.begin(**held, held_from=now - timedelta(hours=20))
    second = work.begin(**held, held_from=now - timedelta(hours=1))
    page = board(work)
    places = [page.index(each.reference) for each in (first, second, late)]
    assert places == sorted(places)
    assert re.search(r"Next legal limit 3 hours 5\d minutes left|Next legal limit 4 hours", page)


@pytest.mark.on_postgresql
def test_a_wait_past_its_limit_is_told_once_and_says_when(work: Working) -> None:
    watched(work)
    row = work.begin(referred=site.now() - timedelta(hours=2))
    assert "1 consideration waits past its limit, and nobody was told." in board(work)
    client = work.service.as_role("duty-manager")
    address = work.service.at(f"considerations/{row.pk}/escalate/assessment/")
    assert "AMHP lead, by telephone" in said(client.get(address))
    assert "Choose who answers for it" in said(client.post(address, {}))
    assert client.post(address, {"responsible": "COUNCIL"}).status_code == 302
    client.post(address, {"responsible": "COUNCIL"})
    assert Escalation.objects.get().route == "AMHP lead, by telephone"
    page = board(work)
    assert "escalated on" in page and "nobody was told" not in page
    assert AuditEntry.objects.filter(what="escalated").count() == 1


def test_nothing_is_escalated_that_does_not_wait_past_a_limit(work: Working) -> None:
    row = work.begin(referred=site.now() - timedelta(hours=2))
    told = {"consideration": row, "wait": Wait.ASSESSMENT, "responsible": "COUNCIL"}
    with pytest.raises(Refused, match="not past its limit"):
        actions.escalate(**told, by=work.one, at=site.now())
    watched(work, 600)
    with pytest.raises(Refused, match="not past its limit"):
        actions.escalate(**told, by=work.one, at=site.now())
    assert not Escalation.objects.exists()


def test_a_limit_needs_a_route_and_can_be_taken_away(work: Working) -> None:
    client, address = work.service.as_role("duty-manager"), work.service.at("limits/")
    assert "Say whom to tell" in said(client.post(address, {"bed_minutes": "30"}))
    assert (
        client.post(address, {"bed_minutes": "30", "bed_route": "Bed manager"}).status_code == 302
    )
    assert queries.thresholds_of(work.body)[Wait.BED].minutes == 30
    client.post(address, {})
    assert queries.thresholds_of(work.body) == {}


def test_the_board_asks_as_often_for_many_as_for_one(work: Working) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queries.board(work.body, site.now(), site.now() + timedelta(hours=12))
        return len(seen)

    work.begin()
    one = asked()
    for _ in range(5):
        work.begin()
    assert asked() == one


def test_an_obstacle_is_raised_routed_and_answered_back(work: Working) -> None:
    amhp, manager = (work.service.as_role(role) for role in ("amhp", "duty-manager"))
    home = work.service.at("obstacles/")
    assert "Nothing was raised yet." in said(amhp.get(home))
    assert "Say in one line" in said(amhp.post(home, {"kind": "BED"}))
    told = {"kind": "BED", "text": "No bed in the area for three nights"}
    assert amhp.post(home, told).status_code == 302
    one = f"{home}1/"
    assert "for a duty manager" in said(
        amhp.post(one, {"do": "answer", "answer": "x"}, follow=True)
    )
    manager.post(one, {"do": "route", "routed_to": "TRUST"})
    assert "With the body that can change it" in said(amhp.get(one))
    manager.post(one, {"do": "answer", "answer": "Two more beds from Monday"})
    assert "Two more beds from Monday" in said(amhp.get(one))
    manager.post(one, {"do": "answer", "answer": "Again"})
    assert "Again" not in said(amhp.get(one))
    amhp.post(one, {"do": "raise again"})
    assert Obstacle.objects.get().state == "raised"
    assert b"three nights" not in bytes(Obstacle.objects.get().sealed_text)


def test_the_trail_does_not_tell_an_administrator_what_was_raised(work: Working) -> None:
    told = {"kind": "BED", "text": "No bed in the area for three nights"}
    work.service.as_role("amhp").post(work.service.at("obstacles/"), told)
    manager, one = work.service.as_role("duty-manager"), work.service.at("obstacles/1/")
    manager.post(one, {"do": "answer", "answer": "Two more beds from Monday"})
    trail = said(work.service.as_role("body-administrator").get(f"/bodies/{work.body.slug}/audit/"))
    assert "obstacle raised" in trail.lower()
    assert "three nights" not in trail and "from Monday" not in trail


def test_details_of_a_person_in_an_obstacle_are_asked_about(work: Working) -> None:
    amhp, home = work.service.as_role("amhp"), work.service.at("obstacles/")
    told = {"kind": "OTHER", "text": "Ring 07700 900123 about it"}
    assert "details about a person" in said(amhp.post(home, told))
    assert not Obstacle.objects.exists()
    amhp.post(home, told | {"keep": "yes"})
    assert Obstacle.objects.count() == 1


def test_the_director_reads_obstacles_and_raises_none(work: Working) -> None:
    director = work.service.as_role("director")
    home = work.service.at("obstacles/")
    assert director.get(home).status_code == 200
    assert director.post(home, {"kind": "BED", "text": "x"}).status_code == 404
    assert director.get(work.service.at()).status_code == 404


def test_minutes_are_kept_sealed_and_read_by_the_service(work: Working) -> None:
    manager, home = work.service.as_role("duty-manager"), work.service.at("forums/")
    told = {"kind": "LOCAL", "on": "2026-03-01", "attended": "12", "words": "Race equality first"}
    assert manager.post(home, told).status_code == 302
    page = said(work.service.as_role("amhp").get(home))
    assert "12 people came." in page and "Race equality first" in page
    assert work.service.as_role("amhp").post(home, told).status_code == 404
