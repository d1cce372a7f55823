"""Counts laid out by group: from finest categories, or from figures that came already grouped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.codes.ethnicity import NOT_KNOWN, NOT_STATED, UNKNOWN, Grouping
from evenhand.domain.measures.count import Count
from evenhand.domain.results.shares import GroupedCount

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Key = tuple[str, str, str, str]  # body, snapshot, count, cell


@dataclass(frozen=True)
class Tally:
    """
    Counts by group: a row a key, a column a group of the grouping, then not stated and not known.

    A nought is a count of nobody; nan is a count that its publisher has hidden.
    """

    grouping: Grouping
    keys: dict[Key, int]
    n: Floats

    def having(self, name: str) -> list[Key]:
        """The keys of one count, in the order they came."""
        return [key for key in self.keys if key[2] == name]

    def take(self, keys: Sequence[Key]) -> Floats:
        """Rows for these keys; noughts where nothing was counted."""
        taken = np.zeros((len(keys), self.n.shape[1]))
        rows = np.array([self.keys.get(key, -1) for key in keys], dtype=np.int64)
        found = rows >= 0
        taken[found] = self.n[rows[found]]
        return taken


def columns(grouping: Grouping) -> tuple[str, ...]:
    """Group slugs in printed order, then the two kinds of unknown."""
    return (*(group.slug for group in grouping.groups), *UNKNOWN)


class FineCounts:
    """Counts by finest category, laid out once and rolled up to any grouping."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self.keys: dict[Key, int] = {}
        self.categories: dict[str, int] = {}
        rows, places, numbers = [], [], []
        for c in counts:
            key = (c.body, c.snapshot, c.name, c.cell)
            rows.append(self.keys.setdefault(key, len(self.keys)))
            places.append(self.categories.setdefault(c.category, len(self.categories)))
            numbers.append(c.n)
        self.n = np.zeros((len(self.keys), len(self.categories)))
        np.add.at(self.n, (rows, places), numbers)

    def by(self, grouping: Grouping, grouped: Iterable[GroupedCount] = ()) -> Tally:
        """These counts, with any that came already in this grouping added beside them."""
        names = columns(grouping)
        place = {name: index for index, name in enumerate(names)}
        members = np.zeros((len(self.categories), len(names)))
        for category, index in self.categories.items():
            # Of some people less is known than the grouping tells apart.
            group = grouping.group_of.get(category, NOT_KNOWN)
            members[index, place[category if category in UNKNOWN else group]] = 1.0
        keys = dict(self.keys)
        mine = [row for row in grouped if row.grouping == grouping.slug]
        for row in mine:
            keys.setdefault((row.body, row.snapshot, row.name, row.cell), len(keys))
        n = np.zeros((len(keys), len(names)))
        n[: len(self.keys)] = self.n @ members
        # Figures given in this very grouping stand alone: rolled up from another, the same people
        # would be counted twice.
        for key in {(row.body, row.snapshot, row.name, row.cell) for row in mine}:
            n[keys[key]] = 0.0
        for row in mine:
            at = keys[row.body, row.snapshot, row.name, row.cell]
            n[at, place[row.group]] += np.nan if row.n is None or row.hidden else row.n
        return Tally(grouping, keys, n)


def unknown(n: Floats) -> tuple[Floats, Floats]:
    """The not-stated and the not-known column of a table laid out by `columns`."""
    return n[:, -len(UNKNOWN) + UNKNOWN.index(NOT_STATED)], n[:, -1]


def whole(n: Floats, *, counting: str) -> Floats:
    """Everybody in each row: with people of unknown ethnicity ("all") or without ("known")."""
    total: Floats = np.sum(n if counting == "all" else n[:, : -len(UNKNOWN)], axis=1)
    return total


assert UNKNOWN[-1] == NOT_KNOWN  # the layout that `unknown` relies on
