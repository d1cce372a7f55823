"""Every number that results print, in the ways in which a report may write it."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from math import isclose, isfinite

from evenhand.domain.disclosure.preset import whole_percent
from evenhand.domain.results import written
from evenhand.domain.results.measurement import without_numbers
from evenhand.domain.results.result import Result

Pair = tuple[int, int]
_SIDES = ("", "comparator_", "not_stated_", "not_known_")
_SHARES = tuple(
    f"{side}share{end}" for side in ("", "comparator_") for end in ("", "_low", "_high")
)
_FIGURES = ("value", "low", "high", "bound_low", "bound_high", "detectable")
_TESTS = ("p_value", "p_adjusted", "change_p")
# Spreadsheets keep sixteen digits, of which the last may be rounded.
_CLOSE = 1e-12


@dataclass(frozen=True)
class Printed:
    """
    What results print, and nothing else.

    `pairs` are "x of n", `counts` numbers of people, `unknown` those of unknown ethnicity among
    them, `wholes` the people that shares are of, `shares` "x of n" with their percentages, `brief`
    those without n, `sides` percentages that stand in one line (a group's and the other side's),
    `between` the bounds of one share,
    `people` how many more or fewer (signed), `numbers` decimals and percentages as written without
    their sign, `confidence` the levels of intervals, `exact` the figures with all their digits, in order.
    """

    pairs: frozenset[Pair]
    counts: frozenset[int]
    unknown: frozenset[int]
    wholes: frozenset[int]
    shares: frozenset[tuple[int, int, str]]
    brief: frozenset[tuple[int, str]]
    sides: frozenset[tuple[str, str]]
    between: frozenset[tuple[str, str]]
    people: frozenset[int]
    numbers: frozenset[str]
    confidence: frozenset[str]
    exact: tuple[float, ...]

    @staticmethod
    def together(several: Sequence["Printed"]) -> "Printed":
        """What all of these print."""
        sets = {
            each.name: frozenset().union(*(getattr(one, each.name) for one in several))
            for each in fields(Printed)
            if each.name != "exact"
        }
        return Printed(exact=tuple(sorted({n for one in several for n in one.exact})), **sets)

    def has_figure(self, value: float) -> bool:
        """Whether this is one of the figures, with all its digits."""
        place = bisect(self.exact, value)
        return any(
            isclose(each, value, rel_tol=_CLOSE, abs_tol=_CLOSE)
            for each in self.exact[max(place - 1, 0) : place + 1]
        )


def printed_by(results: Iterable[Result]) -> Printed:
    """Everything that these results print."""
    shown = [without_numbers(result) for result in results]
    pairs = {pair for result in shown for pair in _pairs(result)}
    counts = {side: _counts(shown, side) for side in _SIDES}
    more_or_fewer = {result.people for result in shown if result.people is not None}
    confidence = {f"{result.confidence:.0%}" for result in shown}
    numbers = set(confidence)
    percents = {each for result in shown for each in _with_percent(result)}
    numbers |= {percent for _, _, percent in percents}
    exact: set[float] = set()
    for result in shown:
        for field in (*_SHARES, *_FIGURES, *_TESTS):
            value = getattr(result, field)
            if value is not None and isfinite(value):
                exact.add(value)
                numbers |= _written(field, value, written.decimals_of(result.flags))
    return Printed(
        frozenset(pairs),
        frozenset[int]().union(*counts.values()),
        frozenset(counts["not_stated_"] | counts["not_known_"]),
        frozenset(result.denominator for result in shown if result.denominator is not None)
        | frozenset(
            r.comparator_denominator for r in shown if r.comparator_denominator is not None
        ),
        frozenset(percents),
        frozenset((x, percent) for x, _, percent in percents),
        frozenset(pair for result in shown for pair in _in_one_line(result)),
        frozenset(pair for result in shown for pair in _bounds(result)),
        frozenset(more_or_fewer),
        frozenset(number.lstrip("+-\N{MINUS SIGN}") for number in numbers),
        frozenset(confidence),
        tuple(sorted(exact)),
    )


def _counts(shown: Iterable[Result], side: str) -> set[int]:
    return {
        n
        for result in shown
        for end in ("numerator", "denominator")
        if (n := getattr(result, f"{side}{end}")) is not None
    }


def _pairs(result: Result) -> Iterable[Pair]:
    """Counts that belong together, the odds made of them, and everyone of unknown ethnicity."""
    known: list[int] = []
    for side in _SIDES:
        x, n = getattr(result, f"{side}numerator"), getattr(result, f"{side}denominator")
        if x is not None and n is not None:
            yield x, n
            yield x, n - x
        if n is not None:
            known.append(n)
    if len(known) == len(_SIDES):
        yield known[2] + known[3], sum(known)


def _with_percent(result: Result) -> Iterable[tuple[int, int, str]]:
    """Counts with their percentages, as finely as the rules of the result print one."""
    decimals = written.decimals_of(result.flags)
    for x, n in _pairs(result):
        if n:
            exact = decimals == written.DECIMALS or n < 0
            value = None if exact else whole_percent(x, n, decimals) / 100
            yield x, n, written.percent_of(x, n, value, decimals)


def _in_one_line(result: Result) -> Iterable[tuple[str, str]]:
    """Percentages of both sides, whichever stands first; of bounds, the lowest and the highest."""
    for end, other in (("", ""), ("_low", "_high"), ("_high", "_low")):
        pair = _percents(result, f"share{end}", f"comparator_share{other}")
        if pair and (not end or result.share is None):
            yield pair
            yield pair[1], pair[0]


def _bounds(result: Result) -> Iterable[tuple[str, str]]:
    for side in ("", "comparator_"):
        pair = _percents(result, f"{side}share_low", f"{side}share_high")
        if pair and getattr(result, f"{side}share") is None:
            yield pair


def _percents(result: Result, one: str, other: str) -> tuple[str, str] | None:
    a, b = getattr(result, one), getattr(result, other)
    if a is None or b is None:
        return None
    decimals = written.decimals_of(result.flags)
    return written.percent(a, decimals), written.percent(b, decimals)


def _written(field: str, value: float, decimals: int) -> set[str]:
    if field in _SHARES and decimals != written.DECIMALS:
        return {written.percent(value, decimals)}
    if field in _SHARES:
        return {written.percent(value), f"{value:.0%}", f"{value:.1%}"}
    if field in _TESTS:
        return {f"{value:.{decimals}f}" for decimals in (2, 3, 4)}
    size = abs(value)
    return {written.ratio(size), f"{size:,.0f}%", f"{size:.1f}%"} | {
        f"{size:,.{decimals}f}" for decimals in (1, 2, 3)
    }
