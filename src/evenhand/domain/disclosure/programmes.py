"""Linear and whole-number programmes, solved by HiGHS: quietly, and the same way each time."""

from dataclasses import dataclass

import highspy
import numpy as np
from highspy import HighsModelStatus
from scipy.sparse import csr_array, hstack

from evenhand.domain.disclosure.system import Floats, Whole

NEARLY = 1e-6
# No programme stops by the clock: a report must come out the same on a slower machine.
MOST_NODES, NO_END = 2_000, 2**31 - 1
_STOPPED = (HighsModelStatus.kSolutionLimit, HighsModelStatus.kIterationLimit)
_NONE_FITS = (HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible)
_A_SOLUTION = 2
Sides = tuple[Floats, Floats]


class Contradiction(ValueError):
    """What is printed cannot all be true."""


@dataclass(frozen=True)
class Solved:
    """A solution, and the cost that none can go below: its own, where it is the cheapest."""

    found: Floats
    at_least: float


class Programme:
    """
    The cheapest x between `low` and `high`, with `matrix` times x between the two of `sides`.

    Solved again after a change, it goes on from where it was; `start_over` makes it forget.
    """

    def __init__(
        self, matrix: csr_array, *, cost: Floats, low: Floats, high: Floats, sides: Sides
    ) -> None:
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_, model.col_lower_, model.col_upper_ = cost, low, high
        model.row_lower_, model.row_upper_ = sides
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data
        self._solver = _Quiet()
        self._whole = False
        for option, value in _OPTIONS.items():
            self._solver.setOptionValue(option, value)
        self._solver.passModel(model)

    def bound(self, columns: Whole, low: Floats, high: Floats) -> None:
        """Other limits for these columns."""
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def price(self, columns: Whole, cost: Floats) -> None:
        """Other costs for these columns."""
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def row(self, columns: Whole, weights: Floats, least: float) -> None:
        """One more row: these columns, so weighted, come to at least so much."""
        self._solver.addRow(least, np.inf, len(columns), columns.astype(np.int32), weights)

    def whole(
        self, columns: Whole, *, any_will_do: bool = False, most_nodes: int = MOST_NODES
    ) -> None:
        """From now on these are whole numbers. `any_will_do`: the first solution ends the search."""
        kind = np.full(len(columns), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(len(columns), columns.astype(np.int32), kind)
        self._solver.setOptionValue("presolve", "on")
        self._solver.setOptionValue("mip_max_nodes", most_nodes)
        if any_will_do:
            self._solver.setOptionValue("mip_max_improving_sols", 1)
        self._whole = True

    def start_over(self) -> None:
        """Begin the next solution at the limits, which is near where only a little must change."""
        self._solver.setBasis()

    def solve(self) -> Solved | None:
        """The cheapest solution (or, of whole numbers, the best found); None where there is none."""
        self._solver.run()
        status = self._solver.getModelStatus()
        if status in _NONE_FITS:
            return None
        if status != HighsModelStatus.kOptimal and status not in _STOPPED:
            said = self._solver.modelStatusToString(status)
            raise ArithmeticError(f"a programme of the attacker failed: {said}")
        info = self._solver.getInfo()
        if info.primal_solution_status != _A_SOLUTION:
            return None
        found: Floats = np.array(self._solver.getSolution().col_value)
        if self._whole:
            return Solved(np.round(found), info.mip_dual_bound)
        return Solved(found, info.objective_function_value)

    def row_duals(self) -> Floats:
        """By how much the cost would change with the right side of each row."""
        return np.array(self._solver.getSolution().row_dual)


def any_table(equations: csr_array, low: Floats, high: Floats, near: Whole | None = None) -> Floats:
    """
    Some table of whole numbers that fits; with `near`, as few people from that one as may be.

    Raises Contradiction where there is none.
    """
    start = np.where(np.isfinite(low), low, 0.0) if near is None else near
    up, down = (high - start, low - start), (start - high, start - low)
    least, most = (
        np.concatenate([np.maximum(rise, 0.0), np.maximum(fall, 0.0)])
        for rise, fall in ((up[1], down[0]), (up[0], down[1]))
    )
    programme = Programme(
        csr_array(hstack([equations, -equations])),
        cost=np.ones(2 * len(low)),
        low=least,
        high=most,
        sides=(-(equations @ start), -(equations @ start)),
    )
    programme.whole(np.arange(2 * len(low)), any_will_do=True, most_nodes=NO_END)
    solved = programme.solve()
    if solved is None:
        raise Contradiction("The numbers contradict each other: no table fits them all.")
    rises, falls = np.split(solved.found, 2)
    return np.asarray(start + rises - falls)


class _Quiet(highspy.Highs):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        """Nobody is called back; HiGHS would greet the console here, so it is told to be quiet."""
        self.setOptionValue("output_flag", False)


_OPTIONS: dict[str, bool | float | str] = {
    "threads": 1,
    "parallel": "off",
    "solver": "simplex",
    "presolve": "off",
    "mip_rel_gap": 0.0,
    "mip_abs_gap": NEARLY,
}
