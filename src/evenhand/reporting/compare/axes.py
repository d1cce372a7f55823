"""Axes of comparisons: wide enough for the funnel, and for all but a few bodies."""

import math
from collections.abc import Iterable

from evenhand.domain.measures.compared import Standing
from evenhand.domain.results.result import Unit
from evenhand.reporting.charts.axes import Axis

WIDEST_RATIO = 16.0


def value_axis(values: Iterable[float | None], unit: str) -> Axis:
    """Of points symmetric around 0; ratios and percentages from what is there."""
    known = [each for each in values if each is not None and math.isfinite(each)]
    if unit == Unit.RATIO:
        return _ratios(known)
    low, high = min(known, default=0.0), max(known, default=0.0)
    if unit == Unit.POINTS:
        reach = 5.0 * math.ceil(max(abs(low), abs(high), 5.0) / 5)
        return Axis(kind="points", low=-reach, high=reach, centre=0.0)
    step = 5.0 if high - low < 50 else 10.0
    bottom = max(0.0, step * math.floor(low / step))
    return Axis(kind="share", low=bottom, high=min(100.0, step * math.ceil((high + 0.1) / step)))


def _ratios(known: list[float]) -> Axis:
    """Whole doublings on either side, with 1 always among them."""
    logs = [math.log2(each) for each in known if each > 0]
    most = math.log2(WIDEST_RATIO)
    low = max(-most, min(-1.0, math.floor(min(logs, default=0.0))))
    high = min(most, max(1.0, math.ceil(max(logs, default=0.0))))
    return Axis(kind="ratio", low=2.0**low, high=2.0**high, centre=1.0)


def most_of(standings: Iterable[Standing]) -> list[float]:
    """Values that the axis has to hold: all but the outermost hundredth, and every limit."""
    shown = [each for each in standings if each.value is not None]
    values = sorted(each.value for each in shown if each.value is not None)
    spare = len(values) // 100
    kept = values[spare : len(values) - spare]
    own = [number for each in shown if each.own for number in (each.value,) if number is not None]
    return [*kept, *own]
