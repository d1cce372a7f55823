"""Two proportions set against each other as a difference. Fractions: 0.05 is five points."""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.shares import Floats, share, wilson


def newcombe(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """
    Share `x1` of `n1` less share `x0` of `n0`: (value, low, high), nan where either is no share.

    The limits join the Wilson limits of the two shares, so none lies beyond -1 or 1, and a share
    of 0 or of everyone still has an interval. Bases may be effective ones of a weighted survey.
    Source: Newcombe (1998), method 10.
    """
    p1, p0 = share(x1, n1), share(x0, n0)
    low1, high1 = wilson(x1, n1, confidence)
    low0, high0 = wilson(x0, n0, confidence)
    value = p1 - p0
    return value, value - np.hypot(p1 - low1, high0 - p0), value + np.hypot(high1 - p1, p0 - low0)


def se(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """
    Standard error of the difference of two shares, for comparing it with another year's.

    One person with and one without the outcome are added to each side first: without them nobody
    out of ten would have a standard error of 0, and any other year would look certain to differ.
    Source: Agresti and Caffo (2000).
    """
    return np.hypot(_steadied_se(x1, n1), _steadied_se(x0, n0))


def _steadied_se(x: ArrayLike, n: ArrayLike) -> Floats:
    base: Floats = np.where(np.isnan(share(x, n)), np.nan, np.asarray(n, dtype=float)) + 2
    p: Floats = (np.asarray(x, dtype=float) + 1) / base
    return np.sqrt(p * (1 - p) / base)
