"""Pay quarters"""

import numpy as np
import pytest
from tests.factories.measures import the
from tests.factories.pay import audit_of, people

from evenhand.domain.pay.gaps import quarter_sizes, quarters

BLACK = "african"


@pytest.mark.parametrize(
    ("people_in_all", "sizes"),
    [
        pytest.param(40, (10, 10, 10, 10), id="a multiple of four: four equal quarters"),
        pytest.param(41, (11, 10, 10, 10), id="one over: to the lower"),
        pytest.param(42, (11, 10, 11, 10), id="two over: to the lower and the upper middle"),
        pytest.param(43, (11, 11, 11, 10), id="three over: to all but the upper"),
        pytest.param(3, (1, 1, 1, 0), id="fewer people than quarters"),
    ],
)
def test_who_is_left_over_goes_to_a_fixed_quarter(
    people_in_all: int, sizes: tuple[int, ...]
) -> None:
    """Everybody sorted by hourly pay, in four equal parts."""
    assert quarter_sizes(people_in_all) == sizes
    each = np.eye(people_in_all, dtype=np.int64)
    assert tuple(quarters(each).sum(axis=1)) == sizes


@pytest.mark.parametrize(
    ("women", "men", "women_in_quarters"),
    [
        pytest.param([1] * 4, [1] * 4, [1, 1, 1, 1], id="no two on one rate across a line"),
        pytest.param([8], [8], [2, 2, 2, 2], id="all on one rate: each quarter like the whole"),
        pytest.param([12], [4], [3, 3, 3, 3], id="three women to one man everywhere"),
        pytest.param(
            [2, 4, 0], [0, 4, 6], [3, 2, 1, 0], id="a rate across two lines is shared one to one"
        ),
        pytest.param([3], [1], [1, 1, 1, 0], id="four people: the odd one out goes somewhere"),
    ],
)
def test_people_on_one_rate_across_a_line_are_shared_in_proportion(
    women: list[int], men: list[int], women_in_quarters: list[int]
) -> None:
    """Not by chance nor by the order of rows: as the group is of all who earn that rate."""
    shared = quarters(np.array([women, men], dtype=np.int64))
    assert shared[:, 0].tolist() == women_in_quarters
    assert shared.sum(axis=0).tolist() == [sum(women), sum(men)]


def test_each_group_and_the_unknown_have_their_share_of_each_quarter() -> None:
    """The shares of all groups and of people of unknown group make the whole quarter."""
    rows = people(20, 10.0, BLACK) + people(20, 20.0) + people(20, 30.0)
    rows += people(20, 40.0, "not-known")
    found = [r for r in audit_of(rows).results if r.indicator == "quarters"]
    binary = [r for r in found if r.grouping == "binary"]
    for quarter in ("lower", "lower middle", "upper middle", "upper"):
        assert sum(r.share or 0 for r in binary if r.cell == quarter) == pytest.approx(1)
    lower = the(binary, cell="lower", group="bme")
    assert (lower.numerator, lower.denominator) == (20, 20)
    assert (lower.comparator_numerator, lower.comparator_denominator) == (20, 80)
    assert lower.value == pytest.approx(75.0)
    upper = the(binary, cell="upper", group="not-known")
    assert upper.share == 1
    assert "Staff whose ethnicity is not known were 100% (20 of 20)" in upper.reading


def test_a_group_with_nobody_is_in_no_quarter() -> None:
    """That is not calculable, not a share of nought with no disparity."""
    found = audit_of(people(40, 20.0)).results
    result = the(list(found), indicator="quarters", grouping="binary", group="bme", cell="upper")
    assert result.finding == "not calculable"


def test_fewer_people_than_quarters_have_no_shares_of_them() -> None:
    """One person is the whole of the lower quarter, and nobody is in the others."""
    audit = audit_of(people(1, 20.0), fewest=1)
    found = [r for r in audit.results if r.indicator == "quarters" and r.group == "white"]
    assert {(r.value, r.reason) for r in found} == {
        (None, "Not calculable: fewer people have known hourly pay than there are quarters.")
    }
