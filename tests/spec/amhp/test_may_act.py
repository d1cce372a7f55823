"""May this person act on this date and hour, for this authority?"""

import pytest
from tests.factories.register import may

APPROVED = "approve 2021-03-15 Kent"


@pytest.mark.parametrize(
    ("at", "said", "yes"),
    [
        pytest.param("2021-03-14T23:59", (APPROVED,), False, id="The minute before the approval"),
        pytest.param("2021-03-15T00:00", (APPROVED,), True, id="The first minute of its first day"),
        pytest.param("2026-03-14T23:59", (APPROVED,), True, id="The last minute of its last day"),
        pytest.param("2026-03-15T00:00", (APPROVED,), False, id="The minute after"),
        pytest.param("2022-01-01T00:00", (APPROVED, "suspend 2022-01-01"), False, id="The day of the suspension"),
        pytest.param("2021-12-31T23:59", (APPROVED, "suspend 2022-01-01"), True, id="The minute before it"),
        pytest.param("2022-01-01T09:59", (APPROVED, "suspend 2022-01-01T10:00"), True, id="Suspended at ten: a minute to ten"),
        pytest.param("2022-01-01T10:00", (APPROVED, "suspend 2022-01-01T10:00"), False, id="Ten"),
        pytest.param("2022-01-01", (APPROVED, "suspend 2022-01-01T10:00"), False, id="The day alone: its end"),
        pytest.param("2022-12-31T00:00", (APPROVED, "suspend 2022-01-01", "unsuspend 2022-12-31"), True, id="The day on which the suspension ends"),
        pytest.param("2024-06-01T00:00", (APPROVED, "end 2024-06-01 REQ"), False, id="The day on which the approval ends"),
        pytest.param("2024-05-31T23:59", (APPROVED, "end 2024-06-01 REQ"), True, id="The minute before"),
        pytest.param("2024-06-01T12:00", (APPROVED, "end 2024-06-01T17:00 REQ"), True, id="It ends at five: noon"),
        pytest.param("2022-07-01T00:30", ("approve 2022-07-01 Kent",), True, id="Half past midnight in summer is London's day, not that of UTC"),
        pytest.param("2027-06-30T23:30", ("approve 2022-07-01 Kent",), True, id="Half an hour before the end, in summer"),
        pytest.param("2027-07-01T00:30", ("approve 2022-07-01 Kent",), False, id="Half an hour after"),
        pytest.param("2023-01-01", (), False, id="Nothing recorded"),
        pytest.param("2023-01-01", ("approve 2024-01-01 Kent",), False, id="An approval to come"),
    ],
)  # fmt: skip
def test_for_the_approving_authority(at: str, said: tuple[str, ...], yes: bool) -> None:
    """Approved, not suspended, in the term; in London's time."""
    found = may(at, *said)
    assert found.yes == yes
    assert found.why.endswith(".")


HELPS = (APPROVED, "act_for 2022-01-01 Medway", "cease_act_for 2023-01-01 Medway")


@pytest.mark.parametrize(
    ("at", "said", "authority", "yes"),
    [
        pytest.param("2022-06-01", HELPS, "kent", True, id="The approving one, whatever its capitals"),
        pytest.param("2021-12-31", HELPS, "Medway", False, id="The day before the agreement"),
        pytest.param("2022-01-01", HELPS, "Medway", True, id="Its first day"),
        pytest.param("2022-12-31", HELPS, "Medway", True, id="Its last"),
        pytest.param("2023-01-01", HELPS, "Medway", False, id="The day on which it ceases"),
        pytest.param("2022-06-01", HELPS, "Surrey", False, id="An authority without one"),
        pytest.param("2022-06-01", (*HELPS, "suspend 2022-05-01"), "Medway", False, id="Suspended: for nobody"),
        pytest.param("2022-06-01", (*HELPS, "end 2022-05-01 REQ"), "Medway", False, id="Approval ended: for nobody"),
        pytest.param("2026-06-01", (APPROVED, "act_for 2025-01-01 Medway", "reapprove 2026-03-15"), "Medway", True, id="A new term from the next day: the agreement runs on"),
        pytest.param("2025-06-01", (APPROVED, "act_for 2025-01-01 Medway", "reapprove 2025-03-15"), "Medway", True, id="A new term before the end: too"),
        pytest.param("2026-06-01", (APPROVED, "act_for 2025-01-01 Medway", "reapprove 2026-03-16"), "Medway", False, id="A new term after a gap: it has to be agreed again"),
    ],
)  # fmt: skip
def test_for_another_authority(at: str, said: tuple[str, ...], authority: str, yes: bool) -> None:
    """Only while an agreement covers it."""
    assert may(at, *said, authority=authority).yes == yes


@pytest.mark.parametrize(
    ("at", "said", "why"),
    [
        pytest.param("2022-06-01", (APPROVED,), "Approved to 14 March 2026.", id="Yes"),
        pytest.param("2022-06-01", (APPROVED, "suspend 2022-05-01"), "Suspended since 1 May 2022 (regulation 6(2)).", id="Suspended"),
        pytest.param("2026-06-01", (APPROVED,), "The term of the approval ended with 14 March 2026 (regulation 7(1)).", id="The term ended"),
        pytest.param("2022-06-01", (APPROVED, "end 2022-05-01 COND"), "The approval ended on 1 May 2022, reason COND.", id="Ended before"),
        pytest.param("2022-06-01", (), "No approval is recorded.", id="Never approved"),
    ],
)  # fmt: skip
def test_the_answer_says_why(at: str, said: tuple[str, ...], why: str) -> None:
    """In one sentence."""
    assert may(at, *said).why == why
