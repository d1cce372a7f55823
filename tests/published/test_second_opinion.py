"""Against pytauargus, an independent program for cell suppression, on made-up tables.

It is no dependency: where it is absent these tests are skipped. It writes the people it is given to
the folder it runs in, so it runs in a folder of the test's own.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.factories.disclosure import rule

from evenhand.domain.disclosure.suppress import suppress
from evenhand.domain.disclosure.two_way import TwoWay, seen, small_cells, system_of, two_way
from evenhand.domain.disclosure.two_way_proof import exact, prove
from evenhand.domain.disclosure.two_way_protect import places

pytauargus = pytest.importorskip("pytauargus", reason="pytauargus is not installed")
batch = pytest.importorskip("pytauargus.batch", reason="pytauargus is not installed")

FIVE = rule(5)
SHAPES = [((9, 6), 30, 1), ((9, 17), 40, 2), ((20, 10), 12, 3), ((20, 10), 80, 4)]


class Other:
    """The other program with one table open: what it hides, and the limits that it finds."""

    def __init__(self, table: TwoWay, folder: Path) -> None:
        self.table, self.folder = table, folder
        inner = table.values[:-1, :-1]
        row, column = np.nonzero(inner)
        times = inner[row, column]
        people = {
            "row": [f"r{i:03d}" for i in np.repeat(row, times)],
            "col": [f"c{j:03d}" for j in np.repeat(column, times)],
            "n": [1.0] * int(times.sum()),
        }
        made = pytauargus.protect(
            people,
            ["row", "col"],
            response="n",
            safety_rules="FREQ(5,20)",
            suppress="OPT(1)",
            workdir=str(folder),
        )
        self.engine: Any = made.engine

    def limits(self) -> dict[tuple[int, int], tuple[float, float]]:
        """Of each hidden cell, by its own audit; it has the totals first, we have them last."""
        width = self.table.values.shape[1]
        found = {}
        for told in self.engine.audit(0):
            row, column = divmod(told["cell"], width)
            assert self.table.values[row - 1, column - 1] == told["value"]
            cell = (row - 1) % self.table.values.shape[0], (column - 1) % width
            found[cell] = abs(told["min"]), told["max"]
        return found

    def hidden(self) -> np.ndarray:
        mask = np.zeros(self.table.values.shape, dtype=bool)
        for cell in self.limits():
            mask[cell] = True
        return mask

    def tell(self, *lines: str) -> None:
        """Change the status, cost or protection of cells, as its a priori files do."""
        file = self.folder / "told.hst"
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self.engine.apply_apriori(
            batch.Apriory(file=str(file), tab_no=1, separator=";", ignore_error=False)
        )

    def show_again(self, cells: np.ndarray) -> None:
        self.tell(*(f"{self.code(cell)};S" for cell in places(cells)))

    def code(self, cell: tuple[int, int]) -> str:
        """Its name of a cell: nothing stands for a total."""
        rows, columns = self.table.values.shape
        row = "" if cell[0] == rows - 1 else f"r{cell[0]:03d}"
        column = "" if cell[1] == columns - 1 else f"c{cell[1]:03d}"
        return f"{row};{column}"


@pytest.fixture(params=SHAPES, ids=str)
def other(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Other:
    shape, mean, seed = request.param
    monkeypatch.chdir(tmp_path)
    random = np.random.default_rng(seed)
    return Other(two_way(random.poisson(mean * random.gamma(0.5, 2.0, shape))), tmp_path)


def ours(table: TwoWay) -> tuple[np.ndarray, float]:
    """Our optimum. The other program takes noughts for known, so ours does here as well."""
    weights = np.where(table.values == 0, 1e4, np.sqrt(table.values + 1.0))
    chosen = suppress(system_of(table), FIVE, weights=weights.ravel())
    assert chosen.gap == 0.0
    return chosen.hidden.reshape(table.values.shape), chosen.cost


def test_its_small_cells_are_ours_and_so_is_every_limit(other: Other) -> None:
    """Its audit against our largest flows, each hidden cell, of what it hid by itself."""
    limits = other.limits()
    hidden, small = other.hidden(), small_cells(other.table, FIVE)
    assert (hidden >= small).all()
    assert limits == exact(seen(other.table, hidden, FIVE), FIVE, list(limits))
    # With its usual protection nothing is told exactly. What may be known to be small is more.
    assert all(low < high for low, high in limits.values())


def test_its_audit_of_what_we_hide_finds_the_same_limits_and_all_of_them_wide(
    other: Other,
) -> None:
    """No small count can be told or known to be small, by another's attack on our choice."""
    hidden, _ = ours(other.table)
    small = small_cells(other.table, FIVE)
    other.show_again(other.hidden() & ~small)
    other.tell(*(f"{other.code(cell)};M" for cell in places(hidden & ~small)))
    limits = other.limits()
    assert set(limits) == set(places(hidden))
    assert limits == exact(seen(other.table, hidden, FIVE), FIVE, list(limits))
    for cell in places(small):
        low, high = limits[cell]
        assert high >= 5 and high - low + 1 >= 5


def test_asked_for_as_much_it_hides_as_much(other: Other) -> None:
    """
    Each small count is to be able to go down to 1 and up to 5, at the same cost of each cell.

    That is enough for us and at times a little more than we ask, so it may never be cheaper.
    """
    small = small_cells(other.table, FIVE)
    other.show_again(other.hidden() & ~small)
    values = other.table.values
    there = places(values > 0)
    other.tell(
        *(f"{other.code(cell)};C;{np.sqrt(values[cell] + 1.0):.4f}" for cell in there),
        *(f"{other.code(cell)};PL;{values[cell] - 1};{5 - values[cell]}" for cell in places(small)),
    )
    other.engine.suppress(batch.Suppress(kind="OPT", tab_no=1, params=[], opt_max_time=60))
    hidden = other.hidden()
    assert not prove(seen(other.table, hidden, FIVE), FIVE, places(small)).exposed
    theirs = float(np.sqrt(values[hidden & ~small] + 1.0).sum())
    _, cost = ours(other.table)
    assert cost <= theirs + 1e-3
    assert theirs <= 1.25 * cost
