"""Complementary suppression: which cells to hide besides the small ones, over all tables together.

Cutting planes (Fischetti and Salazar-Gonzalez, 2001): a master programme chooses the cheapest set
of hidden cells; the attacker's linear programmes show what it gives away, and their dual prices
say which cells would have to be hidden to prevent that. Larger systems are protected one cell at a
time by the cheapest way to move it. Either way the whole-number attacker has the last word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.domain.disclosure.attack import attack, what_print_tells, wide_enough
from evenhand.domain.disclosure.cheapest_move import hide_by_moves
from evenhand.domain.disclosure.cutting_planes import hide_by_cuts
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.proofs import Tables
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

# Above so many pairs of a cell and a cell to protect, a component is protected by moves.
MOST_FOR_THE_OPTIMUM = 60_000
MOST_MENDS = 200
# How hard it is tried to show again what need not be hidden: cells times tries.
MOST_CELL_TRIES = 5_000


class CannotProtect(ValueError):
    """No set of hidden cells protects what must be. The message names the cells."""


@dataclass(frozen=True)
class Suppression:
    """
    What to hide. `cost` is the weight of what is hidden besides the sensitive cells.

    `at_least` is what any protection must cost; where it equals `cost`, none is cheaper.
    """

    hidden: Bools
    sensitive: Bools
    cost: float
    at_least: float

    @property
    def gap(self) -> float:
        """The share of the cost that a better choice might save, at most."""
        return 0.0 if self.cost <= self.at_least + 1e-9 else 1 - self.at_least / self.cost


def sensitive_cells(system: System, preset: Preset) -> Bools:
    """Printed cells that the preset calls small."""
    small = {n: is_small(n, preset) for n in np.unique(system.values).tolist()}
    found = np.array([small[n] for n in system.values.tolist()], dtype=bool)
    sensitive: Bools = found & system.printed & ~system.fixed
    return sensitive


def suppress(
    system: System,
    preset: Preset,
    *,
    sensitive: Bools | None = None,
    weights: Floats | None = None,
    most_for_the_optimum: int = MOST_FOR_THE_OPTIMUM,
) -> Suppression:
    """
    Choose what to hide so that no sensitive cell can be told or known to be small.

    `weights` say what hiding each cell costs (above 0; all alike where none are given). Raises
    CannotProtect where even hiding everything does not protect a sensitive cell.
    """
    sensitive = sensitive_cells(system, preset) if sensitive is None else sensitive
    weights = np.ones(len(system)) if weights is None else weights
    hidden = sensitive | ~(system.printed | system.fixed)
    at_least = 0.0
    for cells in system.components:
        if sensitive[cells].any():
            part = _Part(system.part(cells), preset, sensitive[cells], weights[cells])
            hidden[cells], bound = part.protect(most_for_the_optimum)
            at_least += bound
    extra = hidden & ~sensitive & system.printed
    return Suppression(hidden, sensitive, float(weights[extra].sum()), at_least)


def exposed(
    system: System,
    preset: Preset,
    hidden: Bools,
    sensitive: Bools,
    tables: Tables | None = None,
) -> Whole:
    """The sensitive cells that an attacker can tell, or tell to be small: empty when all is well.

    Every cell that is left out of this has been proved safe by whole tables that fit the print.
    `tables` are those of an earlier question about the same, single component.
    """
    found: list[Whole] = []
    for cells in system.components:
        targets = np.flatnonzero(sensitive[cells])
        if not len(targets):
            continue
        part = system.part(cells)
        low, high = attack(
            part.equations,
            *what_print_tells(part, hidden[cells], preset),
            targets=targets,
            enough=lambda low, high: wide_enough(low, high, preset),
            example=part.values,
            tables=tables,
        )
        found.append(cells[targets[~wide_enough(low, high, preset)]])
    return np.sort(np.concatenate(found)) if found else np.array([], dtype=np.int64)


class _Part:
    """One component: cells that equations join."""

    def __init__(self, system: System, preset: Preset, sensitive: Bools, weights: Floats) -> None:
        self.system, self.preset = system, preset
        self.sensitive, self.weights = sensitive, weights
        self.start = sensitive | ~(system.printed | system.fixed)
        self.tables = Tables()

    def protect(self, most_for_the_optimum: int) -> tuple[Bools, float]:
        """What to hide, and what any protection must cost."""
        open_cells = self.exposed(self.start)
        if not len(open_cells):
            return self.start, 0.0
        self.refuse_the_impossible()
        if len(self.system) * self.sensitive.sum() > most_for_the_optimum:
            return self.by_moves(open_cells), 0.0
        chosen = hide_by_cuts(
            self.system,
            self.preset,
            start=self.start,
            sensitive=self.sensitive,
            weights=self.weights,
            exposed=self.exposed,
        )
        if chosen.finished:
            return chosen.hidden, chosen.at_least
        return self.by_moves(open_cells), chosen.at_least

    def by_moves(self, open_cells: Whole) -> Bools:
        """Hide more until the attacker fails, then show again what need not be hidden."""
        hidden = self.start
        for _ in range(MOST_MENDS):
            more = hide_by_moves(
                self.system, self.preset, hidden=hidden, open_cells=open_cells, weights=self.weights
            )
            if (more == hidden).all():
                more = self.hide_one_more(hidden, open_cells)
            hidden = more
            # What is safe stays safe when more is hidden: only the others are asked again.
            open_cells = self.exposed(hidden, open_cells)
            if not len(open_cells):
                return self.show_again(hidden)
        raise CannotProtect(self.sentence(open_cells))

    def hide_one_more(self, hidden: Bools, open_cells: Sequence[int] | Whole) -> Bools:
        """Where real numbers could move and whole ones cannot: the cheapest cell nearby as well."""
        rows = np.unique(self.system.equations[:, open_cells].indices)
        near = np.unique(self.system.equations[rows].indices) if len(rows) else rows
        left = [cell for cell in near.tolist() if not hidden[cell] and not self.system.fixed[cell]]
        left = left or np.flatnonzero(~hidden & ~self.system.fixed).tolist()
        more = hidden.copy()
        more[min(left, key=lambda cell: (self.weights[cell], cell))] = True
        return more

    def show_again(self, hidden: Bools) -> Bools:
        """Try the dearest first; each is shown again if the attacker still fails."""
        extra = np.flatnonzero(hidden & ~self.start)
        tries = MOST_CELL_TRIES // len(self.system)
        for cell in sorted(extra.tolist(), key=lambda c: (-self.weights[c], c)):
            fewer = hidden.copy()
            fewer[cell] = False
            if self.plainly_exposed(fewer):
                continue
            if not tries:
                break
            tries -= 1
            if not len(self.exposed(fewer)):
                hidden = fewer
        return hidden

    def plainly_exposed(self, hidden: Bools) -> bool:
        """Whether arithmetic alone, one sum at a time, gives a sensitive cell away."""
        told = what_print_tells(self.system, hidden, self.preset)
        low, high, _ = narrow(self.system.equations, *told)
        at = self.sensitive
        return not wide_enough(low[at], high[at], self.preset).all()

    def exposed(self, hidden: Bools, among: Whole | None = None) -> Whole:
        asked = self.sensitive
        if among is not None:
            asked = np.zeros(len(self.system), dtype=bool)
            asked[among] = True
        return exposed(self.system, self.preset, hidden, asked, self.tables)

    def refuse_the_impossible(self) -> None:
        everything = ~self.system.fixed
        if len(open_cells := self.exposed(everything)):
            raise CannotProtect(self.sentence(open_cells))

    def sentence(self, open_cells: Whole) -> str:
        names = "; ".join(str(self.system.names[cell]) for cell in open_cells.tolist()[:5])
        more = f" and {len(open_cells) - 5} more" if len(open_cells) > 5 else ""
        return (
            f"Under the rules of {self.preset.title} these cannot be protected, whatever else is "
            f"hidden: {names}{more}. What is known to everybody gives them away: leave the table "
            "out, put groups together, or use a preset that hides less."
        )
