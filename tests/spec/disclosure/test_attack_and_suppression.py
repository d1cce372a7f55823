"""What gives a hidden count away, and what protects it"""

import numpy as np
import pytest
from tests.factories.disclosure import rule, sums

from evenhand.domain.disclosure.attack import (
    Interval,
    attack,
    protected,
    what_print_tells,
)
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.suppress import CannotProtect, exposed, sensitive_cells, suppress
from evenhand.domain.disclosure.system import NotASum, System, cross_table

FIVE = rule(5)


def interval(
    system: System, hidden: set[str], of: str, rules: object = FIVE
) -> tuple[float, float]:
    mask = np.array([name in hidden for name in system.names])
    low, high = attack(
        system.equations,
        *what_print_tells(system, mask, rules),  # type: ignore[arg-type]
        targets=np.array([system.place[of]]),
    )
    return float(low[0]), float(high[0])


PROTECTED = [
    # low, high, safe under a threshold of 5
    (0, 4, False),  # known to be small
    (3, 3, False),  # told
    (2, 5, False),  # only four numbers
    (1, 5, True),
    (0, 5, True),
    (4, 8, True),
    (0, float("inf"), True),
]


@pytest.mark.parametrize(("low", "high", "safe"), PROTECTED)
def test_what_protected_means(low: float, high: float, safe: bool) -> None:
    """As many whole numbers as the threshold, and one of them the threshold or more."""
    assert protected(Interval(low, high), FIVE) is safe


MINORITY = sums(
    {"all": 60, "white": 37, "minority": 20, "unknown": 3},
    ("all", "white", "minority", "unknown"),
)
NESTED = sums(
    {
        "all": 47,
        "white": 20,
        "minority": 27,
        "asian": 14,
        "black": 13,
        "indian": 12,
        "other asian": 2,
    },
    ("all", "white", "minority"),
    ("minority", "asian", "black"),
    ("asian", "indian", "other asian"),
)
GIVEN_AWAY = [
    # system, hidden, cell, lowest, highest
    (MINORITY, {"unknown"}, "unknown", 3, 3),
    (MINORITY, {"unknown", "minority"}, "unknown", 0, 23),
    (MINORITY, {"unknown", "all"}, "unknown", 0, float("inf")),
    (NESTED, {"other asian"}, "other asian", 2, 2),
    (NESTED, {"other asian", "asian"}, "other asian", 2, 2),
    (NESTED, {"other asian", "asian", "minority"}, "other asian", 2, 2),
    (NESTED, {"other asian", "asian", "black"}, "other asian", 0, 15),
    (NESTED, {"other asian", "indian"}, "other asian", 0, 14),
]


@pytest.mark.parametrize(("system", "hidden", "cell", "low", "high"), GIVEN_AWAY)
def test_sums_give_hidden_cells_away(
    system: System, hidden: set[str], cell: str, low: float, high: float
) -> None:
    """
    A single gap in a sum is told at once. Hiding the totals above it as well does not help when
    another way leads round: the whole less White is the minority, less Black is Asian.
    """
    assert interval(system, hidden, cell) == (low, high)


def test_rounded_totals_do_not_tell_a_single_gap() -> None:
    """With all rounded to 5, 60 less 35 and 20 leaves anything from 0 to 11."""
    rounded = rule(5, zeros=True, base=5)
    assert interval(MINORITY, {"unknown"}, "unknown", rounded) == (0, 11)


def test_rounding_alone_may_still_tell_that_a_count_is_small() -> None:
    """45 of 45 after rounding: what is left over is at most 4, so more must be hidden."""
    system = sums({"all": 45, "white": 44, "minority": 1}, ("all", "white", "minority"))
    rules = rule(5, zeros=True, base=5)
    assert interval(system, {"minority"}, "minority", rules) == (0, 4)
    chosen = suppress(system, rules)
    assert chosen.hidden.sum() == 2


def test_whole_numbers_tell_more_than_fractions_would() -> None:
    """Three pairs that add up to odd numbers: fractions fit where whole people do not."""
    system = sums(
        {"a": 1, "b": 1, "c": 1, "ab": 2, "bc": 2, "ac": 2},
        ("ab", "a", "b"),
        ("bc", "b", "c"),
        ("ac", "a", "c"),
    )
    assert interval(system, {"a", "b", "c"}, "a") == (1, 1)


def test_a_table_with_one_small_cell_needs_a_rectangle() -> None:
    """Four cells that stand at the corners: the fewest that leave no row or column with one gap."""
    inner = np.array([[2, 30, 41], [25, 19, 50], [33, 28, 8]])
    table = cross_table(inner)
    chosen = suppress(table, FIVE, weights=np.sqrt(table.values + 1.0))
    assert chosen.hidden.sum() == 4
    assert chosen.gap == 0.0
    assert not len(exposed(table, FIVE, chosen.hidden, chosen.sensitive))


def test_the_complement_of_one_hidden_cell_is_hidden_too() -> None:
    """White, minority and the whole: hiding the 3 hides one of the others."""
    system = sums({"all": 40, "white": 37, "minority": 3}, ("all", "white", "minority"))
    assert suppress(system, FIVE).hidden.sum() == 2


def test_weights_say_what_is_kept() -> None:
    """The dear cell stays, the cheap one goes."""
    system = sums({"all": 40, "white": 37, "minority": 3}, ("all", "white", "minority"))
    kept = suppress(system, FIVE, weights=np.array([1.0, 9.0, 1.0])).hidden
    assert kept.tolist() == [True, False, True]


def test_two_tables_that_share_a_margin_are_protected_together() -> None:
    """By sex and by grade: a gap made safe in one table is still told by the other."""
    system = sums(
        {"all": 50, "women": 47, "men": 3, "low": 30, "high": 20, "low men": 2, "high men": 1,
         "low women": 28, "high women": 19},
        ("all", "women", "men"),
        ("all", "low", "high"),
        ("men", "low men", "high men"),
        ("women", "low women", "high women"),
        ("low", "low women", "low men"),
        ("high", "high women", "high men"),
    )  # fmt: skip
    chosen = suppress(system, FIVE)
    assert not len(exposed(system, FIVE, chosen.hidden, chosen.sensitive))
    assert len(exposed(system, FIVE, chosen.sensitive, chosen.sensitive))


def test_what_cannot_be_protected_is_said_by_name() -> None:
    """A total that everybody knows, and nothing large enough below it."""
    system = sums(
        {"all": 4, "white": 1, "minority": 3}, ("all", "white", "minority"), fixed=("all",)
    )
    with pytest.raises(CannotProtect, match="white; minority"):
        suppress(system, FIVE)


def test_a_small_cell_that_nothing_else_tells_is_simply_hidden() -> None:
    """No sum leads to it."""
    system = sums({"alone": 3, "other": 9})
    assert suppress(system, FIVE).hidden.tolist() == [True, False]


def test_noughts_are_hidden_where_the_preset_says_so() -> None:
    """Otherwise a nought is a number like any other."""
    system = sums({"a": 0, "b": 3, "c": 12})
    assert sensitive_cells(system, FIVE).tolist() == [False, True, False]
    assert sensitive_cells(system, rule(5, zeros=True)).tolist() == [True, True, False]


def test_numbers_that_cannot_all_be_true_are_a_contradiction() -> None:
    """An attacker who starts from a false table learns nothing, and says so."""
    system = sums({"all": 40, "white": 37, "minority": 3}, ("all", "white", "minority"))
    with pytest.raises(Contradiction):
        attack(
            system.equations,
            np.array([40.0, 37.0, 9.0]),
            np.array([40.0, 37.0, 9.0]),
            targets=np.array([0]),
        )


def test_a_total_that_its_parts_do_not_make_is_refused() -> None:
    """Such an equation is not known to anybody, for it is not so."""
    with pytest.raises(NotASum):
        sums({"all": 41, "white": 37, "minority": 3}, ("all", "white", "minority"))
