"""Changes over the years"""

from datetime import date

import pytest
from pytest import approx
from tests.factories.pay import Row, audit_of, people

from evenhand.domain.pay.changes import PayChange
from evenhand.domain.results.result import Change

BLACK = "african"


def in_year(year: int, white: float, black: float, *, n: int = 40, apart: float = 0.5) -> list[Row]:
    """White and Black staff of one year, whose pay differs a little around a middle."""
    rows: list[Row] = []
    for middle, category in ((white, "white-british"), (black, BLACK)):
        for place in range(n):
            pay = middle + apart * (place % 3 - 1)
            rows += people(1, pay, category, snapshot=date(year, 3, 31))
    return rows


def change_of(rows: list[Row], calculation: str = "mean-gap", year: int = 2025) -> PayChange:
    (found,) = [
        each
        for each in audit_of(rows).changes
        if (each.calculation, each.grouping, each.period[:4]) == (calculation, "binary", str(year))
    ]
    return found


def test_each_later_year_is_set_beside_the_first() -> None:
    """In percentage points of the gap, with an interval."""
    rows = in_year(2023, 20, 18) + in_year(2024, 20, 18.5) + in_year(2025, 20, 19)
    found = change_of(rows)
    assert (found.period_from, found.period) == ("2023-03-31", "2025-03-31")
    assert (found.value_from, found.value) == (approx(10, abs=0.1), approx(5, abs=0.1))
    assert found.difference == approx(-5, abs=0.1)
    assert found.low is not None and found.high is not None
    assert found.low < -5 < found.high < 0
    assert change_of(rows, year=2024).difference == approx(-2.5, abs=0.1)


@pytest.mark.parametrize(
    ("before", "after", "how", "said"),
    [
        pytest.param(18.0, 19.0, Change.FELL, "were paid more than before", id="a gap that fell"),
        pytest.param(19.0, 18.0, Change.ROSE, "were paid less than before", id="one that rose"),
        pytest.param(18.0, 18.01, Change.NO_CLEAR_CHANGE, "no clear change", id="neither clearly"),
    ],
)
def test_what_is_said_of_a_change(before: float, after: float, how: Change, said: str) -> None:
    """Which way pay moved, and no cause."""
    found = change_of(in_year(2024, 20, before) + in_year(2025, 20, after))
    assert found.change is how
    assert said in found.reading
    assert "lower in 2025" in found.reading and "lower in 2024" in found.reading


def test_the_change_stands_in_the_figure_of_its_year_as_well() -> None:
    """The first year has none."""
    audit = audit_of(in_year(2024, 20, 18) + in_year(2025, 20, 19))
    last, first = (
        next(
            r
            for r in audit.results
            if (r.indicator, r.grouping, r.period) == ("mean-gap", "binary", period)
        )
        for period in ("2025-03-31", "2024-03-31")
    )
    assert (last.change, last.change_from) == (Change.FELL, "2024-03-31")
    assert first.change is None


def test_a_year_without_a_figure_is_passed_over_and_said() -> None:
    """There was nobody to compare in 2023: 2025 is set beside 2024."""
    rows = people(40, 20.0, snapshot=date(2023, 3, 31))
    rows += in_year(2024, 20, 18) + in_year(2025, 20, 19)
    assert change_of(rows).period_from == "2024-03-31"
    assert "a year has no figure" in change_of(rows, year=2024).reading


def test_a_change_from_a_hidden_year_is_not_told() -> None:
    """It would tell of that year."""
    rows = in_year(2024, 20, 18, n=9) + in_year(2025, 20, 19)
    found = change_of(rows)
    assert found.suppressed
    assert (found.value, found.difference, found.p) == (None, None, None)
    assert "2024" in found.reading and "%" not in found.reading


def test_all_on_one_rate_in_both_years_is_no_chance_to_tell() -> None:
    """Nobody's pay differs, so nothing says how sure either year is."""
    found = change_of(in_year(2024, 20, 18, apart=0) + in_year(2025, 20, 19, apart=0))
    assert found.change is Change.CANNOT_TELL
    assert found.difference == approx(-5)


def test_from_five_years_on_all_of_them_are_asked() -> None:
    """Up and down again is no trend, whatever the two ends say."""
    steady = [row for i in range(5) for row in in_year(2021 + i, 20, 18 + 0.2 * i)]
    assert change_of(steady).change is Change.FELL
    jumping = [18.0, 19.5, 17.0, 19.8, 18.4]
    rows = [row for i, pay in enumerate(jumping) for row in in_year(2021 + i, 20, pay)]
    assert change_of(rows).change is Change.NO_CLEAR_CHANGE


def test_who_had_a_bonus_moves_in_points() -> None:
    """Shares are not pay: the words are others."""
    rows: list[Row] = []
    for year, black in ((2024, 30), (2025, 12)):
        for category, some in (("white-british", 30), (BLACK, black)):
            snapshot = {"snapshot": date(year, 3, 31)}
            rows += people(some, 20.0, category, bonus=100.0, **snapshot)
            rows += people(60 - some, 20.0, category, **snapshot)
    found = change_of(rows, "bonus-share")
    assert found.difference == approx(-30)
    assert "a smaller share of ethnic minority staff had one than before" in found.reading
