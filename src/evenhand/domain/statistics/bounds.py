"""How far the people whose ethnicity is not known could move a ratio."""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.shares import Floats, share


def unknown_bounds(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, xu: ArrayLike, nu: ArrayLike
) -> tuple[Floats, Floats]:
    """
    Lowest and highest ratio of a group's share to its comparator's that the unknown allow.

    `x1` of `n1` is the group, `x0` of `n0` the comparator, `xu` of `nu` the people of unknown
    ethnicity, outcome and all. Highest: every unknown person with the outcome is in the group and
    every one without it in the comparator; lowest: the other way round. No way of placing them,
    in these two groups or elsewhere, goes further.

    Both are nan where either side has no share, `xu` of `nu` is impossible, or nobody who could be
    in the comparator has the outcome; the highest is inf where only unknown people could.
    """
    columns = (np.asarray(column, dtype=float) for column in (x1, n1, x0, n0, xu, nu))
    x1, n1, x0, n0, xu, nu = np.broadcast_arrays(*columns)
    usable = ~np.isnan(share(x1, n1)) & ~np.isnan(share(x0, n0)) & (xu >= 0) & (xu <= nu)
    usable &= x0 + xu > 0
    x1, n1, x0, n0, xu, nu = (np.where(usable, c, np.nan) for c in (x1, n1, x0, n0, xu, nu))
    without = nu - xu
    low = x1 / (n1 + without) / ((x0 + xu) / (n0 + xu))
    endless = x0 == 0
    comparator = np.where(endless, 1.0, x0) / (n0 + without)
    high = (x1 + xu) / (n1 + xu) / comparator
    return low, np.where(endless, np.inf, high)


def unknown_odds_bounds(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, xu: ArrayLike, nu: ArrayLike
) -> tuple[Floats, Floats]:
    """
    The same for a ratio of odds: unknown people at the higher level in one, all others in the other.

    nan where an odds would be over or of nobody.
    """
    columns = (np.asarray(column, dtype=float) for column in (x1, n1, x0, n0, xu, nu))
    x1, n1, x0, n0, xu, nu = np.broadcast_arrays(*columns)
    usable = (x1 > 0) & (x1 < n1) & (x0 > 0) & (x0 < n0) & (xu >= 0) & (xu <= nu)
    x1, n1, x0, n0, xu, nu = (np.where(usable, c, np.nan) for c in (x1, n1, x0, n0, xu, nu))
    without = nu - xu
    low = x1 / (n1 - x1 + without) / ((x0 + xu) / (n0 - x0))
    high = (x1 + xu) / (n1 - x1) / (x0 / (n0 - x0 + without))
    return low, high
