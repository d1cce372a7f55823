"""Tables of two dimensions with their totals: what is told of them, and changes that prove it.

A change adds to some hidden cells and takes from others so that every sum still holds: the table
that it leads to fits everything printed, so each cell may be what it is there. To believe a proof
one need only trust `fits`, which adds up.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.attack import wide_enough
from evenhand.domain.disclosure.preset import Preset, could_be, is_small, rounded
from evenhand.domain.disclosure.system import Bools, System, Whole, cross_table

# Nobody has so many people: a limit as high as this is none.
NO_LIMIT = 2**29
MOST_PEOPLE = 2**27
# By how much each of some cells changes: row, column, difference.
Change = tuple[tuple[int, int, int], ...]
Place = tuple[int, int]


class TooManyPeople(ValueError):
    """A count too large for the whole numbers used here. The message says so."""


@dataclass(frozen=True)
class TwoWay:
    """
    Counts, (rows + 1) x (columns + 1): the last row and the last column are totals.

    `printed` is False for totals that the table does not show: they are known to nobody, and cost
    nothing to hide.
    """

    values: Whole
    printed: Bools

    def turned(self) -> "TwoWay":
        """Rows for columns."""
        return TwoWay(self.values.T, self.printed.T)


def two_way(inner: Whole, *, row_totals: bool = True, column_totals: bool = True) -> TwoWay:
    """
    A table with totals: `row_totals` a column of them, `column_totals` a row of them.

    Raises TooManyPeople above MOST_PEOPLE in all.
    """
    if inner.sum() > MOST_PEOPLE:
        raise TooManyPeople(f"A table of more than {MOST_PEOPLE:,} people is not counted here.")
    full = np.concatenate([inner, inner.sum(axis=1, keepdims=True)], axis=1)
    full = np.concatenate([full, full.sum(axis=0, keepdims=True)], axis=0)
    printed = np.ones(full.shape, dtype=bool)
    printed[:, -1] &= row_totals
    printed[-1, :] &= column_totals
    return TwoWay(full, printed)


def system_of(table: TwoWay) -> System:
    """The same as cells and sums, row by row."""
    return replace(cross_table(table.values[:-1, :-1]), printed=table.printed.ravel())


def small_cells(table: TwoWay, preset: Preset) -> Bools:
    """Printed cells that the preset calls small."""
    small = {n: is_small(n, preset) for n in np.unique(table.values).tolist()}
    told = np.vectorize(small.__getitem__, otypes=[bool])(table.values)
    found: Bools = told & table.printed
    return found


def signs(shape: tuple[int, ...]) -> Whole:
    """1 for parts and for the grand total, -1 for totals: each row and each column then sums to 0."""
    sign = np.ones(shape, dtype=np.int64)
    sign[:, -1] *= -1
    sign[-1, :] *= -1
    return sign


@dataclass(frozen=True)
class Seen:
    """
    What a reader is told of each cell, `low` to `high`, and one table that fits it.

    Where no end is known, `high` is NO_LIMIT. It makes no difference to what can be worked out
    which of the tables that fit is at hand.
    """

    table: Whole
    low: Whole
    high: Whole

    @property
    def hidden(self) -> Bools:
        """Cells of which nothing is told."""
        unlimited: Bools = self.high >= NO_LIMIT
        return unlimited


def seen(table: TwoWay, hidden: Bools, preset: Preset) -> Seen:
    """What print tells of each cell by itself: nothing, the count, or what it was rounded from."""
    low, high = table.values.copy(), table.values.copy()
    shown = table.printed & ~hidden
    if preset.rounds:
        counts, which = np.unique(table.values[shown], return_inverse=True)
        told = [could_be(rounded(n, preset.rounding_base), preset) for n in counts.tolist()]
        least_and_most = np.array(told, dtype=np.int64).reshape(-1, 2)[which]
        low[shown], high[shown] = least_and_most.T
    low[~shown], high[~shown] = 0, NO_LIMIT
    return Seen(table.values, low, high)


@dataclass(frozen=True)
class Certificate:
    """One or two changes that prove how far a cell may be from what it is in the table at hand."""

    cell: Place
    changes: tuple[Change, ...]


def fits(known: Seen, change: Change) -> bool:
    """Whether the table after a change fits all that is told: plain adding up, cell by cell."""
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    last_row, last_column = known.table.shape[0] - 1, known.table.shape[1] - 1
    for row, column, by in change:
        after = int(known.table[row, column]) + by
        if not known.low[row, column] <= after <= known.high[row, column]:
            return False
        is_total = (row == last_row) != (column == last_column)
        rows[row] += -by if is_total else by
        columns[column] += -by if is_total else by
    once = len({(row, column) for row, column, _ in change}) == len(change)
    return once and not any(rows.values()) and not any(columns.values())


def proves(known: Seen, certificate: Certificate, preset: Preset) -> bool:
    """Whether a certificate shows that its cell can be neither told nor known to be small."""
    low = high = int(known.table[certificate.cell])
    for change in certificate.changes:
        if not fits(known, change):
            return False
        after = int(known.table[certificate.cell]) + sum(
            by for row, column, by in change if (row, column) == certificate.cell
        )
        low, high = min(low, after), max(high, after)
    return bool(wide_enough(np.array([float(low)]), np.array([float(high)]), preset)[0])
