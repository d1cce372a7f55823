"""Each figure's formula, with its own numbers in it."""

from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.results import written
from evenhand.domain.results.result import Result, Unit
from evenhand.reporting import figures, words

DIVIDE = "\N{DIVISION SIGN}"


def formula(result: Result) -> str:
    """ "(41 ÷ 68) ÷ (120 ÷ 700) = 60.3% ÷ 17.1% = 3.52"."""
    if figures.is_bounded(result):
        return _bounds(result)
    if result.suppressed or result.value is None:
        return words.sentence(result.reason)
    ours = _side(result, result.numerator, result.denominator, result.share)
    theirs = _side(
        result,
        result.comparator_numerator,
        result.comparator_denominator,
        result.comparator_share,
    )
    sides = [ours, theirs]
    if result.direction == Direction.COMPARATOR_OVER_GROUP:
        sides.reverse()
    if result.unit is Unit.POINTS:
        return _chain([f"{a} {written.MINUS} {b}" for a, b in zip(*sides, strict=True)], result)
    if result.kind == Kind.DISPARITY_RATIO:
        return _odds(result)
    return _chain([f"{a} {DIVIDE} {b}" for a, b in zip(*sides, strict=True)], result)


def method(result: Result) -> str:
    """How the interval and the p value were made."""
    if figures.is_bounded(result):
        return result.method
    if result.suppressed or result.value is None:
        return ""
    parts = [f"{result.method}, {result.confidence:.0%}"]
    if result.p_method:
        parts.append(result.p_method)
    return "; ".join(parts)


def _bounds(result: Result) -> str:
    """Lowest less highest, and highest less lowest: what the answers to two questions allow."""
    low, high, other_low, other_high = (
        "" if share is None else figures.percent(result, share)
        for share in (
            result.share_low,
            result.share_high,
            result.comparator_share_low,
            result.comparator_share_high,
        )
    )
    lowest, highest = (written.figure(end, unit=result.unit) for end in (result.low, result.high))
    return (
        f"lowest: {low} {written.MINUS} {other_high} = {lowest}; "
        f"highest: {high} {written.MINUS} {other_low} = {highest}"
    )


def _side(result: Result, x: int | None, n: int | None, share: float | None) -> tuple[str, str]:
    """A share as a division and as a percentage; weighted shares have no whole counts."""
    percent = "" if share is None else figures.percent(result, share)
    if x is None or n is None:
        return percent, percent
    return f"({written.count(x)} {DIVIDE} {written.count(n)})", percent


def _chain(steps: list[str], result: Result) -> str:
    """Steps joined by equals signs, a repeated step said once."""
    return " = ".join(dict.fromkeys((*steps, figures.value(result))))


def _odds(result: Result) -> str:
    """The race disparity ratio sets odds against odds: at the higher level to at the lower."""
    x, n = result.numerator, result.denominator
    x0, n0 = result.comparator_numerator, result.comparator_denominator
    if x is None or n is None or x0 is None or n0 is None:
        return figures.value(result)
    ours = f"({written.count(x)} {DIVIDE} {written.count(n - x)})"
    theirs = f"({written.count(x0)} {DIVIDE} {written.count(n0 - x0)})"
    if result.direction == Direction.COMPARATOR_OVER_GROUP:
        ours, theirs = theirs, ours
    return f"{ours} {DIVIDE} {theirs} = {figures.value(result)}"
