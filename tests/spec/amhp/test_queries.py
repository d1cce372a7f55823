"""Considerations: what is asked about"""

import pytest
from tests.factories.amhp import considered, rule

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.considerations import Delay
from evenhand.domain.amhp.considerations_queries import queries, repeated


def asked(**fields: object) -> list[tuple[str, tuple[str, ...]]]:
    """Code and fields of each query about a consideration."""
    found = queries(considered(**fields), code_lists(), rule("S136"))
    assert all(each.message.endswith("?") for each in found)
    return [(each.code, each.fields) for each in found]


@pytest.mark.parametrize(
    ("fields", "code", "about"),
    [
        pytest.param({"referred": "2026-03-02 09:00", "accepted": "2026-03-02 08:00"}, "times-out-of-order", ("referred", "accepted"), id="Accepted before referred"),
        pytest.param({"referred": "2026-03-02 09:00", "assessment_start": "2026-03-02 08:00"}, "times-out-of-order", ("referred", "assessment_start"), id="Assessed before referred, with nothing entered between"),
        pytest.param({"bed_requested": "2026-03-02 09:00", "bed_found": "2026-03-02 08:00"}, "times-out-of-order", ("bed_requested", "bed_found"), id="A bed found before it was asked for"),
        pytest.param({"application_signed": "2026-03-02 09:00", "admitted": "2026-03-02 08:00"}, "times-out-of-order", ("application_signed", "admitted"), id="Admitted before the application was signed"),
        pytest.param({"assessment_start": "2026-03-02 09:00", "assessment_end": "2026-03-02 08:00"}, "end-before-start", ("assessment_start", "assessment_end"), id="An assessment that ends before it starts"),
        pytest.param({"held_from": "2026-03-02 09:00", "held_until": "2026-03-02 08:00"}, "end-before-start", ("held_from", "held_until"), id="A stay that ends before it starts"),
        pytest.param({"outcome": "S2"}, "outcome-without-assessment", ("outcome", "assessment_start"), id="An outcome without an assessment"),
        pytest.param({"outcome": "SECTION 2"}, "unknown-code", ("outcome",), id="An outcome that is on no list"),
        pytest.param({"referrer": "NEIGHBOUR"}, "unknown-code", ("referrer",), id="A referrer that is on no list"),
        pytest.param({"held_from": "2026-03-02 09:00", "held_until": "2026-03-03 21:01"}, "longer-than-the-law-allows", ("held_from", "held_until", "extended_hours"), id="Section 136 for 36 hours and a minute"),
        pytest.param({"held_from": "2026-03-02 09:00", "held_until": "2026-03-03 09:01"}, "longer-than-authorised", ("held_from", "held_until", "extended_hours"), id="24 hours and a minute, nothing authorised"),
        pytest.param({"held_from": "2026-03-02 09:00", "held_until": "2026-03-03 13:00", "extended_hours": 3.0}, "longer-than-authorised", ("held_from", "held_until", "extended_hours"), id="28 hours, three more authorised"),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_asked_about(
    fields: dict[str, object], code: str, about: tuple[str, ...]
) -> None:
    """The record is kept as it is, with the question; nothing is refused."""
    assert asked(**fields) == [(code, about)]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="Nothing entered"),
        pytest.param({"referred": "2026-03-02 09:00", "accepted": "2026-03-02 09:00"}, id="Two times that are the same"),
        pytest.param({"bed_requested": "2026-03-02 09:00", "assessment_start": "2026-03-02 10:00"}, id="A bed asked for before the assessment"),
        pytest.param({"held_from": "2025-03-29 22:00", "held_until": "2025-03-31 10:00", "extended_hours": 12.0}, id="36 hours through a change of the clocks, 12 of them authorised"),
        pytest.param({"held_from": "2017-12-09 09:00", "held_until": "2017-12-12 09:00"}, id="72 hours in 2017, when that was the law"),
        pytest.param({"outcome": "NOT_COMPLETED_NO_BED"}, id="Not completed, and no assessment"),
        pytest.param({"held_from": "2026-03-02 09:00"}, id="Still at the place of safety"),
    ],
)  # fmt: skip
def test_what_is_not_asked_about(fields: dict[str, object]) -> None:
    """Missing is not wrong."""
    assert asked(**fields) == []


def test_a_delay_that_ends_before_it_starts_or_has_no_code() -> None:
    """One query each."""
    one = considered(referred="2026-03-02 09:00", accepted="2026-03-02 10:00")
    backwards = Delay(reason="BED", since=one.accepted, until=one.referred)
    unknown = Delay(reason="FOG", since=one.referred, until=one.accepted)
    found = asked(delays=(backwards, unknown))
    assert [code for code, _ in found] == ["end-before-start", "unknown-code"]


def test_several_things_wrong_are_several_queries() -> None:
    """None hides another."""
    found = asked(
        outcome="S3", referred="2026-03-02 09:00", accepted="2026-03-02 08:00", request="LETTER"
    )
    codes = [code for code, _ in found]
    assert codes == ["times-out-of-order", "outcome-without-assessment", "unknown-code"]


def test_a_reference_that_is_there_twice_is_found() -> None:
    """A file may have been imported twice."""
    assert repeated([considered("a"), considered("b"), considered("a")]) == {"a": 2}
