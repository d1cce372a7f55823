"""Proofs: moves from one whole table to others that leave every sum as it is.

A table that fits everything printed, changed by a move that keeps within everything printed, is
another table that fits. So a move proves that the cells it changes may be more, or less. To believe
it one need only add up.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from evenhand.domain.disclosure.asked import Asked
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

# More of one move than this is as good as no limit.
MOST_TIMES = 1e9


class Moves:
    """
    Moves found so far for one set of equations, each a few cells and by how much they change.

    What was printed when one was found does not matter: whether it keeps within what is printed is
    looked at each time. So a cell that was safe need not be searched again when others are hidden.
    """

    def __init__(self, equations: csr_array) -> None:
        self._equations = equations
        self._cells: list[Whole] = []
        self._by: list[Whole] = []

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[tuple[Whole, Whole]]:
        """Cells, and by how much they change."""
        return zip(self._cells, self._by, strict=True)

    def add(self, cells: Whole, by: Whole) -> bool:
        """Keep a move, unless a sum would not hold after it: then it proves nothing."""
        change = np.zeros(self._equations.shape[1])
        change[cells] = by
        if not len(cells) or (self._equations @ change).any():
            return False
        self._cells.append(cells)
        self._by.append(by)
        return True

    def take(self, others: "Moves", places: Whole, *, since: int = 0) -> None:
        """
        Keep moves of others too, those from `since` on.

        Their first cell is here at `places[0]`, and so on; -1: nowhere.
        """
        self.take_all([places[cells] for cells in others._cells[since:]], others._by[since:])

    def take_all(self, cells: Sequence[Whole], by: Sequence[Whole]) -> None:
        """Keep those moves of which every cell is somewhere (not -1) and after which each sum holds."""
        if not cells:
            return
        ends = np.cumsum([0, *(len(each) for each in cells)])
        where, change = np.concatenate(cells), np.concatenate(by)
        nowhere = np.minimum.reduceat(where, ends[:-1]) < 0
        # A row for each move; of those that are left out, any row will do.
        changes = csr_array(
            (change, np.maximum(where, 0), ends), shape=(len(cells), self._equations.shape[1])
        )
        wrong = nowhere | (abs(changes @ self._equations.T).sum(axis=1) > 0)
        for move in np.flatnonzero(~wrong).tolist():
            self._cells.append(cells[move])
            self._by.append(by[move])

    def limits(
        self, values: Whole, low: Floats, high: Floats, *, last: int = 0
    ) -> tuple[Floats, Floats]:
        """
        The lowest and highest that each cell is proved to be possible: its value without a proof.

        Each move (or only the `last` few) is made as often, there and back, as `low` and `high` of
        all cells allow.
        """
        lowest, highest = values.astype(float), values.astype(float)
        if not self._cells:
            return lowest, highest
        cells, by = np.concatenate(self._cells[-last:]), np.concatenate(self._by[-last:])
        sizes = np.array([len(each) for each in self._cells[-last:]])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rising = by > 0
        up, down = (high - values)[cells], (values - low)[cells]
        size = np.abs(by)
        there, back = (
            np.clip(np.floor(np.minimum.reduceat(room / size, starts)), 0, MOST_TIMES)
            for room in (np.where(rising, up, down), np.where(rising, down, up))
        )
        more = np.repeat(np.maximum(there, 0), sizes) * size
        less = np.repeat(np.maximum(back, 0), sizes) * size
        start = lowest[cells]
        np.maximum.at(highest, cells, start + np.where(rising, more, less))
        np.minimum.at(lowest, cells, start - np.where(rising, less, more))
        return lowest, highest


class Proved:
    """What each cell is proved to be possible, from one table and the moves known so far."""

    def __init__(self, table: Whole, low: Floats, high: Floats, moves: Moves) -> None:
        self.table, self.low, self.high, self.moves = table, low, high, moves
        self.lowest, self.highest = moves.limits(table, low, high)

    def open(self, targets: Whole, asked: Asked) -> Bools:
        """Which of these are not proved to be as wide as is asked."""
        still: Bools = ~asked.of(targets).met(self.lowest[targets], self.highest[targets])
        return still

    def learn(self, cells: Whole, by: Whole) -> bool:
        """One more move: whether it is one."""
        if not self.moves.add(cells, by):
            return False
        lowest, highest = self.moves.limits(self.table, self.low, self.high, last=1)
        np.minimum(self.lowest, lowest, out=self.lowest)
        np.maximum(self.highest, highest, out=self.highest)
        return True


@dataclass(frozen=True)
class Witness:
    """A whole table by the names of its cells, and moves from it: what proves a choice safe."""

    names: tuple[Hashable, ...]
    table: Whole
    moves: Moves

    def among(self, system: System) -> tuple[Whole, Moves]:
        """The table of another system, cells that are new as they are there; and its moves."""
        there = np.array([system.place.get(name, -1) for name in self.names], dtype=np.int64)
        moves = Moves(system.equations)
        moves.take(self.moves, there)
        table = system.values.copy()
        table[there[there >= 0]] = self.table[there >= 0]
        return table, moves


def holds(equations: csr_array, table: Whole, low: Floats, high: Floats) -> bool:
    """Whether a table fits everything that is known."""
    inside: Bools = (low <= table) & (table <= high)
    return bool(inside.all()) and not (equations @ table).any()
