"""What an open consideration waits for, since when, and whether a limit has passed."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.amhp import considered

from evenhand.domain.amhp.waits import Wait, Waiting, waits_of

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def later(hours: float) -> datetime:
    return NINE + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("times", "waits"),
    [
        pytest.param({}, [], id="nothing is dated"),
        pytest.param(
            {"referred": 0}, [("acceptance", 0), ("assessment", 0)], id="a referral waits for both"
        ),
        pytest.param({"referred": 0, "accepted": 1}, [("assessment", 0)], id="accepted"),
        pytest.param(
            {"referred": 0, "assessment_start": 1}, [], id="being assessed: nobody is waited for"
        ),
        pytest.param(
            {"referred": 0, "assessment_start": 1, "bed_requested": 2},
            [("bed", 2)],
            id="a bed was asked for",
        ),
        pytest.param(
            {"assessment_start": 1, "bed_requested": 2, "application_signed": 3},
            [("bed", 2)],
            id="nobody can be taken anywhere before there is a bed",
        ),
        pytest.param(
            {"assessment_start": 1, "bed_requested": 2, "bed_found": 4, "application_signed": 3},
            [("conveyance", 3)],
            id="a bed was found, the person is not on the way",
        ),
        pytest.param(
            {"application_signed": 3, "conveyed": 5}, [], id="on the way: nothing is waited for"
        ),
    ],
)
def test_waits(times: dict[str, float], waits: list[tuple[str, float]]) -> None:
    one = considered(**{name: later(hours) for name, hours in times.items()})
    assert [(each.wait, each.since) for each in waits_of(one)] == [
        (wait, later(hours)) for wait, hours in waits
    ]


@pytest.mark.parametrize(
    ("minutes", "hours", "passed"),
    [
        pytest.param(None, 100, False, id="no limit was set"),
        pytest.param(180, 3, False, id="exactly at the limit"),
        pytest.param(180, 3.01, True, id="past it"),
        pytest.param(0, -1, False, id="it begins later: nothing has passed"),
    ],
)
def test_a_limit_is_passed_after_it_not_at_it(
    minutes: int | None, hours: float, passed: bool
) -> None:
    assert Waiting(wait=Wait.BED, since=NINE).passed(minutes, later(hours)) is passed
