"""What a body of this size could have seen, and how much more it would need to see it.

Both answers use the arcsine effect size, 80% power and a two-sided test at 5%. The chance of
finding a difference the wrong way round is left out: it is below one in 100,000 here.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from evenhand.domain.statistics.shares import Floats

POWER = 0.80
SIGNIFICANCE = 0.05

# The distance, in standard errors, at which a difference is found with that power.
_NEEDED = float(special.ndtri(1 - SIGNIFICANCE / 2) + special.ndtri(POWER))


def detectable_share(n1: ArrayLike, n0: ArrayLike, p0: ArrayLike, *, lower: bool = False) -> Floats:
    """
    The share among `n1` nearest to the share `p0` among `n0` that would be found to differ from it.

    Above `p0`, or with `lower` below it. nan where there is none between 0 and 1, where `p0` is 0,
    and where a denominator is empty. Source: Cohen (1988), chapter 6.
    """
    p0 = _fraction(p0)
    step = _NEEDED / np.sqrt(_joint_base(n1, n0)) / 2
    angle = np.arcsin(np.sqrt(p0)) + np.where(lower, -step, step)
    found = (angle <= np.pi / 2) & (angle > 0) & (p0 > 0)
    return np.where(found, np.sin(np.where(found, angle, 0.0)) ** 2, np.nan)


def detectable_ratio(n1: ArrayLike, n0: ArrayLike, p0: ArrayLike, *, lower: bool = False) -> Floats:
    """
    Smallest ratio above 1 that would be found: of the share among `n1` to `p0`.

    With `lower`, of `p0` to the share among `n1`: the direction in which some standards print it.
    """
    p0 = _fraction(p0)
    p1 = detectable_share(n1, n0, p0, lower=lower)
    return np.where(lower, p0, p1) / np.where(lower, p1, np.where(p0 > 0, p0, np.nan))


def multiples_to_find(
    n1: ArrayLike, n0: ArrayLike, p0: ArrayLike, ratio: float = 1.25, *, lower: bool = False
) -> Floats:
    """
    Fewest whole multiples of both denominators that would find `ratio`: years to pool, say.

    `ratio`, above 1, is of the share among `n1` to `p0`, or with `lower` the other way round.
    """
    p0 = _fraction(p0)
    return multiples_to_tell_apart(n1, n0, p0, p0 / ratio if lower else p0 * ratio)


def multiples_to_tell_apart(n1: ArrayLike, n0: ArrayLike, p0: ArrayLike, p1: ArrayLike) -> Floats:
    """
    Fewest whole multiples of both denominators that would find `p1` to differ from `p0`.

    1 means that one year is enough. inf where no number is: `p0` is 0, or `p1` above 1. nan where
    a denominator is empty.
    """
    p0, p1 = _fraction(p0), np.asarray(p1, dtype=float)
    possible = (p0 > 0) & (p1 <= 1)
    effect = 2 * np.abs(np.arcsin(np.sqrt(np.where(possible, p1, 1.0))) - np.arcsin(np.sqrt(p0)))
    base = _joint_base(n1, n0)
    needed = (_NEEDED / np.where(possible, effect, 1.0)) ** 2 / base
    # A multiple that is whole but for rounding needs no further year.
    whole = np.ceil(needed * (1 - 1e-12))
    never = ~possible & ~np.isnan(p0 * base)
    return np.where(possible, whole, np.where(never, np.inf, np.nan))


def _fraction(p: ArrayLike) -> Floats:
    p = np.asarray(p, dtype=float)
    return np.where((p >= 0) & (p <= 1), p, np.nan)


def _joint_base(n1: ArrayLike, n0: ArrayLike) -> Floats:
    """n1 n0 / (n1 + n0), nan where either is empty."""
    n1, n0 = np.asarray(n1, dtype=float), np.asarray(n0, dtype=float)
    usable = (n1 > 0) & (n0 > 0)
    return 1 / (1 / np.where(usable, n1, np.nan) + 1 / np.where(usable, n0, np.nan))
