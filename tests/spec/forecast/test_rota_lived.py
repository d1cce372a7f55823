"""What the present rota gives"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from evenhand.domain.forecast.service_hours import Exponential
from evenhand.domain.forecast.simulation import WorkClass
from evenhand.pipeline.forecast_cover_inputs import LogInputs
from evenhand.pipeline.forecast_rota import RotaLived, rota_lived

LONDON = ZoneInfo("Europe/London")
WORK = WorkClass("all", (0.2,) * 24, Exponential(6), 2)
TERMS = LogInputs(target_share=0.9, replications=20)
TODAY = date(2026, 11, 28)
MONDAY = date(2026, 11, 16)


def week(monday: date, placed: int, kind: str = "shift") -> list[dict[str, Any]]:
    """Three shifts of eight hours each day."""
    rows = []
    for day in range(7):
        for hour in (7, 15, 23):
            start = datetime.combine(monday + timedelta(days=day), datetime.min.time(), LONDON)
            begun = start + timedelta(hours=hour)
            over = begun + timedelta(hours=8)
            rows.append({"kind": kind, "starts": begun, "ends": over, "placed": placed})
    return rows


def lived(rows: list[dict[str, Any]]) -> RotaLived | None:
    return rota_lived(rows, [WORK], TERMS, TODAY)


def test_the_last_whole_week_that_was_filled_is_lived_through() -> None:
    """Not the week under way, not a week with nobody on it, and not an older one."""
    rows = [
        *week(date(2026, 11, 9), 5), *week(MONDAY, 3),
        *week(date(2026, 11, 23), 9),
    ]  # fmt: skip
    found = lived(rows)
    assert found is not None
    assert (found.monday, found.staff_hours) == (MONDAY, 3 * 168)
    assert lived([*week(date(2026, 11, 9), 2), *week(MONDAY, 0)]).monday == date(2026, 11, 9)  # type: ignore[union-attr]


def test_fewer_people_see_fewer_in_time() -> None:
    """Two instead of three round the clock."""
    three, two = lived(week(MONDAY, 3)), lived(week(MONDAY, 2))
    assert three is not None
    assert two is not None
    shares = [each.simulated.everything.share_within.mean or 0 for each in (two, three)]
    assert shares[0] < shares[1] - 0.1


def test_people_on_call_are_told_apart() -> None:
    """Hours on call are no hours of duty."""
    found = lived([*week(MONDAY, 1), *week(MONDAY, 1, "on-call")])
    assert found is not None
    assert (found.staff_hours, found.on_call_hours) == (168, 168)


def test_a_night_in_which_the_clocks_change_is_a_night_like_others() -> None:
    """25 October 2026: 23:00 to 07:00 by the clock on the wall, eight hours of the week that repeats."""
    rows = week(date(2026, 10, 19), 1)
    night = {
        "kind": "shift", "placed": 1,
        "starts": datetime(2026, 10, 24, 23, tzinfo=LONDON), "ends": datetime(2026, 10, 25, 7, tzinfo=LONDON),
    }  # fmt: skip
    found = rota_lived([*rows, night], [WORK], TERMS, date(2026, 10, 27))
    assert found is not None
    assert found.staff_hours == pytest.approx(168 + 8)


def test_no_rota_at_all() -> None:
    """Nothing is told, rather than that nobody is seen."""
    assert lived([]) is None
