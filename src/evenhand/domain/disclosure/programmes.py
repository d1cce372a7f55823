"""The attacker's linear and whole-number programmes."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from evenhand.domain.disclosure.system import Floats, Whole

NEARLY = 1e-6
WHOLE_PROGRAMME_SECONDS = 20.0
SWEEP_SECONDS = 1.0


class Contradiction(ValueError):
    """What is printed cannot all be true."""


class Programmes:
    """Linear programmes over the cells that are not settled yet."""

    def __init__(self, equations: csr_array, low: Floats, high: Floats, loose: Whole) -> None:
        columns = csr_array(equations[:, loose])
        rows = np.flatnonzero(np.diff(columns.indptr))
        settled = np.where(high > low, 0.0, low)
        self.matrix = csr_array(columns[rows])
        self.right = -(equations @ settled)[rows]
        self.low, self.high = low[loose], high[loose]
        self.place = np.full(len(low), -1, dtype=np.int64)
        self.place[loose] = np.arange(len(loose))
        ends = np.concatenate([self.low, self.high[np.isfinite(self.high)], [250.0]])
        self.endless = float(2 * ends.max())  # what is above this has no limit at all
        capped = np.where(np.isfinite(self.high), self.high, 2 * self.endless)
        self.bounds = np.column_stack([self.low, capped])
        self.often_fractions = False
        self.all_low, self.all_high, self._loose = low, high, loose

    def entire(self, found: Floats) -> Floats:
        """A table of the unsettled cells, with the settled ones put in."""
        table = self.all_low.copy()
        table[self._loose] = found
        return table

    def limit(self, column: int, sign: float, *, relax: bool) -> tuple[float, Floats | None]:
        """
        The lowest (sign 1) or highest (-1) that one cell can be, and a table that shows it.

        `relax`: try fractions first, which are quicker and may turn out whole.
        """
        limit, table = np.inf * -sign, None
        if relax:
            limit, table = self.relaxed(column, sign)
            if table is not None or np.isinf(limit):
                return limit, table
        return self._whole_limit(column, sign, limit)

    def relaxed(self, column: int, sign: float) -> tuple[float, Floats | None]:
        """The same where parts of people count, to the whole number inside; None for a table
        that is not whole."""
        cost = np.zeros(len(self.low))
        cost[column] = sign
        found = linprog(cost, A_eq=self.matrix, b_eq=self.right, bounds=self.bounds, method="highs")
        if found.status != 0:
            raise Contradiction("What is printed cannot all be true: no table fits all of it.")
        best = float(found.x[column])
        table: Floats = np.round(found.x)
        whole = table if np.abs(table - found.x).max() < NEARLY else None
        if sign < 0:
            return (np.inf if best > self.endless else np.floor(best + NEARLY)), whole
        return np.ceil(best - NEARLY), whole

    def _whole_limit(self, column: int, sign: float, relaxed: float) -> tuple[float, Floats | None]:
        cost = np.zeros(len(self.low))
        cost[column] = sign
        found = milp(
            cost,
            constraints=LinearConstraint(self.matrix, self.right, self.right),
            bounds=Bounds(*self.bounds.T),
            integrality=np.ones(len(cost)),
            options={"time_limit": WHOLE_PROGRAMME_SECONDS},
        )
        if found.status == 2:
            raise Contradiction("What is printed cannot all be true: no table fits all of it.")
        if found.status == 0 and found.x is not None:
            table = np.round(found.x)
            if sign < 0 and table[column] > self.endless:
                return np.inf, table
            return float(table[column]), table
        # Out of time: the attacker is believed to know no more than the relaxed limit says.
        return relaxed, None

    def push(self, columns: Whole, sign: float, goals: Floats) -> Floats | None:
        """A whole table with these cells as low (sign 1), or as far up to their goals (-1), as
        they go together."""
        cost = np.zeros(len(self.low))
        cost[columns] = sign
        bounds = self.bounds.copy()
        if sign < 0:
            bounds[columns, 1] = np.maximum(
                np.minimum(bounds[columns, 1], goals), self.low[columns]
            )
        if not self.often_fractions:
            found = linprog(cost, A_eq=self.matrix, b_eq=self.right, bounds=bounds, method="highs")
            if found.status != 0:
                return None
            table: Floats = np.round(found.x)
            if np.abs(table - found.x).max() < NEARLY:
                return table
            self.often_fractions = True
        whole = milp(
            cost,
            constraints=LinearConstraint(self.matrix, self.right, self.right),
            bounds=Bounds(*bounds.T),
            integrality=np.ones(len(cost)),
            options={"time_limit": SWEEP_SECONDS, "mip_rel_gap": 0.02},
        )
        return None if whole.x is None else np.round(whole.x)


def any_table(equations: csr_array, low: Floats, high: Floats) -> Floats:
    """Some table of whole numbers that fits. Raises Contradiction where there is none."""
    found = milp(
        np.ones(len(low)),
        constraints=LinearConstraint(equations, 0.0, 0.0),
        bounds=Bounds(low, high),
        integrality=np.ones(len(low)),
        options={"mip_rel_gap": 1.0},
    )
    if found.x is None:
        raise Contradiction("The numbers contradict each other: no table fits them all.")
    table: Floats = np.round(found.x)
    return table
