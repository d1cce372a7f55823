"""The chart of a series of months: points, mean, limits, and the months that a rule is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from evenhand.domain.statistics.xmr import Xmr
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.marks import FAINT, INK, OWN_BODY, QUIET_INK
from evenhand.reporting.sight import said
from evenhand.reporting.sight.axis import FromNought, from_nought, tick

_WIDE, _NARROW, _HEIGHT = 600, 250, 170
_LEFT, _RIGHT = 48, 52


def chart(series: Xmr, months: Sequence[date], *, key: str, what: str, unit: str) -> Picture | None:
    """None where there are no limits: a table says as much."""
    if series.mean is None:
        return None
    fired = [said.month(months[point]) for point in sorted(series.fired)]
    about = f"Months that a rule is about: {', '.join(fired)}." if fired else "No rule fired."
    gaps = sum(value is None for value in series.values)
    return picture(
        key=key,
        title=said.change(series, months, what),
        subtitle=f"{unit}, month by month. Line: the mean of the first {series.baseline} months with "
        "a figure. Dashed: limits, 2.66 times their mean moving range either way. Filled diamonds: "
        "months that a rule is about.",
        description=f"{about} Mean {series.mean:.1f}, limits {series.low or 0:.1f} to "
        f"{series.high or 0:.1f}."
        + (f" {gaps} of {len(months)} months have no figure." if gaps else ""),
        draw=lambda narrow: Grid([_panel(series, months, _NARROW if narrow else _WIDE)]),
    )


def _panel(series: Xmr, months: Sequence[date], width: int) -> Panel:
    known = [value for value in series.values if value is not None]
    axis = from_nought(max(*known, series.high or 0.0))
    mean, low, high = series.mean or 0.0, series.low or 0.0, series.high or 0.0
    lines = [(high, "upper limit"), (mean, "mean"), (low, "lower limit")]
    return Panel(
        spec=_spec(series, axis, lines, width),
        words=(
            *(
                Words(tick(at), -8, _HEIGHT - axis.place(at, _HEIGHT) + 4, "end", quiet=True)
                for at in axis.ticks()
            ),
            *_months(months, width),
            *_line_names(
                axis, [(at, f"{at:,.0f}" if at >= 10 else f"{at:.1f}") for at, _ in lines], width
            ),
        ),
        left=_LEFT,
        right=_RIGHT,
        top=10,
        bottom=26,
    )


def _line_names(axis: FromNought, lines: Sequence[tuple[float, str]], width: int) -> list[Words]:
    """The value of each line at its end, pushed apart where they would touch."""
    made: list[Words] = []
    lowest = -20.0
    for at, text in dict((text, (at, text)) for at, text in lines).values():
        y = max(_HEIGHT - axis.place(at, _HEIGHT) + 4, lowest + 13)
        made.append(Words(text, width + 6, y, quiet=True))
        lowest = y
    return made


def _months(months: Sequence[date], width: int) -> list[Words]:
    each = width / len(months)
    every = next(step for step in (1, 2, 3, 6, 12, 24) if each * step >= 52)
    last = len(months) - 1
    return [
        Words(said.short(when), (place + 0.5) * each, _HEIGHT + 18, "middle", quiet=True)
        for place, when in enumerate(months)
        if (last - place) % every == 0
    ]


def _spec(series: Xmr, axis: FromNought, lines: Sequence[tuple[float, str]], width: int) -> Spec:
    count = len(series.values)
    data: list[dict[str, Any]] = []
    run = 0
    for place, value in enumerate(series.values):
        if value is None:
            run += 1
            continue
        data.append({"place": place, "value": value, "run": run, "fired": place in series.fired})
    across = {"x": {"value": 0}, "x2": {"value": width}}
    rules: list[Spec] = [
        {
            "data": {"values": [{}]},
            "mark": {
                "type": "rule",
                "color": INK if name == "mean" else QUIET_INK,
                "strokeWidth": 1,
            }
            | ({} if name == "mean" else {"strokeDash": [5, 4]}),
            "encoding": {"y": {"datum": at}, **across},
        }
        for at, name in lines
    ]
    return {
        "width": width,
        "height": _HEIGHT,
        "data": {"values": data},
        "encoding": {
            "x": {"field": "place", "type": "quantitative", "axis": None,
                  "scale": {"domain": [-0.5, count - 0.5], "nice": False, "zero": False}},
            "y": {"type": "quantitative", "scale": {"domain": [0, axis.high], "nice": False},
                  "axis": {"values": axis.ticks(), "title": None, "grid": True, "gridColor": FAINT}},
        },
        "layer": [
            *rules,
            {"mark": {"type": "line", "strokeWidth": 1, "color": QUIET_INK},
             "encoding": {"y": {"field": "value"}, "detail": {"field": "run", "type": "nominal"}}},
            _points(fired=False),
            _points(fired=True),
        ],
    }  # fmt: skip


def _points(*, fired: bool) -> Spec:
    return {
        "transform": [{"filter": f"datum.fired == {str(fired).lower()}"}],
        "mark": {
            "type": "point",
            "shape": "diamond" if fired else "circle",
            "size": 110 if fired else 45,
            "fill": OWN_BODY if fired else "#ffffff",
            "stroke": OWN_BODY,
            "strokeWidth": 1.5,
            "opacity": 1,
        },
        "encoding": {"y": {"field": "value"}},
    }
