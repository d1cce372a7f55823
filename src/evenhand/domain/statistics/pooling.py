"""
One figure over several bodies, and how much they differ: a random-effects meta-analysis.

Bodies are the last axis of all arrays; nan is a body without a figure. Sources: Paule and Mandel
(1982) and DerSimonian and Kacker (2007) for tau squared; Higgins and Thompson (2002) for I squared;
Higgins, Thompson and Spiegelhalter (2009) for the prediction interval.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from evenhand.domain.statistics.shares import Floats, critical_z

_STEPS = 60


@dataclass(frozen=True, slots=True)
class Pooled:
    """
    `mean` with its interval `low` to `high`, all on the scale of the values that were pooled.

    `tau2` is the variance between bodies, `i2` (0 to 1) the share of the scatter that is not
    chance, `q_p` the p of Cochran's Q. A further body like these would lie between `next_low` and
    `next_high`, nan below three bodies. `fixed` is the mean by precision alone.
    """

    count: Floats
    mean: Floats
    se: Floats
    low: Floats
    high: Floats
    fixed: Floats
    tau2: Floats
    i2: Floats
    q: Floats
    q_p: Floats
    next_low: Floats
    next_high: Floats


def pool(values: ArrayLike, ses: ArrayLike, confidence: float = 0.95) -> Pooled:
    """Values and their standard errors, pooled over the last axis; nan where there is no body."""
    y, ses = np.asarray(values, dtype=float), np.asarray(ses, dtype=float)
    there = np.isfinite(y) & (ses > 0) & np.isfinite(ses)
    y, variance = np.where(there, y, 0.0), np.where(there, ses, 1.0) ** 2
    count = there.sum(axis=-1).astype(float)
    freedom = np.where(count > 1, count - 1, np.nan)
    fixed, q, _ = _around(y, there / variance)
    tau2 = _paule_mandel(y, variance, there)
    mean, _, total = _around(y, there / (variance + tau2[..., None]))
    se = 1 / np.sqrt(total)
    z = critical_z(confidence)
    more = np.where(count > 2, count - 2, np.nan)
    wide = special.stdtrit(more, 0.5 + confidence / 2) * np.sqrt(tau2 + se**2)
    # Where q is all but 0 the quotient is endless below 0, and 0 is what is meant.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        i2 = np.where(q > 0, np.maximum(0.0, (q - freedom) / q), np.where(count > 1, 0.0, np.nan))
    return Pooled(
        count=count,
        mean=mean,
        se=se,
        low=mean - z * se,
        high=mean + z * se,
        fixed=fixed,
        tau2=tau2,
        i2=i2,
        q=np.where(count > 1, q, np.nan),
        q_p=np.asarray(special.chdtrc(freedom, q), dtype=float),
        next_low=mean - wide,
        next_high=mean + wide,
    )


def _around(y: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """The weighted mean, the weighted sum of squares around it, and the sum of the weights."""
    total = weights.sum(axis=-1)
    total = np.where(total > 0, total, np.nan)
    mean = (weights * y).sum(axis=-1) / total
    return mean, (weights * (y - mean[..., None]) ** 2).sum(axis=-1), total


def _paule_mandel(y: Floats, variance: Floats, there: Floats) -> Floats:
    """
    The variance between bodies under which they scatter as much as they should: Q = bodies - 1.

    Q falls as tau squared grows, and is convex, so Newton's steps from 0 never overshoot.
    """
    freedom = there.sum(axis=-1) - 1.0
    tau2 = np.zeros(y.shape[:-1])
    for _ in range(_STEPS):
        weights = there / (variance + tau2[..., None])
        mean, q, _ = _around(y, weights)
        slope = (weights**2 * (y - mean[..., None]) ** 2).sum(axis=-1)
        above = (q > freedom) & (slope > 0)
        step = np.divide(q - freedom, slope, out=np.zeros_like(tau2), where=above)
        tau2 = tau2 + np.where(freedom > 0, step, 0.0)
        if not np.any(step > 1e-12 * (1e-12 + tau2)):
            break
    return tau2
