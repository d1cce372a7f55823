"""When work comes in, from a service's own log: by hour of the week, with how sure each rate is.

A gamma-Poisson model: an hour of the week is expected to be as busy as its day and its hour of
the day are; what its own count says beside that is believed as far as hours of the week differ
from it by more than chance. So a quiet hour with three pieces of work in two years is no surprise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import gamma

from evenhand.domain.forecast.service_hours import Numbers

WEEKDAYS, HOURS = 7, 24
DAYS_OF_A_YEAR = 365.25
# Fewer days than this show no trend and no week.
FEWEST_DAYS = 28
_INTERVAL = (0.025, 0.975)
_NORMAL = 1.959964
_HALF = 0.5


@dataclass(frozen=True)
class Log:
    """Counts of work by day and hour of London's clock; one row a day.

    `known` says of each hour whether the log covers it: an hour that is not known is a gap, and
    no sign that nothing came.
    """

    counts: NDArray[np.int64]
    known: NDArray[np.bool_]
    weekday: NDArray[np.int64]
    bank_holiday: NDArray[np.bool_]


@dataclass(frozen=True)
class Estimate:
    """A figure with the interval in which it lies with a probability of 95%."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Demand:
    """What a log says; `rates_per_hour` by hour of the week from Monday, 00:00."""

    rates_per_hour: tuple[Estimate, ...]
    # A bank holiday's work, as times that of the Sunday which it resembles; None: none was known.
    bank_holiday: Estimate | None
    # This year's work as times last year's; None: too short a log.
    trend: Estimate | None
    # Squared coefficient of variation of a day's rate, beyond chance.
    spread_of_days: float
    days: int
    gaps: int
    # Hours of the week that no day of the log covers: their rates stand on day and hour alone.
    unseen: tuple[int, ...]


def shows_a_trend(low: float, high: float) -> bool:
    """Whether limits of a year's change tell anything: not where it may be a half or a double as well."""
    return low > _HALF or high < 1 / _HALF


class TooShort(ValueError):
    """Too few days for a week to be seen; says how many."""

    def __init__(self, days: int) -> None:
        super().__init__(f"a log of {days} days")
        self.days = days


def demand(log: Log) -> Demand:
    """Raises TooShort where the log has fewer than four weeks of days."""
    covered = log.known.any(axis=1)
    if covered.sum() < FEWEST_DAYS:
        raise TooShort(int(covered.sum()))
    ordinary = covered & ~log.bank_holiday
    came, days = _by_hour_of_week(log, ordinary)
    expected = _expected(came, days)
    rates, means = _rates(came, days, expected)
    daily = (log.known * means.reshape(WEEKDAYS, HOURS)[log.weekday]).sum(axis=1)
    seen = (log.counts * log.known).sum(axis=1)
    return Demand(
        rates,
        _bank_holiday(log, means),
        _trend(seen[ordinary], daily[ordinary], np.flatnonzero(ordinary)),
        _spread(seen[ordinary], daily[ordinary]),
        int(covered.sum()),
        int((~log.known).sum()),
        tuple(int(each) for each in np.flatnonzero(days == 0)),
    )


def _by_hour_of_week(log: Log, of: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Work, and days that were watched, by hour of the week."""
    place = log.weekday[of, None] * HOURS + np.arange(HOURS)
    known = log.known[of].astype(float)
    size = WEEKDAYS * HOURS
    came, days = (
        np.bincount(place.ravel(), each.ravel(), size).astype(float)
        for each in (log.counts[of] * known, known)
    )
    return came, days


def _expected(came: Numbers, days: Numbers) -> Numbers:
    """Rates that weekday and hour of the day alone would give: fitted to both margins in turn."""
    work, watched = came.reshape(WEEKDAYS, HOURS), days.reshape(WEEKDAYS, HOURS)
    of_day, of_hour = np.ones(WEEKDAYS), np.ones(HOURS)
    for _ in range(50):
        of_day = _over(work.sum(axis=1), (watched * of_hour).sum(axis=1))
        of_hour = _over(work.sum(axis=0), (watched * of_day[:, None]).sum(axis=0))
    # A weekday or hour that was never watched is taken for a usual one.
    of_day[watched.sum(axis=1) == 0] = of_day[watched.sum(axis=1) > 0].mean()
    of_hour[watched.sum(axis=0) == 0] = of_hour[watched.sum(axis=0) > 0].mean()
    return np.outer(of_day, of_hour).ravel()


def _over(parts: Numbers, of: Numbers) -> Numbers:
    return np.asarray(np.divide(parts, of, out=np.zeros(len(of)), where=of > 0), dtype=float)


def _rates(came: Numbers, days: Numbers, expected: Numbers) -> tuple[tuple[Estimate, ...], Numbers]:
    """Each hour's own count, shrunk towards what is expected of it."""
    spread = _beyond_chance(came, days * expected)
    shape = 1 / max(spread, 1e-6)
    after = shape + came
    share_of_model = shape / (shape + days * expected)
    mean = after * expected / (shape + days * expected)
    # Unsure by its own count, and by the counts of its weekday and hour that it leans on.
    unsure = 1 / after + share_of_model**2 * _unsure_of_margins(came)
    low, high = (gamma.ppf(each, 1 / unsure) * unsure * mean for each in _INTERVAL)
    rates = tuple(Estimate(*map(float, each)) for each in zip(mean, low, high, strict=True))
    return rates, mean


def _unsure_of_margins(came: Numbers) -> Numbers:
    """Relative variance of what weekday and hour of the day lead to expect."""
    work = came.reshape(WEEKDAYS, HOURS)
    of_day, of_hour = (1 / np.maximum(work.sum(axis=each), 1.0) for each in (1, 0))
    return np.asarray(np.add.outer(of_day, of_hour).ravel(), dtype=float)


def _beyond_chance(came: Numbers, expected: Numbers) -> float:
    """How much counts differ from what is expected of them, as a share squared, beyond chance."""
    total = float((expected**2).sum())
    if total == 0:
        return 0.0
    return max(0.0, float(((came - expected) ** 2 - expected).sum()) / total)


def _spread(seen: Numbers, expected: Numbers) -> float:
    return _beyond_chance(seen.astype(float), expected)


def _bank_holiday(log: Log, means: Numbers) -> Estimate | None:
    """Against a Sunday's rates, which is how most services staff them."""
    of = log.bank_holiday & log.known.any(axis=1)
    sunday = means[(WEEKDAYS - 1) * HOURS :]
    expected = float((log.known[of] * sunday).sum())
    if expected == 0:
        return None
    came = float((log.counts[of] * log.known[of]).sum())
    low, high = (float(gamma.ppf(each, came + 0.5)) / expected for each in _INTERVAL)
    return Estimate(came / expected, low, high)


def _trend(seen: Numbers, expected: Numbers, day: NDArray[np.int64]) -> Estimate | None:
    """A year's change, by a log-linear rate of days; wider where days differ beyond chance."""
    some = expected > 0
    if some.sum() < FEWEST_DAYS or seen[some].sum() == 0:
        return None
    years = (day[some] - day[some].mean()) / DAYS_OF_A_YEAR
    level, slope = 0.0, 0.0
    for _ in range(30):
        fitted = expected[some] * np.exp(level + slope * years)
        missed = seen[some] - fitted
        information = np.array(
            [
                [fitted.sum(), (fitted * years).sum()],
                [(fitted * years).sum(), (fitted * years**2).sum()],
            ]
        )
        step = np.linalg.solve(information, [missed.sum(), (missed * years).sum()])
        level, slope = level + step[0], slope + step[1]
        if abs(step).max() < 1e-10:
            break
    wide = max(1.0, float((missed**2 / fitted).sum() / (some.sum() - 2)))
    error = sqrt(wide * np.linalg.inv(information)[1, 1])
    return _exp(slope, error, exp)


def _exp(value: float, error: float, back: Callable[[float], float]) -> Estimate:
    return Estimate(back(value), back(value - _NORMAL * error), back(value + _NORMAL * error))
