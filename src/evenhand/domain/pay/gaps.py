"""Means, medians, gaps and quarters, from counts of people by distinct pay value."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
QUARTERS = ("lower", "lower middle", "upper middle", "upper")
# Which quarters take the people over when the number of people is not a multiple of four.
_REMAINDER = {0: (), 1: (0,), 2: (0, 2), 3: (0, 1, 2)}


def mean(values: Floats, n: NDArray[np.integer]) -> Floats:
    """Mean of `values` [v] with `n` [..., v] people at each; nan where there is nobody."""
    total = n.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((n @ values) / np.where(total == 0, np.nan, total))


def median(values: Floats, n: NDArray[np.integer]) -> Floats:
    """Median of ascending `values` [v]: halfway between the two in the middle of an even number."""
    reached = n.cumsum(axis=-1)
    total = reached[..., -1:] if n.shape[-1] else np.zeros((*n.shape[:-1], 1), dtype=np.int64)
    last = max(len(values) - 1, 0)
    below = np.minimum((reached <= (total - 1) // 2).sum(axis=-1), last)
    above = np.minimum((reached <= total // 2).sum(axis=-1), last)
    if not len(values):
        return np.full(n.shape[:-1], np.nan)
    middle = (values[below] + values[above]) / 2
    return np.asarray(np.where(total[..., 0] == 0, np.nan, middle))


def gap(reference: Floats, group: Floats) -> Floats:
    """
    (reference - group) / reference x 100: positive where the group is paid less.

    nan where either is not known or the reference is nought.

    >>> round(float(gap(np.array(12.49), np.array(17.55))), 1)
    -40.5
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = 100 * (reference - group) / np.where(reference == 0, np.nan, reference)
    return np.asarray(percent)


def quarter_sizes(people: int) -> tuple[int, int, int, int]:
    """
    People in each quarter, lowest paid first.

    >>> [quarter_sizes(n) for n in (8, 9, 10, 11)]
    [(2, 2, 2, 2), (3, 2, 2, 2), (3, 2, 3, 2), (3, 3, 3, 2)]
    """
    each, over = divmod(people, 4)
    more = _REMAINDER[over]
    lower, lower_middle, upper_middle, upper = (each + (place in more) for place in range(4))
    return lower, lower_middle, upper_middle, upper


def quarters(n: Ints) -> Ints:
    """
    People of each group in each quarter [4, groups], from counts [groups, v] by ascending pay.

    People on one rate that lies across a line are shared between the quarters in proportion to
    their groups, in whole people.
    """
    sizes = quarter_sizes(int(n.sum()))
    shared = np.zeros((4, n.shape[0]), dtype=np.int64)
    place, room = 0, sizes[0]
    for column in n.T:
        waiting = column.copy()
        while (left := int(waiting.sum())) > 0:
            while room == 0:
                place += 1
                room = sizes[place]
            taken = waiting if left <= room else in_proportion(waiting, room)
            shared[place] += taken
            waiting = waiting - taken
            room -= int(taken.sum())
    return shared


def in_proportion(n: Ints, wanted: int) -> Ints:
    """
    `wanted` whole people out of `n` [groups], shared in proportion.

    The running total is what is rounded, so that any groups that stand side by side are together
    less than one person out: broad groups as well as the fine ones inside them.

    >>> in_proportion(np.array([3, 9]), 4).tolist(), in_proportion(np.array([1, 1]), 1).tolist()
    ([1, 3], [1, 0])
    """
    total, reached = int(n.sum()), n.cumsum()
    return np.diff((2 * reached * wanted + total) // (2 * total), prepend=0)
