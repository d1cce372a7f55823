"""Figures that tell more than the counts beside them: from their digits others could be worked out.

Everything is worked out again from the printed counts alone, with this file's own formulas and the
intervals and tests of `domain.statistics`. A figure made from exact counts, printed beside rounded
ones, does not come out the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import isclose
from typing import SupportsFloat

from evenhand.domain.disclosure.preset import Preset, whole_percent
from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.results.result import Result, Unit
from evenhand.domain.statistics import of_counts, ratios

_CLOSE = 1e-9
_SIDES = ("", "comparator_")
_MADE_OF_COUNTS = ("value", "low", "high", "p_value", "people")
# Of a share, without counts beside it: a rounding preset shows it in whole percent.
_WHOLE = 100
_NO_COUNTS = ("weighted", "hidden by its publisher")


def more_than_counts(results: Sequence[Result], preset: Preset) -> list[str]:
    """Figures that do not follow from the counts printed with them, as "share of ..."."""
    return [
        f"{field} of {result.standard} {result.indicator} {result.cell} {result.group_label}"
        for result in results
        if not result.suppressed
        for field in _told(result, preset)
    ]


def _told(result: Result, preset: Preset) -> Iterator[str]:
    for side in _SIDES:
        yield from _of_share(result, side, preset)
    sides = [getattr(result, f"{s}{end}") for s in _SIDES for end in ("numerator", "denominator")]
    if any(n is None for n in sides):
        if not set(_NO_COUNTS) & set(result.flags):
            yield from (name for name in _MADE_OF_COUNTS if getattr(result, name) is not None)
        return
    if result.value is not None:
        yield from _of_figure(result, *sides)


def _of_share(result: Result, side: str, preset: Preset) -> Iterator[str]:
    """A share is its counts' quotient, or that in whole percent; its limits are Wilson's."""
    x, n = getattr(result, f"{side}numerator"), getattr(result, f"{side}denominator")
    share = getattr(result, f"{side}share")
    limits = [getattr(result, f"{side}share_{end}") for end in ("low", "high")]
    if "weighted" in result.flags:
        told = [share, *limits] if preset.rounds else []
        if any(each is not None and not _is_whole(_WHOLE * each) for each in told):
            yield f"{side}share"
        return
    if x is None or not n:
        if any(each is not None for each in (share, *limits)):
            yield f"{side}share"
        return
    allowed = [x / n]
    if preset.percent_decimals is not None:
        allowed.append(whole_percent(x, n, preset.percent_decimals) / 100)
    if share is not None and not any(_close(share, each) for each in allowed):
        yield f"{side}share"
    if None not in limits and not _all_close(limits, of_counts.wilson(x, n)):
        yield f"limits of the {side}share"


def _of_figure(result: Result, x: int, n: int, x0: int, n0: int) -> Iterator[str]:
    """The figure, its interval, its test and its number of people, from four counts."""
    value, ways = _worked_out(result, x, n, x0, n0)
    if not _close(result.value or 0.0, value):
        yield "figure"
    limits = [result.low, result.high]
    if None not in limits and not any(_all_close(limits, way[:2]) for way in ways):
        yield "interval"
    if result.p_value is not None and not any(_close(result.p_value, way[2]) for way in ways):
        yield "p value"
    people = None if not n or not n0 else round(n * (x / n - x0 / n0))
    if result.people is not None and result.people != people:
        yield "number of people"


Way = tuple[float, float, float]


def _worked_out(result: Result, x: int, n: int, x0: int, n0: int) -> tuple[float, list[Way]]:
    """
    The figure, and low, high and p in each way that a standard may ask for.

    A part is set against its whole or, where it may be inside it, against the rest of that.
    """
    if result.unit is not Unit.RATIO:
        value = 100 * (x / n - x0 / n0)
        ways = [_points(x, n, (x0, n0), (x0, n0))]
        if n0 > n and x0 >= x:
            ways.append(_points(x, n, (x0, n0), (min(x0 - x, n0 - n), n0 - n)))
        return value, ways
    top, bottom = (x, n), (x0, n0)
    if result.direction == Direction.COMPARATOR_OVER_GROUP:
        top, bottom = bottom, top
    if result.kind == Kind.DISPARITY_RATIO:
        odds = ratios.woolf_odds_ratio(top[0], top[1] - top[0], bottom[0], bottom[1] - bottom[0])
        low, high = float(odds[1]), float(odds[2])
        value = (top[0] / (top[1] - top[0])) / (bottom[0] / (bottom[1] - bottom[0]))
    else:
        _, low, high = of_counts.koopman(*top, *bottom)
        value = (top[0] / top[1]) / (bottom[0] / bottom[1])
    p, _ = of_counts.p_value(x, n, x0, n0)
    return value, [(low, high, p)]


def _points(x: int, n: int, whole: tuple[int, int], rest: tuple[int, int]) -> Way:
    """The limits of a difference from a whole, tested against the rest of it."""
    value = x / n - whole[0] / whole[1]
    _, low, high = of_counts.newcombe(x, n, *rest)
    weight = rest[1] / whole[1]
    shift = value - weight * (x / n - rest[0] / rest[1])
    p, _ = of_counts.p_value(x, n, *rest)
    return 100 * (weight * low + shift), 100 * (weight * high + shift), p


def _all_close(told: Sequence[float | None], expected: Iterable[SupportsFloat]) -> bool:
    pairs = zip(told, (float(each) for each in expected), strict=True)
    return all(a is not None and _close(a, b) for a, b in pairs)


def _close(a: float, b: float) -> bool:
    return isclose(a, b, rel_tol=_CLOSE, abs_tol=_CLOSE)


def _is_whole(value: float) -> bool:
    return _close(value, round(value))
