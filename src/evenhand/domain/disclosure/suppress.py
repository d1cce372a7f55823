"""Complementary suppression: which cells to hide besides the small ones, over all tables together.

Cutting planes (Fischetti and Salazar-Gonzalez, 2001): the attacker's linear programmes show what a
choice of hidden cells gives away, and their dual prices say which cells would have to be hidden to
prevent that. Where cells may be hidden in part, that tells what any choice must cost, and which
cells are worth hiding; each exposed cell is then given the cheapest move that proves it safe. For
what is small enough, whole choices follow until one is safe: none is cheaper. Either way a cell is
safe only where a whole table that fits everything printed proves it.
"""

from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import attack, what_print_tells
from evenhand.domain.disclosure.by_moves import Hiding
from evenhand.domain.disclosure.cutting_planes import Choice, Cuts
from evenhand.domain.disclosure.parts import shorter
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.proofs import Moves, Proved
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

# How hard the optimum is looked for: cells, times cells to protect, times rounds of whole choices.
MOST_FOR_THE_OPTIMUM = 60_000
# Rounds of cuts where cells may be hidden in part, and the least by which one must be worth it;
# rounds where they are hidden or not.
MOST_ROUNDS, WORTH_A_ROUND, MOST_WHOLE_ROUNDS = 12, 0.002, 10
# What a cell costs in the search for moves that the cuts hide altogether.
SUGGESTED = 0.02
NO_GAP = 1e-6


class CannotProtect(ValueError):
    """No set of hidden cells protects what must be. The message names the cells."""


@dataclass(frozen=True)
class Suppression:
    """
    What to hide. `cost` is the weight of what is hidden besides the sensitive cells.

    `at_least` is what any protection must cost; where it equals `cost`, none is cheaper. `moves`
    of the whole system prove each sensitive cell safe.
    """

    hidden: Bools
    sensitive: Bools
    cost: float
    at_least: float
    moves: Moves

    @property
    def gap(self) -> float:
        """The share of the cost that a better choice might save, at most."""
        saved = self.cost - self.at_least
        return 0.0 if saved <= NO_GAP * max(self.cost, 1.0) else saved / self.cost


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
    known: Moves | None = None,
) -> Suppression:
    """
    Choose what to hide so that no sensitive cell can be told or known to be small.

    `weights` say what hiding each cell costs (above 0; all alike where none are given); `known` are
    moves that may prove cells safe without a search. Raises CannotProtect where even hiding
    everything does not protect a sensitive cell.
    """
    sensitive = sensitive_cells(system, preset) if sensitive is None else sensitive
    weights = np.ones(len(system)) if weights is None else weights
    hidden = sensitive | ~(system.printed | system.fixed)
    moves, at_least = Moves(system.equations), 0.0
    if known is not None:
        moves.take(known, np.arange(len(system)))
    still = _open(system, preset, hidden, sensitive, moves)
    for cells in system.components if still.any() else ():
        if still[cells].any():
            part = _Part(system.part(cells), preset, sensitive[cells], weights[cells])
            places = np.full(len(system), -1)
            places[cells] = np.arange(len(cells))
            part.moves.take(moves, places)
            there = len(part.moves)
            hidden[cells], bound = part.protect(most_for_the_optimum)
            at_least += bound
            moves.take(part.moves, cells, since=there)
    extra = hidden & ~sensitive & system.printed
    return Suppression(hidden, sensitive, float(weights[extra].sum()), at_least, moves)


def _open(system: System, preset: Preset, hidden: Bools, sensitive: Bools, moves: Moves) -> Bools:
    """The sensitive cells that no known move proves safe."""
    targets = np.flatnonzero(sensitive)
    proved = Proved(system.values, *what_print_tells(system, hidden, preset), moves)
    found = np.zeros(len(system), dtype=bool)
    found[targets[proved.open(targets, asked(system, preset))]] = True
    return found


def exposed(
    system: System,
    preset: Preset,
    hidden: Bools,
    sensitive: Bools,
    moves: Moves | None = None,
) -> Whole:
    """The sensitive cells that an attacker can tell, or tell to be small: empty when all is well.

    Every cell that is left out of this has been proved safe by whole tables that fit the print;
    `moves` are those known already.
    """
    targets, wanted = np.flatnonzero(sensitive), asked(system, preset)
    low, high = attack(
        system.equations,
        *what_print_tells(system, hidden, preset),
        targets=targets,
        until=wanted,
        example=system.values,
        moves=moves,
    )
    return targets[~wanted.of(targets).met(low, high)]


class _Part:
    """One component: cells that equations join."""

    def __init__(self, system: System, preset: Preset, sensitive: Bools, weights: Floats) -> None:
        self.system = replace(system, equations=shorter(system.equations))
        self.preset, self.weights = preset, weights
        self.sensitive, self.targets = sensitive, np.flatnonzero(sensitive)
        self.start = sensitive | ~(system.printed | system.fixed)
        self.moves = Moves(system.equations)

    def protect(self, most_for_the_optimum: int) -> tuple[Bools, float]:
        """What to hide, and what any protection must cost."""
        hiding = self._hiding(self.start)
        open_cells = hiding.open(self.targets)
        if not len(open_cells):
            return self.start, 0.0
        cuts = Cuts(
            self.system,
            self.preset,
            start=self.start,
            targets=self.sensitive,
            weights=self.weights,
        )
        choice = self._learn(cuts, open_cells)
        hidden = self._by_moves(hiding, cuts, choice, open_cells)
        rounds = most_for_the_optimum // (len(self.system) * len(open_cells))
        return self._in_whole(cuts, open_cells, hidden, choice.at_least, rounds)

    def _hiding(self, hidden: Bools) -> Hiding:
        return Hiding(self.system, self.preset, hidden, targets=self.targets, moves=self.moves)

    def _learn(self, cuts: Cuts, open_cells: Whole) -> Choice:
        """Cells hidden in part, until no attack succeeds."""
        choice = Choice(np.zeros(len(self.system)), 0.0)
        worth_it = True
        for _ in range(MOST_ROUNDS):
            if not worth_it or not len(cuts.attack(choice.hidden, open_cells)):
                break
            better = cuts.cheapest()
            if better is None:
                break
            worth_it = better.at_least > choice.at_least * (1 + WORTH_A_ROUND)
            choice = better
        return choice

    def _by_moves(self, hiding: Hiding, cuts: Cuts, choice: Choice, open_cells: Whole) -> Bools:
        """Each exposed cell in turn, what the cuts suggest at little cost; the rest shown again."""
        price = self.weights * (1 - choice.hidden + SUGGESTED)
        never = hiding.protect(open_cells, price)
        if len(never):
            raise CannotProtect(self._sentence(never))
        extra = np.flatnonzero(hiding.hidden & ~self.start)
        dearest = extra[np.argsort(-self.weights[extra], kind="stable")]
        hiding.show_again(dearest, open_cells, cuts.allows)
        return hiding.hidden

    def _in_whole(
        self, cuts: Cuts, open_cells: Whole, hidden: Bools, at_least: float, rounds: int
    ) -> tuple[Bools, float]:
        """Whole choices, ever dearer, until one is safe or as dear as what is known to be."""
        cuts.in_whole()
        for _ in range(min(rounds, MOST_WHOLE_ROUNDS)):
            choice = cuts.cheapest()
            if choice is None:
                break
            at_least = max(at_least, choice.at_least)
            if self._cost(hidden) <= at_least + NO_GAP:
                break
            tried = self.start | (choice.hidden > 0.5)
            if len(cuts.attack(tried.astype(float), open_cells)):
                continue
            if not len(self._hiding(tried).open(open_cells)):
                return tried, at_least
            cuts.forbid(tried)
        return hidden, at_least

    def _cost(self, hidden: Bools) -> float:
        return float(self.weights[hidden & ~self.start].sum())

    def _sentence(self, never: Whole) -> str:
        names = "; ".join(str(self.system.names[cell]) for cell in never.tolist()[:5])
        more = f" and {len(never) - 5} more" if len(never) > 5 else ""
        return (
            f"Under the rules of {self.preset.title} these cannot be protected, whatever else is "
            f"hidden: {names}{more}. What is known to everybody gives them away: leave the table "
            "out, put groups together, or use a preset that hides less."
        )
