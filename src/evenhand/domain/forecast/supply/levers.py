"""What might be done, one thing at a time and all together, against doing nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.forecast.supply.model import Lever, Model, all_together
from evenhand.domain.forecast.supply.simulate import Runs, simulate
from evenhand.domain.statistics.shares import Floats


@dataclass(frozen=True, kw_only=True)
class Effect:
    """
    AMHPs more than with nothing done, in the last year: mean and the interval of 95 in 100.

    Both sides have the same luck, so that the difference is the lever's. `enough` is the chance of
    enough in the last year, if a need was given; `a_head` the pounds a year for each AMHP more.
    """

    lever: Lever
    more: float
    low: float
    high: float
    enough: float | None
    a_head: float | None


def effects(
    model: Model,
    levers: Sequence[Lever],
    nothing: Runs,
    *,
    need: ArrayLike | None,
    fte: bool,
    replications: int,
    seed: int,
) -> tuple[Effect, ...]:
    """The effect of each lever, and of all where there are several. `nothing` is the run without."""
    several = [*levers, all_together(levers)] if len(levers) > 1 else list(levers)
    found = []
    for lever in several:
        runs = simulate(model.with_lever(lever), replications=replications, seed=seed)
        found.append(_effect(lever, _stock(runs, fte), _stock(nothing, fte), need))
    return tuple(found)


def _stock(runs: Runs, fte: bool) -> Floats:
    return runs.fte if fte else runs.people.astype(float)


def _effect(lever: Lever, done: Floats, nothing: Floats, need: ArrayLike | None) -> Effect:
    more = done[-1] - nothing[-1]
    mean = float(more.mean())
    enough = None
    if need is not None:
        enough = float((done[-1] >= np.asarray(need, dtype=float)[-1] - 1e-9).mean())
    cost = lever.cost_a_year
    return Effect(
        lever=lever,
        more=mean,
        low=float(np.quantile(more, 0.025, method="lower")),
        high=float(np.quantile(more, 0.975, method="higher")),
        enough=enough,
        a_head=cost / mean if cost is not None and mean > 0 else None,
    )
