"""Work as it comes in: drawn from rates by hour of the day or week, many times over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.service_hours import Numbers

DAY = 24


@dataclass(frozen=True)
class Arrivals:
    """Work of all replications, one after another, each in the order in which it comes.

    `at` are hours since the start of its replication; `offsets[r]` to `offsets[r + 1]` is
    replication `r`.
    """

    at: Numbers
    offsets: NDArray[np.int64]

    @property
    def replications(self) -> int:
        return len(self.offsets) - 1

    def replication(self) -> NDArray[np.int64]:
        """Of each piece of work, the number of its replication."""
        return np.repeat(np.arange(self.replications), np.diff(self.offsets))


def draw(
    rates_per_hour: Sequence[float],
    *,
    days: int,
    replications: int,
    random: np.random.Generator,
    spread_of_days: float = 0.0,
) -> Arrivals:
    """Work of `days` days, Poisson in every hour (`rates_per_hour`: 24 or 168, Monday first).

    `spread_of_days` is the squared coefficient of variation of a day's rate, beyond chance: with
    it, each day's rates are multiplied by a gamma variable of mean 1 (gamma-Poisson).
    """
    rates = np.asarray(rates_per_hour, dtype=float)
    cumulated = np.concatenate([[0.0], np.cumsum(rates)])
    of_day = np.diff(cumulated[::DAY])
    weekdays = np.arange(days) % len(of_day)
    mean = np.broadcast_to(of_day[weekdays], (replications, days))
    if spread_of_days > 0:
        mean = mean * random.gamma(1 / spread_of_days, spread_of_days, mean.shape)
    counts = random.poisson(mean)
    # Days of all replications are numbered through, so that one sort puts everything in order.
    day = np.repeat(np.arange(replications * days), counts.ravel())
    weekday = weekdays[day % days]
    # Where in its day: as far along the day's cumulated rate as chance puts it.
    along = cumulated[weekday * DAY] + random.random(len(day)) * of_day[weekday]
    hour = np.clip(np.searchsorted(cumulated, along, side="right") - 1, 0, len(rates) - 1)
    # No hour without work is ever chosen, so that nothing is divided by nought.
    within = np.clip((along - cumulated[hour]) / rates[hour], 0.0, 1.0)
    at = np.sort((day - weekday) * float(DAY) + hour + within)
    each = counts.sum(axis=1)
    at -= np.repeat(np.arange(replications) * float(days * DAY), each)
    return Arrivals(at, np.concatenate([[0], np.cumsum(each)]).astype(np.int64))
