"""How gaps moved over the years of a pack: each year's figure beside the first one's."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import hypot, isfinite, isnan

import numpy as np

from evenhand.domain.pay import say
from evenhand.domain.pay.line import GAP, QUARTER, Line
from evenhand.domain.pay.rules import SEX
from evenhand.domain.results import reading
from evenhand.domain.results.finding import SIGNIFICANT
from evenhand.domain.results.result import Change, Unit
from evenhand.domain.statistics import trend

FEWEST_FOR_A_SLOPE = 5
DAYS_IN_A_YEAR = 365.25
# Of a normal distribution, 95% lies within so many standard errors.
_WITHIN = 1.959964
AS_IF_OTHERS = (
    "Two years are set against each other as if nobody had been there in both, so the interval of a "
    "change is wider than it need be."
)


@dataclass(frozen=True, kw_only=True)
class PayChange:
    """
    A figure of one year beside that of the first year that has one, in percent or points.

    `difference` is this year's less that one's, with 95% limits. Where `suppressed`, and where one
    of the two is not known, the numbers are None.
    """

    body: str
    period: str
    period_from: str
    calculation: str
    title: str
    grouping: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    unit: Unit
    value_from: float | None
    value: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    change: Change
    suppressed: bool
    reading: str


def changes(lines: Sequence[Line], *, decimals: int | None = None) -> dict[int, PayChange]:
    """
    The change of each line of everybody that has an earlier year, by the line's place.

    `decimals` rounds what is told, for readers outside. From five years on, whether a figure rose
    or fell is judged by a weighted slope through all of them, else by the two alone (a z test).
    """
    series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if not line.cell and line.kind != QUARTER:
            names = (line.body, line.calculation, line.split.slug, line.group, line.comparator)
            series[names].append(place)
    found = {}
    for places in series.values():
        places.sort(key=lambda place: lines[place].snapshot)
        known = [place for place in places if _is_known(lines[place])]
        for earlier, place in pairwise(places):
            first = known[0] if known and known[0] < place else earlier
            used = [each for each in known if lines[each].snapshot <= lines[place].snapshot]
            found[place] = _change(lines[first], lines[place], [lines[u] for u in used], decimals)
    return found


def _is_known(line: Line) -> bool:
    return not line.hide and isfinite(line.value) and isfinite(line.se)


def _change(first: Line, last: Line, years: Sequence[Line], decimals: int | None) -> PayChange:
    hide = first.hide or last.hide
    both = _is_known(first) and _is_known(last)
    difference = low = high = p = None
    how = Change.CANNOT_TELL
    if both:
        apart, se = last.value - first.value, hypot(first.se, last.se)
        p = _p(years)
        if not isnan(p) and p < SIGNIFICANT:
            how = Change.ROSE if apart > 0 else Change.FELL
        elif not isnan(p):
            how = Change.NO_CLEAR_CHANGE
        difference, low, high = apart, apart - _WITHIN * se, apart + _WITHIN * se
        if decimals is not None:  # that of what is told, which tells nothing more
            numbers = (difference, low, high)
            difference, low, high = (round(each, decimals) + 0.0 for each in numbers)
        p = None if isnan(p) else p
    return PayChange(
        body=last.body,
        period=last.snapshot,
        period_from=first.snapshot,
        calculation=last.calculation,
        title=say.title(last.calculation, of_sex=last.split.slug == SEX),
        grouping=last.split.slug,
        group=last.group,
        group_label=last.group_label,
        comparator=last.comparator,
        comparator_label=last.comparator_label,
        unit=last.unit,
        value_from=first.value if both else None,
        value=last.value if both else None,
        difference=difference,
        low=low,
        high=high,
        p=p,
        change=how,
        suppressed=hide,
        reading=_reading(first, last, how, (difference, low, high), hide=hide),
    )


def _p(years: Sequence[Line]) -> float:
    if len(years) >= FEWEST_FOR_A_SLOPE:
        when = np.array([date.fromisoformat(y.snapshot).toordinal() for y in years])
        values, ses = (np.array([getattr(y, name) for y in years]) for name in ("value", "se"))
        return float(trend.slope_with_scatter(when / DAYS_IN_A_YEAR, values, ses)[1])
    first, last = years[0], years[-1]
    return float(trend.change_of_two(first.value, first.se, last.value, last.se)[1])


def _reading(
    first: Line, last: Line, how: Change, numbers: tuple[float | None, ...], *, hide: bool
) -> str:
    years = first.snapshot[:4], last.snapshot[:4]
    group = say.side(last.group, last.group_label)
    if hide:
        return f"Hidden to protect people: the change for {group} from {years[0]} to {years[1]}."
    difference, low, high = numbers
    if difference is None or low is None or high is None:
        return f"No change can be told from {years[0]} to {years[1]}: a year has no figure."
    said = say.apart if last.kind == GAP else reading.points
    return say.change_sentence(
        calculation=last.calculation,
        names=(group, say.side(last.comparator, last.comparator_label)),
        years=years,
        figures=(said(first.value), said(last.value)),
        change=(difference, low, high),
        how=how,
    )
