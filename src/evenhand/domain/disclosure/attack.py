"""The attacker: from what is printed, the narrowest interval of every hidden cell.

The attacker knows the sums, the preset, and that counts are whole and not negative; not which of
the hidden cells were hidden first. Bounds are worked out in three ways, cheapest first: arithmetic
on one equation at a time; whole tables that fit everything printed and so prove an interval at
least that wide; a linear programme for each limit, made a whole-number one where its answer is no
whole table.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from evenhand.domain.disclosure.preset import Preset, could_be, rounded
from evenhand.domain.disclosure.programmes import Contradiction, Programmes
from evenhand.domain.disclosure.proofs import Proved, Tables
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

MOST_SWEEPS = 30
FEW = 3


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
    shown = ~hidden & system.printed & ~system.fixed
    exact = shown & (not preset.rounds)
    low[exact] = high[exact] = system.values[exact]
    told = {value: could_be(rounded(value, preset.rounding_base), preset)
            for value in np.unique(system.values[shown & ~exact]).tolist()}  # fmt: skip
    for place in np.flatnonzero(shown & ~exact).tolist():
        least, most = told[int(system.values[place])]
        low[place], high[place] = max(low[place], least), min(high[place], most)
    return low, high


def attack(
    equations: csr_array,
    low: Floats,
    high: Floats,
    *,
    targets: Whole,
    enough: Callable[[Floats, Floats], Bools] | None = None,
    example: Whole | None = None,
    tables: Tables | None = None,
) -> tuple[Floats, Floats]:
    """
    The limits of each target, given what each cell could be by itself.

    With `enough`, a target is left alone as soon as tables have been found that prove it to be as
    wide as that: its limits are then those proved, which is all that protection asks. `example` is
    one table known to fit (the true one, where it is known); `tables` keeps those that are found,
    for the next time. Raises Contradiction where none fits.
    """
    low, high, fits = narrow(equations, low, high)
    if not fits:
        raise Contradiction("What is printed cannot all be true: a sum does not fit its parts.")
    loose = np.flatnonzero(high > low)
    if not len(loose):
        return low[targets], high[targets]
    solver = Programmes(equations, low, high, loose)
    proved = Proved(solver, targets, example, Tables() if tables is None else tables)
    if enough is not None and example is not None:
        _sweep(solver, proved, enough)
    for at in range(len(targets)):
        if enough is not None and enough(*proved.limits(at))[0]:
            continue
        column = int(solver.place[targets[at]])
        if column < 0:
            continue
        if enough is not None and not _hopeful(solver, proved, at, column, enough):
            continue
        for sign in (-1.0, 1.0):
            proved.learn(at, sign, *solver.limit(column, sign, relax=enough is None))
            if enough is not None and enough(*proved.limits(at))[0]:
                break
    return proved.low, proved.high


def _hopeful(
    solver: Programmes,
    proved: Proved,
    at: int,
    column: int,
    enough: Callable[[Floats, Floats], Bools],
) -> bool:
    """Whether a wide interval is still to be proved, and fractions at least would allow it."""
    low, high = solver.low[column : column + 1].copy(), solver.high[column : column + 1].copy()
    if not enough(low, high)[0]:
        return False
    for sign, limit in ((-1.0, high), (1.0, low)):
        limit[0], table = solver.relaxed(column, sign)
        if table is not None:
            proved.table(table)
        if enough(*proved.limits(at))[0] or not enough(low, high)[0]:
            return False
    return True


def _sweep(solver: Programmes, proved: Proved, enough: Callable[[Floats, Floats], Bools]) -> None:
    """Push many targets up together, then down: one table can prove a great many of them."""
    goal = 1.0
    while not enough(np.array([0.0]), np.array([goal]))[0]:
        goal += 1.0
    hopeful = proved.columns >= 0
    where = proved.columns[hopeful]
    hopeful[hopeful] = enough(solver.low[where], solver.high[where])
    for _ in range(MOST_SWEEPS):
        waiting = ~enough(proved.low, proved.high) & hopeful
        before = int(waiting.sum())
        if before < FEW:
            return
        for sign in (-1.0, 1.0):
            # None further than it must: so that others may move as well.
            table = solver.push(proved.columns[waiting], sign, proved.low[waiting] + goal)
            if table is not None:
                proved.table(table)
        if (~enough(proved.low, proved.high) & hopeful).sum() == before:
            return
