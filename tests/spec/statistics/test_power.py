"""What could have been seen"""

import numpy as np
import pytest

from evenhand.domain.statistics.power import detectable_ratio, multiples_to_find


@pytest.mark.parametrize(
    ("n1", "n0", "p0", "ratio"),
    [
        pytest.param(730, 2500, 17 / 2500, 2.92431, id="a rare outcome in a middling trust"),
        pytest.param(60_000, 200_000, 17 / 2500, 1.16377, id="the same rate in a whole region"),
        pytest.param(10, 1000, 0.5, 1.77730, id="ten people, a common outcome"),
        pytest.param(10, 1000, 0.9, np.nan, id="no share is large enough to be told from 90%"),
        pytest.param(730, 2500, 0.0, np.nan, id="nobody in the comparator has the outcome"),
        pytest.param(0, 2500, 0.1, np.nan, id="an empty group"),
        pytest.param(730, 0, 0.1, np.nan, id="an empty comparator"),
        pytest.param(730, 2500, np.nan, np.nan, id="the rate is missing"),
    ],
)
def test_the_smallest_disparity_that_could_have_been_found(n1, n0, p0, ratio):
    """With 80% power in a two-sided test at 5%, from the two denominators and the comparator's
    rate. A body that found nothing can so tell "there is none" from "we could not have seen it"."""
    assert detectable_ratio(n1, n0, p0) == pytest.approx(ratio, abs=5e-6, nan_ok=True)


@pytest.mark.parametrize(
    ("n1", "n0", "p0", "times"),
    [
        pytest.param(730, 2500, 17 / 2500, 37, id="rare and middling: 37 years"),
        pytest.param(60_000, 200_000, 0.1, 1, id="a region can tell in one year"),
        pytest.param(10, 1000, 0.81, np.inf, id="1.25 times 81% is more than everyone"),
        pytest.param(730, 2500, 0.0, np.inf, id="a rate of nought never shows a ratio"),
        pytest.param(0, 2500, 0.1, np.nan, id="an empty group stays empty"),
        pytest.param(730, 2500, np.nan, np.nan, id="the rate is missing"),
    ],
)
def test_the_years_to_pool_until_a_ratio_of_one_and_a_quarter_would_be_found(n1, n0, p0, times):
    """Fewest whole multiples of both denominators, at the same rates."""
    assert multiples_to_find(n1, n0, p0) == pytest.approx(times, nan_ok=True)


def test_a_larger_ratio_needs_fewer_years():
    """A doubling shows sooner than a quarter more."""
    assert multiples_to_find(730, 2500, 17 / 2500, ratio=2.0) == 3
