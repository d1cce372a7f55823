"""A return filled from a service's records: counts, sums and hours, never a row."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations import Consideration
from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.considerations_counts import (
    OFF_THE_LIST,
    DelaysOfReason,
    by_outcome,
    delays_of,
    lasted_by_reason,
)
from evenhand.domain.amhp.returns.edition import ALL, ReturnEdition, Value
from evenhand.domain.amhp.sight.cases import Case, Rows, cases
from evenhand.domain.amhp.sight.counts import Counting, WorkCounts
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.kept import KeptMonth
from evenhand.domain.amhp.sight.months import YEAR, last_day, month_of, up_to
from evenhand.domain.amhp.sight.register import APPROVED, SUSPENDED, TRAINEE

Row = Mapping[str, Any]
# Columns of the register that are called otherwise than the list of their codes.
_COLUMNS = {"own_age_band": "age_band", "own_disability": "disability"}
# The group of those of whom nothing is recorded, and of those whose code is on no list.
NOT_RECORDED, ON_NO_LIST = "not recorded", OFF_THE_LIST
_ENDED = "ENDED"


@dataclass(frozen=True, kw_only=True)
class Records:
    """
    What a return is filled from: rows with the data set's columns, as they stood on `day`.

    `lists` has the codes of every list and `group_of` takes a code of ethnicity to its group. `ways`
    are all that work is broken down by, ethnic groups first. `answers` are what somebody said of items that no record holds, None for "not known".
    """

    tables: Rows
    day: date
    codes: CodeLists
    lists: Mapping[str, Sequence[str]]
    ways: Sequence[Dimension]
    group_of: Callable[[str], str]
    answers: Mapping[str, Value] = field(default_factory=dict)
    # What is kept of months whose considerations were deleted after their time.
    kept: Mapping[date | None, KeptMonth] = field(default_factory=dict)

    @property
    def kept_in_year(self) -> tuple[KeptMonth, ...]:
        """What is kept of the months of the year."""
        return tuple(found for month, found in self.kept.items() if month in self.months)

    @property
    def months(self) -> tuple[date, ...]:
        """The twelve months of the year, oldest first."""
        return up_to(month_of(self.day), YEAR)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """
    The figures of a return, by item and group. `since` is the first day of which there is a record
    of work, None where there is none; `undated` considerations have no time and are in no year.

    `work` and `people` are the counts that disclosure control starts from.
    """

    figures: Mapping[str, Mapping[str, Value]]
    since: date | None
    undated: int
    work: WorkCounts
    people: tuple[Row, ...]


def fill(edition: ReturnEdition, records: Records) -> Filled:
    """Every item of the edition. An item of which there are no records at all is not known."""
    them = [_plain(row) for row in records.tables.get("amhps", ())]
    here = [row for row in them if row["status"] in (APPROVED, SUSPENDED)]
    work, considered = _year_of_work(records)
    numbers: dict[str, Mapping[str, Value]] = {
        item.id: {ALL: records.answers.get(item.id)} for item in edition.asked
    }
    if them:
        numbers |= _people(here, them, records)
    if work.since and work.since <= records.day:
        numbers |= _work(work, considered, records)
    numbers |= _cover(records)
    return Filled(
        figures={
            item.id: numbers.get(item.id, {} if item.by else {ALL: None}) for item in edition.items
        },
        since=work.since,
        undated=work.undated,
        work=work,
        people=tuple(them),
    )


def _plain(row: Row) -> Row:
    """A row as the counts of a register take it."""
    fte = row.get("fte")
    return {**row, "fte": None if fte is None else float(fte)}


def _people(
    here: Sequence[Row], them: Sequence[Row], records: Records
) -> dict[str, Mapping[str, Value]]:
    first, last = records.months[0], records.day
    known = [row for row in here if row["fte"] is not None]
    coming = [
        row
        for row in them
        if row["status"] == TRAINEE and not (row.get("ended") and row["ended"] <= last)
    ]
    ended = [
        row
        for row in them
        if row["status"] == _ENDED and row.get("ended") and first <= row["ended"] <= last
    ]

    def by(rows: Iterable[Row], name: str, *, fte: bool = False) -> Mapping[str, Value]:
        return _by(rows, name, records, fte=fte)

    return {
        "people": {ALL: len(here)},
        "people-status": by(here, "status"),
        "ended": {ALL: len(ended)},
        "fte": {ALL: _fte(known) if known else None},
        "fte-known": {ALL: len(known)},
        "people-role": by(here, "role"),
        "fte-role": by(known, "role", fte=True),
        "people-employer": by(here, "employer"),
        "people-service": by(here, "service_area"),
        "people-profession": by(here, "profession"),
        "fte-profession": by(known, "profession", fte=True),
        "people-age": by(here, "own_age_band"),
        "people-sex": by(here, "sex"),
        "people-ethnicity": by(here, "ethnicity"),
        "people-disability": by(here, "own_disability"),
        "trainees": {ALL: len(coming)},
        "trainees-stage": by(coming, "stage"),
        "trainees-profession": by(coming, "profession"),
        "trainees-ethnicity": by(coming, "ethnicity"),
    }


def _by(rows: Iterable[Row], name: str, records: Records, *, fte: bool) -> Mapping[str, Value]:
    """Rows, or their full-time equivalents, by the codes of a list; noughts too."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    codes = records.lists[name]
    for row in rows:
        code = row.get(_COLUMNS.get(name, name)) or ""
        if name == "ethnicity":
            group = records.group_of(code)
        else:
            group = code if code in codes else ON_NO_LIST if code else NOT_RECORDED
        groups[group].append(row)
    names = [*codes, *(each for each in (NOT_RECORDED, ON_NO_LIST) if each in groups)]
    return {each: _fte(groups[each]) if fte else len(groups[each]) for each in names}


def _fte(rows: Iterable[Row]) -> float:
    """Added up as decimals, so that the parts of a whole make it exactly."""
    return float(sum((Decimal(str(row["fte"])) for row in rows), Decimal(0)))


def _year_of_work(records: Records) -> tuple[WorkCounts, list[Consideration]]:
    months = records.months
    counting = Counting(records.codes, months, months, records.ways)
    considered = []
    them: Iterable[Case] = cases(records.tables)
    for case in them:
        counting.add((case,))
        if case.day and months[0] <= case.day <= records.day:
            considered.append(case.consideration)
    for month, kept in records.kept.items():
        counting.take_kept(month, kept, "")
    return counting.done(), considered


def _work(
    work: WorkCounts, considered: Sequence[Consideration], records: Records
) -> dict[str, Mapping[str, Value]]:
    year, groups = work.whole_year, work.groups[records.ways[0].name]
    delays = _delays(considered, records)
    reasons = dict.fromkeys(records.lists["delays"], 0)
    requests = Counter(
        one.request
        if one.request in records.lists["requests"]
        else ON_NO_LIST
        if one.request
        else NOT_RECORDED
        for one in considered
    )
    names = [*records.lists["requests"], *(set(requests) - set(records.lists["requests"]))]
    return {
        "months": {ALL: sum(last_day(month) >= (work.since or month) for month in records.months)},
        "considered": {ALL: year.considered},
        # Of deleted considerations it is not kept what was asked for.
        "considered-request": {
            each: None if records.kept_in_year else requests[each] for each in names
        },
        "considered-ethnicity": {name: each.considered for name, each in groups.items()},
        "attended": {ALL: sum(each.attended or 0 for each in work.work)},
        "completed": {ALL: sum(each.completed or 0 for each in work.work)},
        "outcome": {
            code: number + sum(kept.number("outcome", code) for kept in records.kept_in_year)
            for code, number in by_outcome(considered, records.codes.outcomes).items()
        },
        "detained": {ALL: year.detained},
        "detained-ethnicity": {name: each.detained for name, each in groups.items()},
        "delayed": {ALL: year.delayed},
        "delays": {ALL: sum(each.number for each in delays)},
        "delays-reason": {**reasons, **{each.reason: each.number for each in delays}},
        "delays-timed": {ALL: sum(each.timed for each in delays)},
        "delay-hours": {ALL: _hours(sum((each.total for each in delays), timedelta(0)))},
        "delay-hours-reason": {
            **dict.fromkeys(reasons, 0.0),
            **{each.reason: _hours(each.total) for each in delays},
        },
    }


def _delays(considered: Sequence[Consideration], records: Records) -> tuple[DelaysOfReason, ...]:
    lasted = lasted_by_reason(considered, records.codes.delays)
    for kept in records.kept_in_year:
        for (reason,), number in kept.under("reason").items():
            times = kept.times("reason", reason)
            untimed = [None] * (number - len(times))
            lasted[reason] = [*lasted.get(reason, ()), *times, *untimed]
    return delays_of(lasted, records.codes.delays)


def _hours(lasted: timedelta) -> float:
    return round(lasted / timedelta(hours=1), 2)


def _cover(records: Records) -> dict[str, Mapping[str, Value]]:
    first = records.months[0]
    shifts = [
        (int(row.get("needed") or 0), int(row.get("placed") or 0))
        for row in records.tables.get("shifts", ())
        if row.get("starts") and first <= at_london(row["starts"]).date() <= records.day
    ]
    if not shifts:
        return {}
    return {
        "places": {ALL: sum(needed for needed, _ in shifts)},
        "places-filled": {ALL: sum(min(needed, placed) for needed, placed in shifts)},
    }
