"""A comparison as its page goes through it: measure by measure, the last year first in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from evenhand.domain.measures.compared import Comparison, Standing, Together
from evenhand.reporting import words


@dataclass(frozen=True)
class MeasureStandings:
    """One measure: what the bodies are together, and each body, by year, oldest first."""

    together: Sequence[Together]
    standings: Sequence[Standing]

    @property
    def last(self) -> Together:
        """The latest year."""
        return self.together[-1]

    @cached_property
    def latest(self) -> list[Standing]:
        """Every body in the latest year."""
        return [each for each in self.standings if each.period == self.last.period]

    @cached_property
    def shown(self) -> list[Standing]:
        """Those of them that have a figure, lowest first."""
        known = [each for each in self.latest if each.value is not None]
        return sorted(known, key=lambda each: (each.place or 0.0, each.body))

    @property
    def own(self) -> Standing | None:
        """The body that asked, in the latest year."""
        return next((each for each in self.latest if each.own), None)

    @property
    def empty(self) -> bool:
        """Whether no body has a figure in any year."""
        return not any(each.bodies for each in self.together)

    @property
    def name(self) -> str:
        """Indicator, line and group, as a heading."""
        last = self.last
        line = f", {words.grade(last.cell, last.grade_word)}" if last.cell else ""
        return f"{last.title}{line}: {last.group_label}"


def by_measure(comparison: Comparison) -> Iterator[MeasureStandings]:
    """In the order of the comparison."""
    together: dict[tuple[str, ...], list[Together]] = {}
    standings: dict[tuple[str, ...], list[Standing]] = {}
    for each in comparison.together:
        together.setdefault(_measure(each), []).append(each)
    for one in comparison.standings:
        standings.setdefault(_measure(one), []).append(one)
    for measure, years in together.items():
        yield MeasureStandings(years, standings[measure])


def nobody_has(measures: Sequence[MeasureStandings]) -> str:
    """One sentence for all measures that no body has a figure of; nothing where there are none."""
    names = [of.name for of in measures if of.empty]
    if not names:
        return ""
    many = "this measure" if len(names) == 1 else f"these {len(names)} measures"
    return f"No organisation has a figure that could be compared for {many}: {'; '.join(names)}."


def _measure(each: Together | Standing) -> tuple[str, ...]:
    return (each.standard, each.indicator, each.cell, each.group, each.comparator, each.unit)
