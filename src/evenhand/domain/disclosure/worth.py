"""What hiding a count costs: the worth of the figures that rest on it."""

from collections.abc import Sequence

import numpy as np

from evenhand.domain.disclosure.cells import RESTS_ON
from evenhand.domain.disclosure.printed import Printed
from evenhand.domain.disclosure.system import Floats
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result

# What a figure is worth when something has to be hidden: these are kept before others.
PLANNED, FINEST, SENIOR = 4.0, 2.0, 2.0


def weights_of(printed: Printed, results: Sequence[Result], measurement: Measurement) -> Floats:
    """The cost of hiding each cell of the system."""
    weights = np.ones(len(printed.system))
    place = printed.system.place
    slugs = {result.grouping for result in results}
    sizes = {slug: len(measurement.ethnicity.grouping(slug).groups) for slug in slugs}
    finest = max(sizes, key=lambda slug: sizes[slug], default="")
    for result, cells in zip(results, printed.cells, strict=True):
        worth = PLANNED if result.planned else 1.0
        worth *= FINEST if result.grouping == finest else 1.0
        worth *= SENIOR if _is_senior(result, measurement) else 1.0
        for field, cell in cells.items():
            weights[place[cell]] += worth if field in RESTS_ON else 0.1
    return weights


def _is_senior(result: Result, measurement: Measurement) -> bool:
    if result.kind == Kind.BOARD_DIFFERENCE:
        return True
    ladder = measurement.ladders.get(result.standard)
    rung = result.cell.rpartition(": ")[2]
    if ladder is None or not ladder.steps or result.kind != Kind.REPRESENTATION:
        return False
    return rung in list(ladder.steps.values())[-1]
