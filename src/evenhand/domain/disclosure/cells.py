"""Which counts a result prints: each with its period, its name, where, and of which people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from evenhand.domain.codes.ethnicity import NOT_STATED, Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.edition import Edition, Indicator, Kind
from evenhand.domain.results.result import Result

Names = frozenset[str]
EVERYWHERE: Names = frozenset()
BY_GRADE, WORKFORCE = "workforce_by_grade", "workforce"
EVERYONE_ELSE = "everyone-else"
# The one line of a level that no grade belongs to.
NO_GRADE = ": no grade"
# The fields that a figure rests on, and those that stand beside it.
RESTS_ON = ("numerator", "denominator", "comparator_numerator", "comparator_denominator")
NOT_STATED_FIELDS = ("not_stated_numerator", "not_stated_denominator")
NOT_KNOWN_FIELDS = ("not_known_numerator", "not_known_denominator")
BESIDE = (*NOT_STATED_FIELDS, *NOT_KNOWN_FIELDS)


class CountCell(NamedTuple):
    """
    How many `people` (ethnic categories) of one count, in one period.

    `places` are the lines (grades, or "senior posts") it is summed over; empty means all.
    `team` is the part of the body that it is of; empty means all of it.
    """

    period: str
    name: str
    places: Names
    people: Names
    team: str = ""

    def __str__(self) -> str:
        where = f", {' + '.join(sorted(self.places))}" if self.places else ""
        shown = sorted(self.people)
        who = " + ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")
        team = f", {self.team}" if self.team else ""
        return f"{self.name} {self.period}{team}{where}: {who}"


@dataclass(frozen=True)
class Definitions:
    """
    What result fields mean: editions by standard, ethnic groups, and ladders by standard.

    `team`: that the results are of one team of the body.
    """

    editions: Mapping[str, Edition]
    ethnicity: Ethnicity
    ladders: Mapping[str, Ladder]
    team: str = ""

    def cells(self, result: Result, grades: Iterable[str]) -> dict[str, CountCell]:
        """The cell of each count field, those left out that everybody knows from elsewhere."""
        edition = self.editions[result.standard]
        indicator = edition.indicator(result.indicator)
        own = self.people(result.grouping, result.group)
        maker = _Maker(result.period, own, self._not_known[result.grouping], self.team)
        if indicator.kind in (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE):
            return self._part_and_whole(maker, edition, indicator, result)
        other = self.comparator(result.grouping, result.group, result.comparator)
        top, bottom = indicator.numerator, indicator.denominator
        upper = lower = frozenset({result.cell} if result.cell else ())
        if indicator.kind is Kind.DISPARITY_RATIO:
            top = bottom = indicator.numerator
            upper, lower = self._levels(result, grades)
        return maker.two_sides(top, bottom, upper, lower, other)

    def people(self, grouping: str, group: str) -> Names:
        """The ethnic categories of a group."""
        return self._people[grouping, group]

    def comparator(self, grouping: str, group: str, slug: str) -> Names:
        """The categories of the other side of a comparison of groups."""
        known = self.ethnicity.grouping(grouping)
        if slug == EVERYONE_ELSE:
            names = [each.slug for each in known.groups if each.slug != group]
        elif slug == "white":
            names = list(known.white)
        else:
            names = [slug]
        return frozenset().union(*(self.people(grouping, name) for name in names))

    def whole(self, edition: Edition, grouping: str) -> Names:
        """Everybody whom an edition counts in the whole."""
        if edition.whole == "all":
            return self._everybody
        return self._everybody - self._not_known[grouping] - {NOT_STATED}

    @cached_property
    def _people(self) -> dict[tuple[str, str], Names]:
        return {
            (grouping.slug, group.slug): frozenset(group.categories)
            for grouping in self.ethnicity.groupings
            for group in grouping.groups
        }

    @cached_property
    def _everybody(self) -> Names:
        return frozenset(each.slug for each in self.ethnicity.categories)

    @cached_property
    def _not_known(self) -> dict[str, Names]:
        known = self.ethnicity
        return {grouping.slug: known.not_known_in(grouping) for grouping in known.groupings}

    def _part_and_whole(
        self, maker: "_Maker", edition: Edition, indicator: Indicator, result: Result
    ) -> dict[str, CountCell]:
        part, entire, places = indicator.numerator, indicator.denominator, EVERYWHERE
        if indicator.kind is Kind.REPRESENTATION:
            places = frozenset({result.cell})
        else:
            chosen = [cell for cell in indicator.cells if cell.name == result.cell]
            if chosen:
                part, entire = chosen[0].numerator, chosen[0].denominator
        whole = self.whole(edition, result.grouping)
        found = {
            "numerator": maker.cell(part, places),
            "denominator": maker.cell(part, places, whole),
            "comparator_numerator": maker.cell(entire, EVERYWHERE),
            "comparator_denominator": maker.cell(entire, EVERYWHERE, whole),
        }
        for fields, who in maker.beside():
            found[fields[0]] = maker.cell(part, places, who)
            found[fields[1]] = maker.cell(part, places, self._everybody)
        return {field: cell for field, cell in found.items() if not known_to_all(cell.name)}

    def _levels(self, result: Result, grades: Iterable[str]) -> tuple[Names, Names]:
        """The grades of the upper of two levels, and of both, as lines of the grade table."""
        steps = self.ladders[result.standard].steps
        block, _, step = result.cell.rpartition(": ")
        below, _, above = step.partition(" to ")

        def of(level: str) -> Names:
            rungs = steps.get(level, ())
            return frozenset(f"{block}: {rung}" if block else rung for rung in rungs)

        there = frozenset(grades)
        # A level without a grade has nobody in it; an empty set would mean everywhere.
        nowhere = frozenset({f"{result.cell}{NO_GRADE}"})
        return of(above) & there or nowhere, (of(above) | of(below)) & there or nowhere


@dataclass(frozen=True)
class _Maker:
    """Cells of one period; of one group where nobody else is named."""

    period: str
    own: Names
    not_known: Names
    team: str

    def beside(self) -> tuple[tuple[tuple[str, str], Names], ...]:
        """The two kinds of unknown: their fields, and who they are."""
        not_stated = frozenset({NOT_STATED})
        return (NOT_STATED_FIELDS, not_stated), (NOT_KNOWN_FIELDS, self.not_known)

    def cell(self, count: str, places: Names, people: Names | None = None) -> CountCell:
        name = WORKFORCE if count == BY_GRADE else count
        return CountCell(
            self.period, name, places, self.own if people is None else people, self.team
        )

    def two_sides(
        self, top: str, bottom: str, upper: Names, lower: Names, other: Names
    ) -> dict[str, CountCell]:
        found = {}
        sides = (
            (RESTS_ON[:2], self.own),
            (RESTS_ON[2:], other),
            *self.beside(),
        )
        for fields, people in sides:
            found[fields[0]] = self.cell(top, upper, people)
            found[fields[1]] = self.cell(bottom, lower, people)
        return found


def known_to_all(count: str) -> bool:
    """Whether a count was published elsewhere, by others: the census, other places' figures."""
    return count == "population" or count.startswith("reference.")


def grades_in(results: Iterable[Result]) -> Names:
    """The lines of the grade table."""
    return frozenset(r.cell for r in results if r.kind == Kind.REPRESENTATION and r.cell)
