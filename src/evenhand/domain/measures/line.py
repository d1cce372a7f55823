"""One figure with everything that was worked out about it, on its way to becoming a result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Indicator
from evenhand.domain.measures.change import Moved
from evenhand.domain.measures.comparison import EVERYONE_ELSE, Comparisons
from evenhand.domain.measures.tally import Floats
from evenhand.domain.measures.work_out import Figures
from evenhand.domain.results.result import Finding


@dataclass(frozen=True)
class Naming:
    """What bodies, groups and comparators are called on the page."""

    bodies: Mapping[str, Body]
    terms: Mapping[str, str] = field(default_factory=dict)

    def group(self, grouping: Grouping, slug: str) -> str:
        """The body's own word for a group, or the grouping's."""
        return self.terms.get(slug) or grouping.group(slug).label

    def comparator(self, grouping: Grouping, edition: Edition, slug: str) -> str:
        """The same for the other side, which may also be a whole or everyone else."""
        if slug == EVERYONE_ELSE:
            return "everyone else"
        if slug in edition.labels:
            return edition.labels[slug]
        if slug == "white":
            return self.terms.get(slug, "White")
        return self.group(grouping, slug)


@dataclass(slots=True)
class Line:
    """
    One figure. Counts and shares as in `Comparisons` and `Figures`, nan where there is none.

    `edition`, `indicator` and `grouping` are the same for all lines of one set of comparisons.
    """

    edition: Edition
    indicator: Indicator
    grouping: Grouping
    body: str
    snapshot: str
    cell: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    planned: bool
    finding: Finding
    moved: Moved | None
    reason: str
    method: str
    x: float
    n: float
    x0: float
    n0: float
    base: list[float]
    not_stated: list[float]
    not_known: list[float]
    bounds: list[float]
    weighted: bool
    hidden: bool
    away: float
    outside: float
    value: float
    low: float
    high: float
    p: float
    p_adjusted: float
    fisher: bool
    share: float
    share_low: float
    share_high: float
    comparator_share: float
    comparator_share_low: float
    comparator_share_high: float
    detectable: float
    years_to_pool: float
    bound_low: float
    bound_high: float
    people: float


def lines(
    edition: Edition,
    made: Comparisons,
    figures: Figures,
    *,
    p_adjusted: Floats,
    planned: Sequence[bool],
    found: Sequence[Finding],
    moved: Sequence[Moved | None],
    naming: Naming,
) -> Iterator[Line]:
    """A line a figure. Columns become plain lists first: numpy scalars one by one are slow."""
    groups = {slug: naming.group(made.grouping, slug) for slug in set(made.group)}
    others = {
        slug: naming.comparator(made.grouping, edition, slug) for slug in set(made.comparator)
    }
    words = (
        *(made.body, made.snapshot, made.cell),
        *(made.group, [groups[slug] for slug in made.group]),
        *(made.comparator, [others[slug] for slug in made.comparator]),
        *(planned, found, moved, made.reason, figures.method),
    )
    numbers = (
        *(made.x, made.n, made.x0, made.n0, made.base),
        *(made.not_stated, made.not_known, made.bounds),
        *(made.weighted, made.hidden, made.away, made.outside),
        *(figures.value, figures.low, figures.high, figures.p, p_adjusted, figures.fisher),
        *(figures.share, *figures.share_limits),
        *(figures.comparator_share, *figures.comparator_limits),
        *figures.beside,
        figures.people,
    )
    plain = [column.tolist() for column in numbers]
    for row in zip(*words, *plain, strict=True):
        yield Line(edition, made.indicator, made.grouping, *row)
