"""Arithmetic on one equation at a time, again and again: what a patient reader does by hand."""

import numpy as np
from scipy.sparse import csr_array

from evenhand.domain.disclosure.system import Floats

MOST_ROUNDS = 60
SLACK = 1e-9


def narrow(equations: csr_array, low: Floats, high: Floats) -> tuple[Floats, Floats, bool]:
    """
    Limits of every cell after each equation (coefficients times cells is nought) was used in turn.

    One unknown in an equation is told exactly; of several, each is at most what the others leave.
    The last value is False where some cell is left with no number at all.
    """
    low, high = low.copy(), high.copy()
    if not equations.nnz:
        return low, high, bool((low <= high).all())
    rows = np.repeat(np.arange(equations.shape[0]), np.diff(equations.indptr))
    for _ in range(MOST_ROUNDS):
        before = low.copy(), high.copy()
        _once(equations, rows, low, high)
        if (low > high + SLACK).any():
            return low, high, False
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    return low, high, True


def _once(equations: csr_array, rows: Floats, low: Floats, high: Floats) -> None:
    cells, sign, count = equations.indices, equations.data, equations.shape[0]
    smallest = np.where(sign > 0, low[cells], -high[cells]) * np.abs(sign)
    largest = np.where(sign > 0, high[cells], -low[cells]) * np.abs(sign)
    rest_low = _of_the_others(smallest, rows, count)
    rest_high = _of_the_others(largest, rows, count)
    at_most = np.where(sign > 0, -rest_low, rest_high) / np.abs(sign)
    at_least = np.where(sign > 0, -rest_high, rest_low) / np.abs(sign)
    np.minimum.at(high, cells, np.floor(at_most + SLACK))
    np.maximum.at(low, cells, np.ceil(at_least - SLACK))


def _of_the_others(terms: Floats, rows: Floats, count: int) -> Floats:
    """For each entry, the sum of the other terms of its equation, infinite where one of them is."""
    endless = ~np.isfinite(terms)
    finite = np.where(endless, 0.0, terms)
    sums = np.bincount(rows, finite, minlength=count)
    endless_in = np.bincount(rows, endless, minlength=count)
    sign = -np.inf if (terms[endless] < 0).all() else np.inf
    others_endless = (endless_in[rows] - endless) > 0
    rest: Floats = np.where(others_endless, sign, sums[rows] - finite)
    return rest
