"""The funnel: bodies as open dots, the body that asked filled and named, limits as lines."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from evenhand.domain.measures.compared import OUTSIDE, Standing, Together
from evenhand.domain.results import written
from evenhand.domain.results.result import Unit
from evenhand.domain.statistics.funnel import limits_around
from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.reporting.compare.axes import most_of, value_axis
from evenhand.reporting.marks import INK, OWN_BODY, QUIET_INK

MOST_LABELS = 5
LETTER = 6.6
# Enough for a curve to look like one.
POINTS = 60
LIMITS = ("funnel_998_low", "funnel_95_low", "funnel_95_high", "funnel_998_high")


def funnel(of: MeasureStandings, *, key: str) -> Picture | None:
    """None where there are too few bodies for a funnel."""
    if of.last.reason:
        return None
    last = of.last
    axis = value_axis([*most_of(of.shown), *_middle_limits(of.shown)], last.unit)
    beyond = any(
        each.value is not None and axis.clip(each.value) != each.value for each in of.shown
    )
    return picture(
        key=key,
        title=sentences.found(of),
        subtitle=f"{sentences.means(last)}, {words.period(last.period)}. Each open dot is a body; "
        "the further right, the more is known of it. Middle line: all bodies together. Dashed: 95% "
        "limits; solid: 99.8% limits."
        + (" Triangles: further than the axis goes." if beyond else ""),
        description=f"{' '.join(sentences.answer(of))} The table below has every body.",
        draw=lambda narrow: Grid([_panel(of, axis, width=240 if narrow else 600)]),
    )


def _middle_limits(shown: Sequence[Standing]) -> list[float]:
    """Limits of the middling body: those of the smallest go far beyond every dot."""
    ordered = sorted(shown, key=lambda each: each.se or 0.0)
    middle = ordered[len(ordered) * 3 // 4]
    return [number for name in LIMITS if (number := getattr(middle, name)) is not None]


def _across(each: Standing) -> float:
    """How much is known of a body, as far from the left as it is drawn."""
    if each.unit == Unit.PERCENT:
        return math.log(each.denominator or 1.0)
    return -(each.se or 0.0)


def _panel(of: MeasureStandings, axis: Axis, *, width: int) -> Panel:
    height = 300
    ends = [_across(each) for each in of.shown]
    low, high = min(ends), max(ends)
    room = (high - low) * 0.06 or 1.0
    domain = (low - room, high + room)
    if of.last.unit != Unit.PERCENT:
        domain = (low - room, min(0.0, high + room))
    data = [_datum(each, axis) for each in of.shown]
    lines = _curves(of.last, domain, axis)
    return Panel(
        spec=_spec(data, lines, domain, axis, width, height, of.last.centre),
        words=(
            *_labels(of.shown, axis, domain, width, height),
            *_ticks(axis, height),
            Words("\N{LEFTWARDS ARROW} less is known", 0, height + 20, quiet=True),
            Words("more is known \N{RIGHTWARDS ARROW}", width, height + 20, "end", quiet=True),
        ),
        left=44,
        right=8,
        top=12,
        bottom=30,
    )


def _datum(each: Standing, axis: Axis) -> dict[str, Any]:
    assert each.value is not None
    at = axis.clip(each.value)
    beyond = "up" if each.value > at else "down" if each.value < at else ""
    return {"x": _across(each), "y": at, "own": each.own, "beyond": beyond}


def _curves(last: Together, domain: tuple[float, float], axis: Axis) -> list[dict[str, Any]]:
    """The limits for every size of body that the picture has room for; each ends at its edge."""
    assert last.centre is not None
    at = np.linspace(*domain, POINTS)
    at = at if last.unit == Unit.PERCENT else at[at < 0]
    centre, se = last.centre, -at
    if last.unit == Unit.PERCENT:
        centre = last.centre / 100
        se = np.sqrt(centre * (1 - centre) / np.exp(at))
    elif last.unit == Unit.RATIO:
        centre = math.log(last.centre)
    extra = last.extra_variance or 0.0
    inner = limits_around(centre, se, extra, 0.95)
    outer = limits_around(centre, se, extra, 0.998)
    rows = np.array([outer[0], inner[0], inner[1], outer[1]]).T
    if last.unit == Unit.RATIO:
        rows = np.exp(rows)
    elif last.unit == Unit.PERCENT:
        rows = 100 * np.clip(rows, 0.0, 1.0)
    return [
        {"x": x}
        | {name: y for name, y in zip(LIMITS, row, strict=True) if axis.low <= y <= axis.high}
        for x, row in zip(at.tolist(), rows.tolist(), strict=True)
    ]


def _spec(
    data: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    domain: tuple[float, float],
    axis: Axis,
    width: int,
    height: int,
    centre: float | None,
) -> Spec:
    grid = {"values": axis.ticks(height, each=40), "title": None, "grid": True}
    middle: list[Spec] = []
    if centre is not None:
        at = {"y": {"datum": axis.clip(centre)}, "x": {"value": 0}, "x2": {"value": width}}
        nothing: Spec = {"data": {"values": [{}]}, "encoding": at}
        middle = [{**nothing, "mark": {"type": "rule", "color": INK, "strokeWidth": 1}}]
    return {
        "width": width,
        "height": height,
        "encoding": {
            "x": {
                "field": "x",
                "type": "quantitative",
                "scale": {"domain": list(domain), "nice": False, "zero": False},
                "axis": None,
            },
            "y": {"type": "quantitative", "scale": axis.scale(), "axis": grid},
        },
        "layer": [
            *middle,
            *(_limit(name, lines) for name in LIMITS),
            _dots(data, own=False),
            _dots(data, own=True),
            *(_beyond(data, way, shape) for way, shape in
              (("up", "triangle-up"), ("down", "triangle-down"))),
        ],
    }  # fmt: skip


def _limit(name: str, lines: list[dict[str, Any]]) -> Spec:
    mark: dict[str, Any] = {"type": "line", "color": QUIET_INK, "strokeWidth": 1.5}
    if "95" in name:
        mark["strokeDash"] = [5, 4]
    return {
        "data": {"values": lines},
        "transform": [{"filter": f"isValid(datum.{name})"}],
        "mark": mark,
        "encoding": {"y": {"field": name}},
    }


def _dots(data: list[dict[str, Any]], *, own: bool) -> Spec:
    look: dict[str, Any] = {"fill": "transparent", "stroke": QUIET_INK, "size": 36}
    if own:
        look = {"fill": OWN_BODY, "stroke": INK, "size": 90}
    return {
        "data": {"values": [each for each in data if each["own"] is own and not each["beyond"]]},
        "mark": {"type": "point", "shape": "circle", "strokeWidth": 1, "opacity": 1, **look},
        "encoding": {"y": {"field": "y"}},
    }


def _beyond(data: list[dict[str, Any]], way: str, shape: str) -> Spec:
    there = [
        {**each, "fill": OWN_BODY if each["own"] else "#ffffff"}
        for each in data
        if each["beyond"] == way
    ]
    return {
        "data": {"values": there},
        "mark": {"type": "point", "shape": shape, "size": 50, "stroke": QUIET_INK, "opacity": 1},
        "encoding": {
            "y": {"field": "y"},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
        },
    }


def _ticks(axis: Axis, height: int) -> list[Words]:
    return [
        Words(axis.said(tick), -6, height - axis.place(tick, height) + 4, "end", quiet=True)
        for tick in axis.ticks(height, each=40)
    ]


def _labels(
    shown: Sequence[Standing],
    axis: Axis,
    domain: tuple[float, float],
    width: int,
    height: int,
) -> list[Words]:
    """The own body's name, then those furthest outside, as long as no two names touch."""
    outside = sorted(
        (each for each in shown if each.where in OUTSIDE and not each.own),
        key=_excess,
        reverse=True,
    )
    named: list[Words] = []
    taken: list[tuple[float, float, float]] = []
    for each in [*(one for one in shown if one.own), *outside]:
        if len(named) == MOST_LABELS:
            break
        assert each.value is not None
        x = width * (_across(each) - domain[0]) / (domain[1] - domain[0])
        y = height - axis.place(axis.clip(each.value), height) + 4
        name = words.shortened(each.body_name, 30 if width > 300 else 20)
        long = LETTER * len(name) + 10
        left = x + 8 + long > width
        start = x - 8 - long if left else x + 8
        if start < 0 or any(
            abs(y - other) < 15 and start < end and start + long > begin
            for begin, end, other in taken
        ):
            continue
        taken.append((start, start + long, y))
        named.append(Words(name, x - 8 if left else x + 8, y, "end" if left else "start", each.own))
    return named


def _excess(each: Standing) -> float:
    """How far beyond its limit, in widths of the funnel there."""
    low, high, value = each.funnel_998_low, each.funnel_998_high, each.value
    assert low is not None and high is not None and value is not None
    if each.unit == Unit.RATIO:
        low, high, value = (math.log(max(number, 1e-9)) for number in (low, high, value))
    return abs(value - (low + high) / 2) / (high - low or 1.0)


def limits_said(each: Standing) -> str:
    """The 95% limits for a body of this size."""
    if each.funnel_95_low is None or each.funnel_95_high is None:
        return ""
    return written.interval(each.funnel_95_low, each.funnel_95_high, unit=each.unit)
