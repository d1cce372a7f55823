"""What any protection of one component must cost, by cutting planes."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import what_print_tells
from evenhand.domain.disclosure.limits import Limits, Reach
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import NEARLY, Programme
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

# A move that protects is looked for in a box around the truth, so many thresholds wide each way.
BOX = 4.0


@dataclass(frozen=True)
class Choice:
    """How far each cell is hidden, from 0 to 1, and what any choice must cost."""

    hidden: Floats
    at_least: float


class Cuts:
    """
    What has to be hidden besides `start`, learnt from attacks on some of the `targets`: each
    forbids what it succeeded on.

    A cell may be hidden in part, and then moves in part of the room that hiding would give it.
    """

    def __init__(
        self, system: System, preset: Preset, *, start: Bools, targets: Bools, weights: Floats
    ) -> None:
        self._values, self._asked = system.values, asked(system, preset)
        low, high = what_print_tells(system, start, preset)
        box = BOX * preset.threshold
        near = np.maximum(system.known_low, system.values - box)
        far = np.minimum(system.known_high, system.values + box)
        low, high = np.maximum(low, near), np.minimum(high, far)
        self._room = system.values - low, high - system.values
        self._more = low - near, far - high
        self._free = ~start & ~system.fixed & system.printed
        self._limits = Limits(system.equations, *self._room, asked=self._free | targets)
        self._moves: dict[int, list[Floats]] = {}
        self._cuts: list[Floats] = []
        size = len(system)
        self._master = Programme(
            csr_array((0, size)),
            cost=np.where(self._free, weights, 0.0),
            low=np.zeros(size),
            high=self._free.astype(float),
            sides=(np.zeros(0), np.zeros(0)),
        )

    def cheapest(self) -> Choice | None:
        """The cheapest choice that no attack so far succeeds on; None where none is found."""
        solved = self._master.solve()
        return None if solved is None else Choice(np.clip(solved.found, 0, 1), solved.at_least)

    def in_whole(self) -> None:
        """From now on each cell is hidden or not."""
        self._master.whole(np.flatnonzero(self._free))

    def allows(self, hidden: Bools) -> bool:
        """Whether no attack so far is known to succeed on this."""
        return all(float(cut @ hidden) >= 1.0 - NEARLY for cut in self._cuts)

    def attack(self, hidden: Floats, targets: Whole) -> Whole:
        """Attack each target; those that fall, after adding what would have prevented it."""
        down, up = (room + hidden * more for room, more in zip(self._room, self._more, strict=True))
        self._limits.within(down, up)
        fallen = []
        for cell in targets.tolist():
            moves = self._moves.get(cell)
            if moves and all((move <= up).all() and (-move <= down).all() for move in moves):
                continue
            if self._falls(cell, hidden):
                fallen.append(cell)
        return np.array(fallen, dtype=np.int64)

    def forbid(self, hidden: Bools) -> None:
        """Something else must be hidden too: whole numbers tell more than fractions do."""
        self._add((self._free & ~hidden).astype(float))

    def _falls(self, cell: int, hidden: Floats) -> bool:
        wanted = float(self._asked.reach[cell] - self._values[cell])
        width = float(self._asked.numbers[cell]) - 1
        reached = [self._limits.furthest(cell, 1.0, max(wanted, width))]
        falls = self._cut(hidden, wanted, *reached)
        if not falls and reached[0].far < width - NEARLY:
            reached.append(self._limits.furthest(cell, -1.0, width))
            falls = self._cut(hidden, width, *reached)
        if not falls:
            self._moves[cell] = [each.move for each in reached]
        return falls

    def _cut(self, hidden: Floats, wanted: float, *reached: Reach) -> bool:
        """Where cells reach less far than is wanted, what more is hidden must make it up."""
        found = sum(each.at_most for each in reached)
        if found >= wanted - NEARLY:
            return False
        more_down, more_up = self._more
        gain = sum(each.by_up * more_up + each.by_down * more_down for each in reached)
        gain = np.where(self._free, gain, 0.0)
        missing = wanted - found + float(gain @ hidden)
        self._add(np.minimum(gain / missing, 1.0))
        return True

    def _add(self, cut: Floats) -> None:
        """Hidden cells, so weighted, must come to 1."""
        cells = np.flatnonzero(cut > NEARLY)
        self._cuts.append(cut)
        self._master.row(cells, cut[cells], 1.0)
