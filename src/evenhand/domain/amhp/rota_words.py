"""How findings of the rota say times and numbers."""

from datetime import UTC, datetime

from evenhand.domain.amhp.clocks_time import LONDON, at_london
from evenhand.domain.amhp.rota import Span


def said(span: Span) -> str:
    """
    A stretch as London's clocks show it. GMT or BST stand there where clocks change in it.

    >>> said(Span(datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 17, tzinfo=UTC)))
    'Monday 23 November 2026, 09:00 to 17:00'
    >>> said(Span(datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 7, tzinfo=UTC)))
    'Saturday 28 March 2026, 22:00 GMT to Sunday 29 March, 08:00 BST'
    """
    since, until = at_london(span.since), at_london(span.until)
    zones = since.utcoffset() != until.utcoffset() or _twice(since) or _twice(until)
    end = _clock(until, zones)
    if since.date() != until.date():
        # Midnight is the end of the day before, and people say it so.
        if not (until.hour or until.minute) and (until.date() - since.date()).days == 1:
            end = f"midnight{f' {until:%Z}' * zones}"
        else:
            year = f" {until.year}" * (until.year != since.year)
            end = f"{until:%A} {until.day} {until:%B}{year}, {end}"
    return f"{day_of(since)}, {_clock(since, zones)} to {end}"


def day_of(instant: datetime) -> str:
    """
    The day on which an instant lies in London.

    >>> day_of(datetime(2026, 6, 30, 23, tzinfo=UTC))
    'Wednesday 1 July 2026'
    """
    there = at_london(instant)
    return f"{there:%A} {there.day} {there:%B %Y}"


def hours(number: float) -> str:
    """
    >>> hours(1), hours(9.5), hours(1 / 3)
    ('1 hour', '9.5 hours', '20 minutes')
    """
    if number < 1:
        minutes = round(number * 60)
        return f"{minutes} minute{'s' * (minutes != 1)}"
    return f"{round(number, 2):g} hour{'s' * (number != 1)}"


def _clock(there: datetime, zones: bool) -> str:
    return f"{there:%H:%M %Z}" if zones else f"{there:%H:%M}"


def _twice(there: datetime) -> bool:
    """Whether clocks showed this time twice that night."""
    shown = there.replace(tzinfo=None)
    readings = {shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)}
    back = {each for each in readings if each.astimezone(LONDON).replace(tzinfo=None) == shown}
    return len(back) > 1
