"""
Shrunken estimates: each body's figure drawn towards the mean of all, the less is known the more.

Empirical Bayes for normal values with a normal spread between bodies: Efron and Morris (1975), Data
analysis using Stein's estimator, JASA 70, 311-319; Morris (1983), Parametric empirical Bayes
inference, JASA 78, 47-55. They are also the best linear unbiased predictions (Henderson, 1975).
"""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.shares import Floats, critical_z


def shrink(
    values: ArrayLike,
    ses: ArrayLike,
    mean: ArrayLike,
    tau2: ArrayLike,
    mean_se: ArrayLike = 0.0,
    confidence: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """
    Each value drawn towards `mean`: (shrunken, low, high), between the value and the mean.

    `tau2` is the variance between bodies; where it is 0 nothing speaks for any difference, and all
    are given the mean. The interval counts how well the mean is known (`mean_se`), and takes
    `tau2` as known, so with few bodies it is a little too narrow.
    """
    y, ses = np.asarray(values, dtype=float), np.asarray(ses, dtype=float)
    mean, tau2, mean_se = (np.asarray(each, dtype=float) for each in (mean, tau2, mean_se))
    variance = np.where(ses > 0, ses, np.nan) ** 2
    drawn = variance / (variance + tau2)
    shrunken = y + drawn * (mean - y)
    se = np.sqrt(variance * (1 - drawn) + drawn**2 * mean_se**2)
    spread = critical_z(confidence) * se
    return shrunken, shrunken - spread, shrunken + spread
