"""Sums of pay that can be worked out"""

import numpy as np
import pytest
from scipy.sparse import csr_array

from evenhand.domain.pay.sums import told
from evenhand.domain.pay.tables import Sum


@pytest.mark.parametrize(
    ("parts", "known", "targets", "found"),
    [
        pytest.param([100.0, 60.0, 40.0], [1, 1, 0], [2], [2], id="all but one known: the rest"),
        pytest.param([100.0, 60.0, 40.0], [1, 0, 0], [2], [], id="two unknown: either way"),
        pytest.param([100.0, 99.0, 1.0], [1, 0, 0], [1], [1], id="beside very little: nearly told"),
        pytest.param([100.0, 99.0, 1.0], [1, 0, 0], [2], [], id="the little itself could be a lot"),
        pytest.param([100.0, 60.0, 40.0], [0, 1, 1], [0], [0], id="both parts known: the whole"),
        pytest.param([100.0, 60.0, 40.0], [0, 0, 1], [0, 1], [], id="a part known: not the whole"),
    ],
)
def test_a_whole_and_its_two_parts(
    parts: list[float], known: list[int], targets: list[int], found: list[int]
) -> None:
    """The whole is the sum of the two. Told means: to within a tenth, up or down."""
    equation = csr_array(np.array([[-1.0, 1.0, 1.0]]))
    answer = told(equation, np.array(parts), np.array(known, dtype=bool), np.array(targets), 10)
    assert answer.tolist() == found


def test_many_are_asked_at_once_and_each_is_answered_for_itself() -> None:
    """Ten groups in ten grades with all totals known, and one group known but for one grade."""
    rng = np.random.default_rng(3)
    inner = rng.uniform(50, 150, (10, 10))
    known = np.zeros((10, 10), dtype=bool)
    known[4, :] = True
    known[4, 7] = False
    lines = []
    for place in range(10):
        for across in (inner[place, :], inner[:, place]):
            lines.append(across.sum())
    sums = np.concatenate([inner.ravel(), lines])
    matrix = np.zeros((20, 120))
    for place in range(10):
        matrix[2 * place, [10 * place + i for i in range(10)]] = 1
        matrix[2 * place + 1, [10 * i + place for i in range(10)]] = 1
        matrix[2 * place, 100 + 2 * place] = matrix[2 * place + 1, 101 + 2 * place] = -1
    seen = np.concatenate([known.ravel(), np.ones(20, dtype=bool)])
    targets = np.flatnonzero(~seen)
    assert told(csr_array(matrix), sums, seen, targets, 10).tolist() == [47]


@pytest.mark.parametrize(
    ("pays", "percent", "dominated"),
    [
        pytest.param([50_000, 500, 200, 300], 10, True, id="one has nearly all"),
        pytest.param([50_000, 500, 4_000, 1_000], 10, True, id="the second can work it out"),
        pytest.param([50_000, 500, 4_600, 1_000, 4_400], 10, False, id="others hide it"),
        pytest.param([20] * 10, 10, False, id="all alike"),
        pytest.param([20], 10, True, id="one alone"),
        pytest.param([20, 20], 10, True, id="two: each knows the other"),
    ],
)
def test_the_p_rule(pays: list[float], percent: float, dominated: bool) -> None:
    """What is left without the two largest has to be more than p% of the largest."""
    largest, second = sorted([*pays, 0], reverse=True)[:2]
    assert Sum(sum(pays), largest, second).dominated(percent) is dominated
