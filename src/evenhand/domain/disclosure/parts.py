"""Cells that can move together: parts that the settled cells cut off from one another."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from evenhand.domain.disclosure.system import Bools, Whole


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
