"""Charts of rows: a dot with its interval for each group, grade or place, one under the other."""

from collections.abc import Sequence
from typing import Any

from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.layout import Layout, Reference, Row
from evenhand.reporting.charts.lettering import (
    TITLE_LINE,
    axis_words,
    ends_fit,
    row_words,
    top_words,
)
from evenhand.reporting.charts.svg import HATCH, Panel, Spec
from evenhand.reporting.marks import BAND, FAINT, INK, QUIET_INK, mark_of

# Where labels stand above their line, the line sits this much of a step lower.
_LINE_BELOW = 0.22
# Half a tick's label stands out beyond the plot on either side.
_MARGIN = 18


def panel(
    rows: Sequence[Row],
    axis: Axis,
    layout: Layout,
    *,
    title: str = "",
    reference: Reference | None = None,
) -> Panel:
    """One panel of rows over one axis."""
    has_top = bool(title or reference or (axis.band_said and not layout.above))
    titles = words.wrapped(title, max(10, layout.width // 7)) if title else []
    return Panel(
        spec=_spec(rows, axis, layout, reference),
        words=(
            *row_words(rows, layout),
            *axis_words(axis, layout, height=len(rows) * layout.step),
            *top_words(axis, layout, titles, reference),
        ),
        left=max(layout.label_width, _MARGIN),
        right=max(layout.said_width, _MARGIN),
        top=(20 if has_top else 4) + TITLE_LINE * len(titles) + (4 if titles else 0),
        bottom=_bottom(axis, layout),
    )


def _bottom(axis: Axis, layout: Layout) -> float:
    if not axis.low_end and not axis.high_end:
        return 28
    return 46 if ends_fit(axis, layout) else 64


def _spec(rows: Sequence[Row], axis: Axis, layout: Layout, reference: Reference | None) -> Spec:
    layers = [*_parity(axis, layout), *_reference(reference), *_lines(layout), *_dots()]
    gridlines = {"values": axis.ticks(layout.width), "title": None, "grid": not layout.above}
    return {
        "width": layout.width,
        "height": len(rows) * layout.step,
        "data": {"values": [_datum(place, row, axis, layout) for place, row in enumerate(rows)]},
        "encoding": {
            "y": {
                "type": "quantitative",
                "scale": {"domain": [len(rows) - 0.5, -0.5], "nice": False, "zero": False},
                "axis": None,
            },
            "x": {"type": "quantitative", "scale": axis.scale(), "axis": gridlines},
        },
        "layer": layers,
    }


def _datum(place: int, row: Row, axis: Axis, layout: Layout) -> dict[str, Any]:
    if row.heading:
        return {}
    line = place + (_LINE_BELOW if layout.above else 0)
    datum: dict[str, Any] = {"line": line, "top": line - 0.24, "foot": line + 0.24}
    if row.hidden:
        return datum | {"hidden": True}
    mark = mark_of(row.broad)
    # Intervals must be seen on white, whatever the mark's own colour.
    ink = INK if mark.colour == "#ffffff" else mark.colour
    datum |= {"colour": mark.colour, "shape": mark.shape, "ink": ink}
    if row.beside is not None:
        datum["beside"] = axis.clip(row.beside)
    return datum | _placed(row, axis)


def _placed(row: Row, axis: Axis) -> dict[str, float]:
    """Where the dot and its interval lie; what is beyond the axis becomes an arrow at its end."""
    placed: dict[str, float] = {}
    if row.low is not None and row.high is not None:
        placed["low"], placed["high"] = axis.clip(row.low), axis.clip(row.high)
        if row.low < axis.low:
            placed["beyond_low"] = axis.low
        if row.high > axis.high:
            placed["beyond_high"] = axis.high
    if row.value is not None and axis.low <= row.value <= axis.high:
        placed["value"] = row.value
    elif row.value is not None:
        placed["beyond_low" if row.value < axis.low else "beyond_high"] = axis.clip(row.value)
    return placed


def _x(field: str) -> Spec:
    return {"field": field, "type": "quantitative"}


def _own(field: str) -> Spec:
    """A colour or shape that is in the data as it is to be drawn."""
    return {"field": field, "type": "nominal", "scale": None}


def _having(field: str) -> list[Spec]:
    return [{"filter": f"isValid(datum.{field})"}]


def _parity(axis: Axis, layout: Layout) -> list[Spec]:
    """The shaded band and the line at parity: down the panel, or under each label on a phone."""
    if axis.centre is None or axis.band is None:
        return []
    tall: Spec = {"y": {"field": "top"}, "y2": {"field": "foot"}}
    if not layout.above:
        tall = {"y": {"value": 0}, "y2": {"value": "height"}}
    data: Spec = {"transform": _having("line")} if layout.above else {"data": {"values": [{}]}}
    band = {"x": {"datum": axis.clip(axis.band[0])}, "x2": {"datum": axis.clip(axis.band[1])}}
    return [
        {**data, "mark": {"type": "rect", "color": BAND}, "encoding": {**band, **tall}},
        {
            **data,
            "mark": {"type": "rule", "color": INK},
            "encoding": {"x": {"datum": axis.centre}, **tall},
        },
    ]


def _reference(reference: Reference | None) -> list[Spec]:
    if reference is None:
        return []
    whole = {"x": {"datum": reference.at}, "y": {"value": 0}, "y2": {"value": "height"}}
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": QUIET_INK, "strokeDash": [4, 3]},
            "encoding": whole,
        }
    ]


def _lines(layout: Layout) -> list[Spec]:
    across = {"y": {"field": "line"}, "x": {"value": 0}, "x2": {"value": layout.width}}
    return [
        {
            "transform": _having("line"),
            "mark": {"type": "rule", "color": FAINT},
            "encoding": across,
        },
        {
            "transform": _having("hidden"),
            "mark": {"type": "rect", "fill": HATCH, "height": 12},
            "encoding": across,
        },
        {
            "transform": _having("low"),
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {
                "y": {"field": "line"},
                "x": _x("low"),
                "x2": {"field": "high"},
                "stroke": _own("ink"),
            },
        },
    ]


def _dots() -> list[Spec]:
    dots: Spec = {
        "transform": _having("value"),
        "mark": {"type": "point", "size": 70, "stroke": INK, "strokeWidth": 1, "opacity": 1},
        "encoding": {
            "y": {"field": "line"},
            "x": _x("value"),
            "shape": _own("shape"),
            "fill": _own("colour"),
        },
    }
    arrows: list[Spec] = [
        {
            "transform": _having(field),
            "mark": {"type": "point", "shape": shape, "size": 60, "strokeWidth": 0, "opacity": 1},
            "encoding": {"y": {"field": "line"}, "x": _x(field), "fill": _own("ink")},
        }
        for field, shape in (("beyond_low", "triangle-left"), ("beyond_high", "triangle-right"))
    ]
    beside: Spec = {
        "transform": _having("beside"),
        "mark": {"type": "point", "shape": "stroke", "angle": 90, "size": 220, "stroke": INK,
                 "strokeWidth": 2, "opacity": 1},
        "encoding": {"y": {"field": "line"}, "x": _x("beside")},
    }  # fmt: skip
    return [*arrows, beside, dots]
