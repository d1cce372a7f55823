"""Whose records an extract may hold, and of which day."""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import PurePath
from typing import get_args

from evenhand.data.mapping.sheets import Sheet
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.limits import TITLE_ROWS
from evenhand.data.readers.manifest import BodyEntry

NHS, COUNCIL = "nhs-trust", "council"
KINDS: tuple[str, ...] = get_args(BodyEntry.model_fields["kind"].annotation)
STANDARDS = {NHS: ("nhs-wres",), "integrated-care-board": ("nhs-wres",), COUNCIL: ("sc-wres",)}
_DAY = re.compile(
    r"\b(\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}(?:st|nd|rd|th)?[ _-]?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ _-]?\d{4})\b",
    re.IGNORECASE,
)
# In the name of a file only: 310325, 31032025, 20250331.
_CLOSED = re.compile(r"(?<!\d)(?:\d{8}|\d{6})(?!\d)")
_LATEST_YEAR = 2100
# Words that the name of an organisation ends in, and its kind; the surest first.
_WORD = r"(?:[A-Z][\w'’.-]*|&|of|and|the|in|on|upon|with)"
_ORGANISATIONS = tuple(
    (re.compile(rf"\b([A-Z][\w'’.-]*(?: {_WORD}){{0,8}}? {end})\b"), kind)
    for end, kind in (
        ("NHS (?:Foundation )?Trust", NHS),
        ("Integrated Care Board", "integrated-care-board"),
        ("Council", COUNCIL),
        (r"Borough of [A-Z]\w+", COUNCIL),
    )
)


def said_day(sheets: Iterable[tuple[Sheet, int]], today: date) -> tuple[date, str] | None:
    """The day that a title above a header, a sheet's or a file's name says, and where it stands."""
    for sheet, first in sheets:
        stem = PurePath(sheet.file).stem.replace("_", " ")
        for text in (stem, sheet.sheet, *_titles(sheet, first)):
            match = _DAY.search(text)
            day = _read(match[1].replace("_", " ")) if match else None
            where = f"the name of {sheet.name}" if text in (stem, sheet.sheet) else "its title"
            day = day or (_closed(stem, today) if text == stem else None)
            if day:
                return day, where
    return None


def said_organisation(sheets: Iterable[tuple[Sheet, int]]) -> tuple[str, str]:
    """The name and the kind of an organisation that a title above a header names, or nothing."""
    titles = [title for sheet, first in sheets for title in _titles(sheet, first)]
    found = (
        (match[1], kind)
        for title in titles
        for named, kind in _ORGANISATIONS
        if (match := named.search(title))
    )
    return next(found, ("", ""))


def day_in_data(days: Sequence[date], events: Sequence[date], today: date) -> date | None:
    """
    The snapshot that the days of the records point to; None where they say nothing.

    Of the first 31 March from the last day on, and the end of the last day's month, the one in whose
    12 months more of the events are.

    >>> day_in_data([date(2024, 12, 5)], [date(2024, 1, 9), date(2024, 12, 5)], date(2026, 1, 5))
    datetime.date(2024, 12, 31)
    """
    past = [day for day in (*days, *events) if day <= today]
    if not past:
        return None
    last = max(past)
    march = date(last.year + (last > date(last.year, 3, 31)), 3, 31)
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    within = {
        day: sum(day - timedelta(days=365) < each <= day for each in events)
        for day in (march, min(end, today))
        if day <= today
    }
    return max(within, key=lambda day: within[day])


def _titles(sheet: Sheet, first: int) -> list[str]:
    above = max(min(first, TITLE_ROWS) - 1, 0)
    return [cell for row in sheet.rows[:above] for cell in row if cell.strip()]


def _read(text: str) -> date | None:
    day, _ = read_date(text.replace(".", "-"), latest_year=_LATEST_YEAR)
    return day


def _closed(text: str, today: date) -> date | None:
    """A day written without signs; of two ways to read eight digits, the one that is near today."""
    for digits in _CLOSED.findall(text):
        parts = (digits[:2], digits[2:4], digits[4:])
        year = f"20{parts[2]}" if len(digits) == 6 else parts[2]
        for tried in (f"{parts[0]}-{parts[1]}-{year}", f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"):
            day = _read(tried)
            if day and today.year - 30 <= day.year <= today.year + 1:
                return day
    return None


def last_march(today: date) -> date:
    """The last 31 March up to today: the day that most workforces are counted on.

    >>> last_march(date(2026, 2, 1))
    datetime.date(2025, 3, 31)
    """
    this_year = date(today.year, 3, 31)
    return this_year if this_year <= today else date(today.year - 1, 3, 31)


def year_later(day: date) -> date:
    """The same day a year later; 28 February after a 29th."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap else day.day)
