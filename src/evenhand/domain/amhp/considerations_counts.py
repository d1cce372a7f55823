"""How many considerations there were, how they ended, and how long delays were."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from evenhand.domain.amhp.considerations import (
    Consideration,
    Triage,
    ended,
    was_attended,
    was_completed,
)
from evenhand.domain.amhp.considerations_codes import CodeList, Ends

OPEN, NOT_TAKEN_FURTHER, OFF_THE_LIST = "open", "not taken further", "on no list"


@dataclass(frozen=True, kw_only=True)
class MonthCounts:
    """
    One month's considerations. `month` is its first day; None where a record has no time at all.

    Seven parts add up to `considered`: detained, community, without_detention, not_completed,
    not_recorded, not_taken_further, open. `attended` (arranged and attended) and `completed` are
    counted apart: whoever attends in vain has worked too.
    """

    month: date | None
    considered: int
    attended: int
    completed: int
    detained: int
    community: int
    without_detention: int
    not_completed: int
    not_recorded: int
    not_taken_further: int
    open: int


@dataclass(frozen=True, kw_only=True)
class DelaysOfReason:
    """Delays for one reason: how many, how many of these have both times, and how long those were."""

    reason: str
    number: int
    timed: int
    total: timedelta
    middle: timedelta | None
    longest: timedelta | None


def by_month(them: Iterable[Consideration], outcomes: CodeList) -> tuple[MonthCounts, ...]:
    """Counts by the month of the referral in London, earliest first; without a time, last."""
    of_month: defaultdict[date | None, list[Consideration]] = defaultdict(list)
    for one in them:
        of_month[one.day.replace(day=1) if one.day else None].append(one)
    months = sorted(of_month, key=lambda month: month or date.max)
    return tuple(_counts(month, of_month[month], outcomes) for month in months)


def by_outcome(them: Iterable[Consideration], outcomes: CodeList) -> dict[str, int]:
    """
    How many of each outcome, by the list's own codes in its order; noughts too.

    Then those not taken further, those without an outcome yet, and those whose code is on no list,
    so that the numbers add up to all.
    """
    found = Counter(_outcome(one, outcomes) for one in them)
    names = (*(each.code for each in outcomes.codes), NOT_TAKEN_FURTHER, OPEN, OFF_THE_LIST)
    return {name: found[name] for name in names}


def delays_by_reason(
    them: Iterable[Consideration], reasons: CodeList
) -> tuple[DelaysOfReason, ...]:
    """Delays by the list's own codes in its order, those on no list last; only reasons that occur."""
    return delays_of(lasted_by_reason(them, reasons), reasons)


def lasted_by_reason(
    them: Iterable[Consideration], reasons: CodeList
) -> dict[str, list[timedelta | None]]:
    """How long each delay was, None where a time is missing, by the code that it is counted under."""
    lasted: defaultdict[str, list[timedelta | None]] = defaultdict(list)
    for one in them:
        for delay in one.delays:
            found = reasons.find(delay.reason, one.day)
            lasted[found.code if found else OFF_THE_LIST].append(delay.lasted)
    return dict(lasted)


def delays_of(
    lasted: Mapping[str, list[timedelta | None]], reasons: CodeList
) -> tuple[DelaysOfReason, ...]:
    """The same in numbers, in the order of the list."""
    order = (*(each.code for each in reasons.codes), OFF_THE_LIST)
    return tuple(_delays(reason, lasted[reason]) for reason in order if reason in lasted)


def _counts(month: date | None, them: list[Consideration], outcomes: CodeList) -> MonthCounts:
    parts = Counter(_part(one, outcomes) for one in them)
    return MonthCounts(
        month=month,
        considered=len(them),
        attended=sum(was_attended(one, outcomes) for one in them),
        completed=sum(was_completed(one, outcomes) for one in them),
        detained=parts[Ends.DETAINED],
        community=parts[Ends.COMMUNITY],
        without_detention=parts[Ends.WITHOUT_DETENTION],
        not_completed=parts[Ends.NOT_COMPLETED],
        not_recorded=parts[Ends.NOT_RECORDED],
        not_taken_further=parts[NOT_TAKEN_FURTHER],
        open=parts[OPEN],
    )


def _part(one: Consideration, outcomes: CodeList) -> str:
    how = ended(one, outcomes)
    if how is not None:
        return how
    return NOT_TAKEN_FURTHER if one.triage is Triage.NOT_APPROPRIATE else OPEN


def _outcome(one: Consideration, outcomes: CodeList) -> str:
    if not one.outcome:
        return _part(one, outcomes)
    found = outcomes.find(one.outcome, one.day)
    return found.code if found else OFF_THE_LIST


def _delays(reason: str, all_of_them: list[timedelta | None]) -> DelaysOfReason:
    known = [lasted for lasted in all_of_them if lasted is not None]
    return DelaysOfReason(
        reason=reason,
        number=len(all_of_them),
        timed=len(known),
        total=sum(known, timedelta(0)),
        middle=timedelta(seconds=median(one.total_seconds() for one in known)) if known else None,
        longest=max(known, default=None),
    )
