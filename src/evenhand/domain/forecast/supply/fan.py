"""What many replications come to: a fan around the middle, and how often there are too few."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.shares import Floats

# Shares of replications that an interval of the fan leaves out at each end.
_TAILS = {"95": 0.025, "80": 0.10, "50": 0.25}


@dataclass(frozen=True, kw_only=True)
class Fan:
    """
    By year from 0: the mean, the median and the intervals in which 50, 80 and 95 of 100 lie.

    For counts of people an interval ends at a number that did come up, so that it holds at least as
    many of the replications as it says.
    """

    mean: tuple[float, ...]
    median: tuple[float, ...]
    low: dict[str, tuple[float, ...]]
    high: dict[str, tuple[float, ...]]


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """
    Chances from 0 to 1 by year from 0: `too_few` in that year, `first` for the first time in it.

    `ever` is that of too few in any year; `likely_from` the first year in which too few are at least
    as likely as enough, if there is one.
    """

    too_few: tuple[float, ...]
    first: tuple[float, ...]
    ever: float
    likely_from: int | None


def fan(values: ArrayLike) -> Fan:
    """The fan of years x replications."""
    found = np.asarray(values, dtype=float)
    return Fan(
        mean=_row(found.mean(axis=1)),
        median=_row(np.median(found, axis=1)),
        low={
            name: _row(np.quantile(found, tail, axis=1, method="lower"))
            for name, tail in _TAILS.items()
        },
        high={
            name: _row(np.quantile(found, 1 - tail, axis=1, method="higher"))
            for name, tail in _TAILS.items()
        },
    )


def shortfall(values: ArrayLike, need: ArrayLike) -> Shortfall:
    """How often years x replications are below a need by year; a hair below is enough."""
    wanted = np.asarray(need, dtype=float)[:, None]
    below = np.asarray(values, dtype=float) < wanted - 1e-9
    before = np.maximum.accumulate(below, axis=0)
    first = below.copy()
    first[1:] &= ~before[:-1]
    chance = below.mean(axis=1)
    likely = np.flatnonzero(chance >= 0.5)
    return Shortfall(
        too_few=_row(chance),
        first=_row(first.mean(axis=1)),
        ever=float(before[-1].mean()),
        likely_from=int(likely[0]) if likely.size else None,
    )


def _row(values: Floats) -> tuple[float, ...]:
    return tuple(float(each) for each in values)
