"""The cheapest protection of one component, by cutting planes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from evenhand.domain.disclosure.attack import what_print_tells
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import NEARLY
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole

MOST_ROUNDS = 60
MASTER_SECONDS = 10.0


@dataclass(frozen=True)
class Chosen:
    """What to hide, and the cost that no protection can go below. Unfinished: out of rounds."""

    hidden: Bools
    at_least: float
    finished: bool


@dataclass(frozen=True)
class Cut:
    """The hidden cells' `weights` must come to at least `least`."""

    weights: Floats
    least: float


def hide_by_cuts(
    system: System,
    preset: Preset,
    *,
    start: Bools,
    sensitive: Bools,
    weights: Floats,
    exposed: Callable[[Bools], Whole],
) -> Chosen:
    """The cheapest set of cells to hide besides `start`, so that `exposed` finds none."""
    cuts = _first_cuts(system, preset, start, sensitive)
    hidden, at_least = start, 0.0
    for _ in range(MOST_ROUNDS):
        if cuts:
            solved = _master(cuts, start | False, system.fixed, weights)
            if solved is None:
                return Chosen(hidden, at_least, finished=False)
            hidden, at_least = solved
        open_cells = exposed(hidden)
        if not len(open_cells):
            return Chosen(hidden, at_least, finished=True)
        fresh = _Attacker(system, preset, hidden).cuts(open_cells)
        # Whole numbers may tell more than real ones: then something else must be hidden as well.
        cuts += fresh or [Cut((~hidden).astype(float), 1.0)]
    return Chosen(hidden, at_least, finished=False)


def _first_cuts(system: System, preset: Preset, start: Bools, sensitive: Bools) -> list[Cut]:
    """Never one hidden cell alone in a sum, where sums are exact."""
    cuts: list[Cut] = []
    if preset.rounds:
        return cuts
    matrix = system.equations
    for row in range(matrix.shape[0]):
        cells = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        if start[cells].sum() == 1 and sensitive[cells].any():
            weights = np.zeros(len(system))
            weights[cells[~start[cells]]] = 1.0
            cuts.append(Cut(weights, 1.0))
    return cuts


def _master(
    cuts: list[Cut], start: Bools, fixed: Bools, weights: Floats
) -> tuple[Bools, float] | None:
    matrix = csr_array(vstack([csr_array(cut.weights[None, :]) for cut in cuts]))
    least = np.array([cut.least for cut in cuts])
    found = milp(
        np.where(start, 0.0, weights),
        constraints=LinearConstraint(matrix, least - NEARLY, np.inf),
        bounds=Bounds(start.astype(float), (~fixed | start).astype(float)),
        integrality=np.ones(len(start)),
        options={"time_limit": MASTER_SECONDS},
    )
    if found.status != 0 or found.x is None:
        return None
    return found.x > 0.5, float(found.mip_dual_bound)


class _Attacker:
    """Linear programmes whose prices say what hiding a cell would open."""

    def __init__(self, system: System, preset: Preset, hidden: Bools) -> None:
        self.preset = preset
        low, high = what_print_tells(system, hidden, preset)
        # A box around the truth, wide enough for any move that protection asks for.
        room = 4.0 * preset.threshold
        self.open_high = np.minimum(system.known_high, system.values + room)
        self.bounds = np.column_stack([low, np.minimum(high, self.open_high)])
        self.low, self.high = self.bounds.T
        self.values, self.matrix, self.hidden = system.values, system.equations, hidden
        self.right = np.zeros(system.equations.shape[0])
        self.free_low = system.known_low

    def cuts(self, open_cells: Whole) -> list[Cut]:
        """For each exposed cell, what has to be hidden for its interval to be wide enough."""
        cuts: list[Cut] = []
        least, width = float(self.preset.threshold), float(self.preset.threshold - 1)
        for cell in open_cells.tolist():
            high, high_gain = self._limit(cell, -1.0)
            if high < least - NEARLY:
                cuts.append(self._cut(high_gain, least - high))
                continue
            low, low_gain = self._limit(cell, 1.0)
            if high - low < width - NEARLY:
                cuts.append(self._cut(high_gain + low_gain, width - (high - low)))
        return cuts

    def _limit(self, cell: int, sign: float) -> tuple[float, Floats]:
        """A limit of one cell, and by how much hiding each other cell could push it out."""
        cost = np.zeros(len(self.values))
        cost[cell] = sign
        found = linprog(cost, A_eq=self.matrix, b_eq=self.right, bounds=self.bounds, method="highs")
        if found.status != 0:
            raise ArithmeticError(f"the attacker's programme failed: {found.message}")
        up, down = -found.upper.marginals, found.lower.marginals
        gain = down * (self.low - self.free_low) + up * (self.open_high - self.high)
        return float(found.x[cell]), np.where(self.hidden, 0.0, np.maximum(gain, 0.0))

    def _cut(self, gain: Floats, missing: float) -> Cut:
        """The gains must fill what is missing; none counts for more than that."""
        return Cut(np.minimum(gain, missing) / missing, 1.0)
