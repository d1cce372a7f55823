"""What is drawn here is what Vega-Lite itself draws: each mark in the same place, with the same look."""

import json
import math
import re
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
import vl_convert

from evenhand.reporting.charts.axes import Axis, points_axis, ratio_axis, share_axis
from evenhand.reporting.charts.drawing import NotDrawn, Spec, marks_of
from evenhand.reporting.charts.layout import Layout, Reference, Row
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.trend import Series, Year, year_panel

# Ours are rounded to a hundredth of a pixel, place and size each.
NEAR = 0.011
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
WIDE = Layout(width=283, step=22, label_width=212, said_width=170)
NARROW = Layout(width=251, step=40, above=True)
BARE = {
    "autosize": {"type": "none"},
    "padding": 0,
    "config": {
        "aria": False,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {"domain": False, "ticks": False, "labels": False, "gridColor": "#d8dde0"},
    },
}
ROWS = [
    Row(label="All", heading=True),
    Row(label="bme", broad="bme", value=1.27, low=1.07, high=1.48),
    Row(label="asian", broad="asian", value=1.8, low=0.9, high=math.inf),
    Row(label="black", broad="black", value=0.31, low=0.02, high=0.93),
    Row(label="mixed", broad="mixed", hidden=True),
    Row(label="white", broad="white", value=900.0, low=90.0, high=999.0),
    Row(label="other", broad="other", value=0.001, low=0.0005, high=0.002),
    Row(label="own", broad="own", value=1.1, low=1.0, high=1.2, beside=1.4),
    Row(label="beside", broad="beside", value=1.3, low=1.2, high=1.6),
    Row(label="unknown", broad="unknown", value=1.0),
]
YEARS = (
    Year("2021", 1.3, 1.1, 1.6),
    Year("2022", None, None, None),
    Year("2023", 1.2, 0.9, 1.5),
    Year("2024", 0.8, 0.5, 1.1),
    Year("2025", 7.7, 2.5, 99.0),
)


@dataclass(frozen=True)
class Mark:
    """One element: its kind and look, and the numbers that place and shape it, in pixels."""

    look: tuple[str | None, ...]
    numbers: tuple[float, ...]


def marks_in(svg: str) -> list[Mark]:
    """Every visible mark, with the moves of the groups around it added up."""
    found: list[Mark] = []

    def walk(element: ElementTree.Element, x: float, y: float) -> None:
        told = element.attrib
        if told.get("class") in ("background", "foreground"):
            return
        moved = re.match(r"translate\(([^,]+),([^)]+)\)", told.get("transform", ""))
        if moved is not None:
            x, y = x + float(moved[1]), y + float(moved[2])
        kind = element.tag.rpartition("}")[2]
        if kind in ("line", "path", "rect"):
            found.append(_mark(kind, told, x, y))
        for inside in element:
            walk(inside, x, y)

    walk(ElementTree.fromstring(svg), 0, 0)
    return found


def _mark(kind: str, told: dict[str, str], x: float, y: float) -> Mark:
    path = told.get("d", "")
    if kind == "rect":  # Vega writes a rectangle as a path
        kind, width = "path", told["width"]
        path = f"M{told['x']},{told['y']}h{width}v{told['height']}h-{width}Z"
    stroke, wide = told.get("stroke"), told.get("stroke-width", "1")
    if stroke is None or wide == "0":
        stroke = wide = None
    dash, turned = told.get("stroke-dasharray"), "rotate(90)" in told.get("transform", "")
    look = (kind, told.get("fill"), stroke, wide, dash, str(turned), NUMBER.sub("#", path))
    ends = (float(told.get("x2", 0)), float(told.get("y2", 0)))
    return Mark(look, (x, y, *ends, *map(float, NUMBER.findall(path))))


@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "axis",
    [ratio_axis([1.2]), ratio_axis([7.0]), points_axis([12.0], band=5), share_axis([33.0])],
    ids=["ratios", "wide ratios", "points", "shares"],
)
@pytest.mark.parametrize("reference", [None, Reference(at=0.5, said="half")], ids=["", "line"])
def test_rows_are_drawn_as_vega_lite_draws_them(
    axis: Axis, layout: Layout, reference: Reference | None
) -> None:
    """Dots of every shape, intervals, arrows, hatching, bands, grids, open marks."""
    must_be_alike(panel(ROWS, axis, layout, reference=reference).spec)


@pytest.mark.parametrize("axis", [ratio_axis([1.2]), share_axis([9.0])], ids=["ratios", "shares"])
def test_years_are_drawn_as_vega_lite_draws_them(axis: Axis) -> None:
    """With a line that breaks where a year has no figure."""
    series = Series(title="Discipline", broad="asian", years=YEARS)
    must_be_alike(year_panel(series, axis, width=171, height=133).spec)


def must_be_alike(spec: Spec) -> None:
    """Ours and Vega-Lite's, mark by mark, in the order in which they lie on each other."""
    whole = json.dumps({**spec, **BARE})
    wanted = marks_in(vl_convert.vegalite_to_svg(whole, vl_version="5.21", allowed_base_urls=[]))
    drawn = marks_in(f'<svg xmlns="http://www.w3.org/2000/svg">{marks_of(spec)}</svg>')
    assert [each.look for each in drawn] == [each.look for each in wanted]
    for ours, theirs in zip(drawn, wanted, strict=True):
        assert ours.numbers == pytest.approx(theirs.numbers, abs=NEAR)


@pytest.mark.parametrize(
    ("mark", "said"),
    [("arc", "no mark called arc"), ({"type": "point", "shape": "star"}, "no shape called star")],
)
def test_what_is_not_drawn_is_refused(mark: object, said: str) -> None:
    """Rather than left out of a picture without a word."""
    spec = dict(panel(ROWS, ratio_axis([1.2]), WIDE).spec)
    whole = {"type": mark} if isinstance(mark, str) else mark
    assert isinstance(whole, dict)
    looks = {"size": 70, "strokeWidth": 1, "stroke": "#000000", **whole}
    spec["layer"] = [{"data": {"values": [{}]}, "mark": looks, "encoding": {
        "x": {"datum": 1}, "y": {"datum": 1}}}]  # fmt: skip
    with pytest.raises(NotDrawn, match=said):
        marks_of(spec)
