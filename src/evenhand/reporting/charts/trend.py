"""Charts of years: points with intervals and a thin line, one small panel a measure."""

from dataclasses import dataclass
from typing import Any

from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.svg import Panel, Spec, Words
from evenhand.reporting.marks import BAND, INK, QUIET_INK, Mark, mark_of

_LINE_HEIGHT = 16
_AXIS_ROOM = 36


@dataclass(frozen=True, slots=True)
class Year:
    """One year's figure; without a value the line is broken there."""

    name: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Series:
    """One measure over the years."""

    title: str
    broad: str
    years: tuple[Year, ...]


def year_panel(series: Series, axis: Axis, *, width: int, height: int) -> Panel:
    """One small panel; panels of one picture share their axis."""
    lines = words.wrapped(series.title, (width + _AXIS_ROOM) // 7)
    return Panel(
        spec=_spec(series, axis, width, height),
        words=(
            *_titles(lines),
            *_year_names(series, width, height),
            *_ticks(axis, height),
        ),
        left=_AXIS_ROOM,
        right=8,
        top=_LINE_HEIGHT * len(lines) + 14,
        bottom=34,
    )


def _titles(lines: list[str]) -> list[Words]:
    first = -10 - _LINE_HEIGHT * (len(lines) - 1)
    return [
        Words(line, -_AXIS_ROOM, first + _LINE_HEIGHT * place, bold=True)
        for place, line in enumerate(lines)
    ]


def _year_names(series: Series, width: int, height: int) -> list[Words]:
    """Every year, or where they would touch, every other from the last back."""
    each = width / len(series.years)
    every = 1 if each >= 34 else 2 if each >= 17 else 3
    last = len(series.years) - 1
    return [
        Words(year.name, (place + 0.5) * each, height + 17, "middle", quiet=True)
        for place, year in enumerate(series.years)
        if (last - place) % every == 0
    ]


def _ticks(axis: Axis, height: int) -> list[Words]:
    return [
        Words(axis.said(tick), -6, height - axis.place(tick, height) + 4, "end", quiet=True)
        for tick in axis.ticks(height, each=28)
    ]


def _spec(series: Series, axis: Axis, width: int, height: int) -> Spec:
    mark = mark_of(series.broad)
    grid = {"values": axis.ticks(height, each=28), "title": None, "grid": True}
    count = len(series.years)
    return {
        "width": width,
        "height": height,
        "data": {"values": _data(series, axis)},
        "encoding": {
            "x": {
                "field": "place",
                "type": "quantitative",
                "scale": {"domain": [-0.5, count - 0.5], "nice": False, "zero": False},
                "axis": None,
            },
            "y": {"type": "quantitative", "scale": axis.scale(), "axis": grid},
        },
        "layer": [*_parity(axis, width), *_points(mark)],
    }


def _points(mark: Mark) -> list[Spec]:
    """The line from year to year, and on it each year's interval and point."""
    return [
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {"type": "line", "strokeWidth": 1, "color": QUIET_INK},
            "encoding": {
                "y": {"field": "value"},
                "detail": {"field": "run", "type": "nominal"},
            },
        },
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "rule", "strokeWidth": 2, "color": mark.colour},
            "encoding": {"y": {"field": "low"}, "y2": {"field": "high"}},
        },
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {
                "type": "point",
                "shape": mark.shape,
                "size": 60,
                "fill": mark.colour,
                "stroke": INK,
                "strokeWidth": 1,
                "opacity": 1,
            },
            "encoding": {"y": {"field": "value"}},
        },
    ]


def _parity(axis: Axis, width: int) -> list[Spec]:
    if axis.band is None or axis.centre is None:
        return []
    band = {"y": {"datum": axis.band[0]}, "y2": {"datum": axis.band[1]}}
    across = {"x": {"value": 0}, "x2": {"value": width}}
    nothing: Spec = {"data": {"values": [{}]}}
    return [
        {**nothing, "mark": {"type": "rect", "color": BAND}, "encoding": {**across, **band}},
        {
            **nothing,
            "mark": {"type": "rule", "color": INK},
            "encoding": {**across, "y": {"datum": axis.centre}},
        },
    ]


def _data(series: Series, axis: Axis) -> list[dict[str, Any]]:
    """One datum a year; `run` counts up where a year has no value, so that the line breaks."""
    data: list[dict[str, Any]] = []
    run = 0
    for place, year in enumerate(series.years):
        datum: dict[str, Any] = {"place": place, "run": run}
        if year.value is None:
            run += 1
        else:
            datum["value"] = axis.clip(year.value)
        if year.low is not None and year.high is not None:
            datum |= {"low": axis.clip(year.low), "high": axis.clip(year.high)}
        data.append(datum)
    return data
