"""Periods of an approval: five years, the years in it, and how long the record of it is kept.

A period beginning with a day ends the day before the corresponding date. For 29 February, which has
none, the approval ends on the earlier reading and the record is kept to the later: nobody acts a day
too long, and nothing is deleted a day too early (decision 15).
"""

from datetime import date, datetime, time, timedelta

from evenhand.domain.amhp.clocks import last_day_of_months
from evenhand.domain.amhp.clocks_time import LONDON, Start

YEARS_OF_APPROVAL = 5
YEARS_KEPT = 5
YEARS_SINCE_COURSE = 5
HOURS_A_YEAR = 18.0


def anniversary(day: date, years: int) -> date:
    """
    The first day after so many years beginning with a day.

    >>> anniversary(date(2021, 3, 15), 1)
    datetime.date(2022, 3, 15)
    """
    return last_day_of_months(day, 12 * years) + timedelta(days=1)


def last_day_of_approval(first: date) -> date:
    """
    The day at whose end an approval ceases (regulations 4 and 7(1)).

    >>> last_day_of_approval(date(2021, 3, 15))
    datetime.date(2026, 3, 14)
    """
    return last_day_of_months(first, 12 * YEARS_OF_APPROVAL)


def years_of(first: date) -> list[tuple[date, date]]:
    """First and last day of each year of an approval, for regulation 5(a)."""
    begins = [anniversary(first, years) for years in range(YEARS_OF_APPROVAL + 1)]
    return [
        (day, after - timedelta(days=1)) for day, after in zip(begins, begins[1:], strict=False)
    ]


def kept_through(ended: date) -> date:
    """
    The last day of five years commencing with the day on which an approval ended (regulation 8(2)).

    >>> kept_through(date(2024, 6, 1))
    datetime.date(2029, 5, 31)
    """
    corresponding = anniversary(ended, YEARS_KEPT)
    return corresponding - timedelta(days=corresponding.day == ended.day)


def beginning_of(day: date) -> datetime:
    """The instant at which a day begins in London."""
    return datetime.combine(day, time(), LONDON)


def end_of(day: date) -> datetime:
    """The instant at which a day is over in London: the beginning of the next."""
    return beginning_of(day + timedelta(days=1))


def asked_at(start: Start) -> datetime:
    """The instant that a question is about: where only a day was given, its last moment."""
    return start.instants[0] if start.instants else end_of(start.day) - timedelta(microseconds=1)
