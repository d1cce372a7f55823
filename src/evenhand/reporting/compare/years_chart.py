"""Years side by side: the body that asked above all bodies together, broken where years differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.reporting.compare.axes import value_axis
from evenhand.reporting.marks import INK, OWN_BODY, QUIET_INK


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of one line. `broken`: what lies before it is not the same."""

    period: str
    value: float | None
    low: float | None
    high: float | None
    broken: bool = False


def years(of: MeasureStandings, *, key: str) -> Picture | None:
    """None where there is one year, or nothing to draw."""
    own = [
        YearPoint(each.period, each.value, each.low, each.high, bool(each.break_before))
        for each in of.standings
        if each.own
    ]
    everyone = [
        YearPoint(each.period, each.pooled, each.pooled_low, each.pooled_high)
        for each in of.together
    ]
    periods = [each.period for each in of.together]
    if len(periods) < 2 or not any(each.value is not None for each in (*own, *everyone)):
        return None
    numbers = [each.value for each in (*own, *everyone)]
    numbers += [end for each in own for end in (each.low, each.high)]
    axis = value_axis(numbers, of.last.unit)
    name = next((each.body_name for each in of.standings if each.own), "")
    both = f"Filled dots: {name}, with 95% intervals. " if name else ""
    broken = any(each.broken for each in own)
    return picture(
        key=key,
        title=f"{of.name}: {words.year(periods[0])} to {words.year(periods[-1])}",
        subtitle=f"{sentences.means(of.last)}. {both}Open squares: all organisations pooled."
        + (" Upright dashed line: years before and after it cannot be read as one line." if broken
           else ""),
        description="; ".join(_said(each, of.last.unit) for each in (own or everyone)) + ".",
        draw=lambda narrow: Grid([_panel(own, everyone, periods, axis, 240 if narrow else 560)]),
    )  # fmt: skip


def _said(each: YearPoint, unit: str) -> str:
    if each.value is None:
        return f"{words.year(each.period)}: no figure"
    return f"{words.year(each.period)}: {sentences.figure(each.value, unit)}"


def _panel(
    own: Sequence[YearPoint],
    everyone: Sequence[YearPoint],
    periods: Sequence[str],
    axis: Axis,
    width: int,
) -> Panel:
    height = 180
    each = width / len(periods)
    every = 1 if each >= 34 else 2 if each >= 17 else 3
    last = len(periods) - 1
    names = [
        Words(words.year(period), (at + 0.5) * each, height + 18, "middle", quiet=True)
        for at, period in enumerate(periods)
        if (last - at) % every == 0
    ]
    ticks = [
        Words(axis.said(tick), -6, height - axis.place(tick, height) + 4, "end", quiet=True)
        for tick in axis.ticks(height, each=40)
    ]
    places = {period: at for at, period in enumerate(periods)}
    return Panel(
        spec=_spec(_data(own, places, axis), _data(everyone, places, axis), axis, width, height),
        words=(*names, *ticks),
        left=44,
        right=8,
        top=10,
        bottom=28,
    )


def _data(points: Sequence[YearPoint], places: dict[str, int], axis: Axis) -> list[dict[str, Any]]:
    """`run` counts up at a break and where a year has no figure, so that the line ends there."""
    data: list[dict[str, Any]] = []
    run = 0
    for each in points:
        run += each.broken
        datum: dict[str, Any] = {"at": places[each.period], "run": run}
        if each.broken:
            datum["break"] = places[each.period] - 0.5
        if each.value is None:
            run += 1
        else:
            datum["value"] = axis.clip(each.value)
            if each.low is not None:
                high = axis.high if each.high is None else each.high
                datum |= {"low": axis.clip(each.low), "high": axis.clip(high)}
        data.append(datum)
    return data


def _having(field: str) -> list[Spec]:
    return [{"filter": f"isValid(datum.{field})"}]


def _spec(
    own: list[dict[str, Any]],
    everyone: list[dict[str, Any]],
    axis: Axis,
    width: int,
    height: int,
) -> Spec:
    grid = {"values": axis.ticks(height, each=40), "title": None, "grid": True}
    count = max(each["at"] for each in everyone) + 1
    whole = {"y": {"value": 0}, "y2": {"value": height}}
    breaks: Spec = {
        "data": {"values": own},
        "transform": _having("break"),
        "mark": {"type": "rule", "color": INK, "strokeDash": [4, 4]},
        "encoding": {"x": {"field": "break", "type": "quantitative"}, **whole},
    }
    squares = {"shape": "square", "size": 45, "fill": "#ffffff", "stroke": QUIET_INK}
    dots = {"shape": "circle", "size": 70, "fill": OWN_BODY, "stroke": INK}
    return {
        "width": width,
        "height": height,
        "encoding": {
            "x": {
                "field": "at",
                "type": "quantitative",
                "scale": {"domain": [-0.5, count - 0.5], "nice": False, "zero": False},
                "axis": None,
            },
            "y": {"type": "quantitative", "scale": axis.scale(), "axis": grid},
        },
        "layer": [
            breaks,
            *_line(everyone, squares, interval=False),
            *_line(own, dots, interval=True),
        ],
    }


def _line(data: list[dict[str, Any]], look: dict[str, Any], *, interval: bool) -> list[Spec]:
    if not data:
        return []
    value = {"y": {"field": "value"}}
    layers: list[Spec] = [
        {
            "data": {"values": data},
            "transform": _having("value"),
            "mark": {"type": "line", "strokeWidth": 1, "color": QUIET_INK},
            "encoding": {**value, "detail": {"field": "run", "type": "nominal"}},
        }
    ]
    if interval:
        layers.append(
            {
                "data": {"values": data},
                "transform": _having("low"),
                "mark": {"type": "rule", "strokeWidth": 2, "color": OWN_BODY},
                "encoding": {"y": {"field": "low"}, "y2": {"field": "high"}},
            }
        )
    mark = {"type": "point", "strokeWidth": 1, "opacity": 1, **look}
    layers.append(
        {"data": {"values": data}, "transform": _having("value"), "mark": mark, "encoding": value}
    )
    return layers
