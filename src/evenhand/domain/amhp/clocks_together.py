"""Clocks of one person or case together: some start where another began, or at the earliest of several."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from evenhand.domain.amhp.clocks import CannotCount, Limit, readings
from evenhand.domain.amhp.clocks_business_days import Proclaimed
from evenhand.domain.amhp.clocks_rules import Rule
from evenhand.domain.amhp.clocks_time import Start


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One row: which limit is wanted. Rows with the same `case` are about the same matter."""

    row: int
    case: str
    rule: Rule
    start: Start
    extended_hours: float = 0.0

    @property
    def matter(self) -> str:
        """The same for every way to write a case: whatever its capitals and spaces."""
        return same_matter(self.case)


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The limit of a row: two, the earlier first, where its hour was there twice; or why there is none."""

    asked: Asked
    limits: tuple[Limit, ...] = ()
    refused: CannotCount | None = None


_OfCase = Mapping[tuple[str, str], list[Asked]]
# An hour that was there twice may be the later one.
_TWICE = timedelta(hours=1)


def answer_all(rows: Sequence[Asked], proclaimed: Proclaimed) -> list[Answered]:
    """Every row's limit, in order; starts that the law takes from another row of the case are."""
    of_case: defaultdict[tuple[str, str], list[Asked]] = defaultdict(list)
    for each in rows:
        if each.matter and each.start.instants:
            of_case[each.matter, each.rule.id].append(each)
    for case in of_case.values():
        case.sort(key=_when)
    return [_answer(each, of_case, proclaimed) for each in rows]


def _answer(asked: Asked, of_case: _OfCase, proclaimed: Proclaimed) -> Answered:
    first = _first(asked, of_case, proclaimed) if asked.case and asked.start.instants else asked
    try:
        limits = readings(asked.rule, first.start, proclaimed, extended_hours=asked.extended_hours)
    except CannotCount as refused:
        return Answered(asked=asked, refused=refused)
    if first is not asked:
        note = f"Counted from row {first.row}, {first.rule.title}. {asked.rule.note}"
        limits = tuple(replace(each, notes=(*each.notes, note)) for each in limits)
    return Answered(asked=asked, limits=limits)


def _first(asked: Asked, of_case: _OfCase, proclaimed: Proclaimed) -> Asked:
    """The row that starts the limit: another of the case where the law says so."""
    if asked.rule.earliest:
        return of_case[asked.matter, asked.rule.id][0]
    before = of_case.get((asked.matter, asked.rule.runs_from), [])
    if not before:
        return asked
    began = asked.start.instants[0]
    version = before[0].rule.on(asked.start.day)
    reach = timedelta(hours=version.amount) + _TWICE if version else _TWICE
    place = bisect_left(before, began - reach, key=_when)
    while place < len(before) and _when(before[place]) <= began:
        if _still_runs(before[place], began, proclaimed):
            return before[place]
        place += 1
    return asked


def _still_runs(before: Asked, moment: datetime, proclaimed: Proclaimed) -> bool:
    """Whether the limit of an earlier row has not ended."""
    try:
        (*_, last) = readings(before.rule, before.start, proclaimed)
    except CannotCount:
        return False
    return last.ends is not None and moment <= last.ends


def _when(asked: Asked) -> datetime:
    return asked.start.instants[0]


def same_matter(case: str) -> str:
    """
    How a case is called when rows are put together.

    >>> same_matter("N 0417"), same_matter(" n  0417")
    ('n 0417', 'n 0417')
    """
    return " ".join(case.casefold().split())


def repeats(rows: Iterable[Asked]) -> dict[int, int]:
    """Rows that say the same as an earlier row, and which row that is."""
    seen: dict[tuple[str, str, Start], int] = {}
    found = {}
    for each in rows:
        key = (each.matter, each.rule.id, each.start)
        if each.case and key in seen:
            found[each.row] = seen[key]
        seen.setdefault(key, each.row)
    return found
