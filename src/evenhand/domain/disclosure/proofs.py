"""Whole tables that fit everything printed: each proves that a cell may be what it is there."""

import numpy as np

from evenhand.domain.disclosure.programmes import Programmes
from evenhand.domain.disclosure.system import Bools, Floats, Whole

# Two for each cell that is asked about are plenty; the oldest go first.
MOST_KEPT = 1_500


class Tables:
    """
    Tables found so far for one set of equations.

    What was printed when one was found does not matter: it proves as much under any print that it
    fits. So cells that were safe need not be asked again each time one more is hidden, or shown.
    """

    def __init__(self) -> None:
        self._kept: list[Floats] = []

    def add(self, table: Floats) -> None:
        """Keep a table: a number for every cell."""
        self._kept.append(table)
        del self._kept[:-MOST_KEPT]

    def fitting(self, low: Floats, high: Floats) -> Floats:
        """Those that lie within these limits, one a row."""
        if not self._kept:
            return np.empty((0, len(low)))
        tables = np.array(self._kept)
        inside: Bools = (tables >= low) & (tables <= high)
        fits = inside.all(axis=1)
        return np.array(tables[fits])


class Proved:
    """Limits of targets that whole tables have shown to be possible."""

    def __init__(
        self,
        solver: Programmes,
        targets: Whole,
        example: Whole | None,
        tables: Tables,
    ) -> None:
        low, high = solver.all_low, solver.all_high
        start = low[targets] if example is None else example[targets].astype(float)
        self.low, self.high = start.copy(), start.copy()
        settled = low[targets] == high[targets]
        self.low[settled], self.high[settled] = low[targets][settled], high[targets][settled]
        self.known = np.full(len(targets), example is not None)
        self.columns = solver.place[targets]
        self._solver, self._tables = solver, tables
        self.example = example is not None
        before = tables.fitting(low, high)[:, targets]
        if len(before) and self.example:
            self.low = np.minimum(self.low, before.min(axis=0))
            self.high = np.maximum(self.high, before.max(axis=0))

    def limits(self, at: int) -> tuple[Floats, Floats]:
        if not self.known[at]:
            return np.array([np.inf]), np.array([-np.inf])
        return self.low[at : at + 1], self.high[at : at + 1]

    def table(self, found: Floats) -> None:
        """A table of the unsettled cells: every target may be what it is there."""
        self._tables.add(self._solver.entire(found))
        here = self.columns >= 0
        values = found[self.columns[here]]
        fresh = ~self.known[here]
        self.low[here] = np.where(fresh, values, np.minimum(self.low[here], values))
        self.high[here] = np.where(fresh, values, np.maximum(self.high[here], values))
        self.known[here] = True

    def learn(self, at: int, sign: float, limit: float, found: Floats | None) -> None:
        if found is not None:
            self.table(found)
        if self.example and found is None and np.isfinite(limit):
            return  # not proved in time: what whole tables have shown stands
        if sign > 0:
            self.low[at] = limit
        else:
            self.high[at] = limit
        self.known[at] = True
