"""How far one cell can move while every cell keeps within its own limits."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack

from evenhand.domain.disclosure.parts import Following
from evenhand.domain.disclosure.programmes import NEARLY, Contradiction, Programme
from evenhand.domain.disclosure.system import Bools, Floats, Whole

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
    The furthest that single cells move from a table that fits.

    `room_down` and `room_up` are what each cell can move by itself, and the sums must hold. Only
    `asked` cells are asked to move, and only they may get other room.
    """

    def __init__(
        self, equations: csr_array, room_down: Floats, room_up: Floats, *, asked: Bools
    ) -> None:
        finite = np.concatenate([room_down, room_up])
        self._endless = 2 * max(MANY, float(finite[np.isfinite(finite)].max(initial=0.0)))
        self._down, self._up = self._capped(room_down), self._capped(room_up)
        self._following = Following(equations, ~asked, self._down, self._up)
        self._cells = np.flatnonzero(~self._following.cells)
        self._place = np.cumsum(~self._following.cells) - 1
        self._every = np.arange(2 * len(self._cells))
        self._none = np.zeros(len(self._every))
        columns = equations[:, self._cells]
        self._matrix, self._across = csr_array(hstack([columns, -columns])), csr_array(equations.T)
        self._rooms = self._room()
        self._programme = self._new_programme(LITTLE)

    def within(self, room_down: Floats, room_up: Floats) -> None:
        """The same cells with other room."""
        self._down, self._up = self._capped(room_down), self._capped(room_up)
        self._rooms = self._room()
        self._programme.bound(self._every, self._none, self._rooms)

    def furthest(self, cell: int, sign: float, most: float = np.inf) -> Reach:
        """How far up (sign 1) or down (-1) a cell moves, where parts of people count."""
        columns = self._aim(self._programme, cell, sign, most)
        self._programme.start_over()
        solved = self._programme.solve()
        if solved is None:
            raise Contradiction("What is printed cannot all be true: no table fits all of it.")
        # Whatever prices the sums are given, they bound the move; these nearly always closely.
        prices = np.round(self._programme.row_duals() / GAIN * PARTS) / PARTS
        self._programme.price(columns[:1], np.full(1, LITTLE))
        self._programme.bound(columns, self._none[:2], self._rooms[columns])
        gain = self._across @ prices
        gain[cell] += sign
        down, up = self._down.copy(), self._up.copy()
        there, back = (up, down) if sign > 0 else (down, up)
        there[cell], back[cell] = min(there[cell], most), 0.0
        by_up, by_down = np.maximum(gain, 0.0), np.maximum(-gain, 0.0)
        return Reach(
            far=float(solved.found[columns[0]]),
            move=self._moved(solved.found),
            at_most=float(by_up @ up + by_down @ down),
            by_up=by_up,
            by_down=by_down,
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
            self._aim(programme, cell, sign, np.inf)
            programme.whole(self._every)
            solved = programme.solve()
            move = self._moved(np.zeros(len(self._every)) if solved is None else solved.found)
        return move.astype(np.int64), bool(abs(move[cell]) >= self._endless)

    def _aim(self, programme: Programme, cell: int, sign: float, most: float) -> Whole:
        """The column that moves a cell this way, and the one that moves it back."""
        both = (0, len(self._cells)) if sign > 0 else (len(self._cells), 0)
        columns: Whole = np.array(both) + self._place[cell]
        programme.price(columns[:1], np.array([-GAIN]))
        room = min(self._rooms[columns[0]], most)
        programme.bound(columns, self._none[:2], np.array([room, 0.0]))
        return columns

    def _room(self) -> Floats:
        return np.concatenate([self._up[self._cells], self._down[self._cells]])

    def _moved(self, found: Floats) -> Floats:
        """The move of all cells."""
        move = np.zeros(len(self._up))
        up, down = np.split(found, 2)
        move[self._cells] = up - down
        return self._following.after(move)

    def _capped(self, room: Floats) -> Floats:
        return np.asarray(np.minimum(room, 2 * self._endless))

    def _new_programme(self, cost: float) -> Programme:
        return Programme(
            self._matrix,
            cost=np.full(len(self._every), cost),
            low=self._none,
            high=self._rooms,
            sides=self._following.sides,
        )
