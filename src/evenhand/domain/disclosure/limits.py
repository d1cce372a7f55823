"""How far one cell can move while every cell keeps within its own limits."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack

from evenhand.domain.disclosure.programmes import NEARLY, Contradiction, Programme
from evenhand.domain.disclosure.system import Floats, Whole

# A cell that can move further than twice this, and further than anybody's own room, has no limit.
MANY = 500.0
# What a person who moves costs, against one that the cell itself gains: next to nothing, so that it
# goes as far as it can; something, so that few others move and the search is short.
LITTLE, GAIN = 1e-3, 1e3
# What a sum's prices are whole multiples of, nearly always, but for that cost.
PARTS = 60


@dataclass(frozen=True)
class Reach:
    """
    The move that takes one cell as far as it goes, in parts of people.

    No move takes it further than `at_most`, which grows by `by_up` and `by_down` for each person
    more that a cell has room to grow or to shrink by.
    """

    far: float
    move: Floats
    at_most: float
    by_up: Floats
    by_down: Floats


class Limits:
    """
    The furthest that single cells move from a table that fits: `room_down` and `room_up` are what
    each cell can move by itself, and the sums must hold.
    """

    def __init__(self, equations: csr_array, room_down: Floats, room_up: Floats) -> None:
        finite = np.concatenate([room_down, room_up])
        self._endless = 2 * max(MANY, float(finite[np.isfinite(finite)].max(initial=0.0)))
        self._matrix, self._size = csr_array(hstack([equations, -equations])), len(room_down)
        self._across = csr_array(equations.T)
        self._every = np.arange(2 * self._size)
        self._room = self._capped(room_down, room_up)
        self._programme = self._new_programme(LITTLE)

    def within(self, room_down: Floats, room_up: Floats) -> None:
        """The same cells with other room."""
        self._room = self._capped(room_down, room_up)
        self._programme.bound(self._every, np.zeros(2 * self._size), self._room)

    def furthest(self, cell: int, sign: float, most: float = np.inf) -> Reach:
        """How far up (sign 1) or down (-1) a cell moves, where parts of people count."""
        columns = self._columns(cell, sign)
        self._aim(self._programme, columns, most)
        self._programme.start_over()
        solved = self._programme.solve()
        if solved is None:
            raise Contradiction("What is printed cannot all be true: no table fits all of it.")
        aimed = np.where(self._every[: self._size] == cell, sign, 0.0)
        # Whatever prices the sums are given, they bound the move; these nearly always closely.
        prices = np.round(self._programme.row_duals() / GAIN * PARTS) / PARTS
        gain = aimed + self._across @ prices
        gains = np.concatenate([np.maximum(gain, 0.0), np.maximum(-gain, 0.0)])
        room = self._room.copy()
        room[columns] = min(room[columns[0]], most), 0.0
        self._programme.price(columns[:1], np.full(1, LITTLE))
        self._programme.bound(columns, np.zeros(2), self._room[columns])
        return Reach(
            far=float(solved.found[columns[0]]),
            move=solved.found[: self._size] - solved.found[self._size :],
            at_most=float(gains @ room),
            by_up=gains[: self._size],
            by_down=gains[self._size :],
        )

    def furthest_whole(self, cell: int, sign: float) -> tuple[Whole, bool]:
        """
        The move of whole people that changes a cell most, and whether that has no end.

        Where the search has to stop early it is the most found: the attacker is believed to know
        more than can be proved, never less.
        """
        found = self.furthest(cell, sign).move
        move = np.round(found)
        if np.abs(move - found).max() > NEARLY:
            programme = self._new_programme(0.0)
            self._aim(programme, self._columns(cell, sign), np.inf)
            programme.whole(self._every)
            solved = programme.solve()
            found = np.zeros(2 * self._size) if solved is None else solved.found
            move = found[: self._size] - found[self._size :]
        return move.astype(np.int64), bool(abs(move[cell]) >= self._endless)

    def _columns(self, cell: int, sign: float) -> Whole:
        """The column that moves a cell this way, and the one that moves it back."""
        both = np.array([cell, cell + self._size])
        return both if sign > 0 else both[::-1]

    def _aim(self, programme: Programme, columns: Whole, most: float) -> None:
        programme.price(columns[:1], np.array([-GAIN]))
        programme.bound(columns, np.zeros(2), np.array([min(self._room[columns[0]], most), 0.0]))

    def _capped(self, room_down: Floats, room_up: Floats) -> Floats:
        room: Floats = np.minimum(np.concatenate([room_up, room_down]), 2 * self._endless)
        return room

    def _new_programme(self, cost: float) -> Programme:
        return Programme(
            self._matrix,
            cost=np.full(2 * self._size, cost),
            low=np.zeros(2 * self._size),
            high=self._room,
            right=np.zeros(self._matrix.shape[0]),
        )
