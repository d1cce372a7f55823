"""Comparisons waiting to be worked out: two sides of counts, one line a figure."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.edition import Indicator
from evenhand.domain.measures.tally import Floats

EVERYONE_ELSE = "everyone-else"


@dataclass(kw_only=True)
class Comparisons:
    """
    Figures of one indicator in one grouping, as columns of equal length.

    `x` of `n` is the group's side, `x0` of `n0` the comparator's. They are whole people, except
    where `weighted` is True: there they are weighted shares of an effective number of answers.
    `rest_x` of `rest_n` is what a part is tested against (the whole without it); nan where the
    two sides share nobody. A reason, where there is one, says why no figure can be worked out.
    """

    indicator: Indicator
    grouping: Grouping
    body: list[str]
    snapshot: list[str]
    cell: list[str]
    group: list[str]
    comparator: list[str]
    x: Floats
    n: Floats
    x0: Floats
    n0: Floats
    not_stated: Floats  # [figures, 2]: outcome, of
    not_known: Floats
    rest_x: Floats
    rest_n: Floats
    weighted: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    away: Floats  # people in x who are no longer on the staff list
    outside: Floats  # people with the outcome who are in neither x nor n: bank workers, say
    reason: list[str]
    bounds: Floats  # [figures, 4]: lowest and highest share of the group, then of the comparator
    base: Floats = field(default_factory=lambda: np.empty((0, 2)))  # answers on each side, weighted

    def __len__(self) -> int:
        return len(self.body)


@dataclass(frozen=True)
class Pairing:
    """Which groups are compared with which: `members[:, i]` picks the columns of comparator i."""

    groups: tuple[int, ...]
    comparators: tuple[str, ...]
    members: Floats


def pair(grouping: Grouping, chosen: str = "") -> Pairing:
    """
    Each group's comparator: White for minority groups, White British for groups within White.

    `chosen` may name any group of the grouping instead, or "everyone-else". A grouping without
    the chosen group gives no pairs.
    """
    slugs = [group.slug for group in grouping.groups]
    width = len(slugs) + 2
    groups: list[int] = []
    comparators: list[str] = []
    picks: list[Floats] = []
    for place, slug in enumerate(slugs):
        if chosen == EVERYONE_ELSE:
            name, members = EVERYONE_ELSE, [other for other in slugs if other != slug]
        elif chosen:
            name, members = chosen, [chosen] if chosen in slugs else []
        elif slug not in grouping.white:
            name, members = "white", list(grouping.white)
        else:
            name, members = "white-british", [s for s in slugs if s == "white-british"]
        if not members or slug in members:
            continue
        pick = np.zeros(width)
        pick[[slugs.index(member) for member in members]] = 1.0
        groups.append(place)
        comparators.append(name)
        picks.append(pick)
    members_by_pair = np.array(picks).T if picks else np.zeros((width, 0))
    return Pairing(tuple(groups), tuple(comparators), members_by_pair)
