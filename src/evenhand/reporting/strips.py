"""Tiny pictures for table rows: dots with intervals on one scale for each unit.

They hold no text, so they may shrink with the table, and they say nothing that the row's words do
not: screen readers skip them.
"""

import math
from collections.abc import Sequence

from evenhand.domain.results.result import Result, Unit
from evenhand.reporting.marks import BAND, INK

WIDTH, HEIGHT = 180, 22
RATIO_REACH = 4.0
POINTS_REACH = 20.0


def strip(results: Sequence[Result], *, band: tuple[float, float]) -> str:
    """One line for the results of a row (all of one unit); empty where none has a value."""
    shown = [result for result in results if not result.suppressed and result.value is not None]
    if not shown:
        return ""
    unit = shown[0].unit
    low, high = (_x(limit, unit) for limit in band)
    centre = _x(1.0 if unit is Unit.RATIO else 0.0, unit)
    parts = [
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">',
        f'<rect x="{low:.1f}" y="2" width="{high - low:.1f}" height="{HEIGHT - 4}" fill="{BAND}"/>',
        f'<path d="M0 {HEIGHT / 2}H{WIDTH}" stroke="#d8dde0"/>',
        f'<path d="M{centre:.1f} 2V{HEIGHT - 2}" stroke="{INK}"/>',
    ]
    # With many lines (grades) the intervals would hide each other: the dots alone are drawn.
    parts += [_dot(result, interval=len(shown) <= 3) for result in shown]
    return "".join((*parts, "</svg>"))


def _dot(result: Result, *, interval: bool) -> str:
    y = HEIGHT / 2
    assert result.value is not None
    drawn = ""
    if interval and result.low is not None and result.high is not None:
        low, high = _x(result.low, result.unit), _x(result.high, result.unit)
        drawn = f'<path d="M{low:.1f} {y}H{high:.1f}" stroke="{INK}" stroke-width="2"/>'
        if high >= WIDTH:
            drawn += f'<path d="M{WIDTH} {y}l-6 -4v8z" fill="{INK}"/>'
        if low <= 0:
            drawn += f'<path d="M0 {y}l6 -4v8z" fill="{INK}"/>'
    x = min(max(_x(result.value, result.unit), 4), WIDTH - 4)
    if interval:
        return f'{drawn}<circle cx="{x:.1f}" cy="{y}" r="4.5" fill="{INK}"/>'
    return f'<circle cx="{x:.1f}" cy="{y}" r="3.5" fill="#fff" stroke="{INK}"/>'


def _x(value: float, unit: Unit) -> float:
    """Pixels from the left, clipped to the strip."""
    if unit is Unit.RATIO:
        if value <= 0:
            return 0.0
        if math.isinf(value):
            return float(WIDTH)
        place = (math.log(value) / math.log(RATIO_REACH) + 1) / 2
    else:
        place = (value / POINTS_REACH + 1) / 2 if math.isfinite(value) else 1.0
    return WIDTH * min(max(place, 0.0), 1.0)
