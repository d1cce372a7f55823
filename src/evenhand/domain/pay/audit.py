"""The pay audit of one body: every figure that a set of rules asks for, and what goes with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evenhand.domain.frameworks.body import Body
from evenhand.domain.pay.adjusted import AdjustedGap
from evenhand.domain.pay.changes import PayChange, changes
from evenhand.domain.pay.counts import BONUS, HOURLY, PayCount
from evenhand.domain.pay.gender_return import GenderReturn, gender_return, refused
from evenhand.domain.pay.laid_out import LaidOut, PayQuestion
from evenhand.domain.pay.line import Line
from evenhand.domain.pay.promotion import StepChange
from evenhand.domain.pay.results import results
from evenhand.domain.pay.rules import SEX, Calculation, PayRules
from evenhand.domain.pay.workforce import Declared, GroupShare, WhoCounted, who_counted
from evenhand.domain.results.result import Result


@dataclass(frozen=True, kw_only=True)
class PayAudit:
    """
    Everything about one body.

    `returns` and `refusals` (what the gender pay gap service would refuse) are by snapshot, and
    there for the gender rules alone. `adjusted` is worked out on request. `changes` are from the
    first year of the pack that has a figure to each later one.
    """

    body: Body
    rules: PayRules
    snapshots: tuple[str, ...]
    results: tuple[Result, ...]
    who: tuple[WhoCounted, ...]
    workforce: tuple[GroupShare, ...]
    declared: tuple[Declared, ...]
    steps: tuple[StepChange, ...]
    changes: tuple[PayChange, ...] = ()
    adjusted: tuple[AdjustedGap, ...] = ()
    returns: Mapping[str, GenderReturn] = field(default_factory=dict)
    refusals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An audit before its findings: the lines of every comparison, and what stands beside them."""

    question: PayQuestion
    body: Body
    snapshots: tuple[str, ...]
    parts: tuple[LaidOut, ...]
    lines: tuple[Line, ...]
    who: tuple[WhoCounted, ...]
    workforce: tuple[GroupShare, ...]
    declared: tuple[Declared, ...]
    steps: tuple[StepChange, ...]
    returns: Mapping[str, GenderReturn]


def audit(question: PayQuestion, counts: Sequence[PayCount], body: Body) -> PayAudit:
    """The audit of one body from its own counts, for each snapshot that they have."""
    return finished(draft(question, counts, body))


def draft(question: PayQuestion, counts: Sequence[PayCount], body: Body) -> Draft:
    """Everything worked out, and nothing judged or hidden for readers outside."""
    counts = [count for count in counts if count.body == body.id]
    snapshots = tuple(sorted({count.snapshot for count in counts}))
    parts = tuple(LaidOut(question, comparison, counts) for comparison in question.comparisons)
    asked = question.rules.calculations
    workforce = {
        (share.period, share.grouping, share.group): share
        for one in parts
        for snapshot in snapshots
        for share in one.workforce(body.id, snapshot)
        if Calculation.WORKFORCE in asked
    }
    told = [
        rate
        for snapshot in snapshots
        for rate in (parts[0].declared(body.id, snapshot) if parts else [])
        if Calculation.DECLARATION in asked
    ]
    return Draft(
        question=question,
        body=body,
        snapshots=snapshots,
        parts=parts,
        lines=tuple(_lines(question, parts, body.id, snapshots)),
        who=tuple(_who(question, counts, body, snapshot) for snapshot in snapshots),
        workforce=tuple(workforce.values()),
        declared=tuple(told),
        steps=tuple(step for one in parts for step in one.steps(body.id, snapshots)),
        returns=_returns(question, parts, body.id, snapshots),
    )


def finished(made: Draft, *, decimals: int | None = None) -> PayAudit:
    """A draft with its findings. `decimals` rounds changes, for readers outside."""
    rules, body = made.question.rules, made.body
    moved = changes(made.lines, decimals=decimals)
    found = results(
        rules, made.lines, bodies={body.id: body}, fewest=made.question.fewest, changes=moved
    )
    return PayAudit(
        body=body,
        rules=rules,
        snapshots=made.snapshots,
        results=tuple(found),
        who=made.who,
        workforce=made.workforce,
        declared=made.declared,
        steps=made.steps,
        changes=tuple(moved[place] for place in sorted(moved)),
        returns=made.returns,
        refusals={period: refused(figures) for period, figures in made.returns.items()},
    )


def _lines(
    question: PayQuestion, parts: Sequence[LaidOut], body: str, snapshots: Sequence[str]
) -> list[Line]:
    lines: list[Line] = []
    asked = question.rules.calculations
    for snapshot in snapshots:
        seen: set[str] = set()
        for one in parts:
            # Two comparisons of one grouping have the same quarters.
            fresh = one.split.slug not in seen and Calculation.QUARTERS in asked
            lines += [
                line
                for line in one.lines(body, snapshot, with_quarters=fresh)
                if line.calculation in asked
            ]
            seen.add(one.split.slug)
    return lines


def _who(
    question: PayQuestion, counts: Sequence[PayCount], body: Body, snapshot: str
) -> WhoCounted:
    return who_counted(
        (count for count in counts if count.snapshot == snapshot),
        question.rules,
        question.week,
        body=body.id,
        kind=body.kind,
        period=snapshot,
        full_pay_told=question.full_pay_told,
        outside=question.outside,
    )


def _returns(
    question: PayQuestion, parts: Sequence[LaidOut], body: str, snapshots: Sequence[str]
) -> dict[str, GenderReturn]:
    """The return that the gender pay gap service asks for, where the rules are those."""
    if question.rules.characteristic != SEX:
        return {}
    found = {}
    for snapshot in snapshots:
        for one in parts:
            hourly, bonus = one.at(body, snapshot, HOURLY), one.at(body, snapshot, BONUS)
            if hourly is not None:
                found[snapshot] = gender_return(hourly, bonus, one.split)
    return found
