"""The statistics of one figure, from whole counts: of rounded ones the same few come up again.

Each is what its namesake says of single counts, remembered: a report in which thousands of figures
rest on counts rounded to 5 asks for most of them many times.
"""

from functools import lru_cache

import numpy as np

from evenhand.domain.statistics import differences, ratios, shares, significance

# Of each statistic; a body's report has some hundreds.
MOST_REMEMBERED = 1 << 16

Limits = tuple[float, float]
Figure = tuple[float, float, float]


@lru_cache(MOST_REMEMBERED)
def wilson(x: int, n: int) -> Limits:
    """Low and high of a share, from 0 to 1: `shares.wilson`."""
    low, high = shares.wilson(x, n)
    return float(low), float(high)


@lru_cache(MOST_REMEMBERED)
def newcombe(x: int, n: int, x0: int, n0: int) -> Figure:
    """Value, low and high of a difference of shares: `differences.newcombe`."""
    value, low, high = differences.newcombe(x, n, x0, n0)
    return float(value), float(low), float(high)


@lru_cache(MOST_REMEMBERED)
def koopman(x: int, n: int, x0: int, n0: int) -> Figure:
    """Value, low and high of a ratio of shares: `ratios.koopman`."""
    value, low, high = ratios.koopman(x, n, x0, n0)
    return float(value), float(low), float(high)


@lru_cache(MOST_REMEMBERED)
def p_value(x: int, n: int, x0: int, n0: int) -> tuple[float, bool]:
    """The p to print, and whether Fisher's exact test gave it: `significance.p_value`."""
    p, fisher = significance.p_value(*(np.array([float(each)]) for each in (x, n, x0, n0)))
    return float(p[0]), bool(fisher[0])
