"""The cheapest way to move one cell: who else must move so that every sum still holds."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from evenhand.domain.disclosure.parts import Following
from evenhand.domain.disclosure.programmes import NEARLY, Programme
from evenhand.domain.disclosure.system import Bools, Floats, Whole

# What moving a person costs in a cell that may move freely: so that no more move than must; and
# what is gained by each person that a cell moves, when it is to move as far as it can.
FREE, GAIN = 1e-3, 10.0
MOST_ROUNDED = 20


@dataclass(frozen=True)
class Move:
    """The cells that change, and by how much; the cost of those that leave what is printed."""

    cells: Whole
    by: Whole
    cost: float


class Mover:
    """
    Moves from one table to others, for one cell after another.

    Only `asked` cells are asked to move. All move freely between `low` and `high`; beyond, and then
    between the two of `far`, those that are let: for nothing, or so much a person.
    """

    def __init__(
        self,
        equations: csr_array,
        values: Whole,
        low: Floats,
        high: Floats,
        *,
        asked: Whole,
        far: tuple[Floats, Floats] | None = None,
    ) -> None:
        size = len(values)
        rooms = [high - values, values - low]
        if far is not None:
            for end, further, sign in ((high, far[1], 1), (low, far[0], -1)):
                room = np.zeros(size)
                np.subtract(further, end, out=room, where=np.isfinite(end))
                rooms.append(sign * room)
        follow = sum(rooms[2:], np.zeros(size)) == 0
        follow[asked] = False
        self._following = Following(equations, follow, rooms[1], rooms[0])
        room = np.concatenate(rooms)
        used = np.flatnonzero((room > 0) & np.tile(~self._following.cells, len(rooms)))
        self._cell, kind = used % size, used // size
        self._sign = np.where(kind % 2, -1, 1)
        self._room = room[used]
        self._most = np.where(kind < 2, self._room, 0.0)
        self._cost = np.full(len(used), FREE)
        self._column = np.full((4, size), -1)
        self._column[kind, self._cell] = np.arange(len(used))
        self._matrix = csr_array(equations[:, self._cell].multiply(self._sign[None, :]))
        self._programme = self._new_programme(self._most)

    def let_beyond(self, cells: Whole, price: Floats | float = 0.0) -> None:
        """These cells may move beyond what is printed of them, at this price for each person."""
        prices = np.broadcast_to(price, len(cells)) + FREE
        for column in self._column[2:, cells]:
            there = column >= 0
            self._change(column[there], self._room[column[there]], prices[there])

    def keep_within(self, cells: Whole) -> None:
        """These cells may not move beyond what is printed of them."""
        columns = self._column[2:, cells].ravel()
        columns = columns[columns >= 0]
        self._change(columns, np.zeros(len(columns)), self._cost[columns])

    def _change(self, columns: Whole, most: Floats, cost: Floats) -> None:
        self._most[columns], self._cost[columns] = most, cost
        self._programme.bound(columns, np.zeros(len(columns)), most)
        self._programme.price(columns, cost)

    def move(self, cell: int, by: float) -> Move | None:
        """The cheapest move of whole people that changes this cell by so much; None: no such."""
        return self._moved(cell, by, at_least=abs(by), gain=0.0)

    def furthest(self, cell: int, by: float) -> Move | None:
        """The move that changes this cell as far as it goes, but not by more than so much."""
        return self._moved(cell, by, at_least=0.0, gain=GAIN)

    def _moved(self, cell: int, by: float, *, at_least: float, gain: float) -> Move | None:
        there, back = self._column[:2, cell] if by > 0 else self._column[1::-1, cell]
        if there < 0 or self._most[there] < at_least:
            return None
        columns = np.array([there, back] if back >= 0 else [there])
        before = self._most[columns].copy(), self._cost[columns].copy()
        low = np.array([at_least, 0.0])[: len(columns)]
        high = np.array([min(abs(by), before[0][0]), 0.0])[: len(columns)]
        cost = before[1] - np.array([gain, 0.0])[: len(columns)]
        self._programme.bound(columns, low, high)
        self._programme.price(columns, cost)
        found = self._solved(columns, low, high, cost)
        self._programme.bound(columns, np.zeros(len(columns)), before[0])
        self._programme.price(columns, before[1])
        return None if found is None else self._as_move(found)

    def _solved(self, columns: Whole, low: Floats, high: Floats, cost: Floats) -> Floats | None:
        """Fractions first: they are quick, and nearly always whole at once, or after a few steps."""
        self._programme.start_over()
        solved = self._programme.solve()
        if solved is None or _is_whole(solved.found):
            return None if solved is None else np.round(solved.found)
        for ways in ((np.ceil, np.floor), (np.floor, np.ceil)):
            dived = self._dive(solved.found, ways)
            if dived is not None:
                return dived
        for most in (np.where(self._near(solved.found), self._most, 0.0), self._most):
            programme = self._new_programme(most)
            programme.bound(columns, low, high)
            programme.price(columns, cost)
            programme.whole(np.arange(len(most)), any_will_do=True)
            whole = programme.solve()
            if whole is not None:
                return whole.found
        return None

    def _near(self, found: Floats) -> Bools:
        """The columns in sums with cells that move."""
        rows = abs(self._matrix) @ found > NEARLY
        near: Bools = abs(self._matrix).T @ rows.astype(float) > 0
        return near

    def _dive(self, found: Floats, ways: tuple[np.ufunc, np.ufunc]) -> Floats | None:
        """Round one fraction after another, one way or else the other; the rest may follow."""
        rounded = []
        for _ in range(MOST_ROUNDED):
            away = np.abs(found - np.round(found))
            column = np.array([int(away.argmax())])
            rounded.append(column)
            solved = None
            for way in ways:
                if solved is None:
                    self._programme.bound(column, way(found[column]), way(found[column]))
                    solved = self._programme.solve()
            if solved is None or _is_whole(solved.found):
                break
            found = solved.found
        there = np.unique(rounded)
        self._programme.bound(there, np.zeros(len(there)), self._most[there])
        return None if solved is None or not _is_whole(solved.found) else np.round(solved.found)

    def _as_move(self, found: Floats) -> Move:
        size = self._column.shape[1]
        moved = np.bincount(self._cell, found * self._sign, minlength=size)
        by = self._following.after(moved.astype(float))
        cells = np.flatnonzero(by)
        paid: Bools = self._cost > FREE
        price = self._cost[paid] - FREE
        return Move(cells, by[cells].astype(np.int64), float(price @ found[paid]))

    def _new_programme(self, most: Floats) -> Programme:
        return Programme(
            self._matrix,
            cost=self._cost,
            low=np.zeros(len(most)),
            high=most,
            sides=self._following.sides,
        )


def _is_whole(found: Floats) -> bool:
    return bool(np.abs(found - np.round(found)).max(initial=0.0) < NEARLY)
