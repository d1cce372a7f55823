"""Slots made from a pattern: the same lines for chosen days of some weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from evenhand.domain.amhp.clocks_time import LONDON, at_london
from evenhand.domain.amhp.rota import Kind, Span


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a pattern. It ends the next day where the clock does not show more at its end."""

    kind: Kind
    starts: time
    ends: time
    needed: int = 1


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What a line comes to on one day."""

    kind: Kind
    span: Span
    needed: int


def planned(
    lines: Sequence[Line],
    *,
    first: date,
    weeks: int,
    weekdays: Collection[int],
    without: Collection[date] = (),
) -> list[Planned]:
    """
    What lines come to on the weekdays (0 is Monday) of so many weeks beginning with a day, in order.

    A night shift is as long as its night is: an hour longer or shorter where clocks change.
    """
    days = [first + timedelta(days=number) for number in range(7 * weeks)]
    found = [
        Planned(kind=line.kind, span=_span(day, line), needed=line.needed)
        for day in days
        if day.weekday() in weekdays and day not in without
        for line in lines
    ]
    return sorted(found, key=lambda each: (each.span, each.kind))


def instant_of(day: date, clock: time) -> datetime:
    """
    When London's clocks show a time on a day, in UTC.

    The first time where they show it twice; where they never do, what they show then instead, so that
    a shift that ends at such a time and one that begins with it still meet.

    >>> instant_of(date(2026, 10, 25), time(1, 30)).isoformat()
    '2026-10-25T00:30:00+00:00'
    >>> instant_of(date(2026, 3, 29), time(1, 30)).isoformat()
    '2026-03-29T01:30:00+00:00'
    """
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def instant_in(span: Span, clock: time) -> datetime | None:
    """The first time at which London's clocks show a time within a stretch, its end included; or None."""
    day = at_london(span.since).date()
    while day <= at_london(span.until).date():
        shown = datetime.combine(day, clock, LONDON)
        for instant in (shown.astimezone(UTC), shown.replace(fold=1).astimezone(UTC)):
            if span.since <= instant <= span.until:
                return instant
        day += timedelta(days=1)
    return None


def _span(day: date, line: Line) -> Span:
    last = day if line.ends > line.starts else day + timedelta(days=1)
    return Span(instant_of(day, line.starts), instant_of(last, line.ends))
