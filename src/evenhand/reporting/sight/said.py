"""How the report on an AMHP service writes months, hours and change."""

from collections.abc import Sequence
from datetime import date, timedelta

from evenhand.domain.results import written
from evenhand.domain.statistics.xmr import ENOUGH, Rule, Signal, Xmr
from evenhand.reporting.words import MONTHS

HIDDEN = "hidden"
NONE = "none"


def month(when: date) -> str:
    """
    >>> month(date(2026, 3, 1))
    'March 2026'
    """
    return f"{MONTHS[when.month - 1]} {when.year}"


def short(when: date) -> str:
    """
    >>> short(date(2026, 3, 1))
    'Mar 26'
    """
    return f"{MONTHS[when.month - 1][:3]} {when.year % 100:02}"


def period(shown: Sequence[date]) -> str:
    """
    >>> period([date(2026, 3, 1)]), period([date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)])
    ('March 2026', 'December 2025 to February 2026')
    """
    return month(shown[0]) if len(shown) == 1 else f"{month(shown[0])} to {month(shown[-1])}"


def lasted(time: timedelta | None) -> str:
    """
    A length of time as it is said; minutes below three hours.

    >>> lasted(timedelta(minutes=95)), lasted(timedelta(hours=4.25)), lasted(timedelta(hours=30))
    ('1 h 35 min', '4.2 hours', '30 hours')
    """
    if time is None:
        return NONE
    minutes = round(time / timedelta(minutes=1))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 180:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} hours"
    return hours(time / timedelta(hours=1))


def hours(number: float) -> str:
    """
    >>> hours(1), hours(46.28), hours(1234.5), hours(30.0)
    ('1 hour', '46.3 hours', '1,234 hours', '30 hours')
    """
    text = (
        f"{number:,.0f}" if number >= 100 or abs(number - round(number)) < 0.05 else f"{number:.1f}"
    )
    return f"{text} hour{'' if text == '1' else 's'}"


def number(value: int | None) -> str:
    """A count, or the word for one that is not shown."""
    return HIDDEN if value is None else written.count(value)


def change(chart: Xmr, months: Sequence[date], what: str) -> str:
    """One sentence that says whether anything changed, by which rule."""
    there = sum(value is not None for value in chart.values)
    if chart.mean is None:
        return (
            f"Too few months have a figure to say whether {what} changed: {there} of {len(months)} "
            "have one."
        )
    trial = (
        f" The limits are on trial: they rest on {chart.baseline} months, not {ENOUGH}."
        if chart.on_trial
        else ""
    )
    said = f"{what[0].upper()}{what[1:]}"
    if chart.latest:
        first = chart.latest[0]
        return f"{said} {_now(first, months)} ({first.rule}).{trial}"
    if chart.signals:
        last = max(chart.signals, key=lambda each: each.points[-1])
        return (
            f"{said} shows no sign of change now; there was one up to {month(months[last.points[-1]])} "
            f"({last.rule}).{trial}"
        )
    return f"{said} has not changed by more than it always varies.{trial}"


def _now(signal: Signal, months: Sequence[date]) -> str:
    first, up = month(months[signal.points[0]]), signal.up
    match signal.rule:
        case Rule.OUTSIDE:
            return f"has changed: {first} lies {'above' if up else 'below'} the limits"
        case Rule.SHIFT:
            return f"has changed: it has been {'higher' if up else 'lower'} since {first}"
        case Rule.TREND:
            return f"has changed: it has been {'rising' if up else 'falling'} since {first}"
        case Rule.NEAR_LIMIT:
            side = "upper" if up else "lower"
            return f"may be changing: it has been near its {side} limit since {first}"
