"""Counts laid out for arithmetic: people of each column at each distinct value of pay."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from evenhand.domain.pay.counts import BONUS, PayCount
from evenhand.domain.pay.gaps import Floats, Ints
from evenhand.domain.pay.groups import Split

# Salaries divided by hours differ in the last binary digit where people would call them equal.
_DECIMALS = 4


class Place(NamedTuple):
    """Of which people a spread is: `by` and `cell` are empty for everybody."""

    body: str
    snapshot: str
    what: str
    by: str
    cell: str


@dataclass(frozen=True)
class Spread:
    """`n` [columns, v] people at ascending `values` [v]; `unpaid` [columns] have no known value."""

    values: Floats
    n: Ints
    unpaid: Ints

    @property
    def people(self) -> Ints:
        """People with a known value, by column."""
        return np.asarray(self.n.sum(axis=1))

    def of(self, columns: Iterable[int]) -> Ints:
        """People [v] at each value in some columns together."""
        return np.asarray(self.n[list(columns)].sum(axis=0))


def spreads(counts: Iterable[PayCount], split: Split) -> dict[Place, Spread]:
    """Every spread of the counts, for one way of telling people apart."""
    rows: dict[Place, list[tuple[float | None, int, int]]] = defaultdict(list)
    for c in counts:
        place = Place(c.body, c.snapshot, c.what, c.by, c.cell)
        rows[place].append((c.pay, split.column(c.category, c.sex), c.n))
    return {place: _spread(found, len(split.columns), place.what) for place, found in rows.items()}


def _spread(rows: list[tuple[float | None, int, int]], width: int, what: str) -> Spread:
    unpaid = np.zeros(width, dtype=np.int64)
    known: list[tuple[float, int, int]] = []
    for pay, column, n in rows:
        if pay is None:
            unpaid[column] += n
        else:
            known.append((pay, column, n))
    if what == BONUS and known:
        # Payroll leaves the field blank for those who had none; where nobody has a value, the
        # extract says nothing about bonuses.
        known += [(0.0, column, n) for column, n in enumerate(unpaid.tolist()) if n]
        unpaid = np.zeros_like(unpaid)
    paid = np.array([round(pay, _DECIMALS) for pay, _, _ in known], dtype=np.float64)
    values, places = np.unique(paid, return_inverse=True)
    people = np.zeros((width, len(values)), dtype=np.int64)
    for place, (_, column, count) in zip(places.tolist(), known, strict=True):
        people[column, place] += count
    return Spread(values, people, unpaid)


def receiving(spread: Spread) -> Spread:
    """Of a spread of bonuses, those who received one."""
    some = spread.values > 0
    return Spread(spread.values[some], spread.n[:, some], spread.unpaid)
