"""Who applied and who lives there, by the groups that a forecast of representation counts by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.domain.forecast.representation_flows import Floats, Recruitment
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.count import Count
from evenhand.pipeline.forecast_representation_groups import Groups

_SENIOR = "senior posts"


@dataclass(frozen=True, kw_only=True)
class Residents:
    """People who live there by slug of their ethnic category, and where that is from, as it follows "from"."""

    people: Mapping[str, int]
    source: str


def recruitment_of(
    counts: Sequence[Count], body: Body, groups: Groups, size: tuple[int, int]
) -> Recruitment | None:
    """
    Of all snapshots together, the same at each grade; at the highest, of senior posts where any are.
    """
    sums: dict[tuple[str, str], Floats] = defaultdict(lambda: np.zeros(size[0]))
    for each in counts:
        group = groups.of(each.category)
        of_recruitment = each.name in ("applied", "shortlisted", "appointed")
        if each.body == body.id and of_recruitment and group is not None:
            sums[each.name, each.cell][group] += each.n
    if not sums["shortlisted", ""].sum():
        return None

    def by_grade(name: str) -> Floats:
        every = np.repeat(sums[name, ""][:, None], size[1], axis=1)
        if sums["shortlisted", _SENIOR].sum():
            every[:, -1] = sums[name, _SENIOR]
        return every

    # Where only shortlists are recorded, everybody in the table was shortlisted.
    known = sums["applied", ""].sum() > sums["shortlisted", ""].sum()
    return Recruitment(
        shortlisted=by_grade("shortlisted"),
        appointed=by_grade("appointed"),
        applied=by_grade("applied") if known else None,
    )


def population_of(
    counts: Sequence[Count], body: Body, residents: Residents | None
) -> tuple[list[tuple[str, float]], str]:
    """Who lives there by ethnic category, at the last snapshot that knows, and where that is from."""
    days = [e.snapshot for e in counts if e.name == "population" and e.body == body.id]
    if not days and residents is not None:
        return list(residents.people.items()), residents.source
    found = [
        (each.category, each.n)
        for each in counts
        if (each.name, each.body) == ("population", body.id) and each.snapshot == max(days)
    ]
    return found, "the pack's population table"


def community_of(population: Sequence[tuple[str, float]], groups: Groups) -> Floats | None:
    """Shares of the groups among those who live there; None where that is not known."""
    people = np.zeros(len(groups.names))
    for category, number in population:
        group = groups.of(category)
        if group is not None:
            people[group] += number
    if not people.sum():
        return None
    return np.asarray(people / people.sum())
