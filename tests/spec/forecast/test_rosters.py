"""Whole shifts, and the people who work them"""

import numpy as np
import pytest

from evenhand.domain.forecast.people_by_rest import RestRules, lines
from evenhand.domain.forecast.service_hours import Exponential
from evenhand.domain.forecast.shift_choice import NoShifts, Pattern, chosen
from evenhand.domain.forecast.shifts import Shift, hour_by_hour, laid_out
from evenhand.domain.forecast.simulation import Range, WorkClass, simulate

THREE = [Pattern("early", 7, 8), Pattern("late", 15, 8), Pattern("night", 23, 8)]
DAY_STAFF = (2,) * 8 + (8,) * 10 + (3,) * 6
REST = RestRules()


def test_three_shifts_that_meet() -> None:
    """One person at every hour: seven times three shifts of eight hours, and not one more."""
    found = chosen((1,) * 24, THREE)
    assert len(found) == 21
    assert sum(shift.hours * shift.people for _, shift in found) == 168


def test_the_cheaper_of_two_patterns_is_taken() -> None:
    """A long shift whose hours cost a quarter more is left alone; without that it is as good."""
    long = Pattern("long", 7, 16, cost=1.25)
    assert {pattern.name for pattern, _ in chosen((1,) * 24, [*THREE, long])} == {
        "early", "late", "night",
    }  # fmt: skip


def test_an_hour_in_which_nothing_new_is_begun_is_not_covered() -> None:
    """Eight hours of which the last takes on nothing: three of them leave hours bare."""
    short = [Pattern("early", 7, 8, no_new_work=1), *THREE[1:]]
    with pytest.raises(NoShifts) as none:
        chosen((1,) * 24, short)
    assert none.value.hours[0] == 14


def test_a_shift_of_sunday_night_goes_on_into_monday() -> None:
    """In the first week too."""
    placed = laid_out([Shift(6 * 24 + 23, 8)], weeks=1)
    assert (placed.starts[0], placed.ends[0]) == (-1, 7)


def test_everybody_rests_between_shifts() -> None:
    """Three shifts of eight hours every day for 17 weeks: at 37 hours a week it takes five people, each with eleven hours between shifts and at most 48 in any week."""
    week = [shift for _, shift in chosen((1,) * 24, THREE)]
    found = lines(week, contract_hours=37, rules=REST)
    assert len(found) == 5
    assert sum(line.hours for line in found) == 17 * 168
    for line in found:
        for (_, end), (start, _) in zip(line.shifts, line.shifts[1:], strict=False):
            assert start - end >= REST.between_shifts
            within = [e - s for s, e in line.shifts if start < e <= start + 168 and s >= start]
            assert sum(within) <= REST.most_a_week


def lived(counts_against: bool, rate: float = 3.5 / 24) -> Range:
    """Decision 7 of the building blocks: 3.5 a day, six hours each, 2, 8 and 3 people."""
    shifts = [Shift(day * 24 + start, hours, people) for day in range(7)
              for start, hours, people in ((0, 8, 2), (8, 10, 8), (18, 6, 3))]  # fmt: skip
    work = WorkClass("all", (rate,) * 24, Exponential(6), 2)
    made = simulate(
        [work],
        shifts,
        replications=40,
        random=np.random.default_rng(4),
        counts_against=counts_against,
    )
    return made.everything.mean_wait_hours


def test_the_rule_for_over_running_work_is_named() -> None:
    """Whether somebody who over-runs counts against the next shift changes the mean wait about threefold where work is heavy: 11 minutes against 4 in another program's example, so the service has to say which rule is its own."""
    against, beside = lived(True).mean, lived(False).mean
    assert against is not None
    assert beside is not None
    assert against > 2 * beside > 0


def test_the_more_urgent_first() -> None:
    """Two classes that differ in nothing else: the first waits less, and both together as long as one class of all."""
    half = WorkClass("first", (0.15,) * 24, Exponential(8), 2)
    later = WorkClass("second", (0.15,) * 24, Exponential(8), 2)
    found = simulate(
        [half, later], hour_by_hour((3,) * 24), replications=40, random=np.random.default_rng(5)
    )
    first, second = (each.mean_wait_hours.mean or 0 for each in found.classes)
    assert first < second / 2


def test_people_on_call_are_asked_last_and_take_time_to_come() -> None:
    """One on duty and two on call who need an hour: nobody is seen at once by whom is called, and far more in time than by one alone."""
    work = WorkClass("all", (0.1,) * 24, Exponential(4), 2)
    one = hour_by_hour((1,) * 24)
    called = [Shift(0, 168, 2, on_call=True)]

    def run(shifts: list[Shift]) -> float:
        made = simulate(
            [work], shifts, replications=20, random=np.random.default_rng(6), response_hours=1
        )
        return made.everything.share_within.mean or 0

    assert run(one) < 0.85 < 0.95 < run(one + called)


def test_everybody_has_a_break_and_people_wait_for_it() -> None:
    """Two people round the clock: with an hour's break in each eight, the share begun in time falls; breaks are in no count of work."""
    work = WorkClass("all", (0.12,) * 24, Exponential(6), 1)

    def run(break_hours: float) -> tuple[float, float]:
        shifts = [
            Shift(day * 24 + start, 8, 2, break_hours=break_hours)
            for day in range(7)
            for start in (7, 15, 23)
        ]
        made = simulate([work], shifts, replications=40, random=np.random.default_rng(7))
        return made.everything.share_within.mean or 0, made.everything.arrivals_a_week

    without, with_breaks = run(0), run(1)
    assert with_breaks[0] < without[0] - 0.02
    assert with_breaks[1] == without[1] == pytest.approx(0.12 * 168, rel=0.02)


def test_a_break_in_an_hour_without_work_changes_nothing() -> None:
    """Work comes from 20:00 to midnight alone, and takes minutes; the break is at noon."""
    rates = (0.0,) * 20 + (0.3,) * 4
    work = WorkClass("all", rates, Exponential(0.2), 1)
    waits = []
    for break_hours in (0.0, 1.0):
        shifts = [Shift(day * 24, 24, 1, break_hours=break_hours) for day in range(7)]
        made = simulate([work], shifts, replications=10, random=np.random.default_rng(8))
        waits.append(made.everything.mean_wait_hours.mean)
    assert waits[0] == waits[1]
