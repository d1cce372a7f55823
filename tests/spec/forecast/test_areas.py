"""Demand and posts by service area, told from what a log records of the person"""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.forecast_areas import area_rule
from evenhand.domain.forecast.areas import Work, taken_of
from evenhand.domain.forecast.cover import Cover
from evenhand.pipeline.forecast_cover_inputs import LogInputs
from evenhand.pipeline.forecast_log import Logged, logged
from evenhand.pipeline.forecast_log_areas import LoggedArea
from evenhand.pipeline.forecast_plan_people import by_area


@pytest.mark.parametrize(
    ("recorded", "area"),
    [
        pytest.param({"age_band": ("0-15",)}, "children", id="A child"),
        pytest.param({"age_band": ("16-17",), "deaf": ("DEAF",)}, "children", id="A Deaf child of 16: children come first"),
        pytest.param({"age_band": ("65+",), "disability": ("SIGHT", "LEARNING")}, "learning-disability", id="Over 65, learning disability and loss of sight: learning disability"),
        pytest.param({"disability": ("LEARNING",)}, "learning-disability", id="A learning disability, no age"),
        pytest.param({"age_band": ("65+",), "deaf": ("DEAFBLIND",)}, "sensory", id="Deafblind and over 65"),
        pytest.param({"age_band": ("35-49",), "disability": ("SIGHT",)}, "sensory", id="Loss of sight"),
        pytest.param({"age_band": ("65+",), "deaf": ("HARD_OF_HEARING",)}, "older-people", id="Hard of hearing alone is not sensory"),
        pytest.param({"age_band": ("18-34",), "disability": ("AUTISM",)}, "adult-mental-health", id="18, autistic"),
        pytest.param({"age_band": ("50-64",), "disability": ("NOT_KNOWN",)}, "adult-mental-health", id="Disability not known: by age"),
        pytest.param({"deaf": ("NO",), "disability": ("NONE",)}, "not-known", id="No age, no disability"),
        pytest.param({}, "not-known", id="Nothing recorded"),
    ],
)  # fmt: skip
def test_the_first_area_that_fits(recorded: dict[str, tuple[str, ...]], area: str) -> None:
    """Each person is counted once: children, learning disability, sensory, older people, adult mental health; in none of them where no age is recorded."""
    assert area_rule().area_of(recorded) == area


def test_the_rule_names_codes_that_can_be_recorded_and_its_doubt() -> None:
    """Every code it looks for is an answer of the service's own form; every age is in an area; it says where it is from and since when."""
    rule, lists = area_rule(), answer_lists()
    for area in rule.areas:
        for column, codes in area.any.items():
            assert set(codes) <= {each.code for each in lists[column].codes}
    worked_in = {each.worked_in for each in rule.areas}
    assert worked_in == {each.code for each in lists["service_area"].codes} - {"OTHER"}
    ages = [code for area in rule.areas for code in area.any.get("age_band", ())]
    assert sorted(ages) == sorted(each.code for each in lists["age_band"].codes)
    assert rule.status == "draft"
    assert "does not say who belongs to which" in rule.doubt


def test_amhps_by_the_service_in_which_they_work() -> None:
    """By the register, approved or suspended; trainees, another service and nothing recorded are in no area."""
    people = [("APPROVED", "ADULT"), ("SUSPENDED", "ADULT"), ("APPROVED", "CHILDREN"),
              ("TRAINEE", "OLDER"), ("APPROVED", "OTHER"), ("APPROVED", None)]  # fmt: skip
    told = by_area({"status": status, "service_area": area} for status, area in people)
    assert told == {
        "children": 1,
        "learning-disability": 0,
        "sensory": 0,
        "older-people": 0,
        "adult-mental-health": 2,
    }


def rows(days: int = 60) -> dict[str, list[dict[str, Any]]]:
    """A day: a child at 10:00 for two hours, someone over 65 at 22:00 for six; of a week, one Deaf adult and one of unknown age at 14:00."""
    made = []
    for day in range(days):
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=day)
        people = [("0-15", 10, 2, ""), ("65+", 22, 6, "NO")]
        people += [("35-49", 14, 2, "DEAF"), ("", 14, 2, "")] if day % 7 == 2 else []
        for age, hour, long, deaf in people:
            begun = at + timedelta(hours=hour)
            made.append({
                "reference": f"{day}-{age}-{hour}", "request": "S136", "referred": begun,
                "assessment_start": begun, "assessment_end": begun + timedelta(hours=long),
                "age_band": age, "deaf": deaf, "disability": ("NONE",) if age else (),
            })  # fmt: skip
    return {"considerations": made}


@pytest.fixture(scope="module")
def found() -> Logged:
    return logged(rows(), LogInputs(target_share=0.9, shrinkage=0.2, replications=2), "Made up")


def area(found: Logged, name: str) -> LoggedArea:
    return next(each for each in found.areas.areas if each.area.id == name)


def test_areas_add_up_to_the_service(found: Logged) -> None:
    """Pieces of work, hours of work, hours of duty and full-time equivalents of all areas are those of the one service."""
    areas, cover = found.areas.areas, found.cover.cover
    assert sum(each.came for each in areas) == found.classes[0].came
    assert sum(each.fte.value for each in areas) == pytest.approx(cover.fte)
    assert sum(each.taken.staff_hours_a_week for each in areas) == pytest.approx(cover.staff_hours)
    assert sum(each.taken.work_hours_a_week for each in areas) == pytest.approx(
        sum(cover.offered_load)
    )


def test_what_an_area_takes_follows_its_own_hours(found: Logged) -> None:
    """As many older people as children, three times as long, at night: more posts, few of them in the working day. An interval holds each."""
    old, young = area(found, "older-people"), area(found, "children")
    assert old.came == young.came == 60
    assert old.a_week.value == pytest.approx(7.0)
    assert old.a_week.low < 7 < old.a_week.high
    assert old.hours_each is not None
    assert young.hours_each is not None
    assert old.hours_each > 5
    assert young.hours_each < 3
    assert old.fte.value > young.fte.value
    assert old.fte_working_day / old.fte.value < young.fte_working_day / young.fte.value
    assert all(each.fte.low < each.fte.value < each.fte.high for each in (old, young))


def test_too_few_to_tell_and_not_known(found: Logged) -> None:
    """Nine Deaf people are too few to tell what they take, and are not staffed alone; nobody with a learning disability came; of nine people nothing is recorded, shown apart."""
    deaf = area(found, "sensory")
    assert (deaf.came, deaf.enough) == (9, False)
    assert deaf.fte.high - deaf.fte.low > deaf.fte.value / 2
    none = area(found, "learning-disability")
    assert (none.came, none.hours_each, none.fte.value, none.enough) == (0, None, 0.0, False)
    assert area(found, "not-known").came == 9
    assert found.areas.not_recorded == {"age_band": 9, "disability": 9, "deaf": 69}
    assert [name for name, _ in found.cover.areas] == ["Children", "Older people"]


def test_two_services_that_number_their_work_alike_are_told_apart() -> None:
    """A joint set: the same references in both, children in one and older people in the other."""
    one, other = rows(30)["considerations"], rows(30)["considerations"]
    both = [each | {"body": "One", "age_band": "0-15"} for each in one] + [
        each | {"body": "Other", "age_band": "65+", "deaf": "NO"} for each in other
    ]
    terms = LogInputs(target_share=0.9, shrinkage=0.2, replications=1)
    joint = logged({"considerations": both}, terms, "Joint")
    assert area(joint, "children").came == len(one)
    assert area(joint, "older-people").came == len(other)


def of_a_week(*first: float) -> tuple[float, ...]:
    return (*first, *[0.0] * (168 - len(first)))


def test_hours_in_which_nothing_goes_on_are_divided_as_all_hours_are() -> None:
    """By hand: work in one hour, three quarters of it of one area; two people on duty in each of two hours. Three of the four hours are that area's. An area without work takes none."""
    people = tuple(map(int, of_a_week(2, 2)))
    cover = Cover(offered_load=of_a_week(1.0), people=people, stationary=people, fte=0.1)
    areas = [
        [Work(30, np.array(of_a_week(0.75)), 0.0)],
        [Work(10, np.array(of_a_week(0.25)), 0.0)],
        [],
    ]
    one, other, none = taken_of(areas, cover, np.random.default_rng(1))
    assert (one.staff_hours_a_week, other.staff_hours_a_week) == pytest.approx((3.0, 1.0))
    assert (one.work_hours_a_week, none.staff_hours_a_week, none.high) == (0.75, 0.0, 0.0)
    assert one.low + other.high == pytest.approx(4.0)


def test_intervals_hold_the_true_part_of_an_area() -> None:
    """Four hundred pieces of work drawn again and again for areas of 5, 15 and 80 in 100: of the intervals of each, about 95 in 100 hold what it truly takes."""
    truth, random = np.array([0.05, 0.15, 0.8]), np.random.default_rng(7)
    people = (10,) * 168
    cover = Cover((1.0,) * 168, people, people, 0.0)
    held = []
    for _ in range(200):
        came = random.multinomial(400, truth)
        areas = [[Work(int(each), np.full(168, each / 400), 0.0)] for each in came]
        taken = taken_of(areas, cover, random)
        held.append([t.low <= p * 1680 <= t.high for t, p in zip(taken, truth, strict=True)])
    assert np.mean(held, axis=0) == pytest.approx(0.95, abs=0.04)


def test_nobody_needed_at_all() -> None:
    """No work and nobody on duty: nought for every area, and no failure."""
    nobody = (0,) * 168
    cover = Cover(offered_load=of_a_week(), people=nobody, stationary=nobody, fte=0.0)
    taken = taken_of([[], []], cover, np.random.default_rng(1))
    assert [each.staff_hours_a_week for each in taken] == [0, 0]
