"""What the register warns of: a person decides, and nothing ends by itself but the term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evenhand.domain.amhp.clocks_time import at_london, said_day
from evenhand.domain.amhp.register import training_hours
from evenhand.domain.amhp.register_history import Approval, History
from evenhand.domain.amhp.register_periods import HOURS_A_YEAR, years_of
from evenhand.domain.results.written import some_of

AHEAD = (30, 90, 180)


@dataclass(frozen=True, kw_only=True)
class Warned:
    """
    One warning. `within` is the warning's number of days (180, 90, 30) where it is about a day ahead.

    `regulation` is that of SI 2008/1206 where the warning comes from one.
    """

    code: str
    message: str
    fix: str
    regulation: str = ""
    day: date | None = None
    within: int | None = None


def warnings_of(history: History, on: date) -> tuple[Warned, ...]:
    """What to warn of on a day, from a history played back to that day."""
    return tuple(_every(history, on))


def _every(history: History, on: date) -> Iterator[Warned]:
    now = history.newest
    if history.unclear:
        rows = some_of([str(each) for each in history.unclear])
        yield Warned(
            code="entries-in-error",
            message=f"Entry {rows} about this person cannot be counted, so what is said here may be wrong.",
            fix="Put it right first.",
        )
    yield from _same_again(history)
    if now is None or not history.state.live:
        return
    yield from _duties_to_end(history, now, on)
    yield from _suspension_left_open(history, now)
    yield from _ahead(
        now.last,
        on,
        code="term-ends",
        what="The term of the approval ends",
        fix="Look at the evidence and decide on re-approval before that day.",
        regulation="7(1)",
    )
    yield from _hours_ahead(history, now, on)
    if history.registered_to is not None:
        yield from _registration(history.registered_to, on)


def _duties_to_end(history: History, now: Approval, on: date) -> Iterator[Warned]:
    short = [
        (first, last, hours)
        for first, last in years_of(now.first)
        if last < on and (hours := training_hours(history, first, last)) < HOURS_A_YEAR
    ]
    if short:
        years = "; ".join(
            f"{hours:g} in the year {said_day(first)} to {said_day(last)}"
            for first, last, hours in short
        )
        yield Warned(
            code="duty-to-end-training",
            message=(
                f"Fewer than {HOURS_A_YEAR:g} hours of agreed training are recorded: {years}. They are a "
                "condition (regulation 5(a)), and the approving authority shall end the approval on "
                "becoming aware of a breach."
            ),
            fix="Check whether training is missing here; otherwise decide, and record the end with "
            "reason COND. Nothing ends by itself.",
            regulation="7(2)(c)(ii)",
            day=short[-1][1],
        )
    for each in history.duty_to_end:
        yield Warned(
            code="duty-to-end-elsewhere",
            message=(
                f"{each.authority} approved this person on {said_day(each.day)}. The approval here shall "
                "end immediately on becoming aware of it; until somebody ends it, it stands."
            ),
            fix="Find out, decide, and record the end with reason OTHER_LSSA.",
            regulation="7(2)(c)(iii)",
            day=each.day,
        )


def _suspension_left_open(history: History, now: Approval) -> Iterator[Warned]:
    open_since = [
        at_london(each.since).date()
        for each in history.suspensions
        if each.until is None and each.since < now.since
    ]
    for day in open_since:
        yield Warned(
            code="suspension-left-open",
            message=(
                f"Suspended since {said_day(day)}, before this approval began, and nothing says that the "
                "suspension ended. It runs on, and this person may not act."
            ),
            fix="If the registration is good again, record unsuspend with its day.",
            regulation="6(2)",
            day=day,
        )


def _hours_ahead(history: History, now: Approval, on: date) -> Iterator[Warned]:
    for first, last in years_of(now.first):
        hours = training_hours(history, first, last)
        if first <= on <= last and hours < HOURS_A_YEAR:
            yield from _ahead(
                last,
                on,
                code="training-short",
                what=f"{HOURS_A_YEAR - hours:g} of {HOURS_A_YEAR:g} hours of agreed training are "
                "still missing, and the year of approval ends",
                fix="Agree training and record it. Time suspended does not lessen the hours.",
                regulation="5(a)",
            )


def _registration(registered_to: date, on: date) -> Iterator[Warned]:
    if registered_to < on:
        yield Warned(
            code="registration-over",
            message=f"The registration that was seen ran to {said_day(registered_to)}.",
            fix="Look at the register of the profession. Without registration the approval shall end "
            "(reason PROF); if it was renewed, record until when.",
            regulation="7(2)(c)(i)",
            day=registered_to,
        )
    yield from _ahead(
        registered_to,
        on,
        code="registration-ends",
        what="The registration that was seen ends",
        fix="Ask for the renewal, and record until when it runs.",
        regulation="5(d)",
    )


def _ahead(
    day: date, on: date, *, code: str, what: str, fix: str, regulation: str
) -> Iterator[Warned]:
    left = (day - on).days
    within = next((days for days in AHEAD if 0 <= left <= days), None)
    if within is None:
        return
    when = "today" if not left else f"in {left} day{'s' * (left != 1)}"
    yield Warned(
        code=code,
        message=f"{what} on {said_day(day)}, {when} (warned of from {within} days before).",
        fix=fix,
        regulation=regulation,
        day=day,
        within=within,
    )


def _same_again(history: History) -> Iterator[Warned]:
    seen: dict[tuple[date, float, bool, str], int] = {}
    for each in history.training:
        key = (each.day, each.hours, each.agreed, each.detail.casefold())
        if key in seen:
            yield Warned(
                code="same-training-again",
                message=f"Entries {seen[key]} and {each.id} record the same training, and both count.",
                fix="Take one of them out if it was entered twice.",
                day=each.day,
            )
        seen.setdefault(key, each.id)


def year_of(now: Approval, on: date) -> tuple[date, date] | None:
    """The year of an approval in which a day lies, or nothing where it lies in none."""
    found = [(first, last) for first, last in years_of(now.first) if first <= on <= last]
    return found[0] if found else None
