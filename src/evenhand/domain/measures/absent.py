"""Indicators that a body's records cannot answer: said in a result of their own, never left out."""

from collections.abc import Iterable, Iterator

from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Indicator, Status
from evenhand.domain.measures.results import BLANK, PLANNED_GROUPING
from evenhand.domain.measures.work_out import CONFIDENCE, RATIO_KINDS
from evenhand.domain.results.result import Finding, Result, Unit

NO_RECORDS = "Not calculable: the records given hold nothing for this indicator."


def absent(
    edition: Edition, there: Iterable[Result], bodies: Iterable[Body], snapshot: str
) -> Iterator[Result]:
    """One result for each body and indicator that has none, for the latest snapshot."""
    measured = {(result.body, result.indicator) for result in there}
    for body in bodies:
        for indicator in edition.indicators:
            if (body.id, indicator.id) not in measured:
                yield _nothing(edition, indicator, body, snapshot)


def _nothing(edition: Edition, indicator: Indicator, body: Body, snapshot: str) -> Result:
    draft = ("draft edition",) if edition.status is Status.DRAFT else ()
    return Result(
        standard=edition.standard,
        edition=edition.edition,
        indicator=indicator.id,
        title=indicator.title,
        kind=str(indicator.kind),
        body=body.id,
        body_name=body.name,
        period=snapshot,
        cell="",
        grouping=PLANNED_GROUPING,
        group="bme",
        group_label="Ethnic minority",
        comparator="white",
        comparator_label="White",
        direction=str(indicator.direction),
        better=str(indicator.better),
        unit=Unit.RATIO if indicator.kind in RATIO_KINDS else Unit.POINTS,
        confidence=CONFIDENCE,
        method="",
        planned=True,
        finding=Finding.NOT_CALCULABLE,
        reading=NO_RECORDS,
        suppressed=False,
        reason=NO_RECORDS,
        flags=draft,
        **BLANK,
    )
