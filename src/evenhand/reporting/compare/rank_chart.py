"""Ranks as bars from the lowest to the highest rank that a body could have."""

from typing import Any

from evenhand.domain.measures.compared import Standing
from evenhand.reporting import words
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.reporting.marks import GREY, INK, OWN_BODY

# Up to so many bodies each bar has its name; above that, only the own body's.
MOST_NAMED = 20
TALLEST = 620
ROOM_FOR_A_NAME = 18


def rank_bars(of: MeasureStandings, *, key: str) -> Picture | None:
    """None where nobody is ranked."""
    ranked = sorted((each for each in of.shown if each.rank is not None), key=_order)
    if not ranked:
        return None
    widest = max((each.rank_high or 0) - (each.rank_low or 0) + 1 for each in ranked)
    return picture(
        key=key,
        title=_found(of, ranked),
        subtitle=f"Rank from the lowest figure (1) to the highest ({len(ranked)}), "
        f"{words.period(of.last.period)}. Each bar: the ranks that an organisation could have, with 95% "
        "certainty; dot: its rank as the figures stand.",
        description=f"The widest bar covers {widest} of {len(ranked)} ranks. The table below has "
        "the rank of every organisation.",
        draw=lambda narrow: Grid([_panel(ranked, narrow=narrow)]),
    )


def _order(each: Standing) -> tuple[int, str]:
    return each.rank or 0, each.body


def _found(of: MeasureStandings, ranked: list[Standing]) -> str:
    own = of.own
    if own is not None and own.alike is not None:
        return (
            f"{own.body_name} cannot be told apart from {own.alike} of the other {len(ranked) - 1}"
        )
    middle = sorted(each.alike or 0 for each in ranked)[len(ranked) // 2]
    return f"Half of the organisations cannot be told apart from {middle} or more others"


def _panel(ranked: list[Standing], *, narrow: bool) -> Panel:
    count = len(ranked)
    named = count <= MOST_NAMED
    step = 24 if named else max(2.6, min(12.0, TALLEST / count))
    lines = _lines(ranked, step, named=named)
    label = (110 if narrow else 190) if named else 18
    width = (276 if narrow else 640) - label
    height = round(lines[-1] + step / 2)
    return Panel(
        spec=_spec(ranked, lines, width, height, thick=min(8.0, step * 0.6)),
        words=(
            *(_names(ranked, lines, label) if named else _own_name(ranked, lines, width)),
            *_ticks(count, width, height),
        ),
        left=label,
        right=18,
        top=8,
        bottom=28,
    )


def _lines(ranked: list[Standing], step: float, *, named: bool) -> list[float]:
    """How far down each bar lies; above the own body's there is room for its name."""
    found: list[float] = []
    down = step / 2
    for each in ranked:
        alone = each.own and not named
        down += ROOM_FOR_A_NAME if alone else 0.0
        found.append(down)
        down += step + (step if alone else 0.0)
    return found


def _names(ranked: list[Standing], lines: list[float], label: float) -> list[Words]:
    long = int(label / 7)
    names = [words.shortened(each.body_name, long) for each in ranked]
    if len(set(names)) < len({each.body_name for each in ranked}):
        names = [_middle_left_out(each.body_name, long) for each in ranked]
    return [
        Words(name, -label, line + 4, bold=each.own)
        for name, each, line in zip(names, ranked, lines, strict=True)
    ]


def _middle_left_out(name: str, longest: int) -> str:
    """
    Bodies whose names begin alike are told apart by how they end.

    >>> _middle_left_out("Made-up Trust 003", 12), _middle_left_out("A trust", 12)
    ('Made-u…t 003', 'A trust')
    """
    if len(name) <= longest:
        return name
    end = (longest - 1) // 2
    return f"{name[: longest - 1 - end]}\N{HORIZONTAL ELLIPSIS}{name[-end:]}"


def _own_name(ranked: list[Standing], lines: list[float], width: float) -> list[Words]:
    """Above its bar, from where the bar begins or to where it ends, whichever leaves more room."""
    said = []
    for each, line in zip(ranked, lines, strict=True):
        if each.own:
            low, high = (each.rank_low or 1) - 1, each.rank_high or 1
            left = low > len(ranked) - high
            x = width * (high if left else low) / len(ranked)
            name = words.shortened(each.body_name, 30)
            said.append(Words(name, x, line - 6, "end" if left else "start", True))
    return said


def _ticks(count: int, width: float, height: float) -> list[Words]:
    steps = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
    every = next((each for each in steps if count / each <= width / 34), count)
    ticks = [1, *(tick for tick in range(every, count + 1, every) if tick > 1)]
    return [
        Words(str(tick), width * (tick - 0.5) / count, height + 18, "middle", quiet=True)
        for tick in ticks
    ]


def _spec(
    ranked: list[Standing], lines: list[float], width: float, height: float, *, thick: float
) -> Spec:
    count = len(ranked)
    data: list[dict[str, Any]] = [
        {
            "line": line,
            "low": (each.rank_low or 0) - 0.5,
            "high": (each.rank_high or 0) + 0.5,
            "rank": each.rank,
            "colour": OWN_BODY if each.own else GREY,
        }
        for each, line in zip(ranked, lines, strict=True)
    ]
    colour = {"field": "colour", "type": "nominal", "scale": None}
    bars = {
        "mark": {"type": "rule", "strokeWidth": thick},
        "encoding": {
            "x": {"field": "low", "type": "quantitative"},
            "x2": {"field": "high"},
            "stroke": colour,
        },
    }
    look = {"shape": "circle", "fill": "#ffffff", "stroke": INK, "size": 9 + 4 * thick}
    dots = {
        "mark": {"type": "point", "strokeWidth": 1, "opacity": 1, **look},
        "encoding": {"x": {"field": "rank", "type": "quantitative"}},
    }
    return {
        "width": width,
        "height": height,
        "data": {"values": data},
        "encoding": {
            "y": {
                "field": "line",
                "type": "quantitative",
                "scale": {"domain": [height, 0], "nice": False, "zero": False},
                "axis": None,
            },
            "x": {
                "type": "quantitative",
                "scale": {"domain": [0.5, count + 0.5], "nice": False, "zero": False},
                "axis": None,
            },
        },
        "layer": [bars, dots],
    }
