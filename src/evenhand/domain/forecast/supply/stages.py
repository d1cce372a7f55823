"""How people in training move from stage to stage: when each stage ends for them, and where they stop."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.model import InTraining, Stage
from evenhand.domain.statistics.shares import Floats

_OVER = -1


@dataclass(frozen=True, kw_only=True)
class Course:
    """
    Training of some people. `ends` is the year at whose end each stage ends, if they come so far.

    `ends` is stages x persons x replications, and nobody's later stage ends sooner. `passed` is how
    many stages each passes, persons x replications: they stop at the next, if there is one.
    """

    ends: NDArray[np.int16]
    passed: NDArray[np.intp]

    @property
    def passes(self) -> NDArray[np.bool_]:
        """Who is approved in the end: persons x replications."""
        found: NDArray[np.bool_] = self.passed == self.ends.shape[0]
        return found

    @property
    def until(self) -> NDArray[np.int16]:
        """The year at whose end training ends for each, with an approval or without."""
        last = np.minimum(self.passed, self.ends.shape[0] - 1)
        found: NDArray[np.int16] = np.take_along_axis(self.ends, last[None], axis=0)[0]
        return found

    def stage(self, year: int) -> NDArray[np.intp]:
        """The stage in which those in training are at the end of a year: persons x replications."""
        found: NDArray[np.intp] = (self.ends <= year).sum(axis=0)
        return found

    def at_the_end(self, year: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many go on from each stage at the end of a year, and stop: stages x replications each."""
        place = np.arange(self.ends.shape[0])[:, None, None]
        now = self.ends == year
        on = (now & (place < self.passed)).sum(axis=1, dtype=np.int32)
        stop = (now & (place == self.passed)).sum(axis=1, dtype=np.int32)
        return on, stop


def of_starters(
    stages: tuple[Stage, ...], passing: Floats, year: int, luck: Floats, part: Floats
) -> Course:
    """
    Those who start at the end of a year, with every stage ahead of them.

    `passing` is stages x replications. `luck` (whether they pass) and `part` (which of two years) are
    numbers from 0 to 1 for persons x replications: somebody's are the same for every stage.
    """
    enough = np.cumprod(passing, axis=0)
    years = np.cumsum([each.years for each in stages])[:, None, None]
    return Course(
        ends=(year + _whole(years, part)).astype(np.int16),
        passed=(luck[None] < enough[:, None, :]).sum(axis=0),
    )


def of_those_there(
    stages: tuple[Stage, ...], passing: Floats, rows: list[InTraining], luck: Floats, part: Floats
) -> Course:
    """The same of those in training now: the stages that they have behind them are over and passed."""
    first = np.array([each.stage for each in rows], dtype=np.intp)[None, :, None]
    over = np.arange(len(stages))[:, None, None] < first
    enough = np.cumprod(np.where(over, 1.0, passing[:, None, :]), axis=0)
    # Counted back from the end of all: somebody who is late has it in the stage they are in.
    ahead = np.array([sum(each.years for each in stages[at + 1 :]) for at in range(len(stages))])
    left = np.array([each.years_left for each in rows], dtype=float)
    years = np.maximum(left[None, :] - ahead[:, None], 0.0)[:, :, None]
    ends = np.where(over, _OVER, _whole(years, part)).astype(np.int16)
    return Course(ends=ends, passed=(luck[None] < enough).sum(axis=0))


def _whole(years: Floats, part: Floats) -> Floats:
    """Whole years: of 2.5 years half take 2 and half 3. Nobody is there before the end of a year."""
    # Parts of a year that come to whole ones come to them exactly.
    years = np.round(years, 9)
    whole = np.floor(years)
    found: Floats = np.maximum(whole + (part[None] < years - whole), 1)
    return found
