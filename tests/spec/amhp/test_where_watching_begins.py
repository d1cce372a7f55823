"""Change is watched from the first month of which the whole was recorded."""

from datetime import date

import pytest
from tests.factories.amhp_sets import service

from evenhand.domain.amhp.register_periods import beginning_of as at
from evenhand.pipeline.amhp_report import report_of
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("begins", "watched"),
    [
        pytest.param(date(2023, 1, 5), 24, id="before the series: every month"),
        pytest.param(date(2025, 1, 1), 15, id="on the first of a month: that month too"),
        pytest.param(date(2025, 1, 28), 14, id="late in a month: from the next"),
    ],
)
def test_a_month_that_records_begin_in_is_only_a_part(begins: date, watched: int) -> None:
    rows = service(months=39)["considerations"]
    later = [row for row in rows if row["referred"].date() > begins]
    first = rows[0] | {"reference": "first", "referred": at(begins)}
    found = report_of(
        {"considerations": [first, *later]}, Given(bodies=["Council"]), SightWanted(month=MARCH)
    )
    values = found.charts["considered"].values
    assert sum(each is not None for each in values) == watched
