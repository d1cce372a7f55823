"""The tables behind a pay audit: every count of people in it, the sums that join them, and pay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evenhand.domain.disclosure.system import Draft, System, Whole
from evenhand.domain.pay.cells import BONUS, PAID, QUARTER, RELEVANT, UNPAID, PayCell, People
from evenhand.domain.pay.counts import (
    BONUS as BONUS_COUNTS,
)
from evenhand.domain.pay.counts import (
    EVERYBODY,
    GRADE,
    HOURLY,
    LEVEL,
    PayCount,
    with_derived,
)
from evenhand.domain.pay.gaps import QUARTERS, Floats, Ints, quarters
from evenhand.domain.pay.groups import Split
from evenhand.domain.pay.spread import Place, Spread, receiving, spreads

NO_BONUS = "without a bonus"
Levels = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sum:
    """Of the pay of some people: all of it, and the two largest parts."""

    total: float
    largest: float
    second: float

    def dominated(self, percent: float) -> bool:
        """
        Whether the second could work the largest out to within so many percent (the p%-rule).

        >>> Sum(51_000, 50_000, 500).dominated(10), Sum(200, 20, 20).dominated(10)
        (True, False)
        """
        return self.total - self.largest - self.second < percent / 100 * self.largest


class Truth:
    """What is true of each cell of one body, as finely as records tell people apart."""

    def __init__(self, counts: Sequence[PayCount], finest: Split, levels: Levels) -> None:
        self.finest, self.levels = finest, levels
        self._spreads = spreads(list(with_derived(counts, levels)), finest)
        self._bodies = {place.body for place in self._spreads}
        self._lines: dict[tuple[str, str, str, str], Ints] = {}

    def people(self, cell: PayCell) -> int:
        """How many there are."""
        line = self._line(cell.period, cell.of, cell.by, cell.cell)
        return int(line[self._columns(cell.people)].sum())

    def pay(self, cell: PayCell) -> Sum:
        """Their hourly pay, or bonuses, added up."""
        spread = self._spread(cell.period, cell.of, cell.by, cell.cell)
        n = spread.of(self._columns(cell.people)) if spread else np.zeros(0, dtype=np.int64)
        if spread is None or not n.sum():
            return Sum(0.0, 0.0, 0.0)
        values = spread.values[n > 0]
        second = values[-1] if n[n > 0][-1] > 1 else values[-2] if len(values) > 1 else 0.0
        return Sum(float(n @ spread.values), float(values[-1]), float(second))

    def cells_by(self, period: str, by: str) -> tuple[str, ...]:
        """Every cell of a breakdown that somebody is in."""
        if by == QUARTER:
            return QUARTERS
        found = {
            place.cell
            for place in self._spreads
            if (place.snapshot, place.what, place.by) == (period, HOURLY, by)
        }
        return tuple(sorted(found))

    def _columns(self, people: People) -> list[int]:
        return [self.finest.member[each] for each in sorted(people)]

    def _spread(self, period: str, of: str, by: str, cell: str) -> Spread | None:
        (body,) = self._bodies
        what = HOURLY if of == PAID else BONUS_COUNTS
        spread = self._spreads.get(Place(body, period, what, by, cell))
        return receiving(spread) if spread is not None and of == BONUS else spread

    def _line(self, period: str, of: str, by: str, cell: str) -> Ints:
        key = (period, of, by, cell)
        if key not in self._lines:
            self._lines[key] = self._count(*key)
        return self._lines[key]

    def _count(self, period: str, of: str, by: str, cell: str) -> Ints:
        if of == UNPAID:
            return self._line(period, RELEVANT, by, cell) - self._line(period, PAID, by, cell)
        if of == NO_BONUS:
            return self._line(period, RELEVANT, by, cell) - self._line(period, BONUS, by, cell)
        if by == QUARTER:
            everybody = self._spread(period, PAID, EVERYBODY, "")
            shared = quarters(everybody.n) if everybody else np.zeros((4, 1), dtype=np.int64)
            return np.asarray(shared[QUARTERS.index(cell)])
        spread = self._spread(period, of, by, cell)
        if spread is None:
            return np.zeros(len(self.finest.columns), dtype=np.int64)
        return spread.people + (spread.unpaid if of == RELEVANT else 0)


def tables(printed: Iterable[PayCell], truth: Truth) -> System:
    """
    A system of these cells, of those they are made up of, and of every sum among them.

    Groups within groups; a breakdown's cells within everybody; grades within levels; people in the
    pay figures, and those with a bonus, within relevant employees.
    """
    return _Builder(dict.fromkeys(printed), truth).system


class _Builder:
    def __init__(self, printed: dict[PayCell, None], truth: Truth) -> None:
        self.printed, self.truth = printed, truth
        self.draft = Draft()
        self.sums: set[tuple[int, tuple[int, ...]]] = set()

    @cached_property
    def system(self) -> System:
        for period in dict.fromkeys(cell.period for cell in self.printed):
            mine = [cell for cell in self.printed if cell.period == period]
            by_table: dict[str, list[People]] = {}
            for cell in mine:
                # Levels are made up of grades, so they are told apart by the same people.
                for by in {cell.by} | ({GRADE, LEVEL} if cell.by in (GRADE, LEVEL) else set()):
                    by_table.setdefault(by, []).append(cell.people)
            sets = {by: _Sets(people) for by, people in by_table.items()}
            entire = _Sets(people for each in sets.values() for people in each.every)
            for of in dict.fromkeys(cell.of for cell in mine):
                self.by_people(PayCell(period, of, EVERYBODY, "", frozenset()), entire)
            self.within(period, {cell.of for cell in mine}, entire)
            for by in sorted(set(sets) - {EVERYBODY}):
                self.breakdown(PayCell(period, PAID, by, "", frozenset()), sets[by])
        return self.draft.done()

    def breakdown(self, table: PayCell, sets: "_Sets") -> None:
        """Each line by people; the lines together are everybody; grades make up levels."""
        lines = self.truth.cells_by(table.period, table.by)
        for line in lines:
            self.by_people(table._replace(cell=line), sets)
        for people in sets.every:
            parts = [table._replace(cell=line, people=people) for line in lines]
            self.total(table._replace(by=EVERYBODY, people=people), parts)
        if table.by == LEVEL:
            grades = self.truth.cells_by(table.period, GRADE)
            named = {rung: level for level, rungs in self.truth.levels.items() for rung in rungs}
            for level, people in ((level, p) for level in lines for p in sets.every):
                parts = [
                    table._replace(by=GRADE, cell=grade, people=people)
                    for grade in grades
                    if named.get(grade) == level
                ]
                if parts:
                    self.total(table._replace(cell=level, people=people), parts)

    def by_people(self, line: PayCell, sets: "_Sets") -> None:
        for people in sets.every:
            atoms = [line._replace(people=atom) for atom in sets.atoms if atom <= people]
            self.total(line._replace(people=people), atoms)

    def within(self, period: str, whom: set[str], sets: "_Sets") -> None:
        """Relevant employees are those in the pay figures and the rest; and with a bonus or not."""
        for of, rest in ((PAID, UNPAID), (BONUS, NO_BONUS)):
            if not {of, RELEVANT} <= whom:
                continue
            for people in sets.every:
                cell = PayCell(period, RELEVANT, EVERYBODY, "", people)
                self.total(cell, [cell._replace(of=of), cell._replace(of=rest)])

    def total(self, whole: PayCell, parts: Sequence[PayCell]) -> None:
        place = self.cell(whole)
        places = tuple(sorted(self.cell(part) for part in parts))
        if places != (place,) and (place, places) not in self.sums:
            self.sums.add((place, places))
            self.draft.total(place, places)

    def cell(self, cell: PayCell) -> int:
        if cell in self.draft.names:
            return self.draft.names[cell]
        return self.draft.cell(cell, self.truth.people(cell), printed=cell in self.printed)


class _Sets:
    """Sets of people that are printed, and the coarsest parts of which each of them is made up."""

    def __init__(self, sets: Iterable[People]) -> None:
        named = tuple(dict.fromkeys(sets))
        marks: dict[tuple[int, ...], list[str]] = {}
        for kind in sorted(frozenset().union(*named)):
            inside = tuple(place for place, each in enumerate(named) if kind in each)
            marks.setdefault(inside, []).append(kind)
        self.atoms = tuple(frozenset(kinds) for kinds in marks.values())
        self.every = tuple(dict.fromkeys((*named, *self.atoms)))


def sums_of_pay(system: System, truth: Truth) -> tuple[Floats, Whole]:
    """The pay in each cell of a system, nan where a cell has none, and which rows are sums of pay."""
    cells = [name for name in system.names if isinstance(name, PayCell)]
    pay = np.array([truth.pay(cell).total if _has_pay(cell) else np.nan for cell in cells])
    missing = np.isnan(pay).astype(np.float64)
    return pay, np.flatnonzero(abs(system.equations) @ missing == 0)


def _has_pay(cell: PayCell) -> bool:
    return cell.of in (PAID, BONUS) and cell.by != QUARTER
