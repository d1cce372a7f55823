"""When a limit of the law ends: from a dated rule and what started it.

Counting rules: "beginning with the day" includes that day; hours are elapsed time, through changes
of the clocks; a period of months ends with the day before the corresponding date.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from evenhand.domain.amhp.clocks_business_days import Proclaimed, business_days_after
from evenhand.domain.amhp.clocks_rules import Counts, Rule, Version
from evenhand.domain.amhp.clocks_time import Start, said_day, said_instant

NO_CORRESPONDING_DATE = (
    "The month in which it ends has no such date. The earlier reading is given, one day before the "
    "month's last day; the last day itself can be argued for."
)

_NEVER = datetime.max.replace(tzinfo=UTC)


class CannotCount(ValueError):
    """The limit cannot be worked out from what was given. `fix` says what to do."""

    def __init__(self, code: str, column: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.column, self.message, self.fix = code, column, message, fix


@dataclass(frozen=True, kw_only=True)
class Limit:
    """
    What a rule gives for one start: a day, an instant in UTC, or both ends of a window.

    `last_day` is the last day on which what the rule is about may be, `first_day` the first.
    `ends` is the instant at which hours run out, `earliest` the one from which hours counted back
    begin. `served_on` is a day in itself. `then` are the last days of periods that may follow by
    renewal. All are None where the rule counts no time.
    """

    rule: Rule
    version: Version
    start: Start
    first_day: date | None = None
    last_day: date | None = None
    served_on: date | None = None
    earliest: datetime | None = None
    ends: datetime | None = None
    then: tuple[date, ...] = ()
    extended_hours: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Which of its values holds the answer: the name of the field in words, or "no time"."""
        if self.first_day and self.last_day:
            return "window"
        for kind in ("last_day", "first_day", "served_on", "ends", "earliest"):
            if getattr(self, kind) is not None:
                return {"ends": "instant", "earliest": "earliest instant"}.get(
                    kind, kind.replace("_", " ")
                )
        return "no time"

    def in_words(self) -> str:
        """The answer in words, without the rule."""
        if self.first_day and self.last_day:
            return f"from {said_day(self.first_day)} to {said_day(self.last_day)}"
        if self.last_day:
            return f"last day {said_day(self.last_day)}"
        if self.first_day:
            return f"not before {said_day(self.first_day)}"
        if self.served_on:
            return f"on {said_day(self.served_on)}"
        if self.ends:
            return f"ends {said_instant(self.ends)}"
        return f"not before {said_instant(self.earliest)}" if self.earliest else "no time to count"


def limit(
    rule: Rule, start: Start, proclaimed: Proclaimed, *, extended_hours: float = 0.0
) -> Limit:
    """
    The limit that the version in force on the day of the start gives.

    A start whose hour was there twice is counted from the earlier; `readings` gives both. Raises
    CannotCount where the rule was not law on that day, needs a time and has only a day, or allows
    no such extension.
    """
    version = rule.on(start.day)
    if version is None:
        raise _not_law(rule, start.day)
    _allows(rule, version, extended_hours)
    bare = Limit(rule=rule, version=version, start=start, extended_hours=extended_hours)
    if version.counts.needs_time:
        return _in_hours(bare)
    return _in_days(bare, proclaimed)


def safe(found: Sequence[Limit]) -> Limit:
    """
    Of several readings the one that nobody goes wrong by: the earlier end, the later beginning.

    ValueError where there are none.
    """
    ordered = sorted(found, key=lambda each: each.ends or each.earliest or _NEVER)
    return ordered[0] if ordered[0].ends else ordered[-1]


def readings(
    rule: Rule, start: Start, proclaimed: Proclaimed, *, extended_hours: float = 0.0
) -> tuple[Limit, ...]:
    """One limit for each instant that a start may mean, the earlier first; `safe` says which is."""
    starts = [replace(start, instants=(one,)) for one in start.instants] or [start]
    found = [limit(rule, one, proclaimed, extended_hours=extended_hours) for one in starts]
    return tuple(found) if found[0].version.counts.needs_time else (found[0],)


def _in_hours(bare: Limit) -> Limit:
    if not bare.start.instants:
        raise CannotCount(
            "time-needed",
            "starts",
            f"{bare.rule.title} is counted in hours, and only a day is given.",
            "Write the time as well, like 2025-03-29T22:00.",
        )
    instant, hours = bare.start.instants[0], timedelta(hours=bare.version.amount)
    if bare.version.counts is Counts.HOURS_BEFORE:
        return replace(bare, earliest=instant - hours)
    return replace(bare, ends=instant + hours + timedelta(hours=bare.extended_hours))


def _in_days(bare: Limit, proclaimed: Proclaimed) -> Limit:
    day, amount = bare.start.day, bare.version.amount
    match bare.version.counts:
        case Counts.DAYS:
            return replace(bare, last_day=day + timedelta(days=amount - 1))
        case Counts.DAYS_ENDING:
            return replace(bare, first_day=day - timedelta(days=amount - 1))
        case Counts.DAYS_BETWEEN:
            return replace(bare, last_day=day + timedelta(days=amount + 1))
        case Counts.DAYS_AFTER:
            return replace(bare, served_on=day + timedelta(days=amount))
        case Counts.BUSINESS_DAYS:
            return _served(bare, business_days_after(day, amount, proclaimed), proclaimed)
        case Counts.MONTHS:
            return _in_months(bare)
        case Counts.MONTHS_ENDING:
            return replace(bare, first_day=_first_day_of_months(day, amount), last_day=day)
        case _:
            return bare


def _served(bare: Limit, day: date, proclaimed: Proclaimed) -> Limit:
    if day.year <= proclaimed.known_to:
        return replace(bare, served_on=day)
    note = (
        f"Bank holidays after {proclaimed.known_to} are those of the calendar's rules; check for "
        "others that were proclaimed."
    )
    return replace(bare, served_on=day, notes=(*bare.notes, note))


def _in_months(bare: Limit) -> Limit:
    day, amount = bare.start.day, bare.version.amount
    last_days = [last_day_of_months(day, amount)]
    for months in bare.version.then:
        last_days.append(last_day_of_months(last_days[-1] + timedelta(days=1), months))
    clipped = _months_on(day, amount).day != day.day
    notes = (*bare.notes, NO_CORRESPONDING_DATE) if clipped else bare.notes
    return replace(bare, last_day=last_days[0], then=tuple(last_days[1:]), notes=notes)


def last_day_of_months(day: date, months: int) -> date:
    """
    The last day of so many months beginning with a day: the day before the corresponding date.

    Where the month has no such date, the day before its last, which is the earlier of two readings.

    >>> last_day_of_months(date(2025, 3, 1), 6)
    datetime.date(2025, 8, 31)
    >>> last_day_of_months(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 27)
    """
    return _months_on(day, months) - timedelta(days=1)


def _first_day_of_months(last: date, months: int) -> date:
    """The first day of so many months ending with a day; of two readings the shorter period."""
    after = last + timedelta(days=1)
    first = _months_on(after, -months)
    return first if first.day == after.day else first + timedelta(days=1)


def _months_on(day: date, months: int) -> date:
    """The corresponding date, or the month's last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, longest))


def _allows(rule: Rule, version: Version, hours: float) -> None:
    if not hours:
        return
    if not version.extension:
        raise CannotCount(
            "no-extension",
            "extended_hours",
            f"The law gives no extension of hours for {rule.title}.",
            "Leave extended_hours empty in this row.",
        )
    if not 0 < hours <= version.extension:
        raise CannotCount(
            "extension-too-long",
            "extended_hours",
            f"An extension is more than 0 and not more than {version.extension} hours.",
            "Write the hours that were authorised. " + version.extension_words,
        )


def _not_law(rule: Rule, day: date) -> CannotCount:
    dated = [each.valid_from for each in rule.versions if each.valid_from]
    since = f"It is law from {said_day(min(dated))}." if dated else rule.versions[0].pending
    return CannotCount(
        "not-in-force",
        "starts",
        f"There was no such rule on {said_day(day)}.",
        f"{since} Check the day and the rule.",
    )
