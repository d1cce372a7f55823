"""Unknown ethnicity: how far it could move a ratio"""

import numpy as np
import pytest

from evenhand.domain.statistics.bounds import unknown_bounds

INF, NAN = np.inf, np.nan


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        pytest.param((9, 730, 17, 2500, 0, 0), 1.81305, 1.81305, id="nobody unknown: the ratio"),
        pytest.param((9, 730, 17, 2500, 2, 66), 1.49264, 2.26647, id="two cases among 66 unknown"),
        pytest.param((0, 10, 5, 50, 0, 5), 0.0, 0.0, id="no case in the group or the unknown"),
        pytest.param((3, 10, 0, 50, 2, 4), 6.5, INF, id="every known case is in the group"),
        pytest.param((3, 10, 0, 50, 0, 4), NAN, NAN, id="nobody could be a case below"),
        pytest.param((0, 0, 5, 50, 1, 4), NAN, NAN, id="an empty group has no ratio to bound"),
        pytest.param((3, 10, 5, 50, 5, 4), NAN, NAN, id="more unknown cases than unknown people"),
        pytest.param((3, 10, 5, 50, NAN, 4), NAN, NAN, id="unknown cases were not counted"),
    ],
)
def test_the_ratio_lies_between_two_worlds(counts, low, high):
    """Highest: each unknown person with the outcome belongs to the group, each without it to the
    comparator. Lowest: the other way round."""
    assert unknown_bounds(*counts) == (
        pytest.approx(low, abs=5e-6, nan_ok=True),
        pytest.approx(high, abs=5e-6, nan_ok=True),
    )
