"""Every hidden cell of a two-way table proved safe, or told with the limits that give it away."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.system import Whole
from evenhand.domain.disclosure.two_way import Certificate, Place, Seen, proves
from evenhand.domain.disclosure.two_way_fit import any_that_fits
from evenhand.domain.disclosure.two_way_moves import Cycles, Flows, Rooms

# Above so many cells times pipes of the network, flows are worked out for a sample only.
MOST_FLOW_WORK = 2_000_000_000
SAMPLE, SEED = 1_000, 20_260_101


class NotProved(ArithmeticError):
    """A certificate that does not add up: a fault of the program, never of the data."""


@dataclass
class Proof:
    """
    Which cells were proved, how, and which are given away.

    `exposed` has the limits of each cell that a reader can tell, or tell to be small. Of `left`
    cells without a cycle, `sampled` were worked out by the largest flow (all, or a seeded sample).
    """

    certificates: dict[Place, Certificate] = field(default_factory=dict)
    exposed: dict[Place, tuple[float, float]] = field(default_factory=dict)
    by_flow: int = 0
    left: int = 0
    sampled: int = 0

    @property
    def for_all(self) -> bool:
        """Whether no cell was left to a sample."""
        return self.left == self.sampled

    def in_words(self) -> str:
        """For how many cells that was worked out."""
        shown = len(self.certificates) + len(self.exposed)
        said = f"worked out one by one for all {shown:,} hidden counts"
        if not self.for_all:
            said = (
                f"worked out for {shown - self.sampled:,} hidden counts, and for a sample of "
                f"{self.sampled:,} of the other {self.left:,}"
            )
        return said


class Search:
    """Looks for the certificate of one cell after another, in one table as a reader sees it."""

    def __init__(self, known: Seen, preset: Preset) -> None:
        self.known, self.preset = known, preset
        self.rooms = Rooms(known)
        self.cycles = Cycles(self.rooms)
        self._flows: Flows | None = None

    @property
    def flows(self) -> Flows:
        """Made when first asked for: most cells need none."""
        if self._flows is None:
            self._flows = Flows(self.rooms)
        return self._flows

    def by(self, moves: Cycles | Flows, cell: Place) -> Certificate | None:
        """Up as far as protection asks; what is missing to its width, down."""
        value, least = int(self.known.table[cell]), self.preset.threshold
        up, change = moves.push(cell, 1, max(least - 1, least - value, 1))
        if value + up < least:
            return None
        if up >= least - 1:
            return Certificate(cell, (change,) if change else ())
        down, other = moves.push(cell, -1, least - 1 - up)
        if up + down < least - 1:
            return None
        return Certificate(cell, tuple(each for each in (change, other) if each))

    def any(self, cell: Place) -> Certificate | None:
        """By cycles if they do, else by the largest flow: None where there is no certificate."""
        return self.by(self.cycles, cell) or self.by(self.flows, cell)

    def shut(self, cell: Place) -> None:
        """As if this cell were shown, exactly as it is in the table at hand."""
        self.rooms.up[cell] = self.rooms.down[cell] = 0
        self.cycles.forget(cell[1])

    def open(self, cell: Place) -> None:
        """As if this cell were hidden."""
        self.rooms.open(cell)
        self.cycles.forget(cell[1])
        if self._flows is not None and not self._flows.reaches(cell):
            self._flows = None

    def also(self, found: Certificate, among: dict[Place, None]) -> list[Certificate]:
        """The other cells that the same changes prove."""
        ends: dict[Place, list[int]] = {}
        for change in found.changes:
            for row, column, by in change:
                if (row, column) in among:
                    ends.setdefault((row, column), [0]).append(by)
        made = []
        for cell, moved in ends.items():
            value = int(self.known.table[cell])
            low, high = value + min(moved), value + max(moved)
            if high - low + 1 >= self.preset.threshold and high >= self.preset.threshold:
                made.append(Certificate(cell, found.changes))
        return made

    def limits(self, cell: Place) -> tuple[float, float]:
        """The exact ones."""
        return self.flows.limits(cell, int(self.known.table[cell]))


def prove(
    known: Seen,
    preset: Preset,
    cells: Sequence[Place],
    *,
    most_work: int | None = None,
) -> Proof:
    """
    A certificate for each cell, checked by adding up; the limits of those that have none.

    `most_work`: how much may be spent on flows before a sample has to do; none without limit.
    """
    search, made = Search(known, preset), Proof()
    waiting = dict.fromkeys(cells)
    for cell in cells:
        if cell in waiting and (found := search.by(search.cycles, cell)):
            _keep(search, made, waiting, found)
    made.left = len(waiting)
    asked = list(waiting)
    if most_work is not None and len(asked) * search.flows.arcs > most_work:
        chosen = np.random.default_rng(SEED).choice(len(asked), min(SAMPLE, len(asked)), False)
        asked = [asked[place] for place in np.sort(chosen).tolist()]
    sample = dict.fromkeys(asked)
    for cell in asked:
        if cell not in sample:
            continue
        if found := search.by(search.flows, cell):
            made.by_flow += _keep(search, made, sample, found)
        else:
            made.exposed[cell] = search.limits(cell)
            del sample[cell]
    made.sampled = len(asked)
    return made


def given_away(proof: Proof, preset: Preset) -> dict[Place, tuple[float, float]]:
    """Of the exposed cells, those that might be small, for all that a reader of one file knows."""
    return {cell: limits for cell, limits in proof.exposed.items() if limits[0] < preset.threshold}


def attack_two_way(low: Whole, high: Whole, cells: Sequence[Place], preset: Preset) -> Proof:
    """
    What a reader who knows nothing but these limits can work out of hidden cells.

    Where that is too dear for every cell, for a sample, as the proof says. Raises Contradiction
    where no table fits.
    """
    known = any_that_fits(low, high, preset.threshold)
    return prove(known, preset, cells, most_work=MOST_FLOW_WORK)


def exact(known: Seen, preset: Preset, cells: Sequence[Place]) -> dict[Place, tuple[float, float]]:
    """The limits of cells, each by two largest flows."""
    search = Search(known, preset)
    return {cell: search.limits(cell) for cell in cells}


def _keep(search: Search, made: Proof, waiting: dict[Place, None], found: Certificate) -> int:
    """Check a certificate, and keep it for all the waiting cells that it proves; how many."""
    kept = 0
    for each in (found, *search.also(found, waiting)):
        if each.cell in waiting:
            if not proves(search.known, each, search.preset):
                raise NotProved(f"the proof for {each.cell} does not add up")
            made.certificates[each.cell] = each
            del waiting[each.cell]
            kept += 1
    return kept
