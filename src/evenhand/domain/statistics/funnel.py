"""Funnel limits: how far bodies of one size would scatter if all were alike.

95% and 99.8% are the usual pair: two and three standard errors, near enough.
"""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.rates import exact_poisson
from evenhand.domain.statistics.shares import Floats, critical_z


def proportion_limits(
    average: ArrayLike, n: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """
    Shares between which bodies with `n` people scatter around the `average` share: (low, high).

    Fractions, kept within 0 and 1; nan where `n` is empty or `average` is no fraction.
    """
    average, n = np.asarray(average, dtype=float), np.asarray(n, dtype=float)
    usable = (n > 0) & (average >= 0) & (average <= 1)
    average, n = np.where(usable, average, np.nan), np.where(usable, n, np.nan)
    spread = critical_z(confidence) * np.sqrt(average * (1 - average) / n)
    return np.maximum(average - spread, 0.0), np.minimum(average + spread, 1.0)


def ratio_limits(observed: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """
    Expected counts between which `observed` events would surprise nobody: (low, high).

    A body is outside the funnel of observed over expected where its expected count is outside
    these. They are the exact Poisson limits of the observed count.
    """
    return exact_poisson(observed, confidence)


def limits_around(
    centre: ArrayLike, se: ArrayLike, extra: ArrayLike = 0.0, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """
    Values between which bodies with standard error `se` scatter around `centre`: (low, high).

    For log ratios and differences. `extra` is the variance between bodies beyond chance
    (`overdispersion.extra_variance`); with it the limits are wider.
    """
    centre, se = np.asarray(centre, dtype=float), np.asarray(se, dtype=float)
    spread = critical_z(confidence) * np.sqrt(np.where(se > 0, se, np.nan) ** 2 + extra)
    return centre - spread, centre + spread
