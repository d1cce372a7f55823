"""Change over the years of a measure whose standard error is known (a log ratio, a difference)."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from evenhand.domain.statistics.shares import Floats


def change_of_two(
    value1: ArrayLike, se1: ArrayLike, value2: ArrayLike, se2: ArrayLike
) -> tuple[Floats, Floats]:
    """
    The second value less the first, and the two-sided p of its z test: (difference, p).

    The two must come from different people, or nearly so: they are taken as independent. p is nan
    where no standard error is above 0, since then nothing says how sure either value is.
    """
    difference = np.asarray(value2, dtype=float) - np.asarray(value1, dtype=float)
    se = np.hypot(np.asarray(se1, dtype=float), np.asarray(se2, dtype=float))
    return difference, _two_sided(difference, se)


def slope(years: ArrayLike, values: ArrayLike, ses: ArrayLike) -> tuple[Floats, Floats]:
    """
    Yearly change of a straight line through the values, each weighted by 1 / se²: (slope, p).

    `years` has length k; `values` and `ses` have k as their last axis, one series a row. The
    standard errors are taken as known, so p is that of a z test, and for two years the same as
    `change_of_two`. Both are nan where a value is missing, a standard error is not above 0, or
    the years are all one.
    """
    when, values, ses = (np.asarray(column, dtype=float) for column in (years, values, ses))
    # Near 0 instead of near 2000, where the differences below would lose four figures.
    when = when - when.mean()
    weights: Floats = 1 / np.where(ses > 0, ses, np.nan) ** 2
    total = weights.sum(axis=-1, keepdims=True)
    from_middle = when - (weights * when).sum(axis=-1, keepdims=True) / total
    information = (weights * from_middle**2).sum(axis=-1)
    information = np.where(np.ptp(when) > 0, information, np.nan)
    per_year = (weights * from_middle * values).sum(axis=-1) / information
    return per_year, _two_sided(per_year, 1 / np.sqrt(information))


def slope_with_scatter(
    years: ArrayLike, values: ArrayLike, ses: ArrayLike
) -> tuple[Floats, Floats]:
    """
    The same slope, less sure where the years do not lie along a line: (slope, p).

    Its standard error is widened by the square root of chi-squared over its degrees of freedom,
    where that is above 1 (Birge's ratio), so that ups and downs are not taken for a trend.
    """
    when, values, ses = (np.asarray(column, dtype=float) for column in (years, values, ses))
    per_year, p = slope(when, values, ses)
    weights = 1 / ses**2
    total = weights.sum(axis=-1, keepdims=True)
    off_middle = when - (weights * when).sum(axis=-1, keepdims=True) / total
    middle = (weights * values).sum(axis=-1, keepdims=True) / total
    misfit = (values - middle - per_year[..., None] * off_middle) / ses
    birge = np.sqrt((misfit**2).sum(axis=-1) / max(1, when.shape[-1] - 2))
    z = -special.ndtri(p / 2) / np.maximum(1.0, birge)
    return per_year, np.asarray(2 * special.ndtr(-z), dtype=float)


def _two_sided(value: Floats, se: Floats) -> Floats:
    z = np.abs(value) / np.where(se > 0, se, np.nan)
    return np.asarray(2 * special.ndtr(-z), dtype=float)
