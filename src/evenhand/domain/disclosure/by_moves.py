"""Protection one cell at a time: hide what the cheapest way to move the cell would change."""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import what_print_tells
from evenhand.domain.disclosure.cheapest_move import Move, Mover
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.proofs import Moves, Proved
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

Ways = Callable[[Proved, int], list[Move]]


class Hiding:
    """
    What is hidden of one component so far, and the moves that prove its sensitive cells safe.

    `moves` found earlier for the same component are used, and those found are added.
    """

    def __init__(
        self, system: System, preset: Preset, hidden: Bools, *, targets: Whole, moves: Moves
    ) -> None:
        self.system, self.preset, self.hidden = system, preset, hidden.copy()
        self._asked = asked(system, preset)
        self._known = system.known_low, system.known_high
        low, high = what_print_tells(system, hidden, preset)
        self._proved = Proved(system.values, low, high, moves)
        self._start = low, high, targets

    @cached_property
    def _mover(self) -> Mover:
        """Made for the first cell that no known move proves safe: often there is none."""
        low, high, targets = self._start
        return Mover(
            self.system.equations, self.system.values, low, high, asked=targets, far=self._known
        )

    def open(self, targets: Whole) -> Whole:
        """Which of these no move within what is printed proves safe."""
        proved = self._proved
        low, high, _ = narrow(self.system.equations, proved.low, proved.high)
        hopeful = self._asked.of(targets).met(low[targets], high[targets])
        for cell in targets[hopeful].tolist():
            self._proves(proved, cell, self._ways)
        return targets[proved.open(targets, self._asked)]

    def protect(self, targets: Whole, price: Floats) -> Whole:
        """Hide more, at these prices, until all are safe; those that nothing makes safe."""
        shown = np.flatnonzero(~self.hidden)
        self._mover.let_beyond(shown, price[shown])
        never = [
            cell
            for cell in targets.tolist()
            if not self._proves(self._proved, cell, self._ways)
            and not self._proves(self._proved, cell, self._at_any_price)
        ]
        self._mover.keep_within(np.flatnonzero(~self.hidden))
        return np.array(never, dtype=np.int64)

    def show_again(self, cells: Whole, targets: Whole, allows: Callable[[Bools], bool]) -> None:
        """Print each of these hidden cells again whose printing leaves all targets safe."""
        for cell in cells.tolist():
            fewer = self.hidden.copy()
            fewer[cell] = False
            if not allows(fewer):
                continue
            low, high = what_print_tells(self.system, fewer, self.preset)
            proved = Proved(self.system.values, low, high, self._proved.moves)
            self._mover.keep_within(np.array([cell]))
            left = targets[proved.open(targets, self._asked)]
            if all(self._proves(proved, target, self._ways) for target in left.tolist()):
                self.hidden, self._proved = fewer, proved
            else:
                self._mover.let_beyond(np.array([cell]))

    def _proves(self, proved: Proved, cell: int, ways: Ways) -> bool:
        """Whether a cell is safe, by moves that were known or that are found now."""
        at = np.array([cell])
        if not proved.open(at, self._asked)[0]:
            return True
        for move in ways(proved, cell):
            self._hide(move, proved)
            proved.learn(move.cells, move.by)
        return not proved.open(at, self._asked)[0]

    def _straight(self, proved: Proved, cell: int) -> list[Move]:
        """Straight up, as far as it must be."""
        goal = self._asked.least_high(proved.lowest)[cell]
        move = self._mover.move(cell, goal - proved.table[cell])
        return [] if move is None else [move]

    def _ways(self, proved: Proved, cell: int) -> list[Move]:
        """Straight up as far as it must be, or no further than it must and then down: the cheaper."""
        straight = self._straight(proved, cell)
        if straight and straight[0].cost == 0:
            return straight
        ways = [straight] if straight else []
        value, highest = int(proved.table[cell]), proved.highest[cell]
        numbers, reach = self._asked.numbers[cell], self._asked.reach[cell]
        top = max(reach, highest)
        bottom = top - numbers + 1
        if bottom < value:
            ups = [self._mover.move(cell, top - value)] if top > highest else []
            found = [*ups, None if None in ups else self._mover.move(cell, bottom - value)]
            if None not in found:
                ways.append([move for move in found if move is not None])
        if not ways and proved.lowest[cell] + numbers - 1 > reach:
            return self._furthest(self._mover, cell)
        return min(ways, key=lambda way: sum(move.cost for move in way), default=[])

    def _at_any_price(self, proved: Proved, cell: int) -> list[Move]:
        """What would be possible with everything hidden."""
        at = np.array([cell])
        mover = Mover(self.system.equations, proved.table, *self._known, asked=at)
        return self._furthest(mover, cell)

    def _furthest(self, mover: Mover, cell: int) -> list[Move]:
        """As far up as it must, or can; and then down as far as it must."""
        value, numbers = int(self.system.values[cell]), self._asked.numbers[cell]
        up = mover.furthest(cell, max(self._asked.reach[cell], value + numbers - 1) - value)
        top = value + (0 if up is None else int(up.by[up.cells == cell].sum()))
        bottom = min(top - numbers + 1, value)
        down = mover.move(cell, bottom - value) if bottom < value else None
        return [move for move in (up, down) if move is not None]

    def _hide(self, move: Move, proved: Proved) -> None:
        after = self.system.values[move.cells] + move.by
        beyond = (after < proved.low[move.cells]) | (after > proved.high[move.cells])
        cells = move.cells[beyond]
        if len(cells):
            self.hidden[cells] = True
            self._mover.let_beyond(cells)
            for mine, known in zip((proved.low, proved.high), self._known, strict=True):
                mine[cells] = known[cells]
