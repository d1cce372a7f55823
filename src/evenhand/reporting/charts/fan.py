"""A fan of years to come: where most histories lie, their middle, and what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis, share_axis
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.marks import BAND, INK, OWN_BODY, QUIET_INK

_HEIGHT = 200
_WIDE, _NARROW = 330, 240
_LINE_HEIGHT = 16
_TICK_ROOM = 40


@dataclass(frozen=True, slots=True)
class Ahead:
    """A year to come, in percent; `low` to `high` holds 90 in 100 histories."""

    year: int
    low: float
    median: float
    high: float
    target: float


@dataclass(frozen=True, kw_only=True)
class Fan:
    """The years of one panel, one after the other, and its title."""

    title: str
    years: Sequence[Ahead]


def fans(of: Sequence[Fan], *, key: str, title: str, subtitle: str, description: str) -> Picture:
    """Panels beside each other, or one above the other on a narrow screen, on one axis of shares."""
    axis = share_axis(end for fan in of for each in fan.years for end in (each.high, each.target))
    return picture(
        key=key,
        title=title,
        subtitle=subtitle,
        description=description,
        draw=lambda narrow: Grid(
            [_panel(fan, axis, _NARROW if narrow else _WIDE) for fan in of],
            columns=1 if narrow else len(of),
        ),
    )


def _panel(fan: Fan, axis: Axis, width: int) -> Panel:
    lines = words.wrapped(fan.title, (width + _TICK_ROOM) // 7)
    first = -10 - _LINE_HEIGHT * (len(lines) - 1)
    titles = [
        Words(line, -_TICK_ROOM, first + _LINE_HEIGHT * place, bold=True)
        for place, line in enumerate(lines)
    ]
    ticks = [
        Words(axis.said(at), -6, _HEIGHT - axis.place(at, _HEIGHT) + 4, "end", quiet=True)
        for at in axis.ticks(_HEIGHT, each=36)
    ]
    return Panel(
        spec=_spec(fan, axis, width),
        words=(*titles, *ticks, *_years(fan, width)),
        left=_TICK_ROOM,
        right=18,
        top=_LINE_HEIGHT * len(lines) + 14,
        bottom=34,
    )


def _years(fan: Fan, width: int) -> list[Words]:
    """Every fifth year from the first, or every tenth where they would touch."""
    last = len(fan.years) - 1
    every = next(step for step in (5, 10, 20, 50) if width * step / max(last, 1) >= 38)
    return [
        Words(str(each.year), width * place / max(last, 1), _HEIGHT + 18, "middle", quiet=True)
        for place, each in enumerate(fan.years)
        if place % every == 0
    ]


def _spec(fan: Fan, axis: Axis, width: int) -> Spec:
    data: list[dict[str, Any]] = [
        {
            "year": each.year,
            "low": axis.clip(each.low),
            "median": axis.clip(each.median),
            "high": axis.clip(each.high),
            "target": axis.clip(each.target),
        }
        for each in fan.years
    ]
    grid = {"values": axis.ticks(_HEIGHT, each=36), "title": None, "grid": True}
    years = [fan.years[0].year, fan.years[-1].year]
    return {
        "width": width,
        "height": _HEIGHT,
        "data": {"values": data},
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "scale": {"domain": years, "nice": False, "zero": False},
                "axis": None,
            },
            "y": {"type": "quantitative", "scale": axis.scale(), "axis": grid},
        },
        "layer": [
            {
                "mark": {"type": "area", "color": BAND, "opacity": 1, "stroke": QUIET_INK,
                         "strokeWidth": 0.5},
                "encoding": {"y": {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "line", "strokeWidth": 2, "color": OWN_BODY},
                "encoding": {"y": {"field": "median"}},
            },
            {
                "mark": {"type": "line", "strokeWidth": 1.5, "color": INK, "strokeDash": [5, 4]},
                "encoding": {"y": {"field": "target"}},
            },
        ],
    }  # fmt: skip
