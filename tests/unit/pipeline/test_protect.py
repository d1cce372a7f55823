"""What the command for anyone's tables does where a person cannot see it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.factories.disclosure import rule

from evenhand.data.attack_files.plain_table import NotATable, PlainTable, read_plain_table
from evenhand.domain.disclosure.read_back import GivenAway
from evenhand.domain.disclosure.suppress import suppress
from evenhand.domain.disclosure.two_way import seen, system_of, two_way
from evenhand.domain.disclosure.two_way_proof import given_away, prove
from evenhand.domain.disclosure.two_way_protect import hide_in_two_way, places
from evenhand.pipeline.attack_table import MOST_FOR_PROGRAMMES, Attacked, attack_table
from evenhand.pipeline.protect import protect, write_if_safe
from evenhand.pipeline.wrong_use import NotSafe

EXACT = "group,low,high,Total\nWhite,40,30,70\nminority,3,12,15\nTotal,43,42,85\n"
CARELESS = "group,low,high,Total\nWhite,40,30,70\nminority,*,12,15\nTotal,43,42,85\n"


def in_file(counts: np.ndarray) -> PlainTable:
    """A table with both totals."""
    full = two_way(counts).values
    names = [*(f"n{i}" for i in range(max(full.shape))), "Total"]
    across = (*names[: full.shape[1] - 1], "Total")
    down = (*names[: full.shape[0] - 1], "Total")
    return PlainTable("", across, down, tuple(tuple(map(str, row)) for row in full.tolist()))


def test_a_file_that_gives_a_count_away_is_not_written(tmp_path: Path) -> None:
    """Whatever chose what to hide: the attack on the finished text has the last word."""
    made = protect(read_plain_table(EXACT), rule(5))
    out = tmp_path / "safe.csv"
    with pytest.raises(NotSafe, match="minority / low"):
        write_if_safe(replace(made, table=read_plain_table(CARELESS)), out)
    assert not out.exists()
    write_if_safe(made, out)
    assert out.exists()


def test_where_the_heuristic_leaves_a_gap_the_optimum_is_found() -> None:
    """It costs what cutting planes say it must, and the output says that none is cheaper."""
    random = np.random.default_rng(1)
    counts = random.poisson(400 * random.gamma(0.5, 2.0, (30, 17)))
    table, rules = two_way(counts), rule(5)
    assert hide_in_two_way(table, rules).gap > 0.1
    made = protect(in_file(counts), rules)
    weights = np.sqrt(table.values + 1.0).ravel()
    best = suppress(system_of(table), rules, weights=weights, most_for_the_optimum=500_000)
    assert made.chosen.gap == best.gap == 0.0
    assert made.chosen.cost == pytest.approx(best.cost)
    assert "the cheapest choice possible" in made.lines()[1]


def test_what_is_too_large_for_the_optimum_says_how_far_it_may_be_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At most so many per cent: no protection costs less than each row by itself needs."""
    monkeypatch.setattr("evenhand.pipeline.protect.MOST_PAIRS", 0)
    random = np.random.default_rng(1)
    made = protect(in_file(random.poisson(400 * random.gamma(0.5, 2.0, (30, 17)))), rule(5))
    assert made.chosen.gap > 0.1
    assert f"at most {made.chosen.gap:.0%} cheaper" in made.lines()[1]


def test_the_optimum_minds_whoever_knows_only_the_file() -> None:
    """
    An 8 hidden for the 3's sake could itself be told to lie between 4 and 9.

    Whoever knows that it is 8 minds nothing; whoever has the file alone could take it for small.
    """
    counts, rules = np.array([[23, 34], [3, 8]]), rule(7, base=5)
    table = two_way(counts)
    system, weights = system_of(table), np.sqrt(table.values + 1.0)
    for_the_small = suppress(system, rules, weights=weights.ravel())
    hidden = for_the_small.hidden.reshape(table.values.shape)
    proof = prove(seen(table, hidden, rules), rules, places(hidden))
    assert given_away(proof, rules) == {(1, 1): (4.0, 9.0)}
    made = protect(in_file(counts), rules)
    assert attack_table(made.table, rules) == Attacked((), int(made.chosen.hidden.sum()))
    assert made.chosen.cost > for_the_small.cost


def test_a_sum_that_does_not_hold_is_left_out_and_the_others_are_used() -> None:
    """40 and 30 are not 71, so that total tells nothing; 15 less 12 still tells the 3."""
    table = read_plain_table(CARELESS.replace("70", "71"))
    assert attack_table(table, rule(5)) == Attacked((GivenAway("minority / low", 3, 3),), 1)


def test_counts_of_nobody_on_earth_are_left_to_programmes() -> None:
    """Five of 130 million, their total hidden: flows are in whole numbers that end before that."""
    row = ",".join(["130000000"] * 5)
    table = read_plain_table(f"group,a,b,c,d,e,Total\nWhite,{row},*\nminority,3,{row[10:]},*\n")
    shown = GivenAway("minority / a", 3, 3)
    assert attack_table(table, rule(5)) == Attacked((shown,), 2)


def test_a_table_whose_sums_do_not_hold_is_refused_where_it_is_too_large() -> None:
    """Programmes for so many cells would take hours."""
    counts = np.full((MOST_FOR_PROGRAMMES // 10, 12), 7)
    counts[0, 0] = 2
    plain = in_file(counts)
    wrong = (("*", *plain.rows[0][1:-1], "1"), *plain.rows[1:])
    with pytest.raises(NotATable, match="too large"):
        attack_table(replace(plain, rows=wrong), rule(5))
