"""
Rates from few events, drawn towards what is known elsewhere: the less a body has seen, the more.

Groups of one body are alike, how much so is learnt from them. Events in a group are Poisson with a
hazard that comes from Gamma(weight * mean, weight); shares of a whole are binomial with one from
Beta(weight * mean, weight * (1 - mean)). Mean and weight are unknown too, and are integrated over a
grid, so draws hold all that is uncertain. Source: Gelman and others (2013), Bayesian Data Analysis,
third edition, sections 2.6, 5.3 and 5.6.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from evenhand.domain.statistics.shares import Floats, critical_z

# Weights, in person-years or people, that a mean may have beside a group's own: even in the logs.
_WEIGHTS = np.geomspace(1.0, 1000.0, 31)
_MEANS = 121
_HIGHEST_HAZARD, _LOWEST = 3.0, 1e-4


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """
    What was published: the mean of bodies elsewhere lies within a factor `within` of `mean`.

    95 times in 100, that is; a factor is right for what is old, or about another workforce.
    """

    mean: float
    within: float


def hazards(
    events: ArrayLike,
    years: ArrayLike,
    draws: int,
    generator: np.random.Generator,
    elsewhere: Elsewhere | None = None,
) -> Floats:
    """
    Hazards for each person-year, `draws` for each group: an array of groups x draws.

    `events` in `years` person-years, one for each group; a group without years has the hazard of a
    group like the others. With one group and nothing from elsewhere it is Gamma(events + 1/2, years).
    """
    x, n = np.asarray(events, dtype=float), np.asarray(years, dtype=float)
    if x.size == 1 and elsewhere is None:
        return _alone(x, n, draws, generator)
    means = np.geomspace(_LOWEST, _HIGHEST_HAZARD, _MEANS)

    def fit(mean: Floats, weight: Floats) -> Floats:
        shape = mean * weight
        found: Floats = (
            special.gammaln(shape[..., None] + x)
            - special.gammaln(shape[..., None])
            + shape[..., None] * np.log(weight[..., None])
            - (shape[..., None] + x) * np.log(weight[..., None] + n)
        ).sum(axis=-1)
        return found

    mean, weight = _grid_draws(fit, means, elsewhere, draws, generator)
    shape = (mean * weight)[None, :] + x[:, None]
    found: Floats = generator.gamma(shape) / (weight[None, :] + n[:, None])
    return found


def shares(
    passed: ArrayLike,
    of: ArrayLike,
    draws: int,
    generator: np.random.Generator,
    elsewhere: Elsewhere | None = None,
) -> Floats:
    """
    Shares from 0 to 1, `draws` for each group: an array of groups x draws.

    `passed` of `of` people, one for each group. With one group and nothing from elsewhere it is
    Beta(passed + 1/2, others + 1/2).
    """
    x, n = np.asarray(passed, dtype=float), np.asarray(of, dtype=float)
    if x.size == 1 and elsewhere is None:
        return generator.beta(x[:, None] + 0.5, (n - x)[:, None] + 0.5, (1, draws))
    means = np.linspace(0.5 / _MEANS, 1 - 0.5 / _MEANS, _MEANS)

    def fit(mean: Floats, weight: Floats) -> Floats:
        a, b = (mean * weight)[..., None], ((1 - mean) * weight)[..., None]
        found: Floats = (special.betaln(a + x, b + n - x) - special.betaln(a, b)).sum(axis=-1)
        return found

    mean, weight = _grid_draws(fit, means, elsewhere, draws, generator)
    a, b = mean * weight, (1 - mean) * weight
    found: Floats = generator.beta(a[None, :] + x[:, None], b[None, :] + (n - x)[:, None])
    return found


def hazard_of(share: float) -> float:
    """The hazard under which this share is gone after a year; everyone is a very high one."""
    return float(-np.log1p(-min(share, 1 - 1e-12)))


def _alone(x: Floats, n: Floats, draws: int, generator: np.random.Generator) -> Floats:
    if n[0] <= 0:
        raise ValueError("A hazard needs person-years, or one from elsewhere.")
    return generator.gamma(x[:, None] + 0.5, size=(1, draws)) / n[:, None]


def _grid_draws(
    fit: Callable[[Floats, Floats], Floats],
    means: Floats,
    elsewhere: Elsewhere | None,
    draws: int,
    generator: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Means and weights, each as often as the groups and what is known elsewhere make it likely."""
    mean, weight = (grid.ravel() for grid in np.meshgrid(means, _WEIGHTS, indexing="ij"))
    log = fit(mean, weight)
    if elsewhere is not None:
        spread = np.log(elsewhere.within) / critical_z(0.95)
        log = log - ((np.log(mean) - np.log(elsewhere.mean)) / spread) ** 2 / 2
    chance = np.exp(log - log.max())
    picked = generator.choice(mean.size, size=draws, p=chance / chance.sum())
    return mean[picked], weight[picked]
