"""How far one cell of a two-way table can be moved: along cycles, or exactly by the largest flow.

Rows and columns are places, cells the pipes between them: a part flows from its row to its column,
a total back. That every sum holds says that what flows in flows out; so what the other hidden
cells can carry back is what one cell can gain (and the answer is a whole number by itself).
"""

from collections import Counter

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from evenhand.domain.disclosure.two_way import NO_LIMIT, Change, Place, Seen, signs


class Rooms:
    """
    How much more, and how much less, may flow through each cell.

    `up` and `down` are in the direction of the flow: for a total, up means fewer.
    """

    def __init__(self, known: Seen) -> None:
        self.table, self.sign = known.table, signs(known.table.shape)
        more = np.where(known.high >= NO_LIMIT, NO_LIMIT, known.high - known.table)
        fewer = known.table - known.low
        self.up = np.where(self.sign > 0, more, fewer)
        self.down = np.where(self.sign > 0, fewer, more)

    def open(self, cell: Place) -> None:
        """As when nothing is told of a cell."""
        value = int(self.table[cell])
        more, fewer = (NO_LIMIT, value) if self.sign[cell] > 0 else (value, NO_LIMIT)
        self.up[cell], self.down[cell] = more, fewer


class Cycles:
    """
    Moves around rectangles: a cell gains, another of its row loses, and elsewhere the reverse.

    One rectangle is tried first, then several that share the cell. Quick, and finds most moves
    there are; that it finds none proves nothing. The rows that can do something in a column are
    kept as the bits of one number.
    """

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self._rows: dict[tuple[int, bool, int], int] = {}

    def forget(self, column: int) -> None:
        """The rooms of a column have changed."""
        self._rows = {key: rows for key, rows in self._rows.items() if key[0] != column}

    def push(self, cell: Place, way: int, most: int) -> tuple[int, Change]:
        """Up to `most` more (way 1) or fewer (-1) in a cell: how far it went, and the change."""
        row, column = cell
        up = way * int(self.rooms.sign[cell]) > 0
        gain, lose = (self.rooms.up, self.rooms.down) if up else (self.rooms.down, self.rooms.up)
        most = min(most, int(gain[cell]))
        room = lose[row].copy()
        room[column] = 0
        partners = np.argsort(-room, kind="stable")[: np.count_nonzero(room)].tolist()
        for partner in partners if most > 0 else ():
            if room[partner] < most:
                break
            if found := self._elsewhere(column, partner, up, most) & ~(1 << row):
                return most, self._change(cell, way, [(partner, _lowest(found), most)])
        return self._several(cell, way, most, [(p, int(room[p])) for p in partners])

    def _several(
        self, cell: Place, way: int, most: int, partners: list[tuple[int, int]]
    ) -> tuple[int, Change]:
        """The same by several rectangles, each with a row of its own on the other side."""
        row, column = cell
        up = way * int(self.rooms.sign[cell]) > 0
        used, left, steps = 1 << row, most, []
        for partner, room in partners:
            piece = min(room, left)
            while piece > 0:
                if found := self._elsewhere(column, partner, up, piece) & ~used:
                    steps.append((partner, _lowest(found), piece))
                    used |= 1 << _lowest(found)
                    room, left = room - piece, left - piece
                    piece = min(room, left)
                else:
                    piece -= 1
            if not left:
                break
        return most - left, self._change(cell, way, steps)

    def _elsewhere(self, column: int, partner: int, up: bool, by: int) -> int:
        """Rows that can lose so much in the column and gain it in the partner's."""
        return self._able(column, not up, by) & self._able(partner, up, by)

    def _able(self, column: int, up: bool, by: int) -> int:
        key = column, up, by
        if key not in self._rows:
            room = self.rooms.up if up else self.rooms.down
            able = np.packbits(room[:, column] >= by, bitorder="little")
            self._rows[key] = int.from_bytes(able.tobytes(), "little")
        return self._rows[key]

    def _change(self, cell: Place, way: int, steps: list[tuple[int, int, int]]) -> Change:
        row, column = cell
        by: Counter[Place] = Counter()
        sign = self.rooms.sign
        flow = way * int(sign[cell])
        for partner, other, amount in steps:
            by[row, column] += flow * amount
            by[row, partner] -= flow * amount
            by[other, column] -= flow * amount
            by[other, partner] += flow * amount
        return tuple((i, j, int(sign[i, j]) * n) for (i, j), n in by.items())


class Flows:
    """Exact limits: the largest flow that can return from a cell's column to its row."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.rows, self.columns = rooms.up.shape
        size = self.rows + self.columns
        row, column = np.nonzero((rooms.up > 0) | (rooms.down > 0))
        away = np.concatenate([row, self.rows + column, np.full(size, size)])
        to = np.concatenate([self.rows + column, row, np.arange(size)])
        order = np.lexsort((to, away))
        self._flat = row * self.columns + column
        self._place = np.empty(len(order), dtype=np.int64)
        self._place[order] = np.arange(len(order))
        self._to = to[order].astype(np.int32)
        self._ends = np.searchsorted(away[order], np.arange(size + 2)).astype(np.int32)

    @property
    def arcs(self) -> int:
        """How large the network is."""
        return len(self._to)

    def reaches(self, cell: Place) -> bool:
        """Whether a cell was one that could change when this was made."""
        flat = cell[0] * self.columns + cell[1]
        at = int(np.searchsorted(self._flat, flat))
        return at < len(self._flat) and int(self._flat[at]) == flat

    def push(self, cell: Place, way: int, most: int = NO_LIMIT) -> tuple[int, Change]:
        """As `Cycles.push`, and no other change goes further."""
        flow = way * int(self.rooms.sign[cell])
        room = self.rooms.up if flow > 0 else self.rooms.down
        most = min(most, int(room[cell]))
        row, column = cell[0], self.rows + cell[1]
        start, end = (column, row) if flow > 0 else (row, column)
        graph = self.graph({start: most}, without=cell)
        found = maximum_flow(graph, graph.shape[0] - 1, end)
        amount = int(found.flow_value)
        return amount, self._change(csr_array(found.flow), (cell, way * amount))

    def limits(self, cell: Place, value: int) -> tuple[float, float]:
        """The lowest and highest that a cell can be, which is `value` in the table at hand."""
        less, _ = self.push(cell, -1)
        more, _ = self.push(cell, 1)
        return float(value - less), np.inf if more >= NO_LIMIT else float(value + more)

    def graph(self, starts: dict[int, int], without: Place | None = None) -> csr_array:
        """Capacities, one cell left out; the last place feeds those that a flow starts from."""
        size = self.rows + self.columns
        feed = np.zeros(size, dtype=np.int64)
        for place, most in starts.items():
            feed[place] = most
        up, down = self.rooms.up.ravel()[self._flat], self.rooms.down.ravel()[self._flat]
        if without is not None:
            own = self._flat == without[0] * self.columns + without[1]
            up[own] = down[own] = 0
        data = np.empty(self.arcs, dtype=np.int32)
        data[self._place] = np.concatenate([up, down, feed])
        return csr_array((data, self._to, self._ends), shape=(size + 1, size + 1))

    def _change(self, flow: csr_array, own: tuple[Place, int]) -> Change:
        """What flows from rows to columns, as differences of counts."""
        sign = self.rooms.sign
        part = csr_array(flow[: self.rows, self.rows : self.rows + self.columns]).tocoo()
        moved = [
            (i, j, int(sign[i, j]) * by)
            for i, j, by in zip(
                part.row.tolist(), part.col.tolist(), part.data.tolist(), strict=True
            )
            if by
        ]
        (row, column), by = own
        return (*moved, (row, column, by)) if by else ()


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1
