"""Names in a funnel: over no dot and no other name, with a thin line to a dot that is far away."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.domain.measures.compared import OUTSIDE, Standing
from evenhand.domain.results.result import Unit
from evenhand.reporting import words
from evenhand.reporting.charts.svg import Spec, Words
from evenhand.reporting.marks import INK

MOST_LABELS = 5
# Of 13 px text, measured wide: bold is wider than plain.
LETTER, BOLD_LETTER = 6.6, 7.3
ABOVE, BELOW = 11.0, 4.0
RADIUS, OWN_RADIUS = 5.0, 7.0
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Dot:
    """A body and where it is drawn, in pixels from the top left."""

    standing: Standing
    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """A name, its dot, and where a line from the dot to the name ends, if it needs one."""

    words: Words
    dot: Dot
    line_to: tuple[float, float] | None


def labels(
    dots: Sequence[Dot], lines: Sequence[tuple[float, float]], width: float, height: float
) -> list[Label]:
    """
    The own body's name, always, then those furthest outside, where there is room for them.

    `lines` are points of the limits and the middle line: a name stands across one only where it
    would else stand on a dot.
    """
    outside = sorted(
        (dot for dot in dots if dot.standing.where in OUTSIDE and not dot.standing.own),
        key=lambda dot: _excess(dot.standing),
        reverse=True,
    )
    taken = [_around(dot) for dot in dots]
    drawn = [(x - 5, y - 1, x + 5, y + 1) for x, y in lines]
    named: list[Label] = []
    for dot in [*(one for one in dots if one.standing.own), *outside]:
        if len(named) == MOST_LABELS:
            break
        name = words.shortened(dot.standing.body_name, 30 if width > 300 else 20)
        letter = BOLD_LETTER if dot.standing.own else LETTER
        free = [
            (crossed, box)
            for box in _places(dot, letter * len(name), height, far=dot.standing.own)
            if min(box[:2]) >= 0 and box[2] <= width and box[3] <= height
            for crossed in (
                (
                    sum(_meet(box, other) for other in taken),
                    sum(_meet(box, other) for other in drawn),
                ),
            )
        ]
        # The nearest place that is free; the own name stands where it covers least.
        best = min(free, key=lambda each: each[0], default=None)
        if best is None or (best[0][0] and not dot.standing.own):
            continue
        taken.append(best[1])
        named.append(_label(dot, name, best[1]))
    return named


def leaders(named: Sequence[Label]) -> list[Spec]:
    """Thin lines from dots to names that do not stand beside them."""
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
            "encoding": {
                "x": {"value": label.dot.x},
                "y": {"value": label.dot.y},
                "x2": {"value": label.line_to[0]},
                "y2": {"value": label.line_to[1]},
            },
        }
        for label in named
        if label.line_to is not None
    ]


def _around(dot: Dot) -> Box:
    radius = OWN_RADIUS if dot.standing.own else RADIUS
    return dot.x - radius, dot.y - radius, dot.x + radius, dot.y + radius


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _places(dot: Dot, long: float, height: float, *, far: bool) -> Iterator[Box]:
    """Beside, above and below the dot; then, if `far`, further away, the nearest first."""
    gap = OWN_RADIUS + 1
    beside, level = dot.x + gap, dot.y - (ABOVE - BELOW) / 2 - BELOW
    yield from _boxes([(beside, level), (dot.x - gap - long, level)], long)
    for away in range(0, int(height) if far else 1, 12):
        up, down = dot.y - gap - ABOVE - BELOW - away, dot.y + gap + away
        lefts = [dot.x - long / 2, dot.x, dot.x - long]
        if far:
            lefts += [dot.x - long - 24, dot.x + 24, dot.x - long - 60, dot.x + 60]
        yield from _boxes([(left, top) for top in (up, down) for left in lefts], long)


def _boxes(corners: Sequence[tuple[float, float]], long: float) -> Iterator[Box]:
    return ((left, top, left + long, top + ABOVE + BELOW) for left, top in corners)


def _label(dot: Dot, name: str, box: Box) -> Label:
    """Aligned on the side of its dot, so that a name shorter than was measured stays near it."""
    left, top, right, bottom = box
    anchor, x = ("end", right) if right <= dot.x else ("start", left)
    if left < dot.x < right:
        anchor, x = "middle", (left + right) / 2
    nearest = (min(max(dot.x, left), right), min(max(dot.y, top), bottom))
    apart = math.dist((dot.x, dot.y), nearest) > OWN_RADIUS + 8
    said = Words(name, x, top + ABOVE, anchor, dot.standing.own)
    return Label(said, dot, nearest if apart else None)


def _excess(each: Standing) -> float:
    """How far beyond its limit, in widths of the funnel there."""
    low, high, value = each.funnel_998_low, each.funnel_998_high, each.value
    assert low is not None and high is not None and value is not None
    if each.unit == Unit.RATIO:
        low, high, value = (math.log(max(number, 1e-9)) for number in (low, high, value))
    return abs(value - (low + high) / 2) / (high - low or 1.0)
