"""What is asked of the interval of a cell: as much as the preset says, or what readers left of it."""

from dataclasses import dataclass

import numpy as np

from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole


@dataclass(frozen=True)
class Asked:
    """Of each cell an interval of at least `numbers` whole numbers, the last `reach` or more."""

    numbers: Floats
    reach: Floats

    def of(self, cells: Whole) -> "Asked":
        """The same of some cells only."""
        return Asked(self.numbers[cells], self.reach[cells])

    def met(self, low: Floats, high: Floats) -> Bools:
        """Which intervals are wide enough."""
        wide: Bools = (high - low + 1 >= self.numbers) & (high >= self.reach)
        return wide

    def least_high(self, low: Floats) -> Floats:
        """The least upper limits that make intervals from these lower ones wide enough."""
        return np.maximum(self.reach, low + self.numbers - 1)


def asked_of_all(preset: Preset, size: int) -> Asked:
    """As much as the preset says, of so many cells."""
    most = np.full(size, float(preset.threshold))
    return Asked(most, most)


def asked(system: System, preset: Preset) -> Asked:
    """
    How many numbers each cell's interval must hold, and how far up it must reach.

    Where everyone knows a cell between closer limits than that already, these must stay as they
    are: what has been told cannot be taken back, and no more may be told.
    """
    most = float(preset.threshold)
    numbers = np.minimum(most, system.known_high - system.known_low + 1)
    return Asked(numbers, np.minimum(most, system.known_high))
