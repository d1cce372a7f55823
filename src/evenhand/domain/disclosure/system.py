"""Cells and what anyone knows about them: whole numbers, not negative, joined by sums."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class NotASum(ValueError):
    """A total that its parts do not add up to. The message names it."""


@dataclass(frozen=True)
class System:
    """
    Cells with their true values, and equations that hold among them.

    `equations` has a row for each equation and a column for each cell: its product with `values`
    is nought. `printed` is False for cells that are on no page (what is left of a group once
    those with an outcome are taken away): nobody is told them, yet they follow from others.
    `known_low` and `known_high` are what everyone knows of each cell already, whatever is done
    here: from nought to infinity for most, narrower where an earlier release told of it.
    """

    names: tuple[Hashable, ...]
    values: Whole
    equations: csr_array
    printed: Bools
    known_low: Floats
    known_high: Floats

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def fixed(self) -> Bools:
        """Cells that everyone knows to the number: hiding them changes nothing."""
        known: Bools = self.known_low == self.known_high
        return known

    @cached_property
    def place(self) -> dict[Hashable, int]:
        """Where each cell is."""
        return {name: index for index, name in enumerate(self.names)}

    @cached_property
    def components(self) -> tuple[Whole, ...]:
        """Cells that equations join, set by set. What is in one tells nothing about another."""
        count, label = connected_components(_joined(self.equations), directed=False)
        order = np.argsort(label[: len(self)], kind="stable")
        ends = np.cumsum(np.bincount(label[: len(self)], minlength=count))[:-1]
        return tuple(part for part in np.split(order, ends) if len(part))

    def part(self, cells: Whole) -> "System":
        """The system of some whole components."""
        columns = self.equations[:, cells]
        rows = np.flatnonzero(np.diff(columns.indptr))
        return System(
            names=tuple(self.names[cell] for cell in cells.tolist()),
            values=self.values[cells],
            equations=csr_array(columns[rows]),
            printed=self.printed[cells],
            known_low=self.known_low[cells],
            known_high=self.known_high[cells],
        )


@dataclass
class Draft:
    """A system being put together."""

    names: dict[Hashable, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    printed: list[bool] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)

    def cell(self, name: Hashable, value: int, *, printed: bool = True, fixed: bool = False) -> int:
        """A cell, new or known by that name; where it is."""
        if name in self.names:
            index = self.names[name]
            if self.values[index] != value:
                raise NotASum(f"{name} is given twice, with different numbers.")
            self.printed[index] |= printed
            self.fixed[index] |= fixed
            return index
        if value < 0:
            raise NotASum(f"{name} is below nought: counts are whole people.")
        self.names[name] = len(self.values)
        self.values.append(value)
        self.printed.append(printed)
        self.fixed.append(fixed)
        return len(self.values) - 1

    def total(self, whole: int, parts: Sequence[int]) -> None:
        """Everybody knows that these parts make up that whole."""
        if self.values[whole] != sum(self.values[part] for part in parts):
            name = list(self.names)[whole]
            raise NotASum(f"{name} is not the sum of its parts.")
        self.sums.append((whole, tuple(parts)))

    def done(self) -> System:
        """The system."""
        rows = [row for row, (_, parts) in enumerate(self.sums) for _ in range(len(parts) + 1)]
        columns = [cell for whole, parts in self.sums for cell in (whole, *parts)]
        data = [sign for _, parts in self.sums for sign in (-1.0, *(1.0,) * len(parts))]
        shape = (len(self.sums), len(self.values))
        values, fixed = np.array(self.values, dtype=np.int64), np.array(self.fixed, dtype=bool)
        return System(
            names=tuple(self.names),
            values=values,
            equations=csr_array(coo_array((data, (rows, columns)), shape=shape)),
            printed=np.array(self.printed, dtype=bool),
            known_low=np.where(fixed, values, 0.0),
            known_high=np.where(fixed, values, np.inf),
        )


def cross_table(inner: Whole, name: str = "") -> System:
    """
    A table of any number of dimensions with all its margins.

    Cells are named `(name, i, j, ...)`; None stands for "all" in a margin.
    """
    draft = Draft()
    add_cross_table(draft, inner, name)
    return draft.done()


def add_cross_table(draft: Draft, inner: Whole, name: str = "") -> None:
    """The same, into a draft: tables of one name share their cells."""
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    shape = inner.shape

    def named(index: Sequence[int]) -> Hashable:
        return name, *(None if i == size else i for i, size in zip(index, shape, strict=True))

    for index in np.ndindex(*full.shape):
        draft.cell(named(index), int(full[index]))
    for index in np.ndindex(*full.shape):
        for axis, size in enumerate(shape):
            if index[axis] == size:
                parts = [(*index[:axis], part, *index[axis + 1 :]) for part in range(size)]
                whole = draft.names[named(index)]
                draft.total(whole, [draft.names[named(part)] for part in parts])


def _joined(equations: csr_array) -> coo_array:
    """The graph of cells and equations: an edge where a cell is in an equation."""
    entries = coo_array(equations)
    cells = equations.shape[1]
    size = cells + equations.shape[0]
    ones = np.ones(entries.nnz, dtype=np.int8)
    return coo_array((ones, (entries.col, entries.row + cells)), shape=(size, size))
