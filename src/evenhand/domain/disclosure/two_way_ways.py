"""The cheapest way round: which cells of a two-way table to hide so that one cell can move."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from evenhand.domain.disclosure.system import Bools, Floats
from evenhand.domain.disclosure.two_way import NO_LIMIT, Place, TwoWay, signs

# A way through cells that are hidden already costs next to nothing: the shorter, the better.
STEP = 1e-6


class Ways:
    """Ways between the rows and the columns of one table, through its cells."""

    def __init__(self, table: TwoWay, weights: Floats) -> None:
        values, self.weights = table.values, weights
        self.sign = signs(values.shape)
        self.rows, self.columns = values.shape
        # How much more, and how much less, could flow from the row to the column of each cell.
        self.more = np.where(self.sign > 0, NO_LIMIT, values)
        self.less = np.where(self.sign > 0, values, NO_LIMIT)
        to_columns = np.tile(np.arange(self.rows, self.rows + self.columns), self.rows)
        to_rows = np.tile(np.arange(self.rows), self.columns)
        starts = np.arange(self.rows) * self.columns
        self._to = np.concatenate([to_columns, to_rows]).astype(np.int32)
        self._starts = np.concatenate(
            [starts, values.size + np.arange(self.columns + 1) * self.rows]
        ).astype(np.int32)

    def cheapest(self, hidden: Bools, cell: Place, up: int) -> list[Place]:
        """
        The other cells that change, on the cheapest cycle, when one cell goes up so far.

        There is always one: a part, its two totals and the grand total can all go up together.
        """
        price = np.where(hidden, STEP, self.weights + STEP)
        there = np.where(self.more >= up, price, np.inf)
        back = np.where(self.less >= up, price, np.inf)
        there[cell] = back[cell] = np.inf
        size = self.rows + self.columns
        data = np.concatenate([there.ravel(), back.T.ravel()])
        graph = csr_array((data, self._to, self._starts), shape=(size, size))
        start, end = cell[0], self.rows + cell[1]
        if self.sign[cell] > 0:
            start, end = end, start
        _, before = dijkstra(graph, indices=start, return_predecessors=True)
        way = []
        while end != start:
            one, other = sorted((int(before[end]), end))
            way.append((one, other - self.rows))
            end = int(before[end])
        return way
