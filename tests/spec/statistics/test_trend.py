"""Change over the years"""

import numpy as np
import pytest

from evenhand.domain.statistics.trend import change_of_two, slope


def test_the_change_of_two_years_is_the_second_less_the_first():
    """With the z test of the difference. The same two years the other way round: the same p."""
    difference, p = change_of_two(0.10, 0.15, 0.60, 0.20)
    assert (difference, p) == (pytest.approx(0.5), pytest.approx(0.0455003, abs=1e-7))
    assert change_of_two(0.60, 0.20, 0.10, 0.15) == (pytest.approx(-0.5), pytest.approx(p))


def test_a_change_between_values_of_unknown_sureness_has_no_p():
    """Without a standard error nothing can be said of chance."""
    assert np.isnan(change_of_two(0.1, 0.0, 0.6, 0.0)[1])
    assert np.isnan(change_of_two([np.nan, 0.1], 0.1, 0.6, [0.1, np.nan])[1]).all()


def test_surer_years_pull_the_line_harder():
    """A straight line through the years, each weighted by how sure it is. Here the last year is
    far off, but so unsure that the line stays all but flat."""
    values = [0.0, 0.0, 0.0, 0.0, 1.0]
    sure, _ = slope([2019, 2020, 2021, 2022, 2023], values, [0.1] * 5)
    unsure, p = slope([2019, 2020, 2021, 2022, 2023], values, [0.1, 0.1, 0.1, 0.1, 1.0])
    assert sure == pytest.approx(0.2)
    assert unsure == pytest.approx(0.004926, abs=1e-6)
    assert p == pytest.approx(0.91175, abs=1e-5)


def test_every_row_of_a_table_has_its_own_line():
    """Years that lie on one line give its slope, whatever their weights; a missing year gives no
    slope rather than one from the others."""
    years = np.array([2019, 2020, 2022, 2024, 2025])
    values = np.array([0.3 * (years - 2019), -0.01 * (years - 2019), [0, 1, np.nan, 1, 0]])
    ses = np.array([[0.1, 0.2, 0.3, 0.2, 0.1]] * 3)
    found, p = slope(years, values, ses)
    assert found == pytest.approx([0.3, -0.01, np.nan], nan_ok=True)
    assert p[0] < 0.05 < p[1]
    assert np.isnan(p[2])


def test_no_slope_without_two_years_or_without_standard_errors():
    """One year, or a standard error of nought, gives nan."""
    assert np.isnan(slope([2020], [0.1], [0.1])).all()
    assert np.isnan(slope([2020, 2021], [0.1, 0.2], [0.1, 0.0])).all()
