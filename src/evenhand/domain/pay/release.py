"""A pay audit made safe for readers outside the body."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.pay import say
from evenhand.domain.pay.adjusted import AdjustedGap
from evenhand.domain.pay.audit import Draft, PayAudit, finished
from evenhand.domain.pay.cells import (
    BESIDE,
    OF_MEANS,
    PAID,
    QUARTER,
    RELEVANT,
    PayCell,
    printed_by,
    sides,
)
from evenhand.domain.pay.counts import EVERYBODY, LEVEL, PayCount
from evenhand.domain.pay.from_rounded import DECIMALS
from evenhand.domain.pay.groups import Split
from evenhand.domain.pay.line import GAP, Line
from evenhand.domain.pay.promotion import StepChange
from evenhand.domain.pay.protect import Guard, Printed, Protection, protect
from evenhand.domain.pay.rules import SEX
from evenhand.domain.pay.tables import Truth
from evenhand.domain.pay.workforce import Declared, GroupShare, WhoCounted

# In a breakdown, more groups than this would be hidden nearly everywhere.
MOST_GROUPS_IN_A_BREAKDOWN = 6
# What hiding a figure costs: those of everybody are kept before quarters, and these before others.
HEADLINE, EVERYBODYS, QUARTERS_WORTH, LEVELS_WORTH, BESIDE_IT = 40.0, 20.0, 5.0, 2.0, 0.1


@dataclass(frozen=True, kw_only=True)
class ReleasedPay:
    """
    An audit as readers outside may see it, and what was done: `hidden` of `figures` are hidden,
    `first` numbers because they are small and `others` to protect them. `given_away` is empty
    unless something went wrong.
    """

    audit: PayAudit
    guard: Guard
    splits: Mapping[str, Split]
    figures: int
    hidden: int
    first: int
    others: int
    gap: float
    given_away: tuple[str, ...]


def release_pay(
    made: Draft, counts: Sequence[PayCount], preset: Preset, adjusted: Sequence[AdjustedGap] = ()
) -> ReleasedPay:
    """
    A draft for readers outside, under a preset. Raises CannotProtect where it cannot be kept.

    `made` answers a question that was asked for them (`PayQuestion.outside`).
    """
    splits = {part.split.slug: part.split for part in made.parts}
    lines = [line for line in made.lines if not _too_fine(line)]
    truth = Truth(
        [count for count in counts if count.body == made.body.id],
        made.parts[0].finest,
        made.question.ladder.steps,
    )
    printed = Printed(truth, preset)
    _note(printed, made, lines, adjusted)
    done = protect(printed)
    shown = _without_empty_places([_shown(line, done) for line in lines])
    audit = finished(_told(made, shown, done, splits, truth), decimals=DECIMALS)
    return ReleasedPay(
        audit=replace(audit, adjusted=tuple(_adjusted(each, done, splits) for each in adjusted)),
        guard=done.guard,
        splits=splits,
        figures=len(shown),
        hidden=sum(line.hide for line in shown),
        first=done.first,
        others=done.others,
        gap=done.gap,
        given_away=done.guard.given_away(done.hidden),
    )


def _told(
    made: Draft, shown: Sequence[Line], done: Protection, splits: Mapping[str, Split], truth: Truth
) -> Draft:
    return replace(
        made,
        lines=tuple(shown),
        who=tuple(_who(who, done, splits) for who in made.who),
        workforce=tuple(_share(share, done, splits) for share in made.workforce),
        declared=tuple(
            done.told.declared(rate)
            for rate in made.declared
            if not _hides_declared(rate, done, splits)
        ),
        steps=tuple(_step(step, _levels(step, splits, made), done, truth) for step in made.steps),
        returns={} if _hides_sexes(done) else made.returns,
    )


def _too_fine(line: Line) -> bool:
    return _is_broken_down(line) and len(line.split.groups) > MOST_GROUPS_IN_A_BREAKDOWN


def _is_broken_down(line: Line) -> bool:
    return ": " in line.cell


def _note(
    printed: Printed, made: Draft, lines: Sequence[Line], adjusted: Sequence[AdjustedGap]
) -> None:
    """Everything that the audit would print."""
    splits = {part.split.slug: part.split for part in made.parts}
    for line in lines:
        cells = _fields(line)
        rests_on = [cell for field, cell in cells.items() if field not in BESIDE]
        printed.add(rests_on, worth=_worth(line), means=line.calculation in OF_MEANS)
        for field in set(BESIDE) & set(cells):
            printed.add([cells[field]], worth=BESIDE_IT)
    for step in made.steps:
        printed.add(_levels(step, splits, made), worth=LEVELS_WORTH, means=True)
    for share in made.workforce:
        printed.add(_share_cells(share, splits), worth=BESIDE_IT)
    for rate in made.declared:
        printed.add(_declared_cells(rate, splits), worth=BESIDE_IT)
    for each in adjusted:
        both = _both_sides(each.period, splits[each.grouping], each.group, each.comparator)
        printed.add(both, worth=BESIDE_IT)
    for who in made.who:
        printed.add([_relevant(who, splits)], worth=BESIDE_IT)


def _worth(line: Line) -> float:
    if _is_broken_down(line):
        return 1.0
    if line.planned and line.kind == GAP:
        return HEADLINE
    return EVERYBODYS if not line.cell else QUARTERS_WORTH


def _fields(line: Line) -> dict[str, PayCell]:
    """In a breakdown, people in no group are not printed: they are few nearly everywhere."""
    if line.sides.n is None:
        return {}
    cells = printed_by(line, line.split)
    if _is_broken_down(line):
        return {field: cell for field, cell in cells.items() if field not in BESIDE}
    return cells


def _shown(line: Line, done: Protection) -> Line:
    cells = _fields(line)
    gone = {field for field, cell in cells.items() if done.hides(cell)}
    if line.hide or gone - set(BESIDE):
        return replace(line, hide=True, protected=True)
    # Of sexes there is one number of all who are in no group, and it stands for both columns.
    fields = BESIDE if line.split.slug != SEX else (BESIDE[1], BESIDE[1])
    outside = tuple(
        None if field in gone or field not in cells else n
        for field, n in zip(fields, line.outside, strict=True)
    )
    return done.told.line(replace(line, outside=outside))


def _without_empty_places(lines: Iterable[Line]) -> list[Line]:
    """Grades, roles and years of which not one figure can be shown are left out."""
    lines = list(lines)
    told = {(line.snapshot, line.cell) for line in lines if not line.hide and not line.reason}
    return [
        line for line in lines if not _is_broken_down(line) or (line.snapshot, line.cell) in told
    ]


def _everybody(period: str, of: str, people: frozenset[str]) -> PayCell:
    return PayCell(period, of, EVERYBODY, "", people)


def _both_sides(period: str, split: Split, group: str, comparator: str) -> list[PayCell]:
    return [_everybody(period, PAID, people) for people in sides(split, group, comparator)]


def _relevant(who: WhoCounted, splits: Mapping[str, Split]) -> PayCell:
    return _everybody(who.period, RELEVANT, next(iter(splits.values())).everybody)


def _who(who: WhoCounted, done: Protection, splits: Mapping[str, Split]) -> WhoCounted:
    cell = _relevant(who, splits)
    paid = done.hides(cell._replace(of=PAID))
    bare: dict[str, Any] = dict.fromkeys(
        ("full_pay", "reduced", "pay_not_known", "from_salary", "from_hours")
    )
    bare |= {"relevant": None} if done.hides(cell) else {}
    bare |= {"pay_known": None} if paid else {}
    return done.told.who(replace(who, **bare))


def _share_cells(share: GroupShare, splits: Mapping[str, Split]) -> list[PayCell]:
    split = splits[share.grouping]
    sets = (split.members(share.group), split.everybody)
    return [_everybody(share.period, PAID, people) for people in sets]


def _share(share: GroupShare, done: Protection, splits: Mapping[str, Split]) -> GroupShare:
    if not any(done.hides(cell) for cell in _share_cells(share, splits)):
        return done.told.share(share)
    fields = ("numerator", "denominator", "share", "share_low", "share_high")
    bare: dict[str, Any] = dict.fromkeys(fields)
    return replace(share, **bare, suppressed=True)


def _declared_cells(rate: Declared, splits: Mapping[str, Split]) -> list[PayCell]:
    split = next(iter(splits.values()))
    sets = (split.members(*split.groups), split.everybody)
    return [_everybody(rate.period, PAID, people) for people in sets]


def _hides_declared(rate: Declared, done: Protection, splits: Mapping[str, Split]) -> bool:
    return any(done.hides(cell) for cell in _declared_cells(rate, splits))


def _levels(step: StepChange, splits: Mapping[str, Split], made: Draft) -> list[PayCell]:
    """The levels of grades that a change of steps is worked out from, of both sides."""
    return [
        PayCell(step.period, PAID, LEVEL, level, people)
        for people in sides(splits[step.grouping], step.group, step.comparator)
        for level in made.question.ladder.steps
    ]


def _step(step: StepChange, cells: Sequence[PayCell], done: Protection, truth: Truth) -> StepChange:
    # Where nobody of a group is on a level, everybody's pay there would stand in, and be told.
    empty = not all(truth.people(cell) for cell in cells)
    if step.suppressed or empty or any(done.hides(cell) for cell in cells):
        fields = ("denominator", "comparator_denominator", "gap", "gap_with_equal_step")
        bare: dict[str, Any] = dict.fromkeys(fields)
        return replace(step, **bare, suppressed=True, reading=say.hidden(_named(step)))
    return done.told.step(step)


def _named(step: StepChange) -> str:
    return say.side(step.group, step.group_label)


def _adjusted(each: AdjustedGap, done: Protection, splits: Mapping[str, Split]) -> AdjustedGap:
    cells = _both_sides(each.period, splits[each.grouping], each.group, each.comparator)
    if any(done.hides(cell) for cell in cells):
        reason = say.hidden(say.side(each.group, each.group_label))
        return AdjustedGap(
            body=each.body,
            period=each.period,
            grouping=each.grouping,
            group=each.group,
            group_label=each.group_label,
            comparator=each.comparator,
            comparator_label=each.comparator_label,
            reason=reason,
            reading=reason,
        )
    return done.told.adjusted(each)


def _hides_sexes(done: Protection) -> bool:
    """
    Whether anything that the return is worked out from is hidden.

    It is of women and men alone: few others could be worked out from the difference.
    """
    system = done.guard.system
    return any(
        system.printed[place] and done.hidden[place]
        for place, cell in enumerate(system.names)
        if isinstance(cell, PayCell) and cell.by in (EVERYBODY, QUARTER)
    )
