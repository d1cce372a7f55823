"""The attacker: from what is printed, the narrowest interval of every hidden cell.

The attacker knows the sums, the preset, and that counts are whole and not negative; not which of
the hidden cells were hidden first. Bounds are worked out in three ways, cheapest first: moves known
from earlier, which prove an interval at least so wide; arithmetic on one equation at a time, and
the cheapest move that would prove the interval wide enough; and for what is then still open a
programme for each limit, of whole numbers where fractions would say more.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from evenhand.domain.disclosure.asked import Asked, asked
from evenhand.domain.disclosure.cheapest_move import Mover
from evenhand.domain.disclosure.limits import Limits
from evenhand.domain.disclosure.parts import among, loose_parts
from evenhand.domain.disclosure.preset import Preset, could_be, rounded
from evenhand.domain.disclosure.programmes import Contradiction, any_table
from evenhand.domain.disclosure.proofs import Moves, Proved, holds
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole


@dataclass(frozen=True)
class Interval:
    """The whole numbers from `low` to `high` (which may be infinite) that a cell could be."""

    low: float
    high: float


def protected(interval: Interval, preset: Preset) -> bool:
    """
    Whether a small count is safe: it can neither be told nor be known to be small.

    The interval holds at least as many whole numbers as the threshold, one of them the threshold
    or more.
    """
    return bool(wide_enough(np.array([interval.low]), np.array([interval.high]), preset)[0])


def wide_enough(low: Floats, high: Floats, preset: Preset) -> Bools:
    """`protected` for many intervals."""
    safe: Bools = (high - low + 1 >= preset.threshold) & (high >= preset.threshold)
    return safe


def what_print_tells(system: System, hidden: Bools, preset: Preset) -> tuple[Floats, Floats]:
    """What each cell could be by itself: what is known of it, and what it rounds to."""
    low, high = system.known_low.copy(), system.known_high.copy()
    shown = np.flatnonzero(~hidden & system.printed & ~system.fixed)
    values, back = np.unique(system.values[shown], return_inverse=True)
    if not preset.rounds:
        low[shown] = high[shown] = system.values[shown]
    elif len(shown):
        told = [could_be(rounded(n, preset.rounding_base), preset) for n in values.tolist()]
        least, most = np.array(told, dtype=float)[back].T
        low[shown], high[shown] = np.maximum(low[shown], least), np.minimum(high[shown], most)
    return low, high


def attack(
    equations: csr_array,
    low: Floats,
    high: Floats,
    *,
    targets: Whole,
    until: Asked | None = None,
    example: Whole | None = None,
    moves: Moves | None = None,
) -> tuple[Floats, Floats]:
    """
    The limits of each target, given what each cell could be by itself.

    With `until`, a target is left alone as soon as its interval is proved as wide as that asks of
    it: its limits are then those proved. `example` is a table that fits, or nearly (the true one,
    where it is known); `moves` are changes to it that are known already, and those found are added.
    Raises Contradiction where no table fits.
    """
    table = None if example is None or not holds(equations, example, low, high) else example
    if table is None:
        low, high = _narrowed(equations, low, high)
        table = any_table(equations, low, high, near=example).astype(np.int64)
    proved = Proved(table, low, high, Moves(equations) if moves is None else moves)
    if until is not None:
        targets_left = targets[proved.open(targets, until)]
        if not len(targets_left):
            return proved.lowest[targets], proved.highest[targets]
    low, high = proved.low, proved.high = _narrowed(equations, low, high)
    waiting = np.zeros(len(low), dtype=bool)
    waiting[targets if until is None else targets_left] = True
    for cells in loose_parts(equations, low < high):
        left = cells[waiting[cells]]
        if until is not None and len(left):
            left = _prove(equations, proved, cells, left, until)
        if len(left):
            _to_the_end(equations, proved, cells, left)
    return proved.lowest[targets], proved.highest[targets]


def look_for_moves(
    system: System, preset: Preset, hidden: Bools, *, targets: Whole, moves: Moves
) -> None:
    """
    Add moves that prove targets safe, part by part of what is not known to the number.

    Where much is known the parts are small and the search is quick, and its moves hold all the same
    where less is known.
    """
    until = asked(system, preset)
    proved = Proved(system.values, *what_print_tells(system, hidden, preset), moves)
    waiting = np.zeros(len(system), dtype=bool)
    waiting[targets[proved.open(targets, until)]] = True
    if not waiting.any():
        return
    for cells in loose_parts(system.equations, proved.low < proved.high):
        if waiting[cells].any():
            _prove(system.equations, proved, cells, cells[waiting[cells]], until)


def _prove(
    equations: csr_array, proved: Proved, cells: Whole, targets: Whole, until: Asked
) -> Whole:
    """Look for the moves that make targets safe, one after another; those left without."""
    hopeful = targets[until.of(targets).met(proved.low[targets], proved.high[targets])]
    places = np.flatnonzero(np.isin(cells, hopeful))
    mover = Mover(
        among(equations, cells),
        proved.table[cells],
        proved.low[cells],
        proved.high[cells],
        asked=places,
    )
    for place in places.tolist():
        cell = cells[place]
        goal = float(until.least_high(proved.lowest)[cell])
        if goal > proved.high[cell] or not proved.open(cells[[place]], until)[0]:
            continue
        move = mover.move(place, goal - proved.table[cell])
        if move is not None:
            proved.learn(cells[move.cells], move.by)
    return targets[proved.open(targets, until)]


def _to_the_end(equations: csr_array, proved: Proved, cells: Whole, targets: Whole) -> None:
    """The limits themselves, by a programme for each that arithmetic and moves leave open."""
    down = (proved.table - proved.low)[cells]
    up = (proved.high - proved.table)[cells]
    wanted = np.isin(cells, targets)
    limits = Limits(among(equations, cells), down, up, asked=wanted)
    for place in np.flatnonzero(wanted).tolist():
        cell = cells[place]
        for sign in (1.0, -1.0):
            if sign > 0 and proved.highest[cell] == proved.high[cell]:
                continue
            if sign < 0 and proved.lowest[cell] == proved.low[cell]:
                continue
            move, endless = limits.furthest_whole(place, sign)
            there = np.flatnonzero(move)
            if proved.learn(cells[there], move[there]) and endless:
                ends = proved.highest if sign > 0 else proved.lowest
                ends[cell] = sign * np.inf


def _narrowed(equations: csr_array, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    low, high, fits = narrow(equations, low, high)
    if not fits:
        raise Contradiction("What is printed cannot all be true: a sum does not fit its parts.")
    return low, high
