"""Truths of service areas, whatever the log."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.forecast_areas import area_rule
from evenhand.domain.forecast.areas import Work, taken_of
from evenhand.domain.forecast.cover import Cover

WEEK = 168
LISTS = answer_lists()
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        column: st.sets(st.sampled_from([each.code for each in LISTS[column].codes]))
        for column in area_rule().columns
    },
)
LOADS = st.lists(st.floats(0, 5), min_size=WEEK, max_size=WEEK).map(np.array)
WORK = st.builds(Work, st.integers(0, 500), LOADS, st.floats(0, 2))


@given(
    areas=st.lists(st.lists(WORK, max_size=3), min_size=1, max_size=6),
    people=st.lists(st.integers(0, 30), min_size=WEEK, max_size=WEEK),
    seed=st.integers(0, 99),
)
@settings(max_examples=25)
def test_areas_add_up_to_the_service(areas: list[list[Work]], people: list[int], seed: int) -> None:
    """Every hour of duty and of work is in exactly one area; no area takes less than none."""
    load = np.sum([each.load for area in areas for each in area], axis=0) * np.ones(WEEK)
    cover = Cover(tuple(load), tuple(people), tuple(people), 0.0)
    taken = taken_of(areas, cover, np.random.default_rng(seed))
    assert sum(each.staff_hours_a_week for each in taken) == pytest.approx(sum(people))
    assert sum(each.work_hours_a_week for each in taken) == pytest.approx(load.sum())
    for each in taken:
        assert 0 <= each.staff_hours_working_day <= each.staff_hours_a_week + 1e-9
        assert 0 <= each.low <= each.high <= sum(people) + 1e-6


@given(RECORDS)
def test_every_record_is_in_one_area_and_more_answers_never_move_it_down(
    record: dict[str, set[str]],
) -> None:
    """Somebody of whom less is recorded is in the same area or in a later one."""
    rule = area_rule()
    order = [each.id for each in rule.every]
    place = order.index(rule.area_of(record))
    for column in record:
        less = {name: codes for name, codes in record.items() if name != column}
        assert order.index(rule.area_of(less)) >= place
