"""A network with a number in every cell: what is given, and something that fits where none is."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.linalg import lsqr

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.network import Difference, Network
from evenhand.domain.disclosure.programmes import Contradiction, any_table
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

# Of a random change of about 1: below this a cell does not change at all.
STILL = 1e-7


@dataclass(frozen=True)
class Completed:
    """
    A system, which of its cells were given without a number, and what print says of each.

    `least` and `most` are what is left of each cell when all sums are used.
    """

    system: System
    guessed: Bools
    low: Floats
    high: Floats
    least: Floats
    most: Floats


@dataclass(frozen=True)
class _Given:
    """Cells in order, the equations among them, and what is told of each."""

    names: tuple[Hashable, ...]
    equations: csr_array
    low: Floats
    high: Floats

    def narrowed(self) -> tuple[Floats, Floats]:
        """What the sums leave of each. Raises Contradiction where no number fits."""
        low, high, fits = narrow(self.equations, self.low, self.high)
        if not fits:
            raise Contradiction("The counts contradict each other: a sum is not one.")
        loose = np.flatnonzero(low < high)
        if len(loose):
            settled, values = settled_together(self.equations, low, loose)
            known = loose[settled]
            low[known] = high[known] = values[settled]
        return low, high


def complete(made: Network) -> Completed:
    """
    The system, with some number for cells that have none, so that every sum holds.

    What sums tell of a missing number is used; where they leave a choice, any whole table that
    fits will do, for what an attacker can find out does not depend on what is hidden. Raises
    Contradiction where no table fits.
    """
    given = _given(made)
    least, most = given.narrowed()
    settled = least == most
    values = least if settled.all() else any_table(given.equations, least, most)
    missing = np.array([made.known.get(name, (0, 0)) is None for name in given.names], dtype=bool)
    return Completed(
        System(
            names=given.names,
            values=np.round(values).astype(np.int64),
            equations=given.equations,
            printed=np.array([name in made.known for name in given.names], dtype=bool),
            known_low=np.zeros(len(given.names)),
            known_high=np.full(len(given.names), np.inf),
        ),
        missing & ~settled,
        given.low,
        given.high,
        least,
        most,
    )


def nearly_known(made: Network, threshold: int) -> dict[CountCell, int | None]:
    """
    The counts that can be told to within fewer numbers than `threshold` from what is given.

    With their number, None where there are several. Raises Contradiction.
    """
    given = _given(made)
    least, most = given.narrowed()
    return {
        name: int(low) if low == high else None
        for name, low, high in zip(given.names, least.tolist(), most.tolist(), strict=True)
        if high - low + 1 < threshold and isinstance(name, CountCell)
    }


def settled_together(equations: csr_array, low: Floats, loose: Whole) -> tuple[Bools, Floats]:
    """
    Which loose cells all the sums together leave one number for, and that number.

    A cell stands still in every change that keeps all sums just where it does in one such change
    that was drawn at random: the random numbers, less the part of them that changes a sum.
    """
    columns = csr_array(equations[:, loose])
    rows = np.flatnonzero(np.diff(columns.indptr))
    matrix = csr_array(columns[rows])
    settled = low.copy()
    settled[loose] = 0.0
    drawn = np.random.default_rng(1).standard_normal(len(loose))
    change = drawn - _smallest_solution(matrix, matrix @ drawn)
    values = _smallest_solution(matrix, -(equations @ settled)[rows])
    still: Bools = np.abs(change) < STILL
    return still, np.round(values)


def _smallest_solution(matrix: csr_array, right: Floats) -> Floats:
    most = 50 * max(*matrix.shape, 10)
    found: Floats = lsqr(matrix, right, atol=1e-13, btol=1e-13, conlim=0, iter_lim=most)[0]
    return found


def _given(made: Network) -> _Given:
    names = (*made.known, *made.extra)
    place = {name: index for index, name in enumerate(names)}
    entries = [
        (row, place[cell], sign) for row, terms in enumerate(made.sums) for cell, sign in terms
    ]
    signs = [sign for _, _, sign in entries]
    where = ([row for row, _, _ in entries], [column for _, column, _ in entries])
    equations = csr_array(coo_array((signs, where), shape=(len(made.sums), len(names))))
    low, high = np.zeros(len(names)), np.full(len(names), np.inf)
    for name in made.extra:
        if isinstance(name, Difference):
            low[place[name]] = -np.inf  # a count may fall
    for name, told in made.known.items():
        if told is not None:
            low[place[name]], high[place[name]] = told
    return _Given(names, equations, low, high)
