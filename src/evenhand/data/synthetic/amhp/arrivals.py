"""When referrals come: a Poisson process whose rate follows the hour of the week in London."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from evenhand.data.synthetic.amhp.chance import Codes, Marks, Minutes, Rng, some_of
from evenhand.data.synthetic.amhp.shares import shares
from evenhand.domain.amhp.clocks_time import LONDON

NIGHT = (22, 8)
OFFICE = (9, 17)
PLANNED = ("S2_TO_S3", "CTO_MAKE", "CTO_EXTEND", "CTO_REVOKE", "CTO_RECALL", "GUARDIANSHIP")
_HELD = ("S136", "S135_1")


@dataclass(frozen=True, kw_only=True)
class Hours:
    """
    The hours from one whole hour to another.

    `starts` are minutes since 1970, `hour` and `weekday` (Monday 0) as London's clocks show them.
    """

    starts: NDArray[np.int64]
    hour: NDArray[np.int64]
    weekday: NDArray[np.int64]

    @property
    def night(self) -> Marks:
        """Which are of the night."""
        return (self.hour >= NIGHT[0]) | (self.hour < NIGHT[1])

    @property
    def weekend(self) -> Marks:
        """Which are of a Saturday or Sunday."""
        return self.weekday >= 5

    @property
    def office(self) -> Marks:
        """Which are of office hours."""
        return (self.hour >= OFFICE[0]) & (self.hour < OFFICE[1]) & ~self.weekend

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(
            **{
                name: np.concatenate((mine, getattr(other, name)))
                for name, mine in vars(self).items()
            }
        )

    def at(self, places: NDArray[np.int64]) -> "Hours":
        """The hours at these places."""
        return Hours(
            starts=self.starts[places], hour=self.hour[places], weekday=self.weekday[places]
        )


def hours_between(since: datetime, until: datetime) -> Hours:
    """Every hour; both ends are whole hours in UTC."""
    first = since.astimezone(UTC)
    number = int((until - since) / timedelta(hours=1))
    shown = [(first + timedelta(hours=each)).astimezone(LONDON) for each in range(number)]
    return Hours(
        starts=int(first.timestamp()) // 60 + 60 * np.arange(number, dtype=np.int64),
        hour=np.array([each.hour for each in shown], dtype=np.int64),
        weekday=np.array([each.weekday() for each in shown], dtype=np.int64),
    )


def rate(hours: Hours) -> Minutes:
    """Of each hour, in parts of a week's mean hour."""
    by_hour, by_day = np.array(shares()["hours"]["by_hour"]), np.array(shares()["hours"]["by_day"])
    found: Minutes = by_hour[hours.hour] * by_day[hours.weekday] / by_hour.mean() / by_day.mean()
    return found


def arrivals(rng: Rng, hours: Hours, a_year: float) -> tuple[Minutes, Hours]:
    """Minutes since 1970 of each referral in order, and the hours that they came in."""
    counts = rng.poisson(rate(hours) * a_year / (365.25 * 24))
    places = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    minutes = np.sort(hours.starts[places] + rng.integers(0, 60, len(places)))
    return minutes.astype(np.float64), hours.at(places)


def in_their_hours(rng: Rng, requests: Codes, hours: Hours) -> NDArray[np.int64]:
    """
    For each arrival, which of the drawn requests it is.

    Planned work comes in office hours mostly, section 136 more at night; the others as they fall.
    """
    times = shares()["hours"]
    at_night = np.where(hours.night | hours.weekend, float(times["night"]), 1.0)
    in_office = np.where(hours.office, float(times["office"]), 1.0)
    free = np.arange(len(requests), dtype=np.int64)
    found = np.empty(len(requests), dtype=np.int64)
    for which, weights in ((PLANNED, in_office), (_HELD, at_night)):
        mine = np.flatnonzero(np.isin(requests, which))
        places = some_of(rng, free, len(mine), weights[free])
        found[places] = mine
        free = np.setdiff1d(free, places)
    rest = np.flatnonzero(~np.isin(requests, (*PLANNED, *_HELD)))
    found[free] = rng.permutation(rest)
    return found
