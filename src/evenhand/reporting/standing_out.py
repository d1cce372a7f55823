"""What stands out: at most three sentences, chosen by rule and never by taste."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.domain.results import written
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting.arrange import IndicatorResults, minority

MOST = 3
RULE = (
    "Chosen by rule: disparities in planned figures first, then those that touch most people, "
    "one for each indicator."
)


@dataclass(frozen=True)
class Point:
    """One sentence, and the section it leads to."""

    text: str
    anchor: str


def what_stands_out(indicators: Sequence[IndicatorResults]) -> list[Point]:
    """Disparities of the last year: planned ones first, then by how many people."""
    best: dict[str, Result] = {}
    for of in indicators:
        asked_about = [r for g in of.groupings for r in minority(of.in_grouping(g), g)]
        disparities = [r for r in asked_about if r.finding is Finding.DISPARITY]
        if disparities:
            best[anchor(of)] = min(disparities, key=_rank)
    chosen = sorted(best.items(), key=lambda item: _rank(item[1]))[:MOST]
    return [Point(_said(result), where) for where, result in chosen] or [
        Point(_none(indicators), "")
    ]


def anchor(of: IndicatorResults) -> str:
    """The id of an indicator's section in the page."""
    return f"{of.edition.standard}-{of.indicator.id}"


def _rank(result: Result) -> tuple[bool, int]:
    return (not result.planned, -abs(result.people or 0))


def _said(result: Result) -> str:
    return " ".join(filter(None, (result.reading, result.people_reading)))


def _none(indicators: Sequence[IndicatorResults]) -> str:
    """Said where there is no disparity: what was found instead, without reassurance."""
    every = [r for of in indicators for r in of.latest]
    if all(r.finding is Finding.NOT_CALCULABLE for r in every):
        return "No figure could be worked out from these records."
    # Grades and further lines are never planned; where there is nothing else, they are counted.
    planned = [r for r in every if r.planned]
    counted, called = (planned, "planned figures") if planned else (every, "figures")
    unclear = sum(r.finding in (Finding.CANNOT_TELL, Finding.TOO_SMALL) for r in counted)
    without = sum(r.finding is Finding.NOT_CALCULABLE for r in counted)
    said = (
        f"None of the {written.count(len(counted))} {called} shows a disparity. "
        f"For {written.count(unclear)} of them there are too few people to tell."
    )
    if without:
        said += f" {written.count(without)} could not be worked out."
    return said
