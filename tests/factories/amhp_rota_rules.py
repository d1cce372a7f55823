"""Slots, people and rotas for the tests of the rules. Times are what clocks in London show."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.rota import Barred, Kind, Person, Placed, Rota, Slot, Span
from evenhand.domain.amhp.rota_findings import Finding, findings
from evenhand.domain.amhp.rota_rest import RestRules

_numbers = count(1)
RULES = RestRules()


def at(text: str) -> datetime:
    """
    An instant, from "2026-11-23 09:00" as clocks in London show it, or with an offset: "… 01:30+00:00".
    """
    read = datetime.fromisoformat(text)
    return (read if read.tzinfo else read.replace(tzinfo=LONDON)).astimezone(UTC)


def span(text: str) -> Span:
    """From "2026-11-23 09:00 > 2026-11-23 17:00"."""
    since, until = text.split(" > ")
    return Span(at(since), at(until))


def slot(text: str, *, on_call: bool = False, skills: str = "", **fields: object) -> Slot:
    kind = Kind.ON_CALL if on_call else Kind.SHIFT
    return Slot(
        id=next(_numbers),
        span=span(text),
        kind=kind,
        skills=frozenset(skills.split()),
        **fields,
    )


def person(
    number: int, skills: str = "", barred: Sequence[tuple[str | None, str | None, str]] = ()
) -> Person:
    """Somebody called "Person 1", who may act but for the stretches named."""
    bars = tuple(
        Barred(at(since) if since else None, at(until) if until else None, why)
        for since, until, why in barred
    )
    return Person(id=number, name=f"Person {number}", skills=frozenset(skills.split()), barred=bars)


def placed(
    on: Slot, number: int, *, since: str = "", left: str = "", second: bool = False
) -> Placed:
    return Placed(
        slot=on,
        person=number,
        second=second,
        since=at(since) if since else None,
        left=at(left) if left else None,
    )


def rota(*those: Placed, people: Sequence[Person] = (), empty: Sequence[Slot] = ()) -> Rota:
    """A rota of these placements, with slots that nobody is on, and people who may all act."""
    known = {each.id for each in people}
    others = [person(number) for number in sorted({each.person for each in those} - known)]
    slots = {each.slot.id: each.slot for each in those} | {each.id: each for each in empty}
    return Rota(slots=tuple(slots.values()), placed=those, people=(*people, *others))


def worked(*texts: str, on_call: bool = False) -> Rota:
    """One person, placed on these stretches."""
    return rota(*(placed(slot(text, on_call=on_call), 1) for text in texts))


def found(of: Rota, window: str, *codes: str, rules: RestRules = RULES) -> list[Finding]:
    """What is found in a stretch, of these codes (all where none is given)."""
    told = findings(of, rules, span(window))
    return [each for each in told if not codes or each.code in codes]
