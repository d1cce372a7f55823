"""The three sides that a return asks about, out of results: White, minority, and unknown."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.result import Result

WHOLES = (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """People of one side: with it, out of how many, and the share where it has no counts."""

    numerator: int | None = None
    denominator: int | None = None
    share: float | None = None
    difference: float | None = None


@dataclass(frozen=True, kw_only=True)
class Sides:
    """One line of one indicator in one year. `hidden`: it may not be shown."""

    white: Side
    minority: Side
    unknown: Side
    hidden: bool
    ratio: float | None
    reason: str

    @property
    def each(self) -> tuple[Side, Side, Side]:
        """In the order of the form."""
        return (self.white, self.minority, self.unknown)


class Lines:
    """Every line of a body's results in the two-way grouping, by indicator, line and year."""

    def __init__(self, results: Sequence[Result], grouping: Grouping) -> None:
        self._grouping = grouping
        self._found: dict[tuple[str, str, str], list[Result]] = {}
        for result in results:
            if result.grouping == grouping.slug:
                key = (result.indicator, result.cell, result.period)
                self._found.setdefault(key, []).append(result)

    @property
    def periods(self) -> list[str]:
        """Oldest first."""
        return sorted({period for _, _, period in self._found})

    def cells(self, indicator: str) -> list[str]:
        """Every line of an indicator, in the order of the results."""
        return list(dict.fromkeys(cell for name, cell, _ in self._found if name == indicator))

    def measured(self, indicator: str, period: str) -> bool:
        """Whether there is anything on this indicator in this year."""
        return any(key[0] == indicator and key[2] == period for key in self._found)

    def sides(self, indicator: str, cell: str, period: str) -> Sides | None:
        """One line; None where the results have none."""
        found = self._found.get((indicator, cell, period), [])
        white = next((r for r in found if r.group in self._grouping.white), None)
        asked = next((r for r in found if r.group not in self._grouping.white), None)
        if asked is None:
            return None
        return Sides(
            white=_own(white) if white is not None else _other(asked),
            minority=_own(asked),
            unknown=_unknown(asked),
            hidden=any(r.suppressed for r in found),
            ratio=asked.value,
            reason=asked.reason,
        )


def _own(result: Result) -> Side:
    return Side(
        numerator=result.numerator,
        denominator=result.denominator,
        share=result.share,
        difference=result.value if result.kind in WHOLES else None,
    )


def _other(result: Result) -> Side:
    return Side(
        numerator=result.comparator_numerator,
        denominator=result.comparator_denominator,
        share=result.comparator_share,
    )


def _unknown(result: Result) -> Side:
    """Not stated and not known together. Of a whole, both are counted out of all its people."""
    numerator = _both(result.not_stated_numerator, result.not_known_numerator)
    if result.kind in WHOLES:
        denominator = result.denominator
    else:
        denominator = _both(result.not_stated_denominator, result.not_known_denominator)
    share = None
    if numerator is not None and denominator:
        share = numerator / denominator
    return Side(numerator=numerator, denominator=denominator, share=share)


def _both(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
