"""The funnel: bodies as open dots, the body that asked filled and named, limits as lines."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from evenhand.domain.measures.compared import Standing, Together
from evenhand.domain.results import written
from evenhand.domain.results.result import Unit
from evenhand.domain.statistics.funnel import limits_around
from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.reporting.compare.axes import most_of, value_axis
from evenhand.reporting.compare.differing import MIDDLE, middle
from evenhand.reporting.compare.funnel_labels import Dot, labels, leaders
from evenhand.reporting.marks import INK, OWN_BODY, QUIET_INK

# Enough for a curve to look like one.
POINTS = 60
# Lower limits of ratios can be as good as nought, which has no logarithm.
TINY = 1e-12
LIMITS = ("funnel_998_low", "funnel_95_low", "funnel_95_high", "funnel_998_high")


def funnel(of: MeasureStandings, *, key: str) -> Picture | None:
    """None where there are too few bodies for a funnel."""
    if of.last.reason:
        return None
    last = of.last
    axis = value_axis([*most_of(of.shown), *_limits_with_room(of)], last.unit)
    beyond = any(
        each.value is not None and axis.clip(each.value) != each.value for each in of.shown
    )
    return picture(
        key=key,
        title=sentences.found(of),
        subtitle=f"{sentences.means(last)}, {words.period(last.period)}. Each open dot is an organisation; "
        f"the further right, the more is known of it. Middle line ({middle(last)}): "
        f"{MIDDLE[Unit(last.unit)]}. Dashed: 95% limits; solid: 99.8% limits."
        + (" Triangles: further than the axis goes." if beyond else "")
        + (" Limits that end at the edge go on beyond it." if _leave(of.shown, axis) else ""),
        description=f"{' '.join(sentences.answer(of))} The table below has every organisation.",
        draw=lambda narrow: Grid([_panel(of, axis, width=240 if narrow else 600)]),
    )


def _limits_with_room(of: MeasureStandings) -> list[float]:
    """
    The limits of every body, as far as they leave the dots a third of the height.

    Those of the smallest can go far beyond every dot; such a line goes to the picture's edge.
    """
    unit, centre = of.last.unit, of.last.centre
    assert centre is not None
    to, back = (math.log, math.exp) if unit == Unit.RATIO else (float, float)
    middle = to(centre)
    reach = 3 * max(abs(to(value) - middle) for value in most_of(of.shown))
    found = [getattr(each, name) for each in of.shown for name in LIMITS]
    return [
        back(min(max(to(value), middle - reach), middle + reach))
        for value in found
        if value is not None and (value > 0 or unit != Unit.RATIO)
    ]


def _leave(shown: Sequence[Standing], axis: Axis) -> bool:
    """Whether limits of any body are beyond the axis."""
    ends = (getattr(each, name) for each in shown for name in LIMITS)
    return any(end is not None and axis.clip(end) != end for end in ends)


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
    dots = [
        Dot(
            each,
            width * (_across(each) - domain[0]) / (domain[1] - domain[0]),
            height - axis.place(axis.clip(each.value or 0.0), height),
        )
        for each in of.shown
    ]
    drawn = [
        (
            width * (each["x"] - domain[0]) / (domain[1] - domain[0]),
            height - axis.place(each["y"], height),
        )
        for each in lines
    ]
    named = labels(dots, drawn, width, height)
    return Panel(
        spec=_spec(data, lines, domain, axis, width, height, of.last.centre, leaders(named)),
        words=(
            *(label.words for label in named),
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
        {"x": x, "limit": name, "y": y}
        for name, ys in zip(LIMITS, rows.T.tolist(), strict=True)
        for x, y in _up_to_the_edge(at.tolist(), ys, axis)
    ]


def _up_to_the_edge(xs: list[float], ys: list[float], axis: Axis) -> list[tuple[float, float]]:
    """The part of a line that the axis shows, with the points where it leaves the picture."""
    found: list[tuple[float, float]] = []
    for at, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if at:
            x0, place0 = xs[at - 1], axis.place(max(ys[at - 1], TINY), 1.0)
            place = axis.place(max(y, TINY), 1.0)
            for edge, value in ((0.0, axis.low), (1.0, axis.high)):
                if (place0 - edge) * (place - edge) < 0:
                    found.append((x0 + (x - x0) * (edge - place0) / (place - place0), value))
        if axis.low <= y <= axis.high:
            found.append((x, y))
    return found


def _spec(
    data: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    domain: tuple[float, float],
    axis: Axis,
    width: int,
    height: int,
    centre: float | None,
    named: list[Spec],
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
            *named,
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
        "data": {"values": [each for each in lines if each["limit"] == name]},
        "mark": mark,
        "encoding": {"y": {"field": "y"}},
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


def limits_said(each: Standing) -> str:
    """The 95% limits for a body of this size."""
    if each.funnel_95_low is None or each.funnel_95_high is None:
        return ""
    return written.interval(each.funnel_95_low, each.funnel_95_high, unit=each.unit)
