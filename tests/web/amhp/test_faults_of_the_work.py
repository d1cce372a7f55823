"""Killed at any write to a consideration: the old state or the new one, never half of it."""

from collections.abc import Callable

import pytest
from tests.factories.amhp_work import NIGHT, Working, after
from tests.factories.faults import Do, killed_everywhere

from evenhand.web.amhp import models
from evenhand.web.amhp.work import actions, queries
from evenhand.web.core.queries import what_is_broken

pytestmark = pytest.mark.on_postgresql

Made = Callable[[Working, models.Consideration], Do]


def _start(work: Working, row: models.Consideration) -> Do:
    told = {"body": work.body, "told": {"referred": NIGHT}, "once": "page-1"}
    return lambda: actions.start(**told, **work.by())


def _change(work: Working, row: models.Consideration) -> Do:
    return lambda: work.change(row, accepted=after(5), referrer="GP")


def _beside(work: Working, row: models.Consideration) -> Do:
    work.change(row, version=1, outcome="S2")
    told = {"outcome": "INFORMAL", "referrer": "GP"}
    return lambda: work.change(row, version=1, user=work.other, **told)


def _resolve(work: Working, row: models.Consideration) -> Do:
    _beside(work, row)()
    (waiting,) = queries.waiting_beside(row)
    version = work.fresh(row).version
    told = {"change": waiting.row, "version": version, "take": {"outcome"}}
    return lambda: actions.resolve(**told, **work.by())


def _answer(work: Working, row: models.Consideration) -> Do:
    ask = actions.ask(consideration=row, what="BED", of="", asked=NIGHT, **work.by())
    told = {"answer": "FOUND", "answered": after(9), "out_of_area": None, "miles": None}
    return lambda: actions.answer(ask=ask, shown="", **told, **work.by())


def _clock_kept(work: Working, row: models.Consideration) -> Do:
    clock = actions.add_clock(consideration=row, rule="S54", starts=NIGHT, **work.by())
    return lambda: actions.change_clock(clock=clock, told={"met": after(3)}, **work.by())


def _simple(name: str, **told: object) -> Made:
    def made(work: Working, row: models.Consideration) -> Do:
        return lambda: getattr(actions, name)(consideration=row, **told, **work.by())

    return made


CASES: dict[str, Made] = {
    "start": _start,
    "change": _change,
    "kept beside": _beside,
    "resolve": _resolve,
    "ask": _simple("ask", what="BED", of="", asked=NIGHT),
    "answer": _answer,
    "delay": _simple("add_delay", reason="BED", since=NIGHT, until=None, responsible="ICB"),
    "clock": _simple("add_clock", rule="S54", starts=NIGHT),
    "clock kept": _clock_kept,
    "note": _simple("write_note", kind="VISIT", text="x", found=()),
    "relative": _simple("record_relative", edition="2008", answers="{}"),
    "safety": _simple(
        "record_safety", professional=None, day=NIGHT.date(), told={"incident": "NONE"}
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", list(CASES))
def test_killed_at_any_write_leaves_the_old_state_or_the_new(
    case: str,
) -> None:
    work = Working()
    row = work.begin()
    assert killed_everywhere(CASES[case](work, row)) >= 2
    assert what_is_broken() == ""
