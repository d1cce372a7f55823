"""Results from a handful of counts, without a pack."""

from collections.abc import Mapping
from typing import Any

from evenhand.data.definitions.load import edition, ethnicity, ladder
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.count import Count
from evenhand.domain.measures.line import Naming
from evenhand.domain.measures.results import results
from evenhand.domain.measures.standard import Question, compare
from evenhand.domain.results.measurement import kept_apart
from evenhand.domain.results.result import Result
from evenhand.domain.results.shares import GroupCount, GroupedCount

BODY = Body(id="X01", name="Example Trust", kind="nhs-trust")
SNAPSHOT = "2025-03-31"
# name of the count, or (name, cell), or (name, cell, snapshot): people by category
Counts = Mapping[str | tuple[str, ...], Mapping[str, float]]


def rows_of(counts: Counts) -> list[Count]:
    """The counts of one body, as an engine hands them over."""
    rows = []
    for name, people in counts.items():
        count, cell, snapshot = (*((name,) if isinstance(name, str) else name), "", "")[:3]
        for category, n in people.items():
            rows.append(Count(BODY.id, snapshot or SNAPSHOT, count, cell, category, n))
    return rows


def results_of(counts: Counts, **options: Any) -> list[Result]:
    """Every result of `counted_of`, without numbers where it is too small to show."""
    shown, _ = kept_apart(counted_of(counts, **options))
    return list(shown)


def counted_of(
    counts: Counts,
    *,
    standard: str = "nhs-wres",
    groupings: tuple[str, ...] = ("binary",),
    comparator: str = "",
    terms: Mapping[str, str] | None = None,
    grades: Ladder | None = None,
    grouped: list[GroupedCount] | None = None,
) -> list[Result]:
    """Every result of one edition for these counts, those without records left out."""
    question = Question(
        edition=edition(standard),
        groupings=tuple(ethnicity().grouping(slug) for slug in groupings),
        ladder=grades or ladder("agenda-for-change"),
        comparator=comparator,
    )
    made = compare(question, counts=rows_of(counts), grouped=grouped or [], ethnicity=ethnicity())
    return list(results(made, Naming({BODY.id: BODY}, terms or {})))


def the(found: list[Result], **wanted: object) -> Result:
    """The one result whose fields are as wanted."""
    matching = [
        result
        for result in found
        if all(getattr(result, name) == value for name, value in wanted.items())
    ]
    assert len(matching) == 1, f"{len(matching)} results with {wanted}"
    return matching[0]


def figure(
    indicator: str,
    cell: str,
    group: str,
    numerator: int | None,
    denominator: int | None,
    **more: object,
) -> GroupCount:
    """One row of a `counts` table, in the binary grouping unless another is given."""
    grouping = str(more.pop("grouping", "binary"))
    return GroupCount(
        BODY.id,
        SNAPSHOT,
        indicator,
        cell,
        grouping,
        group,
        numerator,
        denominator,
        **more,  # type: ignore[arg-type]
    )
