"""Which cells of a pay audit readers outside may not be shown: small ones, and what protects them."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.asked import asked_of_all
from evenhand.domain.disclosure.attack import attack, wide_enough
from evenhand.domain.disclosure.preset import Preset, is_small, rounded
from evenhand.domain.disclosure.suppress import CannotProtect, exposed, suppress
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole
from evenhand.domain.pay.cells import UNPAID, PayCell
from evenhand.domain.pay.from_rounded import FromRounded
from evenhand.domain.pay.sums import told
from evenhand.domain.pay.tables import NO_BONUS, Truth, sums_of_pay, tables

MOST_MENDS = 200


class Printed:
    """The cells that figures print, what hiding each costs, and those whose mean is told."""

    def __init__(self, truth: Truth, preset: Preset) -> None:
        self.truth, self.preset = truth, preset
        self.worth: dict[PayCell, float] = {}
        self.means: set[PayCell] = set()

    def add(self, cells: Iterable[PayCell], *, worth: float, means: bool = False) -> None:
        """
        A figure that rests on these cells, and on their means.

        If one of them may not be told the figure cannot be shown, so it prints none of the others.
        """
        cells = tuple(cells)
        never = [cell for cell in cells if self.is_sensitive(cell, means=means)]
        for cell in never or cells:
            self.worth[cell] = self.worth.get(cell, 0.0) + (0.0 if never else worth)
            if means:
                self.means.add(cell)

    def is_sensitive(self, cell: PayCell, *, means: bool) -> bool:
        """Few people; or, where a mean is told, a high earner who would be told by it."""
        if is_small(self.truth.people(cell), self.preset):
            return True
        percent = self.preset.dominance_percent
        return means and bool(percent) and self.truth.pay(cell).dominated(percent)


@dataclass(frozen=True)
class Guard:
    """
    The tables behind one audit, and what in them must not be told.

    `pay` is the pay in each cell (nan where a cell has none), and `pay_rows` the sums that hold of
    it; `means` are cells whose mean is told where they are shown.
    """

    system: System
    sensitive: Bools
    preset: Preset
    pay: Floats
    pay_rows: Whole
    means: Bools

    def given_away(self, hidden: Bools) -> tuple[str, ...]:
        """What a reader of everything else, not rounded, could tell: empty when all is well."""
        counts = exposed(self.system, as_if_exact(self.preset), hidden, self.sensitive)
        return self._names((*counts.tolist(), *self.pay_told(hidden).tolist()))

    def prints(self, cell: PayCell) -> int | None:
        """The number that a cell may be printed as; None where it may not be printed."""
        n = int(self.system.values[self.system.place[cell]])
        return None if is_small(n, self.preset) else rounded(n, self.preset.rounding_base)

    def attacked(
        self, counts: Mapping[PayCell, tuple[int, int]], means: Set[PayCell]
    ) -> tuple[str, ...]:
        """
        The same for what files were found to print: from how many to how many people there are in
        a cell, and of whom a mean is told.

        The attacker has nothing but the files; which cells are the small ones is known here.
        """
        low, high = self.system.known_low.copy(), self.system.known_high.copy()
        place = self.system.place
        for cell, (least, most) in counts.items():
            low[place[cell]] = max(low[place[cell]], least)
            high[place[cell]] = min(high[place[cell]], most)
        targets = np.flatnonzero(self.sensitive)
        low, high = attack(
            self.system.equations,
            low,
            high,
            targets=targets,
            until=asked_of_all(self.preset, len(self.system)),
            example=self.system.values,
        )
        open_cells = targets[~wide_enough(low, high, self.preset)]
        shown = np.array([cell in means for cell in self.system.names], dtype=bool)
        return self._names((*open_cells.tolist(), *self.pay_told(~shown).tolist()))

    def pay_told(self, hidden: Bools) -> Whole:
        """Sums of pay that can be worked out nearly, of those that must not be."""
        paid = np.flatnonzero(~np.isnan(self.pay))
        known = (self.means & ~hidden)[paid]
        targets = np.flatnonzero((self.sensitive & self.means & (self.pay > 0))[paid])
        equations = self.system.equations[self.pay_rows][:, paid]
        percent = max(self.preset.dominance_percent, 1)
        return paid[told(equations, self.pay[paid], known, targets, percent)]

    def _names(self, cells: Iterable[int]) -> tuple[str, ...]:
        return tuple(str(self.system.names[cell]) for cell in dict.fromkeys(cells))


@dataclass(frozen=True)
class Protection:
    """What is hidden: `first` cells because they are small, `others` to protect them."""

    guard: Guard
    hidden: Bools
    first: int
    others: int
    gap: float

    @property
    def told(self) -> FromRounded:
        """How what is shown is told."""
        return FromRounded(self.guard.preset)

    def hides(self, cell: PayCell) -> bool:
        """Whether a cell may not be shown; one that nothing prints is not."""
        place = self.guard.system.place.get(cell)
        return place is not None and bool(self.hidden[place])


def protect(printed: Printed) -> Protection:
    """Choose what to hide. Raises CannotProtect where nothing protects what has to be."""
    system = tables(printed.worth, printed.truth)
    guard = _guard(system, printed)
    weights = np.array([0.1 + printed.worth.get(cell, 0.0) for cell in _cells(system)])
    exact = as_if_exact(printed.preset)
    chosen = suppress(system, exact, sensitive=guard.sensitive, weights=weights)
    hidden = _hide_sums(guard, chosen.hidden, weights)
    return Protection(
        guard=guard,
        hidden=hidden,
        first=int((guard.sensitive & system.printed).sum()),
        others=int((hidden & ~guard.sensitive & system.printed).sum()),
        gap=chosen.gap,
    )


def as_if_exact(preset: Preset) -> Preset:
    """
    The same rules without rounding.

    Gaps are worked out from exact numbers, and a reader may find some of these again: what is
    hidden has to be safe even then.
    """
    return replace(preset, rounding_base=1, percent_decimals=None)


def _cells(system: System) -> list[PayCell]:
    return [name for name in system.names if isinstance(name, PayCell)]


def _guard(system: System, printed: Printed) -> Guard:
    # People in no pay figure are on leave, or their pay is not on record: nobody is told how few.
    always = {UNPAID} | ({NO_BONUS} if printed.preset.complements else set())
    means = np.array([cell in printed.means for cell in _cells(system)], dtype=bool)
    sensitive = np.array(
        [
            # That nobody is missing is told of no group.
            (cell in printed.worth or (cell.of in always and printed.truth.people(cell) > 0))
            and printed.is_sensitive(cell, means=cell in printed.means)
            for cell in _cells(system)
        ],
        dtype=bool,
    )
    pay, rows = sums_of_pay(system, printed.truth)
    return Guard(system, sensitive, printed.preset, pay, rows, means)


def _hide_sums(guard: Guard, hidden: Bools, weights: Floats) -> Bools:
    """Hide more until no hidden sum of pay can be worked out."""
    hidden = hidden.copy()
    for _ in range(MOST_MENDS):
        open_cells = guard.pay_told(hidden)
        if not len(open_cells):
            return hidden
        for cell in open_cells.tolist():
            near = _near(guard, cell, hidden)
            if not len(near):
                name = guard.system.names[cell]
                raise CannotProtect(f"The pay of {name} cannot be protected. Use fewer groupings.")
            hidden[min(near.tolist(), key=lambda c: (weights[c], c))] = True
    raise CannotProtect("Sums of pay cannot be protected. Use fewer groupings.")


def _near(guard: Guard, cell: int, hidden: Bools) -> Whole:
    """Shown cells whose mean is told in a sum with this one, or with one beside it."""
    equations = guard.system.equations[guard.pay_rows]
    reached = np.array([cell])
    for _ in range(len(guard.system)):
        rows = np.unique(equations[:, reached].indices)
        wider = np.unique(equations[rows].indices)
        if len(found := wider[~hidden[wider] & guard.means[wider]]):
            return np.asarray(found)
        if len(wider) == len(reached):
            break
        reached = wider
    return np.array([], dtype=np.int64)
