"""From the counts that results print to a system: every sum that a reader could make of them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

from evenhand.domain.disclosure.cells import EVERYWHERE, WORKFORCE, CountCell, Names
from evenhand.domain.disclosure.programmes import Contradiction, any_table
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System

Range = tuple[int, int]
ELSEWHERE = "in no line of the table"
# Counts whose people are all in another count as well.
WITHIN = (
    ("board_voting", "board"),
    ("board_executive", "board"),
    ("senior", "workforce"),
    ("regulated", "workforce"),
    ("amhp", "workforce"),
    ("appointed", "shortlisted"),
    ("shortlisted", "applied"),
)


class Rest(NamedTuple):
    """Those of one cell who are not in another: on no page, yet known from the two."""

    whole: CountCell
    part: CountCell

    def __str__(self) -> str:
        return f"those of {self.whole} who are not in {self.part.name}"


@dataclass
class Network:
    """
    Cells and sums before any number is worked out.

    `known` has what print says of each count: the lowest and highest it may be. A cell that stands
    in print without a number (it was hidden before it came here) has None.
    """

    known: dict[Hashable, Range | None] = field(default_factory=dict)
    sums: list[tuple[Hashable, tuple[Hashable, ...]]] = field(default_factory=list)
    extra: dict[Hashable, None] = field(default_factory=dict)

    def link(self, whole: Hashable, parts: Sequence[Hashable]) -> None:
        """These parts make up that whole: unless the numbers at hand say that they do not."""
        if tuple(parts) == (whole,):
            return
        if not _may_add_up(self.known.get(whole), [self.known.get(part) for part in parts]):
            return
        self.sums.append((whole, tuple(parts)))
        self.extra |= {cell: None for cell in (whole, *parts) if cell not in self.known}


def _may_add_up(total: Range | None, parts: Sequence[Range | None]) -> bool:
    """Whether nothing at hand says that these parts do not make up that whole."""
    if total is None:
        return True
    known = [part for part in parts if part is not None]
    too_few = len(known) == len(parts) and sum(high for _, high in known) < total[0]
    return not too_few and sum(low for low, _ in known) <= total[1]


def network(counts: Mapping[CountCell, Range | None], pairs: Iterable[tuple[str, str]]) -> Network:
    """
    All sums among some counts: groups within groups, grades within levels, the whole.

    `pairs` are counts (part, whole) that indicators compare: the part's people are the whole's too.
    """
    made = Network(known=dict(counts.items()))
    by_table: dict[tuple[str, str], list[CountCell]] = {}
    for cell in counts:
        by_table.setdefault((cell.period, cell.name), []).append(cell)
    atoms = {table: _atoms(cell.people for cell in cells) for table, cells in by_table.items()}
    for table, cells in by_table.items():
        _sums_of_one_table(made, cells, atoms[table])
    for part, whole in dict.fromkeys((*pairs, *WITHIN)):
        for period, name in by_table:
            if name == part and (period, whole) in by_table and part != whole:
                _within(made, by_table[period, part], by_table[period, whole])
    return made


def _atoms(sets: Iterable[Names]) -> tuple[Names, ...]:
    """The coarsest parts of which every one of these sets is made up."""
    unique = list(dict.fromkeys(sets))
    marks: dict[str, list[int]] = {}
    for place, each in enumerate(unique):
        for name in each:
            marks.setdefault(name, []).append(place)
    parts: dict[tuple[int, ...], list[str]] = {}
    for name in sorted(marks):
        parts.setdefault(tuple(marks[name]), []).append(name)
    return tuple(frozenset(names) for names in parts.values())


def _sums_of_one_table(made: Network, cells: Sequence[CountCell], atoms: Sequence[Names]) -> None:
    """By people in every line, then by line for each part of the people."""
    for cell in cells:
        made.link(cell, [cell._replace(people=atom) for atom in atoms if atom <= cell.people])
    lines = tuple(dict.fromkeys(cell.places for cell in cells))
    places = _atoms(line for line in lines if line)
    if not places:
        return
    first = cells[0]
    groups = tuple(dict.fromkeys((*atoms, *(cell.people for cell in cells))))

    def at(line: Names, people: Names) -> CountCell:
        return first._replace(places=line, people=people)

    entire = list(places)
    # Only of the grade table does everybody know that its lines are all there are.
    complete = first.name == WORKFORCE
    if not complete or not all(
        _adds_up(made, at(EVERYWHERE, g), [at(p, g) for p in places]) for g in groups
    ):
        entire.append(frozenset({ELSEWHERE}))
    for people in groups:
        for line in lines:
            whole = at(line, people)
            if whole in made.known:
                parts = [place for place in places if place <= line] if line else entire
                made.link(whole, [at(place, people) for place in parts])


def _adds_up(made: Network, whole: CountCell, parts: Sequence[CountCell]) -> bool:
    """Whether the lines may be all there are: no count at hand says otherwise."""
    return _may_add_up(made.known.get(whole), [made.known.get(part) for part in parts])


def _within(made: Network, parts: Sequence[CountCell], wholes: Sequence[CountCell]) -> None:
    """Those with an outcome are among those who could have had it."""
    there = {(cell.places, cell.people): cell for cell in wholes}
    for part in parts:
        whole = there.get((part.places, part.people))
        if whole is None:
            continue
        x, n = made.known.get(part), made.known.get(whole)
        if x is not None and n is not None and x[0] > n[1]:
            continue
        made.link(whole, (part, Rest(whole, part)))


@dataclass(frozen=True)
class Completed:
    """A system, which of its cells were given without a number, and what print says of each."""

    system: System
    guessed: Bools
    low: Floats
    high: Floats


def complete(made: Network) -> Completed:
    """
    The system, with some number for cells that have none, so that every sum holds.

    What sums tell of a missing number is used; where they leave a choice, any whole table that
    fits will do, for what an attacker can find out does not depend on what is hidden. Raises
    Contradiction where no table fits.
    """
    names = [*made.known, *made.extra]
    place = {name: index for index, name in enumerate(names)}
    entries = [
        (row, place[cell], -1.0 if cell == whole else 1.0)
        for row, (whole, parts) in enumerate(made.sums)
        for cell in (whole, *parts)
    ]
    signs = [sign for _, _, sign in entries]
    where = ([row for row, _, _ in entries], [column for _, column, _ in entries])
    equations = csr_array(coo_array((signs, where), shape=(len(made.sums), len(names))))
    told_low, told_high = np.zeros(len(names)), np.full(len(names), np.inf)
    for name, told in made.known.items():
        if told is not None:
            told_low[place[name]], told_high[place[name]] = told
    low, high, fits = narrow(equations, told_low, told_high)
    if not fits:
        raise Contradiction("The counts of this report contradict each other: a sum is not one.")
    settled = low == high
    values = low if settled.all() else any_table(equations, low, high)
    missing = np.array([made.known.get(name, (0, 0)) is None for name in names], dtype=bool)
    return Completed(
        System(
            names=tuple(names),
            values=np.round(values).astype(np.int64),
            equations=equations,
            printed=np.array([name in made.known for name in names], dtype=bool),
            known_low=np.zeros(len(names)),
            known_high=np.full(len(names), np.inf),
        ),
        missing & ~settled,
        told_low,
        told_high,
    )
