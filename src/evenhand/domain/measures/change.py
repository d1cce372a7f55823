"""How each measure moved over the years of a pack."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.measures.comparison import Comparisons
from evenhand.domain.measures.tally import Bools
from evenhand.domain.measures.work_out import Figures
from evenhand.domain.results.finding import SIGNIFICANT
from evenhand.domain.results.result import Change
from evenhand.domain.statistics import trend

FEWEST_FOR_A_SLOPE = 5
DAYS_IN_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Moved:
    """The change since `since` (a snapshot), with the p-value it was judged by."""

    how: Change
    since: str
    p: float | None


def changes(made: Comparisons, figures: Figures, shown: Bools) -> list[Moved | None]:
    """
    One for each figure: from the first year of its series that is shown to its own.

    None for a first year, and for a year that is not `shown` itself. Two to four years: the last
    against the first by a z test. Five and more: a weighted slope, less sure where the years do
    not lie along a line. No change is ever told from a figure that is not shown.
    """
    known = shown & np.isfinite(figures.change_value) & (figures.change_se > 0)
    series: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    names = zip(made.body, made.cell, made.group, made.comparator, strict=True)
    for place, name in enumerate(names):
        series[name].append(place)
    moved: list[Moved | None] = [None] * len(made)
    for places in series.values():
        places.sort(key=lambda place: made.snapshot[place])
        for count, place in enumerate(places[1:], start=2):
            if shown[place]:
                before = [each for each in places[:count] if known[each]]
                moved[place] = _moved(made, figures, before, place)
    return moved


def _moved(made: Comparisons, figures: Figures, places: list[int], last: int) -> Moved:
    if len(places) < 2 or places[-1] != last:
        return Moved(Change.CANNOT_TELL, "", None)
    return change_over(
        [made.snapshot[place] for place in places],
        figures.change_value[places],
        figures.change_se[places],
    )


def change_over(snapshots: Sequence[str], values: ArrayLike, ses: ArrayLike) -> Moved:
    """The change from the first to the last of two or more years, oldest first."""
    values, ses = np.asarray(values, dtype=float), np.asarray(ses, dtype=float)
    if len(snapshots) >= FEWEST_FOR_A_SLOPE:
        years = np.array([_year(snapshot) for snapshot in snapshots])
        difference, p = trend.slope_with_scatter(years, values, ses)
    else:
        difference, p = trend.change_of_two(values[0], ses[0], values[-1], ses[-1])
    since = snapshots[0]
    if not p < SIGNIFICANT:
        return Moved(Change.NO_CLEAR_CHANGE, since, None if np.isnan(p) else float(p))
    return Moved(Change.ROSE if difference > 0 else Change.FELL, since, float(p))


def _year(snapshot: str) -> float:
    if len(snapshot) == 4:
        return float(snapshot)
    return date.fromisoformat(snapshot).toordinal() / DAYS_IN_A_YEAR
