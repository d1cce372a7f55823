"""
How many have to start training, so that there are enough with a chance that is asked for.

One simulation with many starters answers for every number of them: nobody's fate hangs on another's,
so those who start first among many are the same people as those who would start alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evenhand.domain.forecast.supply.cohorts import Block, Cohort
from evenhand.domain.forecast.supply.model import Model
from evenhand.domain.forecast.supply.simulate import simulate

CHANCES = (0.5, 0.8, 0.95)
# Numbers of starts that are tried: beyond so many they are tried in steps.
_STEPS = 64
_MOST_STARTS = 2048


@dataclass(frozen=True, kw_only=True)
class StartsFor:
    """
    Starts every year for each of the chances; None: not even `most` of them are enough.

    `step` is how finely numbers were tried: 1, or more in a large service.
    """

    chances: tuple[float, ...]
    starts: tuple[int | None, ...]
    most: int
    step: int


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """
    Starts in each year, from 0, so that there are enough when they arrive with the chance asked for.

    None where those who start arrive beyond the years looked at, or where not even `most` are enough.
    `reached` is the chance of enough by year with these starts.
    """

    chance: float
    starts: tuple[int | None, ...]
    most: int
    reached: tuple[float, ...]


class Ranked:
    """AMHPs by year if so many start in each year, for every number of steps from none to `steps`."""

    def __init__(self, model: Model, most: int, *, replications: int, seed: int) -> None:
        self.years, self.most = model.years, most
        self.step = max(1, math.ceil(most / _STEPS))
        self.steps = math.ceil(most / self.step)
        # For each year of starting, the years from it x steps x replications: AMHPs among those steps.
        self.gain = np.zeros(
            (model.years, model.years + 1, self.steps + 1, replications), dtype=np.int16
        )
        self.without = np.zeros((model.years + 1, replications), dtype=np.int32)
        started = model.with_starts((self.steps * self.step,) * model.years)
        simulate(started, replications=replications, seed=seed, watch=self._watch)

    def _watch(self, block: Block, cohort: Cohort, year: int, amhp: NDArray[np.bool_]) -> None:
        here = slice(block.first, block.last)
        if not cohort.fresh:
            self.without[year, here] += amhp.sum(axis=0, dtype=np.int32)
            return
        each = amhp.reshape(self.steps, self.step, block.size).sum(axis=1, dtype=np.int16)
        self.gain[cohort.begins, year, 1:, here] = np.cumsum(each, axis=0, dtype=np.int16)

    def every_year(self, year: int) -> NDArray[np.int32]:
        """AMHPs in a year with the same number starting every year: steps + 1 x replications."""
        found: NDArray[np.int32] = self.without[year] + self.gain[:, year].sum(
            axis=0, dtype=np.int32
        )
        return found


def starts_for(model: Model, level: float, year: int, *, replications: int, seed: int) -> StartsFor:
    """The fewest starts every year, from now on, with which a level is likely enough to be reached."""
    ranked = _ranked(model, level, [year], replications=replications, seed=seed)
    chance = (ranked.every_year(year) >= level - 1e-9).mean(axis=1)
    found = [_fewest(chance >= each, ranked.step) for each in CHANCES]
    return StartsFor(chances=CHANCES, starts=tuple(found), most=ranked.most, step=ranked.step)


def schedule(
    model: Model, need: ArrayLike, chance: float, *, replications: int, seed: int
) -> Schedule:
    """The fewest starts year by year, each chosen for the year in which its starters arrive."""
    wanted = np.asarray(need, dtype=float)
    lag = max(1, math.ceil(round(math.fsum(each.years for each in model.intake.stages), 9)))
    arrive = range(lag, model.years + 1)
    level = float(wanted.max(initial=0.0))
    ranked = _ranked(model, level, arrive, replications=replications, seed=seed)
    stock = ranked.without.astype(np.int32)
    starts: list[int | None] = [None] * model.years
    for year in range(max(0, model.years + 1 - lag)):
        at = year + lag
        enough = (stock[at] + ranked.gain[year, at] >= wanted[at] - 1e-9).mean(axis=1) >= chance
        starts[year] = _fewest(enough, ranked.step)
        chosen = ranked.steps if starts[year] is None else (starts[year] or 0) // ranked.step
        stock = stock + ranked.gain[year, :, chosen]
    reached = (stock >= wanted[:, None] - 1e-9).mean(axis=1)
    return Schedule(
        chance=chance,
        starts=tuple(starts),
        most=ranked.most,
        reached=tuple(float(each) for each in reached),
    )


def _ranked(
    model: Model, level: float, years: Sequence[int], *, replications: int, seed: int
) -> Ranked:
    """Enough starters for the highest chance in all the years, or as many as will be tried."""
    most = 8
    limit = min(_MOST_STARTS, max(8, math.ceil(8 * level)))
    while True:
        ranked = Ranked(model, most, replications=replications, seed=seed)
        enough = [_chance_of(ranked, year, level) >= max(CHANCES) for year in years]
        if all(enough) or most >= limit:
            return ranked
        most = min(2 * most, limit)


def _chance_of(ranked: Ranked, year: int, level: float) -> float:
    return float((ranked.every_year(year)[-1] >= level - 1e-9).mean())


def _fewest(enough: NDArray[np.bool_], step: int) -> int | None:
    """The first number of starts that is enough, of 0 and each step."""
    found = np.flatnonzero(enough)
    return int(found[0]) * step if found.size else None
