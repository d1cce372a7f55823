"""What readers outside an AMHP service are told of its work"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.amhp_sets import service

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.presets import preset
from evenhand.domain.amhp.sight.cases import Case, cases
from evenhand.domain.amhp.sight.counts import (
    Counting,
    MonthDelays,
    MonthSafety,
    MonthWait,
    WorkCounts,
)
from evenhand.domain.amhp.sight.groups import dimensions
from evenhand.domain.amhp.sight.hide import month_sums, sum_is_safe, told, told_of
from evenhand.domain.amhp.sight.months import last_whole_year, up_to
from evenhand.domain.amhp.sight.protect import (
    delays_told,
    part_told,
    protected,
    safety_told,
    wait_told,
)
from evenhand.domain.amhp.sight.together import protected_together
from evenhand.pipeline.amhp_report import report_of
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted

BOARD, PUBLIC, EXACT = preset("board"), preset("mhsds"), preset("regulator")
MARCH = date(2026, 3, 1)


def counted(them: Iterable[Case], month: date = MARCH) -> WorkCounts:
    """The counts of cases, as a report of a month for readers outside counts them."""
    year = up_to(last_whole_year(month), 12)
    made = Counting(code_lists(), up_to(month, 24), year, dimensions(ethnicity()))
    made.add(them)
    return made.done()


@pytest.mark.parametrize(
    ("detained", "otherwise", "in_vain", "rest", "hidden"),
    [
        pytest.param(20, 30, 0, 0, set(), id="Nothing small"),
        pytest.param(0, 30, 0, 10, set(), id="Nobody detained: a nought is told to a board"),
        pytest.param(3, 30, 8, 10, {"detained"}, id="Three detained: rounding leaves room for more"),
        pytest.param(20, 30, 2, 10, {"attended"}, id="Two attended in vain: what is left of the attended would tell"),
        pytest.param(1, 0, 0, 0, {"detained", "completed", "attended", "considered"}, id="One case in all"),
    ],
)  # fmt: skip
def test_a_month_hides_what_is_small_and_what_would_tell_it(
    detained: int, otherwise: int, in_vain: int, rest: int, hidden: set[str]
) -> None:
    """By the board's rules: 1 to 4 are hidden, others rounded to 5, and those left of a whole protected too."""
    sums = month_sums(MARCH, detained, otherwise, in_vain, rest)
    assert {name[1] for name in sums.hidden(BOARD)} == hidden  # type: ignore[index]
    assert not sums.given_away(BOARD, sums.hidden(BOARD))


def test_what_is_not_hidden_would_give_a_month_away() -> None:
    """The attack finds what was left open: exact totals beside a small part."""
    sums = month_sums(MARCH, 3, 30, 8, 10)
    assert (MARCH, "detained") in sums.given_away(EXACT, frozenset({(MARCH, "detained")}))


@pytest.mark.parametrize("rules", [BOARD, PUBLIC, EXACT], ids=lambda rules: rules.slug)
@pytest.mark.parametrize("a_month", [4, 12, 60])
def test_no_attack_on_everything_told_of_a_service_succeeds(rules, a_month) -> None:  # type: ignore[no-untyped-def]
    """Months and groups together, of small and large services: `protected` attacks it all and would raise."""
    counts = counted(cases(service(a_month, a_month=a_month)))
    shown = protected(counts, dimensions(ethnicity()), rules)
    numbers = [
        value
        for row in (
            *shown.work,
            shown.whole_year,
            *(g for d in shown.groups.values() for g in d.values()),
        )
        for name in row.__dataclass_fields__
        if isinstance(value := getattr(row, name), int)
    ]
    assert all(n % rules.rounding_base == 0 for n in numbers)
    assert not [n for n in numbers if 0 < n < rules.threshold]
    assert (shown.outcomes, shown.reasons) == ({}, ())


def test_a_later_month_takes_nothing_back_and_tells_nothing_more_of_an_earlier_one() -> None:
    """What a report of February tells of each month, that of March tells as well: no more and no less."""
    them = list(cases(service(3, a_month=9)))
    february, march = (
        protected(counted(them, month), dimensions(ethnicity()), BOARD)
        for month in (date(2026, 2, 1), MARCH)
    )
    earlier = {each.month: each for each in february.work}
    assert all(earlier[each.month] == each for each in march.work if each.month in earlier)


def test_groups_are_counted_over_years_that_do_not_overlap() -> None:
    """Reports of eleven months in a row show one year, so no difference of two tells of a month."""
    assert {last_whole_year(date(2026, month, 1)) for month in range(3, 13)} == {MARCH}
    assert last_whole_year(date(2027, 2, 1)) == MARCH
    assert last_whole_year(date(2027, 3, 1)) == date(2027, 3, 1)


def test_totals_of_a_year_that_would_tell_a_hidden_month_leave_the_groups_out() -> None:
    """Two detained in one month and five in another, and nobody else: the year's total would tell the two."""
    tables = {"considerations": [
        {"reference": f"C{number}", "outcome": "S2", "assessment_start": when, "referred": when}
        for number, when in enumerate([date_at(5)] * 2 + [date_at(9)] * 5)
    ]}  # fmt: skip
    shown = protected(counted(cases(tables)), dimensions(ethnicity()), BOARD)
    assert all(each.considered is None for each in shown.groups["ethnicity"].values())
    by_month = {each.month.month: each.considered for each in shown.work if each.month.year == 2025}
    assert (by_month[5], by_month[9]) == (None, 5)


def date_at(month: int) -> datetime:
    """Noon on the first of a month of 2025."""
    return datetime(2025, month, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        pytest.param(20, 100, 20, id="Neither small"),
        pytest.param(3, 100, None, id="Few with the outcome"),
        pytest.param(98, 100, None, id="Few without it"),
        pytest.param(100, 100, 100, id="Everybody: the board's rules tell it"),
    ],
)
def test_a_part_of_a_whole_that_is_told(part: int, whole: int, shown: int | None) -> None:
    """Totals of a year are told by themselves, the same in a report of several services."""
    assert part_told(part, whole, BOARD) == shown


def test_medians_are_told_of_ten_or_more_and_to_the_quarter_of_an_hour() -> None:
    """A median of few is somebody's own wait. How many it is of is not told."""
    wait = MonthWait(month=MARCH, number=10, middle=timedelta(minutes=247))
    assert wait_told(wait) == MonthWait(month=MARCH, number=None, middle=timedelta(hours=4))
    few = MonthWait(month=MARCH, number=9, middle=timedelta(minutes=247))
    assert wait_told(few).middle is None


@pytest.mark.parametrize(
    ("number", "timed", "hours", "largest", "told_number", "told_hours"),
    [
        pytest.param(12, 12, 62.4, 10.0, 10, 60.0, id="Ten or more, none of them most of it"),
        pytest.param(12, 9, 62.4, 10.0, 10, None, id="Nine with both times"),
        pytest.param(12, 12, 62.4, 40.0, 10, None, id="One delay is most of the hours"),
        pytest.param(3, 3, 20.0, 8.0, None, None, id="Three delays"),
        pytest.param(0, 0, 0.0, 0.0, 0, 0.0, id="None at all"),
    ],
)
def test_hours_lost_are_told_coarsely_or_not_at_all(
    number: int, timed: int, hours: float, largest: float, told_number: int | None, told_hours: float | None
) -> None:  # fmt: skip
    """To the nearest five hours."""
    found = delays_told(
        MonthDelays(month=MARCH, number=number, timed=timed, hours=hours, largest=largest), BOARD
    )
    assert (found.number, found.hours, found.timed, found.largest) == (
        told_number,
        told_hours,
        None,
        None,
    )


def test_safety_hides_few_incidents_and_few_without_one() -> None:
    """38 of 40 visits alone is as telling as 2 of 40."""
    month = MonthSafety(
        month=MARCH,
        recorded=40,
        lone=38,
        incidents=2,
        racist=1,
        hours_over=33.0,
        debriefs_offered=1,
    )
    found = safety_told(month, BOARD)
    assert (found.incidents, found.racist, found.debriefs_offered) == (None, None, None)
    assert found.lone is None or found.recorded is None
    assert found.hours_over == 35.0


@pytest.mark.parametrize(
    ("parts", "safe"),
    [
        pytest.param([20, 30, 50], True, id="No small part"),
        pytest.param([2, 300, 400], True, id="Rounding of the others leaves room"),
        pytest.param([2, 5], False, id="Two services, one of them hidden: the other tells it"),
        pytest.param([2, 0, 0], False, id="The others are noughts"),
        pytest.param([2, 3, 0], True, id="Two hidden: each could be anything from nought to seven"),
    ],
)  # fmt: skip
def test_a_sum_over_services_is_told_only_where_it_gives_no_part_away(
    parts: list[int], safe: bool
) -> None:
    """Readers may have each service's own report as well."""
    assert sum_is_safe(parts, BOARD) is safe


def test_a_region_tells_of_each_service_what_its_own_report_tells() -> None:
    """The same numbers, rounded the same way, hidden alike."""
    counts = [counted(cases(service(seed, a_month=size), body=f"Council {seed}")) for seed, size in ((1, 40), (2, 3), (3, 25))]  # fmt: skip
    whole = Counting(code_lists(), counts[0].months, counts[0].year, dimensions(ethnicity()))
    for seed, size in ((1, 40), (2, 3), (3, 25)):
        whole.add(cases(service(seed, a_month=size), body=f"Council {seed}"))
    region = protected_together(whole.done(), counts, dimensions(ethnicity()), BOARD)
    for own, line in zip(counts, region.services, strict=True):
        alone = protected(own, dimensions(ethnicity()), BOARD).whole_year
        assert (alone.considered, alone.detained) == (line.considered, line.detained)


def test_numbers_are_told_by_the_rules() -> None:
    """Hidden, rounded, or as they are."""
    counts = {"a": 3, "b": 12, "c": 0}
    assert told_of(counts, frozenset({"b"}), BOARD) == {"a": None, "b": None, "c": 0}
    assert (told(12, BOARD), told(12, EXACT), told(0, PUBLIC)) == (10, 12, None)


@pytest.mark.parametrize("number", [0, 1, 2, 5, 12])
@pytest.mark.parametrize("readers", ["board", "public"])
@pytest.mark.parametrize("bodies", [["A"], ["A", "B"]], ids=["one service", "two services"])
def test_a_service_with_next_to_no_records(number: int, readers: str, bodies: list[str]) -> None:
    """A report is made, and no count of it lies between nought and five."""
    begun = datetime(2026, 3, 2, 10, tzinfo=UTC)
    rows = [
        {
            "reference": f"r{each}", "body": bodies[each % len(bodies)], "request": "S13_1",
            "ethnicity": "A", "outcome": "S2", "referred": begun + timedelta(days=each),
            "assessment_start": begun + timedelta(days=each, hours=2),
            "assessment_end": begun + timedelta(days=each, hours=4),
        }
        for each in range(number)
    ]  # fmt: skip
    made = report_of(
        {"considerations": rows},
        Given(bodies=bodies),
        SightWanted(month=MARCH, readers=readers),
    )
    seen = {month.considered for month in made.counts.work}
    assert all(count is None or count == 0 or count >= 5 for count in seen)
