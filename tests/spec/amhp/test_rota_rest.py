"""The rota: rules of rest"""

from datetime import date, time, timedelta

import pytest
from tests.factories.amhp_rota_rules import RULES, found, placed, rota, slot, span, worked

from evenhand.domain.amhp.rota import Kind
from evenhand.domain.amhp.rota_findings import would_be_found
from evenhand.domain.amhp.rota_pattern import Line, planned
from evenhand.domain.amhp.rota_rest import RestRules, nights_in
from evenhand.domain.amhp.rota_words import said

YEAR = "2026-01-01 00:00 > 2027-01-01 00:00"


def days(number: int, clock: str = "09:00 > {day} 17:00", first: str = "2026-11-23") -> list[str]:
    """The same hours on so many days in a row; the end is on the next day where it says {next}."""
    found = []
    for each in range(number):
        day = date.fromisoformat(first) + timedelta(days=each)
        found.append(f"{day} " + clock.format(day=day, next=day + timedelta(days=1)))
    return found


NIGHT = "22:00 > {next} 08:00"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        pytest.param("2026-11-23 09:00 > 2026-11-23 21:00", "2026-11-24 08:00 > 2026-11-24 12:00", False, id="Eleven hours"),
        pytest.param("2026-11-23 09:00 > 2026-11-23 21:01", "2026-11-24 08:00 > 2026-11-24 12:00", True, id="A minute less"),
        pytest.param("2026-03-28 13:00 > 2026-03-28 21:00", "2026-03-29 08:00 > 2026-03-29 12:00", True, id="Eleven on the clock, ten that pass: clocks go forward"),
        pytest.param("2026-10-24 13:00 > 2026-10-24 22:00", "2026-10-25 08:00 > 2026-10-25 12:00", False, id="Ten on the clock, eleven that pass: clocks go back"),
        pytest.param("2026-11-23 09:00 > 2026-11-23 17:00", "2026-11-23 17:00 > 2026-11-23 22:00", True, id="No time at all"),
    ],
)  # fmt: skip
def test_hours_between_shifts(first: str, second: str, told: bool) -> None:
    """Eleven hours have to pass, whatever clocks show."""
    assert bool(found(worked(first, second), YEAR, "rest")) is told


def test_a_short_rest_says_who_when_and_what_to_do() -> None:
    """In words that can be read out."""
    (told,) = found(worked(*days(1), "2026-11-23 22:00 > 2026-11-24 02:00"), YEAR, "rest")
    assert told.message == (
        "Person 1 has 5 hours between two shifts, Monday 23 November 2026, 17:00 to 22:00; "
        "the rule is 11 hours."
    )
    assert told.fix == "Give one of the two to somebody else."


@pytest.mark.parametrize(
    ("stretches", "hours"),
    [
        pytest.param(days(6), None, id="Six days of eight hours: 48"),
        pytest.param(days(7), 56, id="Seven days of eight hours"),
        pytest.param([*days(6), "2026-11-29 09:00 > 2026-11-29 09:15"], 48.25, id="A quarter of an hour more"),
        pytest.param(days(4, "08:00 > {day} 20:00") + days(3, "08:00 > {day} 20:00", "2026-11-30"), None, id="Four days of twelve, and three after seven days"),
        pytest.param(days(4, "08:00 > {day} 20:00", "2026-11-26") + days(2, "08:00 > {day} 20:00", "2026-11-30"), 72, id="The same across two calendar weeks"),
        pytest.param(["2026-10-21 00:00 > 2026-10-22 22:00", "2026-10-25 00:00 > 2026-10-25 02:00"], 49, id="Clocks go back: midnight to two is three hours"),
    ],
)  # fmt: skip
def test_hours_in_any_seven_days(stretches: list[str], hours: float | None) -> None:
    """Any seven times 24 hours, not the calendar's week."""
    told = found(worked(*stretches), YEAR, "week")
    assert [f"has {hours:g} hours" in each.message for each in told] == ([True] if hours else [])


@pytest.mark.parametrize(
    ("stretch", "nights"),
    [
        pytest.param("2026-11-23 22:00 > 2026-11-24 08:00", ["2026-11-23"], id="Ten in the evening to eight"),
        pytest.param("2026-11-23 17:00 > 2026-11-24 02:00", ["2026-11-23"], id="To two in the morning: three hours of night"),
        pytest.param("2026-11-23 17:00 > 2026-11-24 01:59", [], id="A minute less is no night"),
        pytest.param("2026-11-24 03:00 > 2026-11-24 11:00", ["2026-11-23"], id="From three in the morning: the night of the day before"),
        pytest.param("2026-11-24 03:01 > 2026-11-24 11:00", [], id="A minute later is no night"),
        pytest.param("2026-11-23 09:00 > 2026-11-25 09:00", ["2026-11-23", "2026-11-24"], id="Two days and two nights"),
        pytest.param("2026-03-28 23:00 > 2026-03-29 02:59", [], id="Clocks go forward: to one minute to three are two hours and 59 minutes"),
        pytest.param("2026-10-24 23:00 > 2026-10-25 01:00+00:00", ["2026-10-24"], id="Clocks go back: three hours have passed at the second one o'clock"),
    ],
)  # fmt: skip
def test_what_counts_as_a_night(stretch: str, nights: list[str]) -> None:
    """Three hours or more between 23:00 and 06:00, by the day of the evening."""
    assert [str(each) for each in nights_in(span(stretch))] == nights


@pytest.mark.parametrize(
    ("stretches", "told"),
    [
        pytest.param(days(4, NIGHT), 0, id="Four in a row"),
        pytest.param(days(5, NIGHT), 1, id="Five in a row"),
        pytest.param(days(3, NIGHT) + days(3, NIGHT, "2026-11-27"), 0, id="Three, one off, three"),
        pytest.param(days(5, NIGHT) + days(6, NIGHT, "2026-12-01"), 2, id="Five, and later six"),
        pytest.param(
            days(5, NIGHT, "2026-03-26"), 1, id="Five in a row through the change of clocks"
        ),
    ],
)
def test_nights_in_a_row(stretches: list[str], told: int) -> None:
    """Each run that is too long is told once."""
    rules = RestRules(hours_between=0, most_hours_a_week=168)
    assert len(found(worked(*stretches), YEAR, "nights", rules=rules)) == told


def test_a_run_of_nights_is_told_though_only_its_end_is_looked_at() -> None:
    """Whoever checks the next week sees what began in this one."""
    nights = worked(*days(6, NIGHT))
    assert found(nights, "2026-11-28 00:00 > 2026-12-05 00:00", "nights")
    assert not found(nights, "2026-12-05 00:00 > 2026-12-12 00:00", "nights")


def test_time_on_call_counts_or_does_not_as_the_service_says() -> None:
    """Whoever is on call may be called: it counts unless a service says that it does not."""
    nights = worked(*days(7, NIGHT), on_call=True)
    without = RestRules(on_call_counts=False)
    assert {each.code for each in found(nights, YEAR, "week", "nights")} == {"week", "nights"}
    assert found(nights, YEAR, "rest", "week", "nights", rules=without) == []


def test_what_placing_somebody_would_mean_is_told_before() -> None:
    """Only what it adds, and only about them."""
    on, more = (
        slot("2026-11-23 09:00 > 2026-11-23 17:00"),
        slot("2026-11-23 20:00 > 2026-11-24 04:00"),
    )
    now = rota(placed(on, 1), placed(more, 2), empty=[more])
    assert [each.code for each in would_be_found(placed(more, 1), now, RULES)] == ["rest"]
    late = slot("2026-11-24 20:00 > 2026-11-24 23:00")
    assert would_be_found(placed(late, 1), now, RULES) == []


def test_a_pattern_makes_shifts_for_some_weeks() -> None:
    """Two lines, two weeks, Mondays and Tuesdays, but for a bank holiday: six shifts."""
    lines = [
        Line(kind=Kind.SHIFT, starts=time(9), ends=time(17), needed=2),
        Line(kind=Kind.ON_CALL, starts=time(17), ends=time(9)),
    ]
    made = planned(
        lines, first=date(2026, 5, 18), weeks=2, weekdays=(0, 1), without=[date(2026, 5, 25)]
    )
    assert [said(each.span) for each in made] == [
        "Monday 18 May 2026, 09:00 to 17:00",
        "Monday 18 May 2026, 17:00 to Tuesday 19 May, 09:00",
        "Tuesday 19 May 2026, 09:00 to 17:00",
        "Tuesday 19 May 2026, 17:00 to Wednesday 20 May, 09:00",
        "Tuesday 26 May 2026, 09:00 to 17:00",
        "Tuesday 26 May 2026, 17:00 to Wednesday 27 May, 09:00",
    ]
    assert [(each.kind, each.needed) for each in made[:2]] == [("shift", 2), ("on-call", 1)]


@pytest.mark.parametrize(
    ("evening", "hours"),
    [
        pytest.param("2026-03-28", 9, id="Clocks go forward"),
        pytest.param("2026-10-24", 11, id="Clocks go back"),
        pytest.param("2026-11-23", 10, id="Clocks stay"),
    ],
)
def test_a_night_is_as_long_as_it_is(evening: str, hours: float) -> None:
    """From ten in the evening to eight."""
    day = date.fromisoformat(evening)
    line = Line(kind=Kind.SHIFT, starts=time(22), ends=time(8))
    (night,) = planned([line], first=day, weeks=1, weekdays=[day.weekday()])
    assert night.span.hours == hours


def test_shifts_of_a_pattern_meet_through_the_change_of_clocks() -> None:
    """Where one ends at half past one and the next begins then, nothing is uncovered or doubled."""
    lines = [
        Line(kind=Kind.SHIFT, starts=time(13, 30), ends=time(1, 30)),
        Line(kind=Kind.SHIFT, starts=time(1, 30), ends=time(13, 30)),
    ]
    for first in (date(2026, 3, 28), date(2026, 10, 24)):
        made = planned(lines, first=first, weeks=1, weekdays=range(7))
        assert all(a.span.until == b.span.since for a, b in zip(made, made[1:], strict=False))
