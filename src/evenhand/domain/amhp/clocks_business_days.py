"""Business days in England: neither Saturday nor Sunday nor bank holiday (SI 2008/1184, reg 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.domain.frameworks.edition import Source

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, kw_only=True)
class Proclaimed:
    """
    Bank holidays of England and Wales that no rule of the calendar gives.

    `instead` moves one from a day to others, `extra` are single ones. `known_to` is the last year
    for which the proclamations were looked up: later years may have more.
    """

    known_to: int
    extra: tuple[date, ...]
    instead: Mapping[str, tuple[date, ...]]
    sources: tuple[Source, ...]


def business_days_after(day: date, number: int, proclaimed: Proclaimed) -> date:
    """The first, second, ... business day after a day."""
    found = day
    while number:
        found += timedelta(days=1)
        number -= is_business_day(found, proclaimed)
    return found


def is_business_day(day: date, proclaimed: Proclaimed) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year, proclaimed)


def bank_holidays(year: int, proclaimed: Proclaimed) -> frozenset[date]:
    """The bank holidays of a year in England and Wales, those in place of weekends included."""
    easter = easter_sunday(year)
    by_rule = {
        _weekday_from(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday_on_or_after(date(year, 5, 1)),
        _monday_on_or_after(date(year, 5, 25)),
        _monday_on_or_after(date(year, 8, 25)),
        *_christmas(year),
    }
    moved = {day: days for day in by_rule if (days := proclaimed.instead.get(day.isoformat()))}
    kept = by_rule - set(moved)
    new = {day for days in moved.values() for day in days}
    return frozenset(kept | new | {day for day in proclaimed.extra if day.year == year})


def easter_sunday(year: int) -> date:
    """
    Easter Sunday of a year, by the Gregorian reckoning (Meeus, Jones and Butcher).

    >>> easter_sunday(2025)
    datetime.date(2025, 4, 20)
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    quarter, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _christmas(year: int) -> tuple[date, date]:
    """25 and 26 December, or the next weekdays that are free."""
    first, second = date(year, 12, 25), date(year, 12, 26)
    if first.weekday() == _SUNDAY:
        return second, date(year, 12, 27)
    if first.weekday() == _SATURDAY:
        return date(year, 12, 27), date(year, 12, 28)
    return first, _weekday_from(second)


def _weekday_from(day: date) -> date:
    return day if day.weekday() < _SATURDAY else day + timedelta(days=7 - day.weekday())


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
