"""Differences in points: surveys, boards, representation"""

import numpy as np
import pytest

from evenhand.domain.statistics import differences


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0", "value", "low", "high"),
    [
        pytest.param(280, 1000, 120, 700, 0.10857, 0.06847, 0.14732, id="two usual shares"),
        pytest.param(0, 10, 10, 10, -1.0, -1.0, -0.60751, id="nobody against everyone"),
        pytest.param(0, 10, 0, 40, 0.0, -0.08762, 0.27753, id="nobody on either side"),
        pytest.param(0, 0, 3, 9, np.nan, np.nan, np.nan, id="an empty group"),
        pytest.param(3, 9, 5, 4, np.nan, np.nan, np.nan, id="more leavers than staff"),
    ],
)
def test_a_difference_has_an_interval_or_is_not_calculable(x1, n1, x0, n0, value, low, high):
    """Newcombe's interval never leaves -1 to 1 (minus 100 to 100 points) and does not shrink to
    nothing where nobody, or everybody, answered one way."""
    assert differences.newcombe(x1, n1, x0, n0) == (
        pytest.approx(value, abs=5e-6, nan_ok=True),
        pytest.approx(low, abs=5e-6, nan_ok=True),
        pytest.approx(high, abs=5e-6, nan_ok=True),
    )


def test_the_standard_error_of_a_difference_is_never_nought():
    """Used for change over time. Nobody of ten against nobody of forty is not known for certain:
    one person with the outcome and one without it are added to each side before it is worked out."""
    assert differences.se(0, 10, 0, 40) == pytest.approx(0.08318, abs=1e-5)
    assert differences.se(280, 1000, 120, 700) == pytest.approx(0.02011, abs=1e-5)


def test_no_share_means_no_standard_error():
    """An empty side, or more with the outcome than there are people, gives nan."""
    assert np.isnan(differences.se([0, 5, 3], [0, 4, 9], [3, 3, 0], [9, 9, 0])).all()
