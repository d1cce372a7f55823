"""Considerations: counts and codes"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.amhp import considered

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.considerations import Delay, Triage
from evenhand.domain.amhp.considerations_codes import CodeList, LocalCode
from evenhand.domain.amhp.considerations_counts import by_month, by_outcome, delays_by_reason
from evenhand.domain.frameworks.edition import DefinitionIncomplete

OUTCOMES, DELAYS = code_lists().outcomes, code_lists().delays
MARCH, APRIL = "2026-03-31 22:00", "2026-03-31 23:30"


def local(code: str, maps_to: str, valid_from: date = date(2026, 1, 1)) -> LocalCode:
    return LocalCode(code=code, title="Made up", maps_to=maps_to, valid_from=valid_from)


def test_a_month_shows_what_ended_without_detention_beside_what_did() -> None:
    """Seven parts add up to all; attended and completed are counted apart."""
    them = [
        considered(referred=MARCH, outcome="S2", assessment_start=MARCH),
        considered(referred=MARCH, outcome="NO_ADMISSION_CRISIS", assessment_start=MARCH),
        considered(referred=MARCH, outcome="INFORMAL", assessment_start=MARCH),
        considered(referred=MARCH, outcome="GUARDIANSHIP", assessment_start=MARCH),
        considered(referred=MARCH, outcome="NOT_COMPLETED_NO_BED", assessment_start=MARCH),
        considered(referred=MARCH, outcome="NOT_RECORDED"),
        considered(referred=MARCH, outcome="WRITTEN BADLY"),
        considered(referred=MARCH, triage=Triage.NOT_APPROPRIATE),
        considered(referred=MARCH),
    ]
    (march,) = by_month(them, OUTCOMES)
    assert (march.considered, march.attended, march.completed) == (9, 5, 4)
    assert (march.detained, march.without_detention, march.community) == (1, 2, 1)
    assert (march.not_completed, march.not_recorded, march.not_taken_further) == (1, 2, 1)
    assert march.open == 1


def test_months_are_londons_and_undated_records_are_not_dropped() -> None:
    """23:30 UTC on 31 March is April in London; a record without any time comes last."""
    them = [considered(), considered(referred=APRIL), considered(referred=MARCH)]
    found = by_month(them, OUTCOMES)
    assert [each.month for each in found] == [date(2026, 3, 1), date(2026, 4, 1), None]
    assert sum(each.considered for each in found) == 3


def test_outcomes_add_up_to_all() -> None:
    """Those without one, those not taken further, and codes on no list are counted too."""
    them = [
        considered(outcome="S2"),
        considered(outcome="S136_DISCHARGED"),
        considered(outcome="FOG"),
        considered(triage=Triage.NOT_APPROPRIATE),
        considered(),
    ]
    found = by_outcome(them, OUTCOMES)
    assert {name: number for name, number in found.items() if number} == {
        "S2": 1,
        "S136_DISCHARGED": 1,
        "on no list": 1,
        "not taken further": 1,
        "open": 1,
    }
    assert found["S3"] == 0
    assert list(found)[:3] == ["S2", "S3", "S4"]


def test_local_codes_are_counted_under_the_lists_own() -> None:
    """A service's own code maps to one of the list's, from its day on."""
    ours = OUTCOMES.with_local((local("HOME_TEAM", "NO_ADMISSION_CRISIS"),))
    them = [
        considered(referred=MARCH, outcome="HOME_TEAM"),
        considered(referred=MARCH, outcome="NO_ADMISSION_CRISIS"),
        considered(referred="2025-03-02 09:00", outcome="HOME_TEAM"),
    ]
    found = by_outcome(them, ours)
    assert (found["NO_ADMISSION_CRISIS"], found["on no list"]) == (2, 1)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param((local("X", "NOWHERE"),), "maps to NOWHERE", id="Mapped to a code that is not there"),
        pytest.param((local("S2", "S3"),), "S2 is there twice", id="A code of the list with another meaning"),
        pytest.param((local("X", "S2"), local("Y", "X")), "maps to X", id="Mapped to another local code"),
    ],
)  # fmt: skip
def test_local_codes_that_would_confuse_are_refused(made: tuple[LocalCode, ...], said: str) -> None:
    """Every one leads to a code of the list."""
    with pytest.raises(DefinitionIncomplete, match=said):
        OUTCOMES.with_local(made)


def test_codes_are_dated() -> None:
    """A code that went out of use is not known afterwards, and still is for its own time."""
    first, *rest = OUTCOMES.codes
    ending: CodeList = replace(OUTCOMES, codes=(replace(first, valid_to=date(2025, 12, 31)), *rest))
    assert ending.find("S2", date(2025, 12, 31)) is not None
    assert ending.find("S2", date(2026, 1, 1)) is None


def test_delays_are_counted_and_timed_by_reason() -> None:
    """Open ones count without a time; middle and longest are of those that have both times."""
    one = considered(
        referred="2026-03-02 09:00",
        accepted="2026-03-02 10:00",
        allocated="2026-03-02 13:00",
        first_contact="2026-03-02 14:00",
    )
    them = [
        considered(
            delays=(
                Delay(reason="BED", since=one.referred, until=one.accepted),
                Delay(reason="BED", since=one.referred, until=one.allocated),
                Delay(reason="BED", since=one.referred),
                Delay(reason="POLICE"),
            )
        ),
        considered(delays=(Delay(reason="BED", since=one.accepted, until=one.first_contact),)),
        considered(delays=(Delay(reason="FOG"),)),
    ]
    bed, police, off = delays_by_reason(them, DELAYS)
    assert (bed.reason, bed.number, bed.timed) == ("BED", 4, 3)
    assert (bed.total, bed.middle, bed.longest) == (
        timedelta(hours=9),
        timedelta(hours=4),
        timedelta(hours=4),
    )
    assert (police.reason, police.number, police.timed, police.middle) == ("POLICE", 1, 0, None)
    assert off.reason == "on no list"


def test_the_lists_hold_the_codes_of_the_specification() -> None:
    """And say that they are drafts: no national list was found."""
    assert {each.code for each in OUTCOMES.codes} >= {"S2", "INFORMAL", "NOT_COMPLETED_NO_BED"}
    assert {each.code for each in DELAYS.codes} >= {"BEST_INTERESTS", "S12_DOCTOR", "BED"}
    lists = code_lists()
    for each in (OUTCOMES, DELAYS, lists.requests, lists.referrers):
        assert each.status == "draft"
        assert each.why_draft and each.sources
