"""Estimates laid out as tables: a row a measure and period, a column a body."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.domain.measures.compared import Estimate, Measure, Scale
from evenhand.domain.measures.tally import Bools, Floats

Problem = tuple[Measure, str]


@dataclass(frozen=True)
class SideBySide:
    """
    `rows[i][j]` is body j's estimate of problem i, None where it has none at all.

    `place`, `se`, `x` and `n` are the same as numbers, nan where there is no figure.
    """

    problems: tuple[Problem, ...]
    bodies: tuple[str, ...]
    rows: tuple[tuple[Estimate | None, ...], ...]
    place: Floats
    se: Floats
    x: Floats
    n: Floats

    @property
    def there(self) -> Bools:
        """Where there is a figure."""
        return np.isfinite(self.place) & (self.se > 0)


def side_by_side(estimates: Sequence[Estimate]) -> SideBySide:
    """Measures in the order in which they came, periods oldest first, bodies by id."""
    measures = {
        measure: at for at, measure in enumerate(dict.fromkeys(e.measure for e in estimates))
    }
    problems = sorted(
        {(each.measure, each.period) for each in estimates},
        key=lambda problem: (measures[problem[0]], problem[1]),
    )
    bodies = sorted({each.body for each in estimates})
    down = {problem: at for at, problem in enumerate(problems)}
    across = {body: at for at, body in enumerate(bodies)}
    rows: list[list[Estimate | None]] = [[None] * len(bodies) for _ in problems]
    numbers = np.full((4, len(problems), len(bodies)), np.nan)
    for each in estimates:
        i, j = down[each.measure, each.period], across[each.body]
        rows[i][j] = each
        if not each.reason:
            x = each.x
            if x is None and each.measure.scale is Scale.SHARE and each.value is not None:
                x = each.value / 100 * (each.n or 0.0)  # of a weighted share
            known = (each.place, each.se, x, each.n)
            numbers[:, i, j] = [np.nan if one is None else one for one in known]
    return SideBySide(tuple(problems), tuple(bodies), tuple(map(tuple, rows)), *numbers)
