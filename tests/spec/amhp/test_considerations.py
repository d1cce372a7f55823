"""Considerations: how far, how long"""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.amhp import considered

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.considerations import (
    STAMPS,
    Consideration,
    Delay,
    Triage,
    durations,
    status,
    was_attended,
    was_completed,
)

OUTCOMES = code_lists().outcomes
AT = "2026-03-02 09:00"


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        pytest.param({}, "nothing dated", id="Nothing entered yet: nothing dated"),
        pytest.param({"referred": AT}, "referred", id="A referral: referred"),
        pytest.param({"referred": AT, "accepted": AT}, "accepted", id="Accepted"),
        pytest.param({"referred": AT, "triage": Triage.NOT_APPROPRIATE}, "not taken further", id="Triage found it not appropriate: not taken further"),
        pytest.param({"allocated": AT}, "allocated", id="Allocated, whatever was not entered before"),
        pytest.param({"first_contact": AT}, "in contact", id="First contact: in contact"),
        pytest.param({"assessment_start": AT}, "being assessed", id="Assessment begun: being assessed"),
        pytest.param({"assessment_start": AT, "bed_requested": AT}, "being assessed", id="A bed asked for meanwhile: being assessed"),
        pytest.param({"assessment_end": AT}, "assessed", id="Assessment ended, no outcome yet: assessed"),
        pytest.param({"assessment_end": AT, "bed_requested": AT}, "waiting for a bed", id="Then a bed asked for: waiting for a bed"),
        pytest.param({"bed_requested": AT, "bed_found": AT}, "bed found", id="Bed found"),
        pytest.param({"application_signed": AT, "outcome": "S2"}, "application signed", id="Application signed, not yet admitted"),
        pytest.param({"conveyed": AT, "application_signed": AT, "outcome": "S2"}, "on the way", id="On the way"),
        pytest.param({"admitted": AT, "outcome": "S2"}, "admitted", id="Admitted"),
        pytest.param({"assessment_end": AT, "outcome": "S2"}, "ended", id="An outcome and nothing after: ended"),
        pytest.param({"bed_requested": AT, "outcome": "NO_ADMISSION_CRISIS"}, "ended", id="Not admitted after a bed was asked for: ended"),
    ],
)  # fmt: skip
def test_the_status_is_read_off_the_record(fields: dict[str, object], reached: str) -> None:
    """Nobody sets it; every time is optional and may be entered later."""
    assert status(considered(**fields), OUTCOMES) == reached


@pytest.mark.parametrize("stamp", STAMPS)
def test_any_time_may_stand_alone(stamp: str) -> None:
    """A record with one time has a status, a day, and no duration."""
    one = considered(**{stamp: AT})
    assert status(one, OUTCOMES) != "nothing dated"
    assert one.day == date(2026, 3, 2)
    assert durations(one) == {}


@pytest.mark.parametrize(
    ("fields", "attended", "completed"),
    [
        pytest.param({"outcome": "S2"}, True, True, id="Detained: attended, completed"),
        pytest.param({"outcome": "NO_ADMISSION_COMMUNITY"}, True, True, id="Not admitted: attended, completed"),
        pytest.param({"outcome": "NOT_COMPLETED_NO_BED", "assessment_start": AT}, True, False, id="No bed: attended, not completed"),
        pytest.param({"outcome": "NOT_COMPLETED_OTHER"}, False, False, id="Not completed, no time of an assessment: neither"),
        pytest.param({"outcome": "NOT_COMPLETED_OTHER", "attended": True}, True, False, id="The same, and somebody entered that an AMHP attended"),
        pytest.param({"assessment_start": AT}, True, False, id="Begun: attended"),
        pytest.param({"assessment_end": AT, "outcome": "NOT_RECORDED"}, True, True, id="Ended, outcome not recorded: attended, completed"),
        pytest.param({"outcome": "S2", "attended": False}, False, False, id="Entered as not attended: neither, and a matter to look at"),
        pytest.param({"referred": AT}, False, False, id="Referred: neither"),
    ],
)  # fmt: skip
def test_arranged_and_attended_is_counted_apart_from_completed(
    fields: dict[str, object], attended: bool, completed: bool
) -> None:
    """An AMHP who goes out and comes back without a bed has worked."""
    one = considered(**fields)
    assert (was_attended(one, OUTCOMES), was_completed(one, OUTCOMES)) == (attended, completed)


def test_durations_are_elapsed_time() -> None:
    """From 23:00 to 07:00 on the night when clocks go forward seven hours pass, not eight."""
    one = Consideration(
        reference="a",
        referred=datetime(2025, 3, 29, 23, tzinfo=LONDON),
        assessment_start=datetime(2025, 3, 30, 7, tzinfo=LONDON),
        assessment_end=datetime(2025, 3, 30, 7, 30, tzinfo=UTC),
    )
    assert durations(one) == {
        "referral to assessment": timedelta(hours=7),
        "assessment": timedelta(minutes=90),
    }


def test_a_delay_is_elapsed_time_too() -> None:
    """From 23:00 to 07:00 on the night when clocks go back nine hours pass."""
    since, until = (
        datetime(2025, 10, 25, 23, tzinfo=LONDON),
        datetime(2025, 10, 26, 7, tzinfo=LONDON),
    )
    assert Delay(reason="BED", since=since, until=until).lasted == timedelta(hours=9)


def test_a_step_whose_times_are_the_wrong_way_round_has_no_duration() -> None:
    """It is asked about, and no negative time is averaged into anything."""
    one = considered(referred="2026-03-02 09:00", assessment_start="2026-03-02 08:00")
    assert durations(one) == {}
    assert Delay(reason="BED", since=one.referred, until=one.assessment_start).lasted is None


def test_times_have_a_zone() -> None:
    """Without one an hour might be lost or won."""
    with pytest.raises(ValueError, match="referred has no zone"):
        Consideration(reference="a", referred=datetime(2026, 3, 2, 9))  # noqa: DTZ001


def test_the_day_is_londons() -> None:
    """A referral at 23:30 UTC in summer is of the next day."""
    assert considered(referred="2026-06-30 23:30").day == date(2026, 7, 1)
