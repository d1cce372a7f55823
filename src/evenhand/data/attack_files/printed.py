"""Every number that results print, in the ways in which a report may write it."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isclose, isfinite

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
    them, `wholes` the people that shares are of, `brief` counts with their percentages,
    `people` how many more or fewer (signed), `numbers` decimals and percentages as written without
    their sign, `exact` the figures with all their digits, in order.
    """

    pairs: frozenset[Pair]
    counts: frozenset[int]
    unknown: frozenset[int]
    wholes: frozenset[int]
    brief: frozenset[tuple[int, str]]
    people: frozenset[int]
    numbers: frozenset[str]
    exact: tuple[float, ...]

    @staticmethod
    def together(several: Sequence["Printed"]) -> "Printed":
        """What all of these print."""
        return Printed(
            pairs=frozenset().union(*(each.pairs for each in several)),
            counts=frozenset().union(*(each.counts for each in several)),
            unknown=frozenset().union(*(each.unknown for each in several)),
            wholes=frozenset().union(*(each.wholes for each in several)),
            brief=frozenset().union(*(each.brief for each in several)),
            people=frozenset().union(*(each.people for each in several)),
            numbers=frozenset().union(*(each.numbers for each in several)),
            exact=tuple(sorted({value for each in several for value in each.exact})),
        )

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
    numbers = {f"{result.confidence:.0%}" for result in shown}
    brief = {(x, written.percent(x / n)) for x, n in pairs if n}
    numbers |= {percent for _, percent in brief}
    exact: set[float] = set()
    for result in shown:
        for field in (*_SHARES, *_FIGURES, *_TESTS):
            value = getattr(result, field)
            if value is not None and isfinite(value):
                exact.add(value)
                numbers |= _written(field, value)
    return Printed(
        frozenset(pairs),
        frozenset[int]().union(*counts.values()),
        frozenset(counts["not_stated_"] | counts["not_known_"]),
        frozenset(result.denominator for result in shown if result.denominator is not None)
        | frozenset(
            r.comparator_denominator for r in shown if r.comparator_denominator is not None
        ),
        frozenset(brief),
        frozenset(more_or_fewer),
        frozenset(number.lstrip("+-\N{MINUS SIGN}") for number in numbers),
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


def _written(field: str, value: float) -> set[str]:
    if field in _SHARES:
        return {written.percent(value), f"{value:.0%}", f"{value:.1%}"}
    if field in _TESTS:
        return {f"{value:.{decimals}f}" for decimals in (2, 3, 4)}
    size = abs(value)
    return {written.ratio(size), f"{size:,.0f}%", f"{size:.1f}%"} | {
        f"{size:,.{decimals}f}" for decimals in (1, 2, 3)
    }
