"""The sentence of each figure, by kind of indicator, and the reason where there is no figure."""

from math import isfinite, isnan
from typing import Any

from evenhand.domain.frameworks.edition import Direction, Edition, Indicator, Kind
from evenhand.domain.measures.comparison import Comparisons
from evenhand.domain.results import reading
from evenhand.domain.results.finding import FEWEST_PEOPLE
from evenhand.domain.results.result import Finding

Line = dict[str, Any]
Names = tuple[str, str]


def reading_of(
    edition: Edition, made: Comparisons, place: int, line: Line, names: Names, finding: Finding
) -> str:
    """The figure in words."""
    indicator = made.indicator
    limits = {"value": line["value"], "low": line["low"], "high": line["high"], "finding": finding}
    if indicator.kind is Kind.RELATIVE_LIKELIHOOD:
        over, under = _over_and_under(indicator, names)
        return reading.ratio_sentence(over=over, under=under, outcome=indicator.outcome, **limits)
    if indicator.kind is Kind.DISPARITY_RATIO:
        over, under = _over_and_under(indicator, names)
        return reading.disparity_sentence(over=over, under=under, cell=made.cell[place], **limits)
    shares = _shares(line)
    group = reading.people_of(names[0], indicator.people)
    if indicator.kind is Kind.SURVEY_SHARE:
        return reading.survey_sentence(
            group=group,
            comparator=reading.people_of(names[1], indicator.people),
            outcome=indicator.outcome,
            shares=shares,
            **limits,
        )
    return reading.share_sentence(
        group=group
        if indicator.kind is Kind.REPRESENTATION
        else reading.people_of(names[0], "people"),
        place=_place(edition, indicator, made.cell[place]),
        whole=names[1],
        shares=shares,
        **limits,
    )


def reason_of(
    edition: Edition, made: Comparisons, place: int, line: Line, names: Names, finding: Finding
) -> str:
    """Why there is no figure; empty where there is one."""
    if finding is Finding.TOO_SMALL:
        return (
            f"Too few people to show: fewer than {FEWEST_PEOPLE} on one side of the comparison "
            f"of {names[0]} with {names[1]}."
        )
    if finding is not Finding.NOT_CALCULABLE:
        return ""
    if made.reason[place]:
        return made.reason[place]
    if not isnan(made.bounds[place][0]):
        return _apart(made, place, names)
    if line["hidden"]:
        return "Not calculable: the publisher has hidden one of the counts."
    for name, n in zip(names, (line["n"], line["n0"]), strict=True):
        if n == 0:
            return f"Not calculable: the records show nobody under “{name}” here."
    if line["x"] > line["n"] or line["x0"] > line["n0"]:
        return (
            "Not calculable: more people had this outcome than are on the staff list, "
            "so there is no share to compare."
        )
    if made.indicator.kind in (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE):
        return "Not calculable: the part is the whole, so there is nobody to set it against."
    return _no_ratio(made, line, names)


def _apart(made: Comparisons, place: int, names: Names) -> str:
    low, high, low0, high0 = (100 * float(bound) for bound in made.bounds[place])
    return (
        "Not calculable: two questions were asked apart (managers, other colleagues), and how many "
        f"people said yes to both is not published. The share for {names[0]} lies between "
        f"{low:.1f}% and {high:.1f}%, for {names[1]} between {low0:.1f}% and {high0:.1f}%."
    )


def _no_ratio(made: Comparisons, line: Line, names: Names) -> str:
    if line["x"] == 0 and line["x0"] == 0:
        return (
            "Not calculable: the records show nobody on either side with this outcome "
            "(or the pack holds no rows of this kind)."
        )
    if made.indicator.kind is Kind.DISPARITY_RATIO:
        return "Not calculable: one side has nobody at one of the two levels."
    over, under = _over_and_under(made.indicator, names)
    at_least = line["low"]
    bound = f" With these numbers it is at least {at_least:.2f}." if _says(at_least) else ""
    return f"Not calculable: no {under} had this outcome, so there is no ratio for {over}.{bound}"


def _says(bound: float) -> bool:
    return not isnan(bound) and isfinite(bound) and bound > 0


def _over_and_under(indicator: Indicator, names: Names) -> tuple[str, str]:
    group, comparator = (reading.people_of(name, indicator.people) for name in names)
    if indicator.direction is Direction.COMPARATOR_OVER_GROUP:
        return comparator, group
    return group, comparator


def _shares(line: Line) -> tuple[str, str]:
    counts = not line["weighted"]
    sides = ((line["share"], "x", "n"), (line["comparator_share"], "x0", "n0"))
    first, second = (
        reading.share_words(share, _count(line[x]), _count(line[n]), counts=counts)
        for share, x, n in sides
    )
    return first, second


def _count(number: float) -> int | None:
    return None if isnan(number) else round(number)


def _place(edition: Edition, indicator: Indicator, cell: str) -> str:
    if indicator.kind is Kind.REPRESENTATION:
        block, _, rung = cell.rpartition(": ")
        people = f"{block} {indicator.people}" if block else indicator.people
        word = edition.grade_phrase or edition.grade_word
        named = rung if rung.lower().startswith(word) else f"{word} {rung}"
        return f"{people} in {named}"
    called = {each.name: each.people for each in indicator.cells}
    return called.get(cell) or indicator.people
