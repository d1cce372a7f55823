"""Whose records an extract may hold, and of which day."""

import re
from collections.abc import Iterable
from datetime import date
from typing import get_args

from evenhand.data.mapping.sheets import Sheet
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.limits import TITLE_ROWS
from evenhand.data.readers.manifest import BodyEntry

NHS, COUNCIL = "nhs-trust", "council"
KINDS: tuple[str, ...] = get_args(BodyEntry.model_fields["kind"].annotation)
STANDARDS = {NHS: ("nhs-wres",), "integrated-care-board": ("nhs-wres",), COUNCIL: ("sc-wres",)}
_DAY = re.compile(
    r"\b(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:st|nd|rd|th)?[ _-]?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ _-]?\d{4})\b",
    re.IGNORECASE,
)
_LATEST_YEAR = 2100


def said_day(sheets: Iterable[tuple[Sheet, int]]) -> date | None:
    """The day that a file's name or a title above its header says, the first one found."""
    for sheet, first in sheets:
        titles = [cell for row in sheet.rows[: min(first, TITLE_ROWS)] for cell in row]
        for text in (sheet.file.replace("_", " "), sheet.sheet, *titles):
            if match := _DAY.search(text):
                day, _ = read_date(match[1].replace("_", " "), latest_year=_LATEST_YEAR)
                if day:
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
