"""Considerations: what comes next, and when nothing does"""

from datetime import UTC, datetime, timedelta

import pytest

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.considerations import Consideration, Triage, is_open
from evenhand.domain.amhp.considerations_next import also_likely, next_step

START = datetime(2026, 3, 2, 3, tzinfo=UTC)
ASSESSED = (
    "referred",
    "accepted",
    "allocated",
    "first_contact",
    "assessment_start",
    "assessment_end",
)


def made(*stamps: str, **told: object) -> Consideration:
    """A consideration in which these steps were taken, an hour after each other."""
    times = {name: START + timedelta(hours=place) for place, name in enumerate(stamps)}
    return Consideration(reference="a", **times, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(made(), "referred", id="Nothing yet"),
        pytest.param(made("referred"), "accepted", id="Referred"),
        pytest.param(made("referred", "assessment_start"), "assessment_end", id="Steps that were left out stay left out"),
        pytest.param(made(*ASSESSED), "outcome", id="Assessed: which outcome it was"),
        pytest.param(made(*ASSESSED, outcome="S2"), "bed_requested", id="Section 2: a bed"),
        pytest.param(made(*ASSESSED, "bed_requested", "bed_found", outcome="S2"), "application_signed", id="Bed found"),
        pytest.param(made(*ASSESSED, outcome="S3", request="S2_TO_S3"), "application_signed", id="In hospital already: no bed to be asked for"),
        pytest.param(made(*ASSESSED, "bed_requested", "bed_found", outcome="RECALL"), "conveyed", id="Recalled: no application"),
        pytest.param(made(*ASSESSED, "admitted", outcome="S2"), "", id="Admitted"),
        pytest.param(made(*ASSESSED, outcome="INFORMAL"), "", id="Ended without detention"),
        pytest.param(made(*ASSESSED, outcome="NOT_COMPLETED_NO_BED"), "", id="Not completed"),
        pytest.param(made("referred", triage=Triage.NOT_APPROPRIATE), "", id="Not taken further"),
        pytest.param(made("referred", "admitted"), "outcome", id="Admitted, and no outcome recorded"),
    ],
)  # fmt: skip
def test_the_step_that_usually_follows(one: Consideration, expected: str) -> None:
    """Offered as one button, never a must: any other step can be entered instead."""
    assert next_step(one, code_lists().outcomes, START + timedelta(days=1)) == expected


@pytest.mark.parametrize(
    ("days", "still_open"),
    [
        pytest.param(1, True, id="The next day"),
        pytest.param(15, False, id="When an application would have run out"),
    ],
)
def test_somebody_to_be_taken_to_hospital_is_not_forgotten(days: int, still_open: bool) -> None:
    """An outcome of section 2 with no admission is open, but a log of long ago is not."""
    one = made(*ASSESSED, outcome="S2")
    assert is_open(one, code_lists().outcomes, START + timedelta(days=days)) is still_open


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(made("referred"), (), id="Referred"),
        pytest.param(made("referred", request="S136"), ("held_from",), id="Section 136: arrival at the place of safety"),
        pytest.param(made("referred", "held_from", request="S136"), ("held_until",), id="At the place of safety: leaving it"),
        pytest.param(made(*ASSESSED), ("bed_requested",), id="Assessed, no outcome recorded: a bed may be asked for"),
        pytest.param(made(*ASSESSED, "bed_requested"), ("bed_found",), id="A bed was asked for"),
        pytest.param(made(*ASSESSED, outcome="INFORMAL"), (), id="Ended"),
    ],
)  # fmt: skip
def test_what_else_may_well_come_now(one: Consideration, expected: tuple[str, ...]) -> None:
    """Smaller buttons below the big one."""
    assert also_likely(one, code_lists().outcomes, START + timedelta(days=1)) == expected
