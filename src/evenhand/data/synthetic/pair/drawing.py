"""Chance, and the truth that it is bent by: everything random about the pair goes through here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

import numpy as np

from evenhand.data.synthetic.effects import Effects
from evenhand.domain.codes.ethnicity import UNKNOWN
from evenhand.domain.codes.grades import Ladder

_T = TypeVar("_T")


@dataclass(frozen=True)
class Drawing:
    """A stream of chance, the effects and ladder of one body, and the last year of its records."""

    rng: np.random.Generator
    effects: Effects
    ladder: Ladder
    last_year: int

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Every category, those of unknown ethnicity last."""
        return (*self.effects.mix, *UNKNOWN)

    @cached_property
    def _mix(self) -> tuple[float, ...]:
        unknown = [self.effects.people[key] for key in ("not_stated", "not_known")]
        known = [share * (1 - sum(unknown)) for share in self.effects.mix.values()]
        return (*known, *unknown)

    def happens(self, chance: float) -> bool:
        """True as often as `chance` says."""
        return bool(self.rng.random() < chance)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.rng.integers(low, high + 1))

    def day(self, start: date, end: date) -> date:
        """A day after `start` and not after `end`."""
        return start + timedelta(days=self.whole(1, (end - start).days))

    def one_of(self, choices: Sequence[_T], weights: Sequence[float] | None = None) -> _T:
        """One of the choices, as often as its weight says; without weights, all alike."""
        if weights is None:
            return choices[self.whole(0, len(choices) - 1)]
        ends = np.cumsum(weights)
        place = np.searchsorted(ends, self.rng.random() * ends[-1], side="right")
        return choices[min(int(place), len(choices) - 1)]

    def applicant(self) -> str:
        """The category of somebody who applies."""
        return self.one_of(self.categories, self._mix)

    def category_and_rung(self, rungs: Sequence[str], weights: Sequence[float]) -> tuple[str, str]:
        """Who is on which of these rungs, when White people are spread over them by `weights`."""
        pairs = [(category, rung) for category in self.categories for rung in rungs]
        likely = [
            share * weight * self.times_on_rung(category, rung)
            for category, share in zip(self.categories, self._mix, strict=True)
            for rung, weight in zip(rungs, weights, strict=True)
        ]
        return self.one_of(pairs, likely)

    def times_on_rung(self, category: str, rung: str) -> float:
        """How many times as common as White people a category is on a rung."""
        times = 1.0
        steps = self.ladder.steps
        for step, reached in (("middle", ("middle", "upper")), ("upper", ("upper",))):
            if any(rung in steps[each] for each in reached):
                odds = self.effects.odds[step]
                times *= self.effects.for_category(odds, category, otherwise=1.0)
        return times

    def befalls(self, measure: str, category: str) -> bool:
        """Whether a measure's event happens to somebody of this category in a year."""
        times = self.effects.for_category(self.effects.times[measure], category, otherwise=1.0)
        return self.happens(self.effects.chance[measure] * times)

    def share_of_yes(self, question: str, category: str) -> float:
        """The share of this category who say yes to a question of the survey."""
        shares = self.effects.share[question]
        return self.effects.for_category(shares, category, otherwise=0.0)
