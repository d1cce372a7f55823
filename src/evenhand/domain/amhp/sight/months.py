"""Months, and the stretches of them that a report is about. A month is its first day."""

from collections.abc import Iterator
from datetime import date, timedelta

# How many months a series shows, and how many of the first make its baseline.
SERIES, BASELINE = 24, 12
YEAR = 12
_APRIL = 4


def month_of(day: date) -> date:
    """
    >>> month_of(date(2026, 3, 31))
    datetime.date(2026, 3, 1)
    """
    return day.replace(day=1)


def moved(month: date, by: int) -> date:
    """
    So many months later, or earlier.

    >>> moved(date(2026, 1, 1), -2), moved(date(2025, 12, 1), 1)
    (datetime.date(2025, 11, 1), datetime.date(2026, 1, 1))
    """
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def last_day(month: date) -> date:
    """
    >>> last_day(date(2026, 2, 1))
    datetime.date(2026, 2, 28)
    """
    return moved(month, 1) - timedelta(days=1)


def up_to(month: date, number: int) -> tuple[date, ...]:
    """So many months, the last of which is `month`, oldest first."""
    return tuple(moved(month, place - number + 1) for place in range(number))


def last_whole_year(month: date) -> date:
    """
    The last month of the newest year from April to March that is over by the end of `month`.

    >>> last_whole_year(date(2026, 3, 1)), last_whole_year(date(2026, 2, 1))
    (datetime.date(2026, 3, 1), datetime.date(2025, 3, 1))
    """
    return date(month.year - (month.month < _APRIL - 1), _APRIL - 1, 1)


def quarters(first: date, number: int) -> Iterator[tuple[date, date]]:
    """So many stretches of three months: first and last month of each."""
    for place in range(number):
        yield moved(first, 3 * place), moved(first, 3 * place + 2)
