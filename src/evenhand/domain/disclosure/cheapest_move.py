"""Protection one cell at a time: hide what the cheapest way to move the cell would change."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from evenhand.domain.disclosure.attack import what_print_tells
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import NEARLY
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole


def hide_by_moves(
    system: System, preset: Preset, *, hidden: Bools, open_cells: Whole, weights: Floats
) -> Bools:
    """
    Hide more, so that each exposed cell can be moved up as far as its protection asks.

    A move adds to some cells and takes from others so that every sum still holds. What is hidden
    already moves free; what is printed has to be hidden first, at its weight.
    """
    hidden = hidden.copy()
    near = abs(system.equations)
    freed = np.zeros(len(system), dtype=bool)
    for cell in open_cells.tolist():
        # What was hidden for one cell often frees its neighbours: those wait for the attacker.
        if freed[cell]:
            continue
        low, _, _ = narrow(system.equations, *what_print_tells(system, hidden, preset))
        goal = max(preset.threshold, low[cell] + preset.threshold - 1)
        more = _changed_by(system, preset, hidden, cell, goal - system.values[cell], weights)
        hidden |= more
        freed |= (near.T @ (near @ more.astype(float))) > 0
    return hidden


def _changed_by(
    system: System, preset: Preset, hidden: Bools, cell: int, up: float, weights: Floats
) -> Bools:
    """The printed cells that the cheapest move of one cell upwards changes beyond their rounding."""
    low, high = what_print_tells(system, hidden, preset)
    values, size = system.values, len(system)
    movable = ~hidden & ~system.fixed
    price = np.where(movable, weights, 0.0) / max(up, 1.0)
    room_up = np.where(np.isfinite(high), high - values, np.inf)
    paid_up, paid_down = np.zeros(size), np.zeros(size)
    paid_up[movable] = system.known_high[movable] - high[movable]
    paid_down[movable] = low[movable] - system.known_low[movable]
    # Free up, free down, paid up, paid down.
    cost = np.concatenate([np.full(2 * size, 1e-4), price, price])
    most = np.concatenate([room_up, values - low, paid_up, paid_down])
    least = np.zeros(4 * size)
    least[cell] = up
    if most[cell] < up:
        return np.zeros(size, dtype=bool)
    # Moving a cell up and down at once is no move.
    most[size + cell] = 0.0
    matrix = csr_array(hstack([system.equations, -system.equations] * 2))
    found = linprog(
        cost,
        A_eq=matrix,
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack([least, most]),
        method="highs",
    )
    if found.status != 0:
        return np.zeros(size, dtype=bool)
    paid = found.x[2 * size : 3 * size] + found.x[3 * size :]
    changed: Bools = (paid > NEARLY) & movable
    return changed
