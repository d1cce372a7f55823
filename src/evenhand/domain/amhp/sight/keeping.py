"""Counts cases that are about to be deleted, so that every report counts them after it as before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.considerations_counts import by_outcome, lasted_by_reason
from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.amhp.sight.counts import Counting
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.kept import KeptMonth


def kept_of(
    them: Iterable[Case], codes: CodeLists, dimensions: Sequence[Dimension]
) -> dict[date | None, KeptMonth]:
    """What to keep of these, by month; under None, how many have no time at all."""
    of_month: defaultdict[date | None, list[Case]] = defaultdict(list)
    for case in them:
        of_month[case.day.replace(day=1) if case.day else None].append(case)
    return {month: _kept(month, cases, codes, dimensions) for month, cases in of_month.items()}


def _kept(
    month: date | None, them: list[Case], codes: CodeLists, dimensions: Sequence[Dimension]
) -> KeptMonth:
    if month is None:
        found = KeptMonth()
        found.count("considered", by=len(them))
        return found
    counting = Counting(codes, [month], [month], dimensions)
    counting.add(them)
    found = counting.to_keep(month)
    considered = [case.consideration for case in them]
    for code, number in by_outcome(considered, codes.outcomes).items():
        found.count("outcome", code, by=number)
    for reason, lasted in lasted_by_reason(considered, codes.delays).items():
        found.count("reason", reason, by=len(lasted))
        found.took("reason", reason, them=[each for each in lasted if each is not None])
    return found
