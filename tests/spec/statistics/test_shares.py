"""Shares: how many of how many, and how sure that is"""

import numpy as np
import pytest

from evenhand.domain.statistics.shares import share, wilson

NO_SHARE = [
    pytest.param(0, 0, id="nobody was asked"),
    pytest.param(5, 4, id="five leavers from a staff of four"),
    pytest.param(-1, 10, id="a count below nought"),
    pytest.param(np.nan, 10, id="the count is missing"),
    pytest.param(3, np.nan, id="the base is missing"),
]


@pytest.mark.parametrize(("x", "n"), NO_SHARE)
def test_there_is_no_share_where_the_counts_do_not_describe_the_same_people(x, n):
    """A share needs somebody to count and cannot be more than everyone. Where it does not exist
    it is nan, and so are its limits; nothing warns and nothing stops the other figures."""
    assert np.isnan(share(x, n))
    assert np.isnan(wilson(x, n)).all()


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.2775, id="nobody of ten: still up to 28%"),
        pytest.param(10, 10, 0.7225, 1.0, id="all of ten: perhaps only 72%"),
        pytest.param(1, 1, 0.2065, 1.0, id="one person says little"),
        pytest.param(280, 1000, 0.25305, 0.30863, id="280 of 1,000"),
        pytest.param(31.5, 105.3, 0.2200, 0.3924, id="a weighted survey's effective base"),
    ],
)
def test_a_share_has_wilson_limits_even_at_the_edges(x, n, low, high):
    """The limits of a share of nobody or of everyone are not nought wide, and never leave 0 to 1."""
    assert wilson(x, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_higher_confidence_is_wider():
    """99.8% limits, used in funnels, lie outside the 95% ones."""
    low, high = wilson(30, 100)
    lower, higher = wilson(30, 100, confidence=0.998)
    assert lower < low < 0.30 < high < higher
