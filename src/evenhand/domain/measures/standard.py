"""All indicators of one edition, in every grouping asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evenhand.domain.codes.ethnicity import Ethnicity, Grouping
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.edition import Edition, Indicator, Kind
from evenhand.domain.measures import kinds, survey
from evenhand.domain.measures.aggregated import finer, own_name
from evenhand.domain.measures.comparison import Comparisons, pair
from evenhand.domain.measures.count import Count
from evenhand.domain.measures.tally import FineCounts, Tally
from evenhand.domain.results.shares import GroupedCount


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is to be measured: an edition, how finely, against whom, on which ladder."""

    edition: Edition
    groupings: tuple[Grouping, ...]
    ladder: Ladder
    comparator: str = ""


def compare(
    question: Question,
    *,
    counts: Sequence[Count],
    grouped: Sequence[GroupedCount],
    ethnicity: Ethnicity,
) -> list[tuple[Edition, Comparisons]]:
    """
    Every comparison of one edition, in the order of its indicators and of the groupings asked for.

    Figures that came ready counted stand in place of records of the same body, year and count.
    """
    fine, kept = finer(grouped, ethnicity)
    given = {row[:3] for row in fine} | {(row.body, row.snapshot, row.name) for row in kept}
    recorded = [row for row in counts if (row.body, row.snapshot, row.name) not in given]
    laid_out = FineCounts([*recorded, *fine])
    tallies = [laid_out.by(grouping, kept) for grouping in question.groupings]
    return [
        (question.edition, comparisons)
        for indicator in question.edition.indicators
        for tally in tallies
        for comparisons in _compare(question, indicator, tally)
    ]


def _compare(question: Question, indicator: Indicator, tally: Tally) -> Iterator[Comparisons]:
    pairing = pair(tally.grouping, question.comparator)
    found: list[Comparisons | None] = []
    if indicator.kind is Kind.REPRESENTATION:
        ready = replace(indicator, numerator=own_name(indicator, "numerator"))
        given = {key[:2] for key in tally.having(ready.numerator)}
        of = (question.edition, tally, question.ladder)
        found.append(kinds.representation(ready, *of))
        found.append(kinds.representation(indicator, *of, but=given))
    elif indicator.kind is Kind.BOARD_DIFFERENCE:
        found.append(kinds.board_difference(question.edition, indicator, tally))
    elif not pairing.groups:
        return
    elif indicator.kind is Kind.DISPARITY_RATIO:
        grades = [one for one in question.edition.indicators if one.kind is Kind.REPRESENTATION]
        for numerator in (indicator.numerator, *(own_name(one, "numerator") for one in grades)):
            counted = replace(indicator, numerator=numerator)
            found.append(kinds.disparity_ratio(counted, tally, question.ladder, pairing))
    else:
        ready = replace(
            indicator,
            numerator=own_name(indicator, "numerator"),
            denominator=own_name(indicator, "denominator"),
        )
        # Figures that came ready counted stand in place of records of the same body and year.
        given = {key[:2] for key in tally.having(ready.denominator)}
        found.append(kinds.relative_likelihood(ready, tally, pairing))
        found.append(kinds.relative_likelihood(indicator, tally, pairing, but=given))
        found.append(survey.asked_apart(indicator, tally, pairing))
    for comparisons in found:
        if comparisons is not None and len(comparisons):
            yield comparisons
