"""Some table of two dimensions that fits everything printed: where an attack has to start."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.system import Floats, Whole
from evenhand.domain.disclosure.two_way import NO_LIMIT, Seen, signs
from evenhand.domain.disclosure.two_way_moves import Flows, Rooms

SPREADING_ROUNDS = 20


def any_that_fits(low: Whole, high: Whole, guess: int) -> Seen:
    """
    What is told, with a table of whole numbers that fits it; its hidden counts are spread out.

    `guess` is a likely hidden count. Raises Contradiction where no table fits.
    """
    table = _spread(low, high, guess)
    sign = signs(low.shape)
    flows = Flows(Rooms(Seen(table, low, high)))
    # What a row has too little of flows in there, what it has too much of flows out; in columns
    # the other way round. Two more places feed and take it.
    excess = np.concatenate([-(table * sign).sum(axis=1), (table * sign).sum(axis=0)])
    size = len(excess)
    inside = flows.graph({}).tocoo()
    gives, takes = np.flatnonzero(excess > 0), np.flatnonzero(excess < 0)
    away = np.concatenate([inside.row, np.full(len(gives), size), takes])
    to = np.concatenate([inside.col, gives, np.full(len(takes), size + 1)])
    room = np.concatenate([inside.data, excess[gives], -excess[takes]]).astype(np.int32)
    found = maximum_flow(csr_array((room, (away, to)), shape=(size + 2, size + 2)), size, size + 1)
    if found.flow_value != excess[gives].sum():
        raise Contradiction("What is printed cannot all be true: no table fits all of it.")
    moved = csr_array(found.flow)[: flows.rows, flows.rows : size].toarray()
    return Seen(np.asarray(table + sign * moved, dtype=np.int64), low, high)


def _spread(low: Whole, high: Whole, guess: int) -> Whole:
    """Hidden counts in proportion to what is missing from their row and their column."""
    open_end = high >= NO_LIMIT
    start: Floats = np.where(open_end, np.maximum(low, guess), (low + high) // 2).astype(float)
    inner, free = start[:-1, :-1], open_end[:-1, :-1]
    for _ in range(SPREADING_ROUNDS):
        for axis in (0, 1):
            total, unknown = _totals(start, axis), _totals(open_end, axis)
            there = np.where(free, inner, 0.0).sum(axis=axis)
            missing = total - np.where(free, 0.0, inner).sum(axis=axis)
            times = np.where(unknown | (there <= 0), 1.0, missing / np.maximum(there, 1e-9))
            times = np.expand_dims(np.maximum(times, 0.0), axis)
            inner[:] = np.where(free, inner * times, inner)
    whole: Whole = np.round(start).astype(np.int64)
    for axis in (0, 1):
        unknown = _totals(open_end, axis)
        _totals(whole, axis)[unknown] = whole[:-1, :-1].sum(axis=axis)[unknown]
    if open_end[-1, -1]:
        whole[-1, -1] = whole[-1, :-1].sum()
    return whole


def _totals(table: NDArray[Any], axis: int) -> NDArray[Any]:
    """The totals of columns (0) or rows (1), as a view."""
    return table[-1, :-1] if axis == 0 else table[:-1, -1]
