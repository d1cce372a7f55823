"""Reads the ways in which HR systems write a day."""

import re
from datetime import date, datetime, timedelta

_EARLIEST = 1900
# Excel counts days from here (it believes that 1900 was a leap year). The numbers from 1927 to 2119
# are taken for dates: nothing else in a date column looks like that.
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(10_000, 80_000)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_MONTH_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]+)\.?[-/. ,]*(\d{4}|\d{2})")


def read_date(
    value: object, *, latest_year: int, month_first: bool = False
) -> tuple[date | None, str]:
    """
    The day that a cell means, and the code of what is to be said about it ("" if nothing).

    A year of two digits is the last one not after `latest_year`. None with "" is a blank. In
    numbers with the year last the day comes first, unless the month does.

    >>> read_date("31/03/2025", latest_year=2026)
    (datetime.date(2025, 3, 31), '')
    >>> read_date("31-MAR-25", latest_year=2026)
    (datetime.date(2025, 3, 31), 'two-digit-year')
    >>> read_date("45747", latest_year=2026)
    (datetime.date(2025, 3, 31), 'excel-serial-date')
    """
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    text = "" if value is None else _TIME.sub("", str(value).strip())
    if not text:
        return None, ""
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(float(text)) in _EXCEL_DAYS:
        return _EXCEL_DAY_ZERO + timedelta(days=int(float(text))), "excel-serial-date"
    if not (parts := _parts(text, month_first=month_first)):
        return None, "unreadable-date"
    year, month, day, note = *parts, ""
    if year < 100:
        year, note = _century(year, latest_year), "two-digit-year"
    try:
        found = date(year, month, day)
    except ValueError:
        return None, "unreadable-date"
    return (found, note) if year >= _EARLIEST else (None, "unreadable-date")


def _parts(text: str, *, month_first: bool) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _DAY_FIRST.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        return int(match[3]), *((first, second) if month_first else (second, first))
    if (match := _MONTH_NAMED.fullmatch(text)) and (month := _MONTHS.get(match[2].lower())):
        return int(match[3]), month, int(match[1])
    return None


def _century(year: int, latest: int) -> int:
    return latest - (latest - year) % 100
