"""Systems made smaller: parts cut off by settled cells, shorter sums, cells that follow others."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from evenhand.domain.disclosure.system import Bools, Floats, Whole


def among(equations: csr_array, cells: Whole) -> csr_array:
    """The equations of some cells, all others keeping as they are."""
    columns = csr_array(equations[:, cells])
    rows: csr_array = columns[np.flatnonzero(np.diff(columns.indptr))]
    return rows


def loose_parts(equations: csr_array, loose: Bools) -> Iterator[Whole]:
    """The loose cells, set by set: no equation has loose cells of two sets."""
    cells = np.flatnonzero(loose)
    entries = coo_array(among(equations, cells))
    size = len(cells) + entries.shape[0]
    ones = np.ones(entries.nnz, dtype=np.int8)
    graph = coo_array((ones, (entries.col, entries.row + len(cells))), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    mine = label[: len(cells)]
    order = np.argsort(mine, kind="stable")
    ends = np.cumsum(np.bincount(mine, minlength=count))[:-1]
    yield from (cells[part] for part in np.split(order, ends) if len(part))


def shorter(equations: csr_array) -> csr_array:
    """
    The same sums said more shortly: where all parts of one are parts of another, by its whole.

    All equations together say neither more nor less than before.
    """
    sums = [_parts_and_whole(equations, row) for row in range(equations.shape[0])]
    having: dict[int, list[int]] = {}
    for row, (parts, _) in enumerate(sums):
        for cell in parts:
            having.setdefault(cell, []).append(row)
    said = [_signs(equations, row) for row in range(equations.shape[0])]
    for row, (parts, whole) in enumerate(sums):
        left = parts
        others = {other for cell in parts for other in having[cell]}
        for other in sorted(others, key=lambda other: (-len(sums[other][0]), other)):
            fewer, other_whole = sums[other]
            if len(fewer) < len(parts) and fewer <= left and other_whole != whole:
                left -= fewer
                for cell in fewer:
                    said[row].pop(cell, None)
                said[row][other_whole] = said[row].get(other_whole, 0.0) + 1.0
    signs = [sorted((cell, sign) for cell, sign in each.items() if sign) for each in said]
    return csr_array(
        (
            np.array([sign for each in signs for _, sign in each]),
            np.array([cell for each in signs for cell, _ in each], dtype=np.int32),
            np.cumsum([0, *map(len, signs)], dtype=np.int32),
        ),
        shape=equations.shape,
    )


def _signs(equations: csr_array, row: int) -> dict[int, float]:
    """The cells of an equation, with their signs."""
    at = slice(equations.indptr[row], equations.indptr[row + 1])
    return dict(zip(equations.indices[at].tolist(), equations.data[at].tolist(), strict=True))


def _parts_and_whole(equations: csr_array, row: int) -> tuple[frozenset[int], int]:
    """The parts of a sum, and their whole; no parts where it is something else, or has one part."""
    at = slice(equations.indptr[row], equations.indptr[row + 1])
    cells, signs = equations.indices[at], equations.data[at]
    if len(cells) < 3 or sorted(signs.tolist())[:2] != [-1.0, 1.0]:
        return frozenset(), -1
    return frozenset(cells[signs > 0].tolist()), int(cells[signs < 0][0])


class Following:
    """
    Of some cells, those that stand in one sum only, one for each sum: the rest says what they are.

    `sides` are how far the rest of each sum can move, given the room of the cell that follows it.
    """

    def __init__(
        self, equations: csr_array, some: Bools, room_down: Floats, room_up: Floats
    ) -> None:
        entries = coo_array(equations)
        once = some & (np.bincount(entries.col, minlength=equations.shape[1]) == 1)
        mine = np.flatnonzero(once[entries.col])
        self._rows, first = np.unique(entries.row[mine], return_index=True)
        self._places, self._signs = entries.col[mine][first], entries.data[mine][first]
        self._sums = csr_array(equations[self._rows])
        self.cells = np.zeros(len(room_up), dtype=bool)
        self.cells[self._places] = True
        down, up = room_down[self._places], room_up[self._places]
        low, high = np.zeros(equations.shape[0]), np.zeros(equations.shape[0])
        low[self._rows] = -np.where(self._signs > 0, up, down)
        high[self._rows] = np.where(self._signs > 0, down, up)
        self.sides = low, high

    def after(self, move: Floats) -> Floats:
        """A move of the other cells, with what follows from it."""
        whole = move.copy()
        whole[self._places] = -(self._sums @ move) / self._signs
        return whole
