"""Which legal limits run for one consideration: by what is recorded of it, and by what was entered.

A limit that is counted back, or is the day of service, ends nothing and has no deadline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from evenhand.domain.amhp.clocks import Limit, safe
from evenhand.domain.amhp.clocks_business_days import Proclaimed
from evenhand.domain.amhp.clocks_rules import RuleBook, plain_id
from evenhand.domain.amhp.clocks_time import LONDON, Start, at_london
from evenhand.domain.amhp.clocks_together import Asked, answer_all
from evenhand.domain.amhp.considerations import Consideration
from evenhand.domain.amhp.considerations_codes import CodeList

# What is recorded for these outcomes starts these rules.
_ADMITTED = {"S2": ("S2", "TRIB2", "S15"), "S3": ("S3", "TRIB3", "S15"), "S4": ("S4", "S15")}
_SIGNED = {"S2": ("S115",), "S3": ("S115",), "S4": ("S4SEEN", "S6B")}
# The time of a consideration that shows that a limit was kept or does not run any more.
_OVER = {
    "S136": ("held_until",),
    "S135": ("held_until",),
    "S136B": ("held_until",),
    "S6A": ("conveyed", "admitted"),
    "S6B": ("conveyed", "admitted"),
    "S52": ("admitted",),
    "S54": ("admitted",),
}
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A clock that somebody started by hand; `number` is theirs to know it by."""

    number: int
    rule: str
    starts: datetime
    extended_hours: float = 0.0
    met: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Running:
    """
    One limit of a consideration. `number` is that of a clock entered by hand, 0 for others.

    `limit` is missing where it cannot be counted: `problem` says why. `over` is when it was kept or
    ended otherwise; `deadline` is the instant at which it ends, in UTC.
    """

    rule: str
    starts: datetime
    number: int = 0
    limit: Limit | None = None
    problem: str = ""
    over: datetime | None = None
    deadline: datetime | None = None

    @property
    def runs(self) -> bool:
        """Whether it has a deadline that still matters."""
        return self.over is None and self.deadline is not None


@dataclass(frozen=True, kw_only=True)
class Law:
    """What limits are counted with: the rules, the holidays, and the outcomes that start some."""

    book: RuleBook
    proclaimed: Proclaimed
    outcomes: CodeList


def clocks_of(one: Consideration, entered: Iterable[Entered], law: Law) -> tuple[Running, ...]:
    """Every limit of a consideration: what runs by its deadline, then the others."""
    by_hand, book, proclaimed = list(entered), law.book, law.proclaimed
    known = {(each.rule, each.starts.astimezone(UTC)) for each in by_hand}
    recorded = [each for each in _recorded(one, law) if (each.rule, each.starts) not in known]
    all_of_them = [each for each in (*by_hand, *recorded) if book.rule(each.rule)]
    rows = [_asked(row, each, book) for row, each in enumerate(all_of_them)]
    answers = answer_all(rows, proclaimed)
    found = [
        Running(
            rule=each.rule,
            starts=each.starts,
            number=each.number,
            limit=safe(answer.limits) if answer.limits else None,
            problem=answer.refused.message if answer.refused else "",
            over=each.met or _over(one, each.rule),
            deadline=deadline(safe(answer.limits)) if answer.limits else None,
        )
        for each, answer in zip(all_of_them, answers, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: (not each.runs, each.deadline or each.starts)))


def next_of(clocks: Iterable[Running]) -> Running | None:
    """The limit that ends next of those that still run, over-run ones included; None for none."""
    running = [each for each in clocks if each.runs]
    return min(running, key=lambda each: each.deadline or each.starts, default=None)


def deadline(limit: Limit) -> datetime | None:
    """The instant in UTC at which a limit ends: a last day ends at midnight in London."""
    if limit.ends:
        return limit.ends
    if limit.last_day is None:
        return None
    midnight = datetime.combine(limit.last_day + _DAY, time(0), tzinfo=LONDON)
    return midnight.astimezone(UTC)


def lasted_in_words(lasted: timedelta) -> str:
    """
    How long, with at most two units.

    >>> lasted_in_words(timedelta(hours=5, minutes=12)), lasted_in_words(timedelta(days=2, hours=1))
    ('5 hours 12 minutes', '2 days 1 hour')
    >>> lasted_in_words(timedelta(seconds=40)), lasted_in_words(timedelta(hours=3))
    ('less than a minute', '3 hours')
    """
    days, rest = divmod(lasted, _DAY)
    hours, rest = divmod(rest, _HOUR)
    units = [(days, "day"), (hours, "hour"), (rest // _MINUTE, "minute")]
    first = next((place for place, (number, _) in enumerate(units) if number), None)
    if first is None:
        return "less than a minute"
    said = [_number(number, unit) for number, unit in units[first : first + 2] if number]
    return " ".join(said)


def _number(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _recorded(one: Consideration, law: Law) -> Iterator[Entered]:
    """Clocks that the times of the consideration start by themselves."""
    held, signed, admitted = (
        one.time(name) for name in ("held_from", "application_signed", "admitted")
    )
    found = law.outcomes.find(one.outcome, one.day)
    outcome = found.code if found else ""
    if held:
        rule = "S135" if one.request == "S135_1" else "S136"
        yield Entered(number=0, rule=rule, starts=held, extended_hours=one.extended_hours)
    if signed:
        for rule in _SIGNED.get(outcome, ()):
            yield Entered(number=0, rule=rule, starts=signed)
    if admitted:
        for rule in _ADMITTED.get(outcome, ()):
            yield Entered(number=0, rule=rule, starts=admitted)


def _asked(row: int, one: Entered, book: RuleBook) -> Asked:
    rule, instant = book.rule(one.rule), one.starts.astimezone(UTC)
    if rule is None:
        raise KeyError(one.rule)
    start = Start(at_london(instant).date(), (instant,))
    version, hours = rule.on(start.day), one.extended_hours
    # More hours than the law allows give none: the earlier end is the one nobody goes wrong by.
    allowed = hours if version and 0 < hours <= version.extension else 0.0
    # One case: a clock may start where another of the same person did.
    return Asked(row=row, case="one", rule=rule, start=start, extended_hours=allowed)


def _over(one: Consideration, rule: str) -> datetime | None:
    times = [one.time(name) for name in _OVER.get(plain_id(rule), ())]
    return min((each for each in times if each), default=None)
