"""Reads when something started: London's time, with what the clock changes do to it, or UTC.

Elapsed time is counted in UTC, which has no gaps. Two instants in one zone of Python's are not
subtracted here: that would give what the wall clock shows, not the time that passed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from evenhand.domain.amhp.clocks_rules import FIRST_YEAR, LAST_YEAR

LONDON = ZoneInfo("Europe/London")

_STAMP = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})"
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
    r"\s*(?P<zone>.*)",
    re.IGNORECASE,
)
_KEPT_BY_EXCEL = re.compile(r"\d{5}(?:\.\d+)?")
_TWELVE_HOURS = frozenset(("AM", "PM", "A.M.", "P.M."))
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(0?\d|1[0-4]):?([0-5]\d)?")
_NAMED = {"Z": 0, "UTC": 0, "GMT": 0, "BST": 1}
_OF_LONDON = re.compile(r"[\[(]?EUROPE/LONDON[\])]?$")


class StartRefused(ValueError):
    """What stands there is no time that can be counted from. Message says what, `fix` what to do."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


@dataclass(frozen=True)
class Start:
    """
    When something started: London's day, and the instant in UTC.

    `instants` is empty where only the day was given, and holds two, the earlier first, where the
    clocks went back and nothing says which of the two hours is meant.
    """

    day: date
    instants: tuple[datetime, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the hour was there twice that night."""
        return len(self.instants) > 1


def read_start(text: str) -> Start:
    """
    What a cell means. Without a zone it is the time that clocks in London showed.

    Raises StartRefused where it cannot be read, where London's clocks never showed that time, or
    where it names a zone that London was not in.

    >>> read_start("2025-03-29T22:00").instants[0].isoformat()
    '2025-03-29T22:00:00+00:00'
    >>> read_start("26/10/2025 01:30").ambiguous, read_start("2025-10-26 01:30 BST").ambiguous
    (True, False)
    """
    if _KEPT_BY_EXCEL.fullmatch(text.strip()):
        raise StartRefused(
            "number-of-a-day",
            "The start is a number, as spreadsheets keep days and times.",
            "Format the column as yyyy-mm-dd hh:mm and save it as CSV again.",
        )
    match = _STAMP.fullmatch(text.strip())
    if match is None or (match["zone"] and match["hour"] is None):
        raise _unreadable()
    day = _day(match["day"])
    if match["hour"] is None:
        return Start(day)
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise _unreadable() from None
    shown, zone = datetime.combine(day, clock), match["zone"].strip().upper()
    if zone in _TWELVE_HOURS:
        raise StartRefused(
            "twelve-hour-clock",
            "The time is that of a clock with twelve hours.",
            "Write hours from 00 to 23: 10:00 PM is 22:00, and 12:30 AM is 00:30.",
        )
    offset = _OF_LONDON.sub("", zone).strip()
    return _with_offset(shown, offset, named=zone != offset) if offset else _of_london(shown)


def at_london(instant: datetime) -> datetime:
    """The same instant as London's clocks show it."""
    return instant.astimezone(LONDON)


def _day(text: str) -> date:
    parts = [int(part) for part in re.split(r"[-/]", text)]
    year, month, day = parts if "-" in text else reversed(parts)
    try:
        found = date(year, month, day)
    except ValueError:
        raise _unreadable() from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise StartRefused(
            "year-out-of-range",
            f"The year is not between {FIRST_YEAR} and {LAST_YEAR}.",
            "Check the year: the Mental Health Act is of 1983.",
        )
    return found


def _of_london(shown: datetime) -> Start:
    readings = dict.fromkeys(
        shown.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    true = [one for one in readings if one.astimezone(LONDON).replace(tzinfo=None) == shown]
    if not true:
        raise StartRefused(
            "time-that-was-not",
            f"Clocks in London never showed {shown:%H:%M} on {said_day(shown.date())}: they went "
            "forward past it.",
            "Find out the true time and write it with its offset, such as +00:00 or +01:00.",
        )
    return Start(shown.date(), tuple(sorted(true)))


def _with_offset(shown: datetime, zone: str, *, named: bool) -> Start:
    """`named`: London stands there beside the offset, which then has to be London's."""
    if (hours := _NAMED.get(zone)) is not None:
        offset = timedelta(hours=hours)
    elif match := _OFFSET.fullmatch(zone):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        offset = -offset if match[1] == "-" else offset
    else:
        raise StartRefused(
            "unknown-zone",
            "The time names a zone that is not known here.",
            "Write UTC, GMT, BST, Europe/London or an offset such as +01:00.",
        )
    instant = shown.replace(tzinfo=timezone(offset)).astimezone(UTC)
    there = instant.astimezone(LONDON)
    if (named or zone in ("GMT", "BST")) and there.replace(tzinfo=None) != shown:
        raise StartRefused(
            "zone-not-in-use",
            f"London's clocks did not show that time in that zone: they were on {there.tzname()}.",
            f"Write {there.tzname()} if clocks in London showed this time; otherwise an offset.",
        )
    return Start(there.date(), (instant,))


def said_day(day: date) -> str:
    """
    A day in words.

    >>> said_day(date(2025, 3, 1))
    '1 March 2025'
    """
    return f"{day.day} {day:%B %Y}"


def said_instant(instant: datetime) -> str:
    """
    An instant in words, as London's clocks show it and in UTC.

    >>> said_instant(datetime(2025, 3, 30, 22, tzinfo=UTC))
    '30 March 2025 23:00 BST (22:00 UTC)'
    """
    there = at_london(instant)
    utc = f"{instant:%H:%M}" if there.date() == instant.date() else f"{instant:%Y-%m-%d %H:%M}"
    return f"{said_day(there.date())} {there:%H:%M} {there:%Z} ({utc} UTC)"


def _unreadable() -> StartRefused:
    return StartRefused(
        "unreadable-time",
        "The start is no day or time that can be read.",
        "Write it like 2025-03-29T22:00, 2025-03-29T22:00+00:00 or 29/03/2025 22:00.",
    )
