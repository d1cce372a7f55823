"""How many hours of an AMHP one consideration takes: a distribution, by its mean and spread."""

from dataclasses import dataclass
from math import log, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Numbers = NDArray[np.float64]


class ServiceHours(Protocol):
    """Hours, by their mean, draws of them, and what is still going on after a time."""

    @property
    def mean(self) -> float: ...

    def ongoing(self, hours: Numbers) -> Numbers:
        """Of the chance of still going on, the integral from 0, integrated once more."""

    def drawn(self, random: np.random.Generator, size: int) -> Numbers: ...


@dataclass(frozen=True)
class Exponential:
    """Most are short, some very long, and what has gone by says nothing of what is to come."""

    mean: float

    def ongoing(self, hours: Numbers) -> Numbers:
        return self.mean * hours + self.mean**2 * np.expm1(-hours / self.mean)

    def drawn(self, random: np.random.Generator, size: int) -> Numbers:
        return random.exponential(self.mean, size)


@dataclass(frozen=True)
class Lognormal:
    """Never near nought, with a long tail: the usual shape of times of work."""

    mean: float
    sd: float

    @property
    def _shape(self) -> tuple[float, float]:
        spread = log(1 + (self.sd / self.mean) ** 2)
        return log(self.mean) - spread / 2, sqrt(spread)

    def ongoing(self, hours: Numbers) -> Numbers:
        # E[x²/2 where it lasts beyond x, else x·S - S²/2], from the partial moments of a lognormal.
        middle, spread = self._shape
        place = (np.log(np.maximum(hours, np.finfo(float).tiny)) - middle) / spread
        beyond = ndtr(-place)
        first = self.mean * ndtr(place - spread)
        second = (self.mean**2 + self.sd**2) * ndtr(place - 2 * spread)
        integral: Numbers = hours**2 / 2 * beyond + hours * first - second / 2
        return integral

    def drawn(self, random: np.random.Generator, size: int) -> Numbers:
        middle, spread = self._shape
        return random.lognormal(middle, spread, size)
