"""Killed at any write, or pressed twice at once: the register as it was, or as it is to be."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from tests.factories.amhp_register import GOOD, Register, register
from tests.factories.faults import Do, killed_everywhere

from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Entry
from evenhand.web.amhp.register import actions, queries
from evenhand.web.amhp.register.importing import read
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.queries import what_is_broken

pytestmark = pytest.mark.on_postgresql


def _suspended(council: Register) -> Do:
    who = council.approved()
    council.entry(who, Event.ACT_FOR, date(2025, 1, 1), authority="East County Council")
    return lambda: council.entry(who, Event.SUSPEND, date(2025, 6, 2))


def _approved_after_training(council: Register) -> Do:
    who = council.person()
    actions.set_training(
        professional=who, told={"stage": "COURSE"}, by=council.keeper, at=council.now()
    )
    return lambda: council.entry(who, Event.APPROVE, date(2025, 6, 2))


def _taken_out(council: Register) -> Do:
    entry = council.approved().entries.get()
    told = {"why": "A mistake", "by": council.keeper, "at": council.now()}
    return lambda: actions.take_out(entry=entry, **told)


def _imported(council: Register) -> Do:
    found = read(GOOD.encode(), council.body.name)
    told = {"by": council.keeper, "at": council.now()}
    return lambda: actions.take_register(body=council.body, read=found, **told)


def _removed(council: Register) -> Do:
    who = council.approved()
    council.entry(who, Event.END, date(2026, 3, 1), reason="REQ")
    return lambda: actions.keep_house(at=council.now(date(2031, 3, 1)))


def _added(council: Register) -> Do:
    told = {"name": "Person A", "profession": "SW"}
    by = council.keeper
    return lambda: actions.add_person(
        body=council.body, told=told, training={"stage": "COURSE"}, by=by, at=council.now()
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "make", [_suspended, _approved_after_training, _taken_out, _imported, _removed, _added]
)
def test_killed_at_any_write_the_register_is_as_it_was(make: Callable[[Register], Do]) -> None:
    assert killed_everywhere(make(register())) >= 2
    assert what_is_broken() == ""


@pytest.mark.django_db(transaction=True)
def test_two_corrections_of_one_entry_at_once_are_not_both_made() -> None:
    council = register()
    who = council.person()
    wrong = council.entry(who, Event.APPROVE, date(2025, 3, 15))
    gate, came = threading.Barrier(2), []

    def correct(days: int) -> None:
        gate.wait()
        try:
            council.entry(
                who, Event.APPROVE, date(2025, 3, 15) + timedelta(days=days), corrects=wrong
            )
            came.append("done")
        except Refused as why:
            came.append(str(why))
        finally:
            connection.close()

    threads = [threading.Thread(target=correct, args=(days,)) for days in (1, 2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(came)[-1] == "done"
    assert "does not count any more" in sorted(came)[0]
    assert Entry.objects.filter(corrects=wrong).count() == 1
    assert len(queries.log_of(who).entries) == 1
