"""The rota: who is there, and who is missing"""

import pytest
from tests.factories.amhp_rota_rules import at, found, person, placed, rota, slot, span

from evenhand.domain.amhp.rota import Placed, on_at
from evenhand.domain.amhp.rota_cover import gaps

DAY = "2026-11-23 00:00 > 2026-11-24 00:00"
SHIFT = "2026-11-23 09:00 > 2026-11-23 17:00"


def test_a_gap_is_any_stretch_with_fewer_than_needed() -> None:
    """Two are needed from nine to five; one comes at ten and one leaves at three."""
    on = slot(SHIFT, needed=2)
    two = rota(placed(on, 1, since="2026-11-23 10:00"), placed(on, 2, left="2026-11-23 15:00"))
    told = [(gap.span, gap.there, gap.missing) for gap in gaps(two)]
    assert told == [
        (span("2026-11-23 09:00 > 2026-11-23 10:00"), 1, 1),
        (span("2026-11-23 15:00 > 2026-11-23 17:00"), 1, 1),
    ]


@pytest.mark.parametrize(
    ("needed", "there", "message"),
    [
        pytest.param(1, 0, "Monday 23 November 2026, 09:00 to 17:00: the shift needs 1 person and has nobody who may act.", id="Nobody on a shift for one"),
        pytest.param(2, 1, "Monday 23 November 2026, 09:00 to 17:00: the shift needs 2 people and has 1 who may act.", id="One on a shift for two"),
        pytest.param(1, 1, None, id="One on a shift for one"),
        pytest.param(1, 2, None, id="Two on a shift for one"),
        pytest.param(0, 0, None, id="Nobody on a shift for nobody"),
    ],
)  # fmt: skip
def test_a_gap_says_when_and_how_many(needed: int, there: int, message: str | None) -> None:
    """And what to do: place so many more."""
    on = slot(SHIFT, needed=needed)
    told = found(rota(*(placed(on, number) for number in range(there)), empty=[on]), DAY, "gap")
    assert [each.message for each in told] == ([message] if message else [])
    assert all(f"Place {needed - there} more" in each.fix for each in told)


def test_whoever_may_not_act_covers_nothing() -> None:
    """Suspended at noon: from then on there is a gap, and the placement is a finding of its own."""
    on = slot(SHIFT)
    suspended = person(1, barred=[("2026-11-23 12:00", None, "Suspended since 23 November 2026.")])
    told = found(rota(placed(on, 1), people=[suspended]), DAY, "gap", "may-not-act")
    afternoon = span("2026-11-23 12:00 > 2026-11-23 17:00")
    assert [(each.code, each.span) for each in told] == [
        ("may-not-act", afternoon),
        ("gap", afternoon),
    ]
    assert told[0].message == (
        "Person 1 is placed and may not act, Monday 23 November 2026, 12:00 to 17:00. "
        "Suspended since 23 November 2026."
    )
    assert told[0].fix == "Take Person 1 off, and place somebody who may act."


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        pytest.param(None, "2026-11-23 09:00", False, id="Barred until it begins"),
        pytest.param(None, "2026-11-23 09:01", True, id="Barred for its first minute"),
        pytest.param("2026-11-23 17:00", None, False, id="Barred from its end on"),
        pytest.param("2026-11-23 16:59", None, True, id="Barred for its last minute"),
        pytest.param("2026-11-23 12:00", "2026-11-23 13:00", True, id="Barred for an hour of it"),
        pytest.param(None, None, True, id="Barred always"),
    ],
)
def test_somebody_placed_may_act_at_every_moment(
    since: str | None, until: str | None, told: bool
) -> None:
    """One minute is enough to be told."""
    who = person(1, barred=[(since, until, "Made up.")])
    assert bool(found(rota(placed(slot(SHIFT), 1), people=[who]), DAY, "may-not-act")) is told


def test_skills_are_had_between_those_who_are_there() -> None:
    """One speaks BSL until noon, another knows children: from noon on BSL is missing."""
    on = slot(SHIFT, skills="BSL CHILDREN", needed=2)
    two = [person(1, skills="BSL"), person(2, skills="CHILDREN")]
    told = found(
        rota(placed(on, 1, left="2026-11-23 12:00"), placed(on, 2), people=two), DAY, "skills"
    )
    assert [(each.span, each.message.rpartition(": ")[2]) for each in told] == [
        (span("2026-11-23 12:00 > 2026-11-23 17:00"), "BSL.")
    ]


def test_an_empty_shift_is_one_gap_and_not_a_missing_skill_too() -> None:
    """It is told once."""
    told = found(rota(empty=[slot(SHIFT, skills="BSL")]), DAY, "skills", "gap")
    assert [each.code for each in told] == ["gap"]


def test_a_second_person_is_beside_those_needed() -> None:
    """Whoever is placed as second fills no gap, and whoever fills the gap is no second."""
    on = slot(SHIFT, with_second=True)

    def told(*those: Placed) -> set[str]:
        return {each.code for each in found(rota(*those, empty=[on]), DAY, "gap", "no-second")}

    assert told() == {"gap", "no-second"}
    assert told(placed(on, 1)) == {"no-second"}
    assert told(placed(on, 1, second=True)) == {"gap"}
    assert told(placed(on, 1), placed(on, 2, second=True)) == set()


def test_nobody_is_in_two_places() -> None:
    """Nine to five and four to ten: both from four to five."""
    two = rota(placed(slot(SHIFT), 1), placed(slot("2026-11-23 16:00 > 2026-11-23 22:00"), 1))
    (told,) = found(two, DAY, "double")
    assert told.span == span("2026-11-23 16:00 > 2026-11-23 17:00")
    assert told.message.startswith("Person 1 is placed on two shifts at the same time")


def test_shifts_that_meet_are_not_two_at_the_same_time() -> None:
    """One ends at five, the next begins at five."""
    two = rota(placed(slot(SHIFT), 1), placed(slot("2026-11-23 17:00 > 2026-11-23 22:00"), 1))
    assert found(two, DAY, "double") == []


def test_hours_without_any_shift_are_told() -> None:
    """A shift from nine to five leaves the rest of the day."""
    told = found(rota(placed(slot(SHIFT), 1)), DAY, "nothing")
    assert [each.span for each in told] == [
        span("2026-11-23 00:00 > 2026-11-23 09:00"),
        span("2026-11-23 17:00 > 2026-11-24 00:00"),
    ]


@pytest.mark.parametrize(
    ("instant", "who"),
    [
        pytest.param("2026-11-23 08:59", [], id="Before it begins"),
        pytest.param("2026-11-23 09:00", [1], id="As it begins"),
        pytest.param("2026-11-23 12:59", [1], id="Before they leave"),
        pytest.param("2026-11-23 13:00", [2], id="As another takes over"),
        pytest.param("2026-11-23 16:59", [2], id="Before it ends"),
        pytest.param("2026-11-23 17:00", [], id="As it ends"),
    ],
)
def test_who_was_on_at_an_instant(instant: str, who: list[int]) -> None:
    """One person left at one o'clock and another came; a third was taken off the day before."""
    on = slot(SHIFT)
    those = [
        placed(on, 1, left="2026-11-23 13:00"),
        placed(on, 2, since="2026-11-23 13:00"),
        placed(on, 3, left="2026-11-22 10:00"),
    ]
    assert [each.person for each in on_at(those, at(instant))] == who


def test_an_hour_that_clocks_show_twice_is_two_hours() -> None:
    """On 25 October 2026 half past one comes twice; a shift from midnight to two lasts three hours."""
    on = slot("2026-10-25 00:00 > 2026-10-25 02:00")
    assert on.span.hours == 3
    those = [
        placed(on, 1, left="2026-10-25 01:00+00:00"),
        placed(on, 2, since="2026-10-25 01:00+00:00"),
    ]
    assert [each.person for each in on_at(those, at("2026-10-25 01:30+01:00"))] == [1]
    assert [each.person for each in on_at(those, at("2026-10-25 01:30+00:00"))] == [2]
