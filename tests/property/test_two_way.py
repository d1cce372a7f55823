"""Two-way tables that nobody chose: flows say what programmes say, proofs hold, little is hidden."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import all_tables, rule

from evenhand.domain.disclosure.attack import attack, what_print_tells, wide_enough
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.suppress import exposed, suppress
from evenhand.domain.disclosure.system import System
from evenhand.domain.disclosure.two_way import (
    NO_LIMIT,
    TwoWay,
    proves,
    seen,
    small_cells,
    system_of,
    two_way,
)
from evenhand.domain.disclosure.two_way_fit import any_that_fits
from evenhand.domain.disclosure.two_way_proof import exact, given_away, prove
from evenhand.domain.disclosure.two_way_protect import hide_in_two_way, places

COUNTS = st.integers(0, 12) | st.integers(0, 60)
EXACT = st.builds(rule, st.integers(2, 8), zeros=st.booleans())
ROUNDED = st.builds(rule, st.integers(3, 8), zeros=st.booleans(), base=st.just(5))


@st.composite
def tables(draw: st.DrawFn, *shapes: tuple[int, int]) -> TwoWay:
    shape = draw(st.sampled_from(shapes))
    size = shape[0] * shape[1]
    inner = np.array(draw(st.lists(COUNTS, min_size=size, max_size=size))).reshape(shape)
    return two_way(inner, row_totals=draw(st.booleans()), column_totals=draw(st.booleans()))


@st.composite
def with_holes(
    draw: st.DrawFn, table: st.SearchStrategy[TwoWay]
) -> tuple[TwoWay, Preset, np.ndarray]:
    """A table, a preset, and what is hidden: the small cells and any others."""
    drawn, rules = draw(table), draw(EXACT | ROUNDED)
    size = drawn.values.size
    chance = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    hidden = small_cells(drawn, rules) | (chance.reshape(drawn.values.shape) & drawn.printed)
    return drawn, rules, hidden


MIDDLING = tables((2, 2), (3, 5), (6, 4), (1, 4), (7, 7))


def by_programmes(
    system: System, hidden: np.ndarray, rules: Preset
) -> tuple[np.ndarray, np.ndarray]:
    told = what_print_tells(system, hidden.ravel(), rules)
    return attack(system.equations, *told, targets=np.arange(len(system)))


@given(with_holes(MIDDLING))
@settings(max_examples=60)
def test_the_largest_flows_say_what_the_attackers_programmes_say(
    drawn: tuple[TwoWay, Preset, np.ndarray],
) -> None:
    """Each limit of each hidden cell, totals too, of counts printed exactly and rounded."""
    table, rules, hidden = drawn
    low, high = by_programmes(system_of(table), hidden, rules)
    shape = table.values.shape
    for cell, limits in exact(seen(table, hidden, rules), rules, places(hidden)).items():
        at = np.ravel_multi_index(cell, shape)
        assert limits == (low[at], high[at])


@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=9, max_size=9),
)
@settings(max_examples=60)
def test_the_largest_flows_say_what_trying_every_table_says(
    numbers: list[int], hide: list[bool]
) -> None:
    """The grand total is printed, so that there are not too many to try."""
    table, rules = two_way(np.array(numbers).reshape(2, 2)), rule(3)
    hidden = np.array(hide).reshape(3, 3)
    hidden[2, 2] = False
    found = all_tables(system_of(table), hidden.ravel(), rules, most=20)
    for cell, limits in exact(seen(table, hidden, rules), rules, places(hidden)).items():
        at = found[:, np.ravel_multi_index(cell, (3, 3))]
        assert limits == (at.min(), at.max())


@given(with_holes(MIDDLING))
@settings(max_examples=60)
def test_a_cell_has_a_certificate_or_is_given_away(
    drawn: tuple[TwoWay, Preset, np.ndarray],
) -> None:
    """By the true table and by any other that fits: the same cells, with the same limits."""
    table, rules, hidden = drawn
    known = seen(table, hidden, rules)
    cells = places(hidden)
    proof = prove(known, rules, cells)
    low, high = by_programmes(system_of(table), hidden, rules)
    safe = wide_enough(low, high, rules).reshape(hidden.shape)
    assert {cell for cell in cells if safe[cell]} == set(proof.certificates)
    assert {cell for cell in cells if not safe[cell]} == set(proof.exposed)
    assert all(proves(known, each, rules) for each in proof.certificates.values())
    other = any_that_fits(known.low, known.high, rules.threshold)
    again = prove(other, rules, cells)
    assert again.exposed == proof.exposed
    assert set(again.certificates) == set(proof.certificates)


@given(MIDDLING, st.data())
@settings(max_examples=40)
def test_a_table_that_fits_is_found_where_there_is_one(table: TwoWay, data: st.DataObject) -> None:
    """And none where a total was put wrong, unless what is hidden allows for it."""
    rules = rule(5)
    size = table.values.size
    chance = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    told = seen(table, np.array(chance).reshape(table.values.shape), rules)
    low, high = told.low.copy(), told.high.copy()
    wrong = data.draw(st.integers(0, size - 1))
    more = data.draw(st.integers(0, 3)) if high.flat[wrong] < NO_LIMIT else 0
    low.flat[wrong] += more
    high.flat[wrong] += more
    system = system_of(table)
    endless = np.where(high >= NO_LIMIT, np.inf, high.astype(float)).ravel()
    try:
        attack(system.equations, low.ravel().astype(float), endless, targets=np.arange(size))
    except Contradiction:
        with pytest.raises(Contradiction):
            any_that_fits(low, high, 5)
    else:
        found = any_that_fits(low, high, 5).table
        assert ((low <= found) & (found <= high)).all()
        assert not (system.equations @ found.ravel()).any()


@given(tables((2, 2), (3, 5), (6, 4), (2, 9), (8, 8)), EXACT | ROUNDED)
@settings(max_examples=60)
def test_what_is_hidden_protects_every_hidden_cell(table: TwoWay, rules: Preset) -> None:
    """Worked out anew by programmes. Cells hidden for others' sake are safe or plainly large."""
    chosen = hide_in_two_way(table, rules)
    assert not given_away(chosen.proof, rules)
    assert (chosen.hidden >= small_cells(table, rules)).all()
    assert not (chosen.hidden & ~table.printed).any()
    low, high = by_programmes(system_of(table), chosen.hidden, rules)
    safe = wide_enough(low, high, rules) | (low >= rules.threshold)
    assert safe[chosen.hidden.ravel()].all()


@given(tables((3, 5), (6, 4), (7, 7)), EXACT)
@settings(max_examples=40)
def test_nothing_is_hidden_that_could_be_shown_again(table: TwoWay, rules: Preset) -> None:
    """Put back in print one at a time, each cell hidden for others' sake gives something away."""
    chosen = hide_in_two_way(table, rules)
    for cell in places(chosen.hidden & ~chosen.sensitive):
        fewer = chosen.hidden.copy()
        fewer[cell] = False
        told = prove(seen(table, fewer, rules), rules, places(fewer)).exposed
        assert set(told) - set(chosen.proof.exposed)


@given(tables((2, 2), (2, 3)), EXACT | ROUNDED)
@settings(max_examples=15)
def test_nothing_that_protects_costs_less_than_is_said(table: TwoWay, rules: Preset) -> None:
    """Every set of cells is tried: the cheapest that protects lies between the two figures given."""
    system = system_of(table)
    weights = (1.0 + np.arange(len(system)) % 3).reshape(table.values.shape)
    chosen = hide_in_two_way(table, rules, weights)
    others = np.flatnonzero((~chosen.sensitive & table.printed).ravel())
    price, cheapest = weights.ravel(), np.inf
    for pick in product((False, True), repeat=len(others)):
        hidden = chosen.sensitive.ravel().copy()
        hidden[others] = pick
        cost = price[others][list(pick)].sum()
        if cost < cheapest and not len(exposed(system, rules, hidden, chosen.sensitive.ravel())):
            cheapest = cost
    assert chosen.at_least <= cheapest + 1e-6
    assert chosen.cost * (1 - chosen.gap) <= cheapest + 1e-6 <= chosen.cost + 1e-5


@given(tables((4, 4), (6, 3)), EXACT | ROUNDED)
@settings(max_examples=15)
def test_the_optimum_lies_between_the_two_figures(table: TwoWay, rules: Preset) -> None:
    """Against cutting planes, on tables too large to try every set."""
    weights = np.sqrt(table.values + 1.0)
    chosen = hide_in_two_way(table, rules, weights)
    best = suppress(system_of(table), rules, weights=weights.ravel())
    if best.gap == 0.0:
        assert chosen.at_least <= best.cost + 1e-6
    assert best.at_least <= chosen.cost + 1e-6
