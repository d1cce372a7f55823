"""A region's report on its AMHP services, read beside the services' own reports"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

import pytest
from tests.factories.amhp_sets import service

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.presets import preset
from evenhand.domain.amhp.sight.cases import Case, cases
from evenhand.domain.amhp.sight.counts import Counting, MonthDelays, MonthSafety, WorkCounts
from evenhand.domain.amhp.sight.groups import dimensions
from evenhand.domain.amhp.sight.hide import Name, Sums
from evenhand.domain.amhp.sight.months import last_whole_year, up_to
from evenhand.domain.amhp.sight.protect import chosen, protected, sums_of
from evenhand.domain.amhp.sight.together import (
    Own,
    delays_together,
    given_away_together,
    hidden_together,
    protected_together,
    safety_together,
)

BOARD, MARCH = preset("board"), date(2026, 3, 1)
GROUPS = dimensions(ethnicity())
NUMBERS = ("considered", "attended", "completed", "detained", "otherwise")


def counting() -> Counting:
    return Counting(code_lists(), up_to(MARCH, 24), up_to(last_whole_year(MARCH), 12), GROUPS)


def counted(*each: Iterable[Case]) -> tuple[WorkCounts, list[WorkCounts]]:
    """Services together, and each by itself."""
    whole, own = counting(), []
    for them in each:
        one = counting()
        one.add(them)
        whole.tally.take_in(one.tally)
        own.append(one.done())
    return whole.done(), own


@cache
def region(*a_month: int) -> tuple[WorkCounts, list[WorkCounts]]:
    """Services of so many considerations a month."""
    return counted(
        *(cases(service(n, a_month=many), body=f"C{n}") for n, many in enumerate(a_month))
    )


def not_told(shown: WorkCounts, sums: Sums) -> frozenset[Name]:
    """Which numbers a report leaves out, as it is printed."""
    told = {(each.month, name): getattr(each, name) for each in shown.work for name in NUMBERS}
    for dimension, groups in shown.groups.items():
        for group, found in groups.items():
            told |= {(dimension, group, k): getattr(found, k) for k in found.__dataclass_fields__}
    told |= {
        ("year", k): getattr(shown.whole_year, k) for k in shown.whole_year.__dataclass_fields__
    }
    return frozenset(name for name in sums.printed if told[name] is None)


def own_report(counts: WorkCounts) -> Own:
    choice = chosen(counts, GROUPS, BOARD)
    return Own(choice.sums, frozenset(name for name in choice.sums.counts if choice.tells(name)))


@pytest.mark.parametrize(
    "a_month",
    [
        pytest.param((60, 5), id="a large service and a small one"),
        pytest.param((6, 5), id="two small ones"),
    ],
)
def test_region_and_own_reports_together_open_no_small_number(a_month: tuple[int, ...]) -> None:
    """
    Months, groups and those left of each are joined by sums: numbers that are safe one by one are
    not safe together. All of it is attacked as one system, of numbers as they are printed.
    """
    pooled, each = region(*a_month)
    sums = sums_of(pooled, GROUPS, BOARD)
    own = [own_report(one) for one in each]
    shown = protected_together(pooled, each, GROUPS, BOARD, own)
    assert given_away_together(sums, own, not_told(shown, sums), BOARD) == ()


def test_what_is_left_out_of_the_region_is_needed() -> None:
    """With every number that is not small by itself, a reader could tell what a service hides."""
    pooled, each = region(60, 5)
    sums, own = sums_of(pooled, GROUPS, BOARD), [own_report(one) for one in each]
    small = frozenset(name for name in sums.printed if 0 < sums.counts[name] < 5)
    assert given_away_together(sums, own, small, BOARD)


def test_many_services_are_looked_at_some_at_a_time() -> None:
    """As if readers knew all others to the number: what is safe then is safe for all together."""
    pooled, each = region(20, 5, 30)
    sums, own = sums_of(pooled, GROUPS, BOARD), [own_report(one) for one in each]
    found = {hidden_together(sums, own, BOARD, each_of, at_once=2) for each_of in (None, map)}
    for hidden in found:
        assert given_away_together(sums, own, hidden, BOARD) == ()
        assert len(hidden) < len(sums.printed)


def detained(body: str, *months: tuple[int, int]) -> Iterable[Case]:
    """So many detained in each month of 2025, and nobody else."""
    rows = [
        {"reference": f"C{month}-{n}", "outcome": "S2", "assessment_start": when, "referred": when}
        for month, number in months
        for n in range(number)
        for when in (datetime(2025, month, 1, 12, tzinfo=UTC),)
    ]
    return cases({"considerations": rows}, body=body)


def test_a_service_s_line_is_left_out_where_its_year_would_open_a_month() -> None:
    """Two in May and five in September: seven in the year, beside the five, would tell the two."""
    pooled, each = counted(detained("A", (5, 2), (9, 5)), detained("B", (5, 30), (9, 30)))
    shown = protected_together(pooled, each, GROUPS, BOARD)
    lines = {line.body: line.considered for line in shown.services}
    assert lines == {"A": None, "B": 60}
    assert protected(each[0], GROUPS, BOARD).whole_year.considered is None


def delays(number: int, timed: int = 0, hours: float = 0.0, largest: float = 0.0) -> MonthDelays:
    return MonthDelays(month=MARCH, number=number, timed=timed, hours=hours, largest=largest)


def with_delays(*each: MonthDelays) -> MonthDelays:
    """What a region tells of March's delays for beds, of services that have so many."""
    sums = {name: sum(getattr(one, name) for one in each) for name in ("number", "timed", "hours")}
    whole = delays(**sums, largest=max(one.largest or 0.0 for one in each))
    return delays_together(whole, each, BOARD)


def test_a_sum_of_delays_is_left_out_where_the_other_s_own_report_tells_the_rest() -> None:
    """Seven of which the one service tells five: the other has two at the most."""
    assert with_delays(delays(2), delays(5)).number is None
    assert with_delays(delays(20), delays(30)).number == 50


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        pytest.param(delays(1, 1, 30.0, 30.0), None, id="One delay of thirty hours"),
        pytest.param(delays(12, 12, 60.0, 40.0), None, id="Most of the hours are one delay's"),
        pytest.param(delays(12, 12, 60.0, 10.0), 160.0, id="Told by the service itself"),
        pytest.param(delays(0), 100.0, id="None at all"),
    ],
)
def test_hours_are_left_out_where_taking_away_would_tell_of_one_delay(
    one: MonthDelays, shown: float | None
) -> None:
    """The other service tells that it lost 100 hours."""
    assert with_delays(one, delays(20, 20, 100.0, 10.0)).hours == shown


def safety(recorded: int, incidents: int, hours: float = 0.0) -> tuple[MonthSafety, ...]:
    return (
        MonthSafety(
            month=MARCH, recorded=recorded, lone=0, incidents=incidents, racist=0,
            hours_over=hours, debriefs_offered=0,
        ),
    )  # fmt: skip


def test_safety_of_a_service_is_not_told_by_the_region_s() -> None:
    """Two incidents here and five there, who tell theirs: seven would tell the two."""
    (told,) = safety_together(safety(60, 7), [safety(30, 2), safety(30, 5)], BOARD)
    assert told.incidents is None
    (told,) = safety_together(safety(60, 17), [safety(30, 7), safety(30, 10)], BOARD)
    assert (told.recorded, told.incidents) == (60, 15)


def test_hours_past_the_end_are_left_out_where_the_rest_is_of_few() -> None:
    """Three records here are all that is left once the other service's own hours are taken away."""
    (told,) = safety_together(safety(33, 0, 45.0), [safety(3, 0, 15.0), safety(30, 0, 30.0)], BOARD)
    assert told.hours_over is None
