"""Tables of two dimensions: what proves a hidden count safe, and what is hidden"""

import numpy as np
import pytest
from tests.factories.disclosure import rule

from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.two_way import (
    NO_LIMIT,
    Certificate,
    Change,
    TooManyPeople,
    fits,
    proves,
    seen,
    two_way,
)
from evenhand.domain.disclosure.two_way_fit import any_that_fits
from evenhand.domain.disclosure.two_way_proof import attack_two_way, exact, given_away, prove
from evenhand.domain.disclosure.two_way_protect import hide_in_two_way, places

FIVE = rule(5)
TABLE = two_way(np.array([[2, 30, 41], [25, 19, 50], [33, 28, 8]]))
CORNERS = np.zeros((4, 4), dtype=bool)
CORNERS[np.ix_([0, 1], [0, 1])] = True
# The 2 goes up to 7: so do 19 to 24, while 30 and 25 go down by as much.
AROUND: Change = ((0, 0, 5), (0, 1, -5), (1, 0, -5), (1, 1, 5))


def test_a_cycle_around_four_corners_proves_a_cell() -> None:
    """Every sum still holds, no count is below nought, and the 2 could be a 7."""
    known = seen(TABLE, CORNERS, FIVE)
    assert fits(known, AROUND)
    assert proves(known, Certificate((0, 0), (AROUND,)), FIVE)


NO_PROOF = [
    pytest.param(((0, 0, 5), (0, 1, -5)), id="two columns no longer add up"),
    pytest.param(((0, 0, 5), (1, 0, -5)), id="two rows no longer add up"),
    pytest.param(
        ((0, 0, 5), (0, 2, -5), (1, 0, -5), (1, 2, 5)), id="two of the counts are printed"
    ),
    pytest.param(
        ((0, 0, 26), (0, 1, -26), (1, 0, -26), (1, 1, 26)), id="25 less 26 is below nought"
    ),
    pytest.param((*AROUND, *AROUND), id="a cell is given twice"),
    pytest.param(
        ((0, 0, 2), (0, 1, -2), (1, 0, -2), (1, 1, 2)), id="it adds up, and does not go far enough"
    ),
    pytest.param((), id="no change at all"),
]


@pytest.mark.parametrize("change", NO_PROOF)
def test_what_does_not_add_up_proves_nothing(change: Change) -> None:
    """Whoever wants to believe a proof need only add up: nothing about how it was found matters."""
    assert not proves(seen(TABLE, CORNERS, FIVE), Certificate((0, 0), (change,)), FIVE)


def test_totals_count_against_their_parts() -> None:
    """A part, its two totals and the grand total, all hidden, can go up together."""
    hidden = np.zeros((4, 4), dtype=bool)
    hidden[np.ix_([0, 3], [0, 3])] = True
    together = ((0, 0, 9), (0, 3, 9), (3, 0, 9), (3, 3, 9))
    assert proves(seen(TABLE, hidden, FIVE), Certificate((0, 0), (together,)), FIVE)
    assert not fits(seen(TABLE, hidden, FIVE), ((0, 0, 9), (0, 3, -9), (3, 0, -9), (3, 3, 9)))


def test_one_change_up_and_one_down_may_prove_it_together() -> None:
    """From 4 up to 5 and down to 1: five numbers, one of them 5."""
    table = two_way(np.array([[4, 1], [4, 9]]))
    hidden = np.zeros((3, 3), dtype=bool)
    hidden[:2, :2] = True
    up = ((0, 0, 1), (0, 1, -1), (1, 0, -1), (1, 1, 1))
    down = ((0, 0, -3), (0, 1, 3), (1, 0, 3), (1, 1, -3))
    known = seen(table, hidden, FIVE)
    assert proves(known, Certificate((0, 0), (up, down)), FIVE)
    assert not proves(known, Certificate((0, 0), (up,)), FIVE)
    assert prove(known, FIVE, [(0, 0)]).certificates


EXACT_LIMITS = [
    # hidden cells, limits of the 2
    ([(0, 0)], (2, 2)),
    ([(0, 0), (0, 1)], (2, 2)),
    ([(0, 0), (0, 1), (1, 0), (1, 1)], (0, 27)),
    ([(0, 0), (0, 3), (3, 0), (3, 3)], (0, np.inf)),
    ([(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 0)], (0, 32)),
]


@pytest.mark.parametrize(("cells", "limits"), EXACT_LIMITS)
def test_the_limits_of_a_cell_are_the_largest_flows_round_it(
    cells: list[tuple[int, int]], limits: tuple[float, float]
) -> None:
    """Alone in a row or a column it is told; round a cycle it goes as far as the smallest count."""
    hidden = np.zeros((4, 4), dtype=bool)
    hidden[tuple(zip(*cells, strict=True))] = True
    assert exact(seen(TABLE, hidden, FIVE), FIVE, [(0, 0)]) == {(0, 0): limits}


def test_totals_that_are_not_in_the_table_tell_nothing() -> None:
    """Without totals a small count is simply hidden; with them others have to be as well."""
    inner = TABLE.values[:-1, :-1]
    alone = hide_in_two_way(two_way(inner, row_totals=False, column_totals=False), FIVE)
    assert places(alone.hidden) == [(0, 0)]
    assert int(hide_in_two_way(TABLE, FIVE).hidden.sum()) == 4
    of_rows = hide_in_two_way(two_way(inner, column_totals=False), FIVE)
    assert places(of_rows.hidden) == [(0, 0), (0, 1)]


def test_what_each_row_needs_by_itself_is_what_it_must_cost_at_least() -> None:
    """The 2 needs another count of its row hidden, and of its column: the dearer of the two."""
    chosen = hide_in_two_way(TABLE, FIVE)
    assert chosen.at_least == pytest.approx(np.sqrt(31))
    assert chosen.cost == pytest.approx(np.sqrt(31) + np.sqrt(26) + np.sqrt(20))
    assert chosen.gap == pytest.approx(1 - chosen.at_least / chosen.cost)


def test_weights_say_which_counts_are_kept() -> None:
    """The corner is dear: the way goes round through another row."""
    weights = np.sqrt(TABLE.values + 1.0)
    weights[1, 1] = 99.0
    chosen = hide_in_two_way(TABLE, FIVE, weights)
    assert not chosen.hidden[1, 1]
    assert not given_away(chosen.proof, FIVE)


def test_rounded_totals_protect_most_small_counts_by_themselves() -> None:
    """With every count rounded to 5, one gap in a row is told to no more than seven or so."""
    rounded = rule(5, zeros=True, base=5)
    chosen = hide_in_two_way(TABLE, rounded)
    assert places(chosen.hidden) == [(0, 0)]
    assert not chosen.proof.exposed


def test_an_attacker_who_does_not_know_the_counts_finds_the_same() -> None:
    """Any table that fits the print will do to start from."""
    hidden = CORNERS.copy()
    hidden[2, 2] = True
    known = seen(TABLE, hidden, FIVE)
    proof = attack_two_way(known.low, known.high, places(hidden), FIVE)
    assert proof.exposed == {(2, 2): (8.0, 8.0)}
    assert given_away(proof, FIVE) == {}
    assert given_away(proof, rule(9)) == {(2, 2): (8.0, 8.0)}
    assert proof.for_all


def test_sums_that_cannot_hold_are_a_contradiction() -> None:
    """40 in all, and 41 in one of the cells."""
    low = np.array([[41, 0], [41, 0]])
    high = np.array([[41, NO_LIMIT], [41, 40]])
    low[1, 1] = 40
    with pytest.raises(Contradiction):
        any_that_fits(low, high, 5)


def test_where_flows_are_too_dear_a_sample_is_worked_out_and_said() -> None:
    """1,200 counts that are all told: a seeded sample of 1,000 of them, the same each time."""
    inner = np.column_stack([np.full(1_200, 2), np.full(1_200, 30)])
    table = two_way(inner)
    hidden = np.zeros(table.values.shape, dtype=bool)
    hidden[:-1, 0] = True
    known = seen(table, hidden, FIVE)
    proof = prove(known, FIVE, places(hidden), most_work=0)
    assert (proof.left, proof.sampled, len(proof.exposed)) == (1_200, 1_000, 1_000)
    assert not proof.for_all
    assert "for a sample of 1,000 of the other 1,200" in proof.in_words()
    assert proof.exposed == prove(known, FIVE, places(hidden), most_work=0).exposed
    assert prove(known, FIVE, places(hidden)).for_all


def test_more_people_than_there_are_is_refused() -> None:
    """Counts of people, in whole numbers that cannot overflow."""
    with pytest.raises(TooManyPeople):
        two_way(np.array([[10**9]]))
