"""What `evenhand amhp register` prints: to people on the screen, to programs as JSON."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from evenhand.cli.say import MOST_ITEMS
from evenhand.data.readers.item import counted
from evenhand.domain.amhp.clocks_time import at_london, said_day, said_instant
from evenhand.domain.amhp.register_periods import HOURS_A_YEAR
from evenhand.domain.amhp.register_standing import Standing
from evenhand.domain.amhp.register_warnings import Warned
from evenhand.pipeline.amhp_register import Register

PROMISE = "The register records, clocks and warns; a person decides. What ends by itself is the term alone."


def lines(found: Register) -> Iterator[str]:
    """Each person in one line, with what to warn of beneath."""
    yield f"On {said_instant(found.at)}:"
    for each in found.persons:
        yield f"{each.person}: {each.status}, {'may' if each.may_act else 'may not'} act. {each.why}"
        yield from (f"  {line}" for line in _beneath(each))
    able = sum(each.may_act for each in found.persons)
    yield (
        f"{counted(len(found.persons), 'person', 'people')}, {able:,} may act, "
        f"{counted(len(found.errors), 'error')}."
    )
    yield found.codes.why_draft
    yield PROMISE


def _beneath(each: Standing) -> Iterator[str]:
    if each.approved_from and each.approved_to:
        authority = f" by {each.authority}" if each.authority else ""
        yield f"Approved{authority} {said_day(each.approved_from)} to {said_day(each.approved_to)}."
    if each.acts_for:
        yield f"Has agreed to act for {', '.join(each.acts_for)}."
    if each.training_year_from:
        yield (
            f"{each.training_hours:g} of {HOURS_A_YEAR:g} hours of agreed training in the year from "
            f"{said_day(each.training_year_from)}."
        )
    if each.retain_until:
        yield f"The record is kept through {said_day(each.retain_until)}."
    for warned in each.warnings:
        yield f"warning [{warned.code}] {warned.message} {warned.fix}"


def problem_lines(found: Register) -> Iterator[str]:
    """The first of the errors."""
    yield from (each.line for each in found.errors[:MOST_ITEMS])
    if (more := len(found.errors) - MOST_ITEMS) > 0:
        yield f"... and {more} more. `evenhand amhp register FILE --json -` lists all."


def as_json(found: Register) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "file": found.file,
        "on": at_london(found.at).isoformat(timespec="seconds"),
        "codes": {"status": found.codes.status, "why_draft": found.codes.why_draft},
        "promise": PROMISE,
        "persons": [_person(each) for each in found.persons],
        "errors": [
            {
                "row": each.row,
                "person": each.person,
                "column": each.column,
                "code": each.code,
                "problem": each.message,
                "fix": each.fix,
            }
            for each in found.errors
        ],
    }


def _person(each: Standing) -> dict[str, Any]:
    return {
        "person": each.person,
        "status": each.status,
        "may_act": each.may_act,
        "may_act_why": each.why,
        "authority": each.authority or None,
        "acts_for": list(each.acts_for),
        "approved_from": _day(each.approved_from),
        "approved_to": _day(each.approved_to),
        "training_year_from": _day(each.training_year_from),
        "training_hours": each.training_hours,
        "warnings": [_warned(one) for one in each.warnings],
        "ended_on": _day(each.ended_on),
        "end_reason": each.end_reason,
        "retain_until": _day(each.retain_until),
    }


def _warned(one: Warned) -> dict[str, Any]:
    return {
        "code": one.code,
        "message": one.message,
        "fix": one.fix,
        "regulation": one.regulation or None,
        "day": _day(one.day),
        "within_days": one.within,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
