"""p values: could chance alone have done it?"""

import numpy as np
import pytest

from evenhand.domain.statistics import significance
from evenhand.domain.statistics.fisher import fisher_p


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0", "p", "exact"),
    [
        pytest.param(280, 1000, 120, 700, 2.0771e-7, False, id="all four cells are large"),
        pytest.param(5, 20, 5, 50, 0.10771, False, id="the smallest cell is 5: score test"),
        pytest.param(4, 20, 5, 50, 0.26452, True, id="4 with the outcome: Fisher's exact test"),
        pytest.param(16, 20, 45, 50, 0.26452, True, id="4 without the outcome: Fisher's too"),
        pytest.param(9, 20, 4, 50, 8.9569e-4, True, id="4 in the comparator: Fisher's"),
        pytest.param(9, 20, 46, 50, 5.7170e-5, True, id="4 without in the comparator: Fisher's"),
        pytest.param(3.5, 20, 5, 50, 0.38887, False, id="weighted counts have no exact test"),
        pytest.param(0, 20, 0, 50, 1.0, True, id="nobody on either side: nothing differs"),
        pytest.param(20, 20, 50, 50, 1.0, True, id="everyone on both sides: nothing differs"),
        pytest.param(0, 0, 5, 50, np.nan, False, id="an empty group has no test"),
        pytest.param(5, 4, 5, 50, np.nan, False, id="more leavers than staff have no test"),
    ],
)
def test_small_cells_get_the_exact_test_and_the_rest_the_score_test(x1, n1, x0, n0, p, exact):
    """The score test leans on an approximation that fails when one of the four cells (with and
    without the outcome, in the group and in the comparator) holds fewer than 5 people. There
    Fisher's exact test, two-sided, takes over."""
    found, used_fisher = significance.p_value(x1, n1, x0, n0)
    assert found == pytest.approx(p, rel=1e-4, abs=0, nan_ok=True)
    assert bool(used_fisher) is exact


def test_the_score_test_of_nobody_against_nobody_is_one():
    """No difference at all is the least surprising thing; it is not "not calculable"."""
    assert significance.score_p([0, 20], [20, 20], [0, 50], [50, 50]).tolist() == [1.0, 1.0]
    assert significance.score_p(1, 1, 0, 1) == pytest.approx(0.31731, abs=1e-5)


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0", "p"),
    [
        pytest.param(3, 4, 1, 4, 34 / 70, id="a tie counts: tables as likely as the one seen"),
        pytest.param(1, 10, 5, 7, 0.0345022624, id="a tie that rounding would break still counts"),
        pytest.param(1, 2, 1, 2, 1.0, id="the likeliest table of all"),
        pytest.param(3, 1_000_000, 0, 2_000_000, 0.037036963, id="denominators in the millions"),
        pytest.param(0, 1_000_000, 500_000, 1_000_000, 0.0, id="too unlikely to write down"),
    ],
)
def test_fisher_adds_up_every_table_no_likelier_than_the_one_seen(x1, n1, x0, n0, p):
    """Two-sided, as scipy and R do it: with the totals as they are, the chances of this table and
    of all that are no likelier."""
    assert fisher_p(x1, n1, x0, n0) == pytest.approx(p, rel=1e-8)


def test_fisher_needs_whole_people():
    """Half a person cannot be drawn: there is no exact test of a weighted count."""
    assert np.isnan(fisher_p(2.5, 10, 3, 10))


def test_many_questions_raise_the_bar():
    """Benjamini and Hochberg: each p is multiplied by the number of questions over its rank, and
    never ends above that of a less surprising one. A figure without a p is no question."""
    adjusted = significance.adjust([0.01, 0.02, np.nan, 0.03, 0.20], ["a"] * 5)
    assert adjusted == pytest.approx([0.04, 0.04, np.nan, 0.04, 0.20], nan_ok=True)


def test_families_do_not_disturb_each_other():
    """A question is weighed against the others of its own report only."""
    adjusted = significance.adjust([0.01, 0.04, 0.02, 0.80], ["a", "b", "a", "b"])
    assert adjusted == pytest.approx([0.02, 0.08, 0.02, 0.80])
    assert significance.adjust([], []).size == 0
