"""The sentence of each figure, by kind of indicator, and the reason where there is no figure."""

from math import isfinite, isnan

from evenhand.domain.codes.grades import OFF_LADDER
from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.measures.line import Line
from evenhand.domain.results import reading
from evenhand.domain.results.finding import FEWEST_PEOPLE
from evenhand.domain.results.result import Finding


def reading_of(line: Line) -> str:
    """The figure in words."""
    indicator, finding = line.indicator, line.finding
    value, low, high = line.value, line.low, line.high
    if indicator.kind is Kind.RELATIVE_LIKELIHOOD:
        over, under = _over_and_under(line)
        return reading.ratio_sentence(
            over=over,
            under=under,
            outcome=indicator.outcome,
            value=value,
            low=low,
            high=high,
            finding=finding,
        )
    if indicator.kind is Kind.DISPARITY_RATIO:
        over, under = _over_and_under(line)
        return reading.disparity_sentence(
            over=over, under=under, cell=line.cell, value=value, low=low, high=high, finding=finding
        )
    if indicator.kind is Kind.SURVEY_SHARE:
        group, comparator = _sides(line)
        return reading.survey_sentence(
            group=group,
            comparator=comparator,
            outcome=indicator.outcome,
            shares=_shares(line),
            value=value,
            low=low,
            high=high,
            finding=finding,
        )
    people = indicator.people if indicator.kind is Kind.REPRESENTATION else "people"
    return reading.share_sentence(
        group=reading.people_of(line.group_label, people),
        place=_place(line),
        whole=line.comparator_label,
        shares=_shares(line),
        value=value,
        low=low,
        high=high,
        finding=finding,
    )


def people_of(line: Line, people: int | None) -> str:
    """How many people the difference is, in words; empty where the indicator counts none."""
    if people is None or not line.indicator.outcome_noun:
        return ""
    group, comparator = _sides(line)
    return reading.people_sentence(
        people=people, noun=line.indicator.outcome_noun, group=group, comparator=comparator
    )


def reason_of(line: Line) -> str:
    """Why there is no figure; empty where there is one."""
    if line.finding is Finding.TOO_SMALL:
        return (
            f"Too few people to show: fewer than {FEWEST_PEOPLE} on one side of the comparison "
            f"of {line.group_label} with {line.comparator_label}."
        )
    if line.finding is not Finding.NOT_CALCULABLE:
        return ""
    if line.reason:
        return line.reason
    if not isnan(line.bounds[0]):
        return _apart(line)
    if line.hidden:
        return "Not calculable: the publisher has hidden one of the counts."
    for name, n in ((line.group_label, line.n), (line.comparator_label, line.n0)):
        if n == 0 or isnan(n):
            return f"Not calculable: the records show nobody under “{name}” here."
    if line.x > line.n or line.x0 > line.n0:
        return (
            "Not calculable: more people had this outcome than are on the staff list, "
            "so there is no share to compare."
        )
    if line.indicator.kind in (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE):
        return "Not calculable: the part is the whole, so there is nobody to set it against."
    return _no_ratio(line)


def _apart(line: Line) -> str:
    low, high, low0, high0 = (100 * bound for bound in line.bounds)
    return (
        "Not calculable: two questions were asked apart (managers, other colleagues), and how many "
        f"people said yes to both is not known. The share for {line.group_label} lies between "
        f"{low:.1f}% and {high:.1f}%, for {line.comparator_label} between "
        f"{low0:.1f}% and {high0:.1f}%."
    )


def _no_ratio(line: Line) -> str:
    if line.x == 0 and line.x0 == 0:
        return (
            "Not calculable: the records show nobody on either side with this outcome "
            "(or the pack holds no rows of this kind)."
        )
    if line.indicator.kind is Kind.DISPARITY_RATIO:
        return "Not calculable: one side has nobody at one of the two levels."
    over, under = _over_and_under(line)
    bound = f" With these numbers it is at least {line.low:.2f}." if _says(line.low) else ""
    return f"Not calculable: no {under} had this outcome, so there is no ratio for {over}.{bound}"


def _says(bound: float) -> bool:
    return not isnan(bound) and isfinite(bound) and bound > 0


def _sides(line: Line) -> tuple[str, str]:
    people = line.indicator.people
    labels = (line.group_label, line.comparator_label)
    group, comparator = (reading.people_of(label, people) for label in labels)
    return group, comparator


def _over_and_under(line: Line) -> tuple[str, str]:
    group, comparator = _sides(line)
    if line.indicator.direction is Direction.COMPARATOR_OVER_GROUP:
        return comparator, group
    return group, comparator


def _shares(line: Line) -> tuple[str, str]:
    sides = ((line.share, line.x, line.n), (line.comparator_share, line.x0, line.n0))
    first, second = (
        reading.share_words(share, _count(x), _count(n), counts=not line.weighted)
        for share, x, n in sides
    )
    return first, second


def _count(number: float) -> int | None:
    return None if isnan(number) else round(number)


def _place(line: Line) -> str:
    indicator, edition = line.indicator, line.edition
    if indicator.kind is Kind.REPRESENTATION:
        block, _, rung = line.cell.rpartition(": ")
        people = f"{block} {indicator.people}" if block else indicator.people
        if rung == OFF_LADDER:
            return f"{people} who are {OFF_LADDER}"
        word = edition.grade_phrase or edition.grade_word
        named = rung if rung.lower().startswith(word) else f"{word} {rung}"
        return f"{people} in {named}"
    called = {each.name: each.people for each in indicator.cells}
    return called.get(line.cell) or indicator.people
