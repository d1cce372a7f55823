"""Which results go where: by indicator, year, cell and grouping, from coarse to fine."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from evenhand.domain.codes.ethnicity import Ethnicity, Grouping
from evenhand.domain.codes.grades import OFF_LADDER
from evenhand.domain.frameworks.edition import Edition, Indicator, Kind
from evenhand.domain.results.measurement import Measurement, without_numbers
from evenhand.domain.results.result import Result
from evenhand.reporting import words

LONGEST_LABEL = 80


@dataclass(frozen=True)
class IndicatorResults:
    """Every result of one indicator of one edition, in the order in which measures gave them."""

    edition: Edition
    indicator: Indicator
    results: tuple[Result, ...]
    ethnicity: Ethnicity
    # Rungs that stand beside the ladder: neither higher nor lower than those on it.
    beside: tuple[str, ...] = ()

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Oldest first."""
        return tuple(sorted({result.period for result in self.results}))

    @cached_property
    def latest(self) -> tuple[Result, ...]:
        """The results of the last year that has any."""
        return self.during(self.periods[-1])

    def during(self, period: str) -> tuple[Result, ...]:
        """The results of one year."""
        return tuple(result for result in self.results if result.period == period)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Lines of the indicator (grades, parts of the board); one empty text where it has none."""
        return ordered(result.cell for result in self.latest)

    @cached_property
    def main(self) -> "IndicatorResults":
        """The indicator as a whole, without its further lines (senior posts among all posts)."""
        if "" not in self.cells or len(self.cells) == 1:
            return self
        return replace(self, results=tuple(r for r in self.results if r.cell == ""))

    @cached_property
    def further(self) -> "IndicatorResults | None":
        """The lines that stand beside an indicator as a whole, if it has both."""
        if self.main is self:
            return None
        return replace(self, results=tuple(r for r in self.results if r.cell != ""))

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """Those of the last year, coarsest first. A year without records may have one only."""
        slugs = {result.grouping for result in self.latest}
        found = [grouping for grouping in self.ethnicity.groupings if grouping.slug in slugs]
        return tuple(sorted(found, key=lambda grouping: len(grouping.groups)))

    @cached_property
    def headline(self) -> tuple[Result, ...]:
        """Minority groups of the coarsest grouping in the last year: what is said first."""
        return minority(self.in_grouping(self.groupings[0]), self.groupings[0])

    def in_grouping(self, grouping: Grouping) -> tuple[Result, ...]:
        """The last year's results in one grouping."""
        return tuple(result for result in self.latest if result.grouping == grouping.slug)

    def on_ladder(self, cell: str) -> bool:
        """Whether a line is a rung that is higher or lower than others."""
        rung = cell.rpartition(": ")[2]
        return rung != OFF_LADDER and rung not in self.beside

    @cached_property
    def beside_ladder(self) -> tuple[str, ...]:
        """Lines of a ladder that stand beside it (those on no rung say so themselves)."""
        if self.indicator.kind is not Kind.REPRESENTATION:
            return ()
        return tuple(cell for cell in self.cells if cell.rpartition(": ")[2] in self.beside)

    def broad(self, result: Result) -> str:
        """The family that a result's group is drawn in."""
        for grouping in self.groupings:
            if grouping.slug == result.grouping:
                return grouping.group(result.group).broad
        return "unknown"

    @cached_property
    def stands_beside_places(self) -> bool:
        """Whether its lines set one and the same share beside several others."""
        if self.indicator.kind is not Kind.BOARD_DIFFERENCE or len(self.cells) < 2:
            return False
        counts = {(r.grouping, r.group, r.numerator, r.denominator) for r in self.headline}
        return len(counts) == len({(r.grouping, r.group) for r in self.headline})


def arrange(measurement: Measurement) -> dict[str, list[IndicatorResults]]:
    """By standard, each indicator that has results, in the edition's order."""
    by_indicator: dict[tuple[str, str], list[Result]] = {}
    for result in measurement.results:
        shown = _readable(without_numbers(result))
        by_indicator.setdefault((result.standard, result.indicator), []).append(shown)
    return {
        edition.standard: [
            IndicatorResults(
                edition,
                indicator,
                tuple(by_indicator[edition.standard, indicator.id]),
                measurement.ethnicity,
                _beside(measurement, edition),
            )
            for indicator in edition.indicators
            if (edition.standard, indicator.id) in by_indicator
        ]
        for edition in measurement.editions
    }


def _beside(measurement: Measurement, edition: Edition) -> tuple[str, ...]:
    ladder = measurement.ladders.get(edition.standard)
    return () if ladder is None else ladder.beside


def _readable(result: Result) -> Result:
    """With labels cut to a length that a table can bear: a body may call groups what it likes."""
    if max(len(result.group_label), len(result.comparator_label)) <= LONGEST_LABEL:
        return result
    return replace(
        result,
        group_label=words.shortened(result.group_label, LONGEST_LABEL),
        comparator_label=words.shortened(result.comparator_label, LONGEST_LABEL),
    )


def minority(results: Iterable[Result], grouping: Grouping) -> tuple[Result, ...]:
    """Results about groups that are not White; all of them where there are no others."""
    found = tuple(results)
    white = set(grouping.white)
    return tuple(result for result in found if result.group not in white) or found


def ordered(items: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of first appearance."""
    return tuple(dict.fromkeys(items))


def grouped(
    results: Sequence[Result], key: Callable[[Result], str]
) -> list[tuple[str, list[Result]]]:
    """Results under each key, keys in the order of first appearance."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(key(result), []).append(result)
    return list(found.items())
