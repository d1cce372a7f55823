"""Clocks of one person or case together: some start where another began, or at the earliest of several."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The limit of a row: two, the earlier first, where its hour was there twice; or why there is none."""

    asked: Asked
    limits: tuple[Limit, ...] = ()
    refused: CannotCount | None = None


def answer_all(rows: Sequence[Asked], proclaimed: Proclaimed) -> list[Answered]:
    """Every row's limit, in order; starts that the law takes from another row of the case are."""
    of_case: defaultdict[tuple[str, str], list[Asked]] = defaultdict(list)
    for each in rows:
        if each.case:
            of_case[each.case, each.rule.id].append(each)
    return [_answer(each, of_case, proclaimed) for each in rows]


def _answer(
    asked: Asked, of_case: Mapping[tuple[str, str], list[Asked]], proclaimed: Proclaimed
) -> Answered:
    first = asked
    if asked.rule.earliest:
        first = min(of_case.get((asked.case, asked.rule.id), [asked]), key=_when)
    elif asked.rule.runs_from:
        before = of_case.get((asked.case, asked.rule.runs_from), [])
        first = next((each for each in before if _runs_on(each, asked, proclaimed)), asked)
    try:
        limits = readings(asked.rule, first.start, proclaimed, extended_hours=asked.extended_hours)
    except CannotCount as refused:
        return Answered(asked=asked, refused=refused)
    if first is not asked:
        note = f"Counted from row {first.row}, {first.rule.title}. {asked.rule.note}"
        limits = tuple(replace(each, notes=(*each.notes, note)) for each in limits)
    return Answered(asked=asked, limits=limits)


def _runs_on(before: Asked, after: Asked, proclaimed: Proclaimed) -> bool:
    """Whether the earlier power was still running when the later one began."""
    if not (before.start.instants and after.start.instants):
        return False
    try:
        (*_, last) = readings(before.rule, before.start, proclaimed)
    except CannotCount:
        return False
    began, moment = before.start.instants[0], after.start.instants[0]
    return last.ends is not None and began <= moment <= last.ends


def _when(asked: Asked) -> tuple[str, int]:
    """Earliest first; rows without a time come last, since hours cannot be counted from them."""
    instants = asked.start.instants
    return (instants[0].isoformat() if instants else "9999", asked.row)


def repeats(rows: Iterable[Asked]) -> dict[int, int]:
    """Rows that say the same as an earlier row, and which row that is."""
    seen: dict[tuple[str, str, Start], int] = {}
    found = {}
    for each in rows:
        key = (each.case, each.rule.id, each.start)
        if each.case and key in seen:
            found[each.row] = seen[key]
        seen.setdefault(key, each.row)
    return found
