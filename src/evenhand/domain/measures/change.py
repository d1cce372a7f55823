"""How each measure moved over the years of a pack."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from evenhand.domain.measures.comparison import Comparisons
from evenhand.domain.measures.work_out import Figures
from evenhand.domain.results.finding import SIGNIFICANT
from evenhand.domain.results.result import Change
from evenhand.domain.statistics import trend

FEWEST_FOR_A_SLOPE = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """The change since `since` (a snapshot), with the p-value it was judged by."""

    how: Change
    since: str
    p: float | None


def changes(made: Comparisons, figures: Figures) -> list[Moved | None]:
    """
    One for each figure: from the first year of its series to its own. None for a first year.

    Two to four years: the last against the first by a z test. Five and more: a weighted slope.
    """
    series: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    names = zip(made.body, made.cell, made.group, made.comparator, strict=True)
    for place, name in enumerate(names):
        series[name].append(place)
    moved: list[Moved | None] = [None] * len(made)
    for places in series.values():
        places.sort(key=lambda place: made.snapshot[place])
        for count, place in enumerate(places[1:], start=2):
            moved[place] = _moved(made, figures, places[:count])
    return moved


def _moved(made: Comparisons, figures: Figures, places: list[int]) -> Moved:
    first, last = places[0], places[-1]
    since = made.snapshot[first]
    values, ses = figures.change_value[places], figures.change_se[places]
    known = np.isfinite(values) & np.isfinite(ses) & (ses > 0)
    if known.sum() >= FEWEST_FOR_A_SLOPE:
        years = np.array([_year(made.snapshot[place]) for place in places])
        difference, p = trend.slope(years[known], values[known], ses[known])
    elif known[0] and known[-1]:
        difference, p = trend.change_of_two(
            figures.change_value[first],
            figures.change_se[first],
            figures.change_value[last],
            figures.change_se[last],
        )
    else:
        return Moved(Change.CANNOT_TELL, since, None)
    if p >= SIGNIFICANT:
        return Moved(Change.NO_CLEAR_CHANGE, since, float(p))
    return Moved(Change.ROSE if difference > 0 else Change.FELL, since, float(p))


def _year(snapshot: str) -> float:
    return float(snapshot[:4])
