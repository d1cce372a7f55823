"""Trainees of a register's rows, in the stage that they have reached."""

from datetime import date, timedelta
from typing import Any

import pytest

from evenhand.pipeline.forecast_plan_training import stages_of, trainees_of

TODAY = date(2026, 6, 1)
# A year at work, a year of training and half a year until approval: the published rule of thumb.
STAGES = stages_of(2.5, 0.85)


def row(stage: str, left: float | None = None, **more: Any) -> dict[str, Any]:
    """Somebody in training who is expected to be approved in so many years."""
    expected = None if left is None else TODAY + timedelta(days=left * 365.25)
    return {"status": "TRAINEE", "stage": stage, "expected": expected, **more}


def test_the_parts_of_training_are_as_long_as_published_and_fit_what_is_typed() -> None:
    """Only the course can be failed, so that the share who pass is that of all."""
    assert [(each["name"], each["years"]) for each in STAGES] == [
        ("before", 1.0),
        ("course", 1.0),
        ("after", 0.5),
    ]
    assert [each["pass_rate"] for each in STAGES] == [1.0, 0.85, 1.0]
    assert [each["years"] for each in stages_of(2.0, 0.85)] == pytest.approx([0.8, 0.8, 0.4])


@pytest.mark.parametrize(
    ("given", "stage", "left"),
    [
        pytest.param(row("CHOSEN", 2.2), "before", 2.2, id="Chosen"),
        pytest.param(row("COURSE", 2.2), "course", 2.2, id="On the course, and late"),
        pytest.param(row("PLACEMENT"), "course", 1.0, id="No day is expected: half of the stage is over"),
        pytest.param(row("PASSED", 0.3), "after", 0.3, id="Passed"),
        pytest.param(row("PASSED", -0.2), "after", 0.0, id="Overdue"),
        pytest.param(row("", 1.9), "before", 1.9, id="No stage, and long to go"),
        pytest.param(row("", 0.8), "course", 0.8, id="No stage, and less to go"),
        pytest.param(row("", 9), "before", 9, id="No stage, and longer than all takes"),
        pytest.param(row(""), "course", 1.25, id="Nothing is recorded: half of it is over"),
    ],
)  # fmt: skip
def test_each_stands_in_the_stage_that_is_recorded(
    given: dict[str, Any], stage: str, left: float
) -> None:
    """Or in that which the time ahead of them says."""
    (found,) = trainees_of([given], TODAY, STAGES)
    assert (found["stage"], found["years_left"]) == (stage, pytest.approx(left, abs=0.01))


def test_who_is_not_in_training_is_in_no_stage() -> None:
    """Approved, or their training has ended, with or without a day."""
    rows = [row("COURSE", 1) | {"status": "APPROVED"}, row("ENDED"), row("COURSE", ended=TODAY)]
    assert trainees_of(rows, TODAY, STAGES) == []
