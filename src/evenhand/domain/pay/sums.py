"""The attacker's arithmetic on sums of pay: what means that are printed tell of one that is hidden.

A mean and a number of people make a sum, and sums add up as numbers of people do. A hidden sum is
safe where it could just as well be a good deal larger, and a good deal smaller.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from evenhand.domain.disclosure.system import Bools, Floats, Whole

MOST_ROUNDS = 24
UP, DOWN = 1.0, -1.0
_NEARLY = 1e-7
_SEED = 40


def told(equations: csr_array, sums: Floats, known: Bools, targets: Whole, percent: float) -> Whole:
    """
    Those of the targets that can be worked out to within so many percent, one way or the other.

    `sums` are the true ones, none below nought; `known` those that print tells. Sums of nobody
    are no targets.
    """
    unknown = np.flatnonzero(~known)
    columns = csr_array(equations[:, unknown])
    rows = np.flatnonzero(np.diff(columns.indptr))
    matrix, place = csr_array(columns[rows]), np.full(len(sums), -1)
    place[unknown] = np.arange(len(unknown))
    safe = np.zeros(len(unknown), dtype=bool)
    asked = np.isin(np.arange(len(unknown)), place[targets])
    for cells in _components(matrix):
        if asked[cells].any():
            part = csr_array(matrix[:, cells])
            part = csr_array(part[np.flatnonzero(np.diff(part.indptr))])
            moves = _Moves(part, sums[unknown][cells], percent / 100)
            safe[cells] = moves.both_ways(np.flatnonzero(asked[cells]))
    return np.array([t for t in targets.tolist() if place[t] < 0 or not safe[place[t]]], dtype=int)


def _components(matrix: csr_array) -> list[Whole]:
    entries = coo_array(matrix)
    cells = matrix.shape[1]
    edges = (np.ones(entries.nnz), (entries.col, entries.row + cells))
    size = cells + matrix.shape[0]
    _, label = connected_components(coo_array(edges, shape=(size, size)), directed=False)
    return [np.flatnonzero(label[:cells] == each) for each in np.unique(label[:cells])]


class _Moves:
    """Ways to change unknown sums that leave every known one as it is, and none below nought."""

    def __init__(self, matrix: csr_array, sums: Floats, share: float) -> None:
        self.matrix, self.sums, self.share = matrix, sums, share
        self.can = {UP: np.zeros(len(sums), dtype=bool), DOWN: np.zeros(len(sums), dtype=bool)}

    def both_ways(self, targets: Whole) -> Bools:
        """
        Which of the targets can move by their share up, and also down.

        Many are tried at once, some up and some down as chance has it: each move that fits proves
        all that it moves. What is left is tried one by one.
        """
        rng = np.random.default_rng(_SEED)
        for _ in range(MOST_ROUNDS):
            ups = targets[~self.can[UP][targets]]
            downs = targets[~self.can[DOWN][targets]]
            if not len(ups) and not len(downs):
                break
            chosen = rng.random(len(self.sums)) < 0.5
            self.push(ups[chosen[ups]], downs[~chosen[downs]])
        for sign in (UP, DOWN):
            for target in targets[~self.can[sign][targets]].tolist():
                one, none = np.array([target]), np.array([], dtype=np.int64)
                self.push(*((one, none) if sign == UP else (none, one)))
        return self.can[UP] & self.can[DOWN]

    def push(self, ups: Whole, downs: Whole) -> None:
        """Note which go all of the way that they should, all pushed at once."""
        pushed, size = np.concatenate([ups, downs]), len(self.sums)
        if not (many := len(pushed)):
            return
        sign = np.concatenate([np.full(len(ups), UP), np.full(len(downs), DOWN)])
        line = np.tile(np.arange(many), 2)
        column = np.concatenate([pushed, size + np.arange(many)])
        # How far each goes, from 0 to 1 of its share, is no more than it moves.
        entries = np.concatenate([-sign, self.share * self.sums[pushed]])
        found = linprog(
            np.concatenate([np.zeros(size), -np.ones(many)]),
            A_ub=csr_array((entries, (line, column)), shape=(many, size + many)),
            b_ub=np.zeros(many),
            A_eq=hstack([self.matrix, csr_array((self.matrix.shape[0], many))]),
            b_eq=np.zeros(self.matrix.shape[0]),
            bounds=np.column_stack(
                [
                    np.concatenate([-self.sums, np.zeros(many)]),
                    np.concatenate([np.full(size, np.inf), np.ones(many)]),
                ]
            ),
            method="highs",
        )
        if found.status == 0:
            gone = found.x[size:] >= 1 - _NEARLY
            self.can[UP][ups[gone[: len(ups)]]] = True
            self.can[DOWN][downs[gone[len(ups) :]]] = True
