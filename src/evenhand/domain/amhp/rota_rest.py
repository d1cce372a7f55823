"""Rest: hours between shifts, hours in any seven days, nights in a row.

A night is counted where at least three hours of a shift lie between 23:00 and 06:00 in London, as in
the Working Time Regulations 1998 (regulation 2(1), from memory). Hours are hours that pass.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from evenhand.domain.amhp.clocks_time import LONDON, at_london
from evenhand.domain.amhp.rota import Kind, Placed, Span

NIGHT_FROM, NIGHT_TO = time(23), time(6)
HOURS_OF_A_NIGHT = 3.0
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class RestRules:
    """
    What a service asks for. `on_call_counts`: time on call counts as time at work, hour for hour.
    """

    hours_between: float = 11
    most_hours_a_week: float = 48
    most_nights_in_a_row: int = 4
    on_call_counts: bool = True


def spans_that_count(placed: Sequence[Placed], rules: RestRules) -> list[Span]:
    """When one person is at work by the rules, in order; stretches that overlap are one."""
    counting = sorted(
        each.span
        for each in placed
        if each.span.hours > 0 and (rules.on_call_counts or each.slot.kind is not Kind.ON_CALL)
    )
    found: list[Span] = []
    for each in counting:
        if found and each.since < found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, each.until))
        else:
            found.append(each)
    return found


def too_short_rests(spans: Sequence[Span], rules: RestRules) -> Iterator[Span]:
    """Times between two shifts that are shorter than the rule, from the end of one to the next."""
    for before, after in pairwise(spans):
        rest = Span(before.until, after.since)
        if rest.hours < rules.hours_between:
            yield rest


def too_full_weeks(spans: Sequence[Span], rules: RestRules) -> list[tuple[Span, float]]:
    """
    Stretches of seven days with more hours than the rule, and the hours; none overlaps the one before.

    Hours in a moving week are most where it begins with a shift or ends with one.
    """
    starts = sorted({each.since for each in spans} | {each.until - WEEK for each in spans})
    found: list[tuple[Span, float]] = []
    for start in starts:
        week = Span(start, start + WEEK)
        worked = sum(each.shared(week).hours for each in spans)
        if worked <= rules.most_hours_a_week:
            continue
        if not found or not week.meets(found[-1][0]):
            found.append((week, worked))
        elif worked > found[-1][1]:
            found[-1] = week, worked
    return found


def runs_of_nights(spans: Sequence[Span], rules: RestRules) -> Iterator[tuple[date, date]]:
    """First and last evening of more nights in a row than the rule."""
    nights = sorted({night for each in spans for night in nights_in(each)})
    run: list[date] = []
    for night in [*nights, None]:
        if run and (night is None or night - run[-1] > timedelta(days=1)):
            if len(run) > rules.most_nights_in_a_row:
                yield run[0], run[-1]
            run = []
        if night is not None:
            run.append(night)


def nights_in(span: Span) -> list[date]:
    """The nights that a stretch counts for, each by the day of its evening."""
    day = at_london(span.since).date() - timedelta(days=1)
    found = []
    while day <= at_london(span.until).date():
        if span.shared(night_of(day)).hours >= HOURS_OF_A_NIGHT:
            found.append(day)
        day += timedelta(days=1)
    return found


def night_of(evening: date) -> Span:
    """From 23:00 of a day to 06:00 of the next: six to eight hours, by the clocks that night."""
    return Span(
        datetime.combine(evening, NIGHT_FROM, LONDON),
        datetime.combine(evening + timedelta(days=1), NIGHT_TO, LONDON),
    )
