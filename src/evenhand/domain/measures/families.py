"""Which tests were planned, and how all others of one report are adjusted for being many."""

from collections.abc import Sequence

import numpy as np

from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.measures.comparison import EVERYONE_ELSE, Comparisons
from evenhand.domain.measures.tally import Bools, Floats
from evenhand.domain.statistics import significance

PLANNED_GROUPING = "binary"
WHOLE_LADDER = "lower to upper"


def planned(made: Comparisons) -> Bools:
    """
    Headline figures, meant to be tested before anyone looked, keep their own p.

    They are White against all others, in an indicator's main line: grades, further lines and any
    comparator of one's own choosing are looked over together with everything else.
    """
    kind = made.indicator.kind
    cells = [cell.name for cell in made.indicator.cells]
    usual = made.grouping.slug == PLANNED_GROUPING and kind is not Kind.REPRESENTATION
    main = cells[0] if cells else ""
    is_ladder = kind is Kind.DISPARITY_RATIO
    return np.array(
        [
            usual
            and comparator != EVERYONE_ELSE
            and (cell == main or (is_ladder and cell.endswith(WHOLE_LADDER)))
            for cell, comparator in zip(made.cell, made.comparator, strict=True)
        ],
        dtype=bool,
    )


def adjust(
    made: Sequence[Comparisons], ps: Sequence[Floats], plans: Sequence[Bools]
) -> list[Floats]:
    """
    Benjamini-Hochberg within each family: one for each body, grouping and snapshot.

    That is everything one report says at a time, over all its editions. Planned tests keep their
    p. nan is no test.
    """
    if not ps:
        return []
    families: dict[tuple[str, str, str], int] = {}
    numbers = [
        families.setdefault((body, one.grouping.slug, snapshot), len(families))
        for one in made
        for body, snapshot in zip(one.body, one.snapshot, strict=True)
    ]
    raw, plan = np.concatenate(ps), np.concatenate(plans)
    adjusted = significance.adjust(np.where(plan, np.nan, raw), np.array(numbers))
    ends = np.cumsum([len(p) for p in ps])[:-1]
    return np.split(np.where(plan, raw, adjusted), ends)
