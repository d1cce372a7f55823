"""The attacker's short cuts say what a programme for each limit says, and proofs add up."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag
from tests.factories.disclosure import rule
from tests.property.test_disclosure import RULES, THREE, TWO, linked

from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import attack, what_print_tells
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.proofs import Moves, holds
from evenhand.domain.disclosure.suppress import (
    CannotProtect,
    exposed,
    sensitive_cells,
    suppress,
)
from evenhand.domain.disclosure.system import Bools, Draft, Floats, System, cross_table

SYSTEMS = TWO | THREE | linked()
NO_LIMIT = 10_000.0
NEAR = 99


@st.composite
def differences(draw: st.DrawFn) -> System:
    """Two years of one table, and differences of some of its cells: these may be below nought."""
    draft = Draft()
    years = [draw(st.lists(st.integers(0, 9), min_size=6, max_size=6)) for _ in range(2)]
    for year, numbers in enumerate(years):
        cells = [draft.cell((year, place), n) for place, n in enumerate(numbers)]
        for total, parts in enumerate((cells[:3], cells[3:])):
            whole = draft.cell((year, "total", total), sum(draft.values[p] for p in parts))
            draft.total(whole, parts)
    lift = draft.cell("lift", 100, fixed=True)
    for place in draw(st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True)):
        before, after = draft.names[0, place], draft.names[1, place]
        change = draft.values[after] - draft.values[before] + 100
        lifted = draft.cell(("after and lift", place), draft.values[after] + 100, printed=False)
        draft.total(lifted, [after, lift])
        named = draft.cell(("change", place), change, printed=False)
        draft.total(lifted, [before, named])
    system = draft.done()
    low = system.known_low.copy()
    low[[isinstance(name, tuple) and name[0] == "change" for name in system.names]] = -np.inf
    return replace(system, known_low=low)


@st.composite
def prints(draw: st.DrawFn) -> tuple[System, Bools, Preset]:
    """A system and what is hidden of it: what must be, and more; some cells are known already."""
    system, rules = draw(SYSTEMS | differences()), draw(RULES)
    size = len(system)
    hidden = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    low, high = system.known_low.copy(), system.known_high.copy()
    for cell in draw(st.lists(st.integers(0, size - 1), max_size=3)):
        below, above = draw(st.integers(0, 6)), draw(st.integers(0, 6))
        low[cell] = max(low[cell], system.values[cell] - below)
        high[cell] = min(high[cell], system.values[cell] + above)
    hidden |= sensitive_cells(system, rules)
    return replace(system, known_low=low, known_high=high), hidden, rules


def limits_by_programmes(system: System, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The limits of every cell, each by a whole-number programme of its own."""
    size = len(system)
    within = Bounds(np.maximum(low, -NO_LIMIT), np.minimum(high, NO_LIMIT))
    aims = np.concatenate([np.eye(size), -np.eye(size)])
    # All at once without asking for whole numbers; where those come out, asking changes nothing.
    together = milp(
        aims.ravel(),
        constraints=LinearConstraint(block_diag([system.equations] * len(aims)), 0, 0),
        bounds=Bounds(np.tile(within.lb, len(aims)), np.tile(within.ub, len(aims))),
    )
    assert together.status == 0, together.message
    tables = together.x.reshape(aims.shape)
    for row in np.flatnonzero(np.abs(tables - np.round(tables)).max(axis=1) > 1e-7):
        found = milp(
            aims[row],
            constraints=LinearConstraint(system.equations, 0, 0),
            bounds=within,
            integrality=np.ones(size),
        )
        assert found.status == 0, found.message
        tables[row] = found.x
    ends = np.round((aims * tables).sum(axis=1))
    # A cell that goes as far as it is let has no limit.
    ends[np.abs(ends) >= NO_LIMIT / 2] = -np.inf
    return ends[:size], -ends[size:]


@given(prints())
@settings(max_examples=40)
def test_limits_and_what_is_called_open_are_those_of_a_programme_for_each(
    printed: tuple[System, Bools, Preset],
) -> None:
    """
    Exact and rounded, with limits that are known already, from any table that fits.

    And by the short way to an answer, with and without moves that are known from earlier.
    """
    system, hidden, rules = printed
    told = what_print_tells(system, hidden, rules)
    low, high = limits_by_programmes(system, *told)
    for example in (None, system.values, system.values + 1):
        found = attack(system.equations, *told, targets=np.arange(len(system)), example=example)
        assert np.array_equal(found[0], low)
        assert np.array_equal(found[1], high)
    safe = asked(system, rules).met(low, high)
    everything = np.ones(len(system), dtype=bool)
    moves = Moves(system.equations)
    for _ in range(2):
        assert exposed(system, rules, hidden, everything, moves).tolist() == [
            cell for cell, yes in enumerate(safe) if not yes
        ]


@given(prints())
@settings(max_examples=40)
def test_a_proof_is_a_table_that_fits(printed: tuple[System, Bools, Preset]) -> None:
    """Each limit that moves prove is that of a table which anyone can add up."""
    system, hidden, rules = printed
    told = what_print_tells(system, hidden, rules)
    moves = Moves(system.equations)
    exposed(system, rules, hidden, np.ones(len(system), dtype=bool), moves)
    lowest, highest = moves.limits(system.values, *told)
    best = np.stack([system.values, system.values]).astype(float)
    for cells, by in moves:
        for way in (1, -1):
            table = system.values.copy()
            for _ in range(2 * NEAR):  # a step is by one or more: no limit that is near is further
                if not holds(system.equations, table, *told):
                    break
                best = np.stack([np.minimum(best[0], table), np.maximum(best[1], table)])
                table[cells] += way * by
    near = np.isfinite(best).all(axis=0) & (np.abs(lowest) < NEAR) & (np.abs(highest) < NEAR)
    assert np.array_equal(lowest[near], best[0][near])
    assert np.array_equal(highest[near], best[1][near])


def test_a_move_after_which_a_sum_would_not_hold_proves_nothing() -> None:
    """Nor is it kept."""
    draft = Draft()
    whole = draft.cell("all", 9)
    draft.total(whole, [draft.cell("some", 4), draft.cell("others", 5)])
    moves = Moves(draft.done().equations)
    assert not moves.add(np.array([0, 1]), np.array([1, 2]))
    assert moves.add(np.array([1, 2]), np.array([1, -1]))
    assert len(moves) == 1


@given(SYSTEMS, RULES)
@settings(max_examples=40)
def test_no_protection_costs_less_than_is_promised(system: System, rules: Preset) -> None:
    """The quick bound is never above what the long search finds, nor its cost below."""
    weights = 1.0 + np.arange(len(system)) % 3
    try:
        quick = suppress(system, rules, weights=weights, most_for_the_optimum=0)
    except CannotProtect:
        return
    long = suppress(system, rules, weights=weights, most_for_the_optimum=10**9)
    assert quick.at_least <= long.cost + 1e-6
    assert long.at_least <= long.cost + 1e-6
    assert long.cost <= quick.cost + 1e-6
    assert quick.gap >= long.gap - 1e-6


def test_the_optimum_of_a_table_of_twenty_by_ten_is_proved() -> None:
    """Cutting planes come to an end there, with nothing left to save."""
    random = np.random.default_rng(1)
    for mean in (12, 40, 80):
        system = cross_table(random.poisson(mean * random.gamma(0.5, 2.0, (20, 10))))
        weights = np.sqrt(system.values + 1.0).astype(np.float64)
        chosen = suppress(system, rule(5), weights=weights)
        assert chosen.gap == 0.0
        assert not len(exposed(system, rule(5), chosen.hidden, chosen.sensitive, chosen.moves))
