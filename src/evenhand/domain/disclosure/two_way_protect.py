"""Which cells of a two-way table to hide besides the small ones, for tables of any size.

First every row and every column by itself: there the cheapest choice is known, and what it costs
is what any protection must cost. Then, for each cell that can still be told, the cheapest way round
through other cells. At last what turned out not to be needed is shown again, and all is proved.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.system import Bools, Floats, Whole
from evenhand.domain.disclosure.two_way import (
    Certificate,
    Place,
    TwoWay,
    seen,
    small_cells,
)
from evenhand.domain.disclosure.two_way_proof import NotProved, Proof, Search, given_away, prove
from evenhand.domain.disclosure.two_way_ways import Ways


@dataclass(frozen=True)
class Hidden:
    """
    What to hide of a two-way table, with the proof that it is enough.

    `cost` is the weight of what is hidden besides the small cells; any protection costs `at_least`.
    """

    hidden: Bools
    sensitive: Bools
    cost: float
    at_least: float
    proof: Proof

    @property
    def gap(self) -> float:
        """The share of the cost that a better choice might save, at most."""
        return 0.0 if self.cost <= self.at_least + 1e-9 else 1 - self.at_least / self.cost


def hide_in_two_way(table: TwoWay, preset: Preset, weights: Floats | None = None) -> Hidden:
    """
    Choose what to hide so that no hidden cell can be told or known to be small.

    `weights` say what hiding each cell costs: the root of one more than the count where none are
    given. What is not hidden is printed as the preset says: exactly, or rounded.
    """
    weights = np.sqrt(table.values + 1.0) if weights is None else weights
    if table.values.shape[0] < table.values.shape[1]:
        hidden, at_least = _choose(table.turned(), preset, weights.T)
        hidden = hidden.T
    else:
        hidden, at_least = _choose(table, preset, weights)
    proof = prove(seen(table, hidden, preset), preset, places(hidden & table.printed))
    if given_away(proof, preset):
        raise NotProved("what was chosen to be hidden does not protect the table")
    sensitive = small_cells(table, preset)
    extra = hidden & ~sensitive & table.printed
    return Hidden(hidden & table.printed, sensitive, float(weights[extra].sum()), at_least, proof)


def places(cells: Bools) -> list[Place]:
    """Where there is something: row and column of each."""
    return [(row, column) for row, column in np.argwhere(cells).tolist()]


def _choose(table: TwoWay, preset: Preset, weights: Floats) -> tuple[Bools, float]:
    """What to hide of a table that has at least as many rows as columns; what it must cost."""
    small = small_cells(table, preset)
    more, by_rows = _row_by_row(table, small, weights, preset)
    _, by_columns = _row_by_row(table.turned(), small.T, weights.T, preset)
    choice = _Choice(table, preset, weights, small | ~table.printed | more)
    choice.mend()
    choice.show_again(small)
    return choice.hidden, max(by_rows, by_columns)


def _row_by_row(
    table: TwoWay, small: Bools, weights: Floats, preset: Preset
) -> tuple[Bools, float]:
    """
    What each row needs to have hidden for its own sum to tell nothing, and what that costs.

    Where its total is not hidden, each of a row's hidden parts could be all that the others leave,
    and nothing if there is another. Is that too little, one more will do.
    """
    hidden = small | ~table.printed
    known = seen(table, hidden, preset)
    single = hidden[:, :-1].sum(axis=1) == 1
    high = _left_over(known.high, known.low, hidden)
    low = np.where(single, _left_over(known.low, known.high, hidden), 0)
    least = preset.threshold
    needs = small.any(axis=1) & ~hidden[:, -1] & ((high < least) | (high - low < least - 1))
    # A part that is small too, or nobody, raises no limit.
    enough = (table.values >= least) | (high >= least)[:, None]
    price = np.where(~hidden & enough, weights, np.inf)
    cheapest = price.argmin(axis=1)
    more = np.zeros_like(hidden)
    more[needs, cheapest[needs]] = True
    return more, float(price[needs, cheapest[needs]].sum())


def _left_over(totals: Whole, parts: Whole, hidden: Bools) -> Whole:
    """What the shown parts of each row leave of its total, from limits of the two."""
    shown = np.where(hidden, 0, parts)[:, :-1].sum(axis=1)
    left: Whole = np.maximum(totals[:, -1] - shown, 0)
    return left


class _Choice:
    """What is hidden so far, mended until nothing is given away."""

    def __init__(self, table: TwoWay, preset: Preset, weights: Floats, hidden: Bools) -> None:
        self.table, self.preset, self.weights, self.hidden = table, preset, weights, hidden
        self.ways = Ways(table, weights)

    @property
    def in_print(self) -> Bools:
        """Hidden cells that a reader sees to be hidden."""
        return self.hidden & self.table.printed

    def mend(self) -> None:
        """Hide more until every hidden cell is proved. What is safe stays so when more is hidden."""
        asked = self.in_print
        least = self.preset.threshold
        while asked.any():
            known = seen(self.table, self.hidden, self.preset)
            found = given_away(prove(known, self.preset, places(asked)), self.preset)
            search = Search(known, self.preset)
            asked = np.zeros_like(self.hidden)
            for cell, (low, _) in found.items():
                asked[cell] = True
                if search.by(search.cycles, cell):
                    continue  # what was hidden for another cell protects this one too
                value = int(self.table.values[cell])
                up = int(max(least - value, least - 1 - (value - low), 1))
                for each in self.ways.cheapest(self.hidden, cell, up):
                    if not self.hidden[each]:
                        self.hidden[each] = asked[each] = True
                        search.open(each)

    def show_again(self, small: Bools) -> None:
        """Show what no proof needs, the dearest first: each proof that used it must find another."""
        known = seen(self.table, self.hidden, self.preset)
        search = Search(known, self.preset)
        proofs = _Proofs(prove(known, self.preset, places(self.in_print)).certificates)
        for cell in sorted(
            places(self.in_print & ~small), key=lambda each: (-self.weights[each], each)
        ):
            if not self.sums_allow(cell, small):
                continue
            search.shut(cell)
            fresh = [search.any(each) for each in proofs.resting_on(cell)]
            if None in fresh:
                search.open(cell)
            else:
                self.hidden[cell] = False
                proofs.replace(cell, fresh)

    def sums_allow(self, cell: Place, small: Bools) -> bool:
        """
        Whether the row and the column of a cell, each by itself, could do without hiding it.

        Of rounded sums nothing is said: proofs have to be looked for.
        """
        if self.preset.rounds:
            return True
        row, column = cell
        values, hidden = self.table.values, self.hidden
        lines = ((values[row], hidden[row], small[row], column),
                 (values[:, column], hidden[:, column], small[:, column], row))  # fmt: skip
        for line, gone, tiny, at in lines:
            if not tiny.any():
                continue
            total_gone = gone[-1] and at != len(line) - 1
            parts = line[:-1][gone[:-1]].sum() - (line[at] if at < len(line) - 1 else 0)
            if not total_gone and parts < self.preset.threshold:
                return False
        return True


class _Proofs:
    """Certificates, and which of them rest on a cell."""

    def __init__(self, certificates: dict[Place, Certificate]) -> None:
        self._kept = dict(certificates)
        self._users: dict[Place, dict[Place, None]] = {}
        for each in certificates.values():
            self._note(each)

    def resting_on(self, cell: Place) -> list[Place]:
        """The other cells whose proof changes this one."""
        return [
            each
            for each in self._users.get(cell, ())
            if each != cell and each in self._kept and cell in _changed(self._kept[each])
        ]

    def replace(self, cell: Place, fresh: Iterable[Certificate | None]) -> None:
        """Forget the proof of a cell that is shown, and keep new ones of others."""
        self._kept.pop(cell, None)
        for each in fresh:
            if each is not None:
                self._kept[each.cell] = each
                self._note(each)

    def _note(self, certificate: Certificate) -> None:
        for used in _changed(certificate):
            self._users.setdefault(used, {})[certificate.cell] = None


def _changed(certificate: Certificate) -> set[Place]:
    return {(row, column) for change in certificate.changes for row, column, _ in change}
