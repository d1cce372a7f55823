"""Indicators that a body's records cannot answer: said in a result of their own, never left out."""

from collections.abc import Iterable, Iterator, Sequence

from evenhand.domain.codes.ethnicity import Group, Grouping
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Indicator
from evenhand.domain.measures.families import PLANNED_GROUPING
from evenhand.domain.measures.line import Naming
from evenhand.domain.measures.results import standing_flags
from evenhand.domain.measures.work_out import CONFIDENCE, RATIO_KINDS
from evenhand.domain.results.measurement import NUMBERS
from evenhand.domain.results.result import Finding, Result, Unit

NO_RECORDS = "Not calculable: the records given hold nothing for this indicator."


def absent(
    edition: Edition,
    there: Iterable[Result],
    *,
    naming: Naming,
    snapshots: Sequence[str],
    grouping: Grouping,
) -> Iterator[Result]:
    """
    One result for each body, year and indicator that has none, in the first grouping asked for.

    A year in which a body has no results at all is not its own; where it has none in any year, the
    last one stands for all.
    """
    measured = {(r.body, r.period, r.indicator) for r in there if r.standard == edition.standard}
    for body in naming.bodies.values():
        years = [day for day in snapshots if any(key[:2] == (body.id, day) for key in measured)]
        for day in years or snapshots[-1:]:
            for indicator in edition.indicators:
                if (body.id, day, indicator.id) not in measured:
                    yield _nothing(edition, indicator, body, day, naming, grouping)


def _nothing(
    edition: Edition,
    indicator: Indicator,
    body: Body,
    snapshot: str,
    naming: Naming,
    grouping: Grouping,
) -> Result:
    group = _first_minority(grouping)
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
        grouping=grouping.slug,
        group=group.slug,
        group_label=naming.group(grouping, group.slug),
        comparator="white",
        comparator_label=naming.comparator(grouping, edition, "white"),
        direction=str(indicator.direction),
        better=str(indicator.better),
        unit=Unit.RATIO if indicator.kind in RATIO_KINDS else Unit.POINTS,
        confidence=CONFIDENCE,
        method="",
        planned=grouping.slug == PLANNED_GROUPING,
        finding=Finding.NOT_CALCULABLE,
        reading=NO_RECORDS,
        suppressed=False,
        reason=NO_RECORDS,
        flags=tuple(standing_flags(edition, unconfirmed=indicator.unconfirmed)),
        p_method="",
        people_reading="",
        change=None,
        change_from="",
        **dict.fromkeys(NUMBERS),
    )


def _first_minority(grouping: Grouping) -> Group:
    return next(group for group in grouping.groups if group.slug not in grouping.white)
