"""On tables that nobody chose: the attacker fails, and no more is hidden than need be."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import all_tables, rule

from evenhand.domain.disclosure.attack import attack, what_print_tells, wide_enough
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.suppress import CannotProtect, exposed, suppress
from evenhand.domain.disclosure.system import Draft, System, add_cross_table, cross_table

COUNTS = st.integers(0, 12) | st.integers(0, 60)
ZEROS = st.booleans()
# Two people, rounded to the nearest 5, would be printed as nobody: such rules are refused.
RULES = st.builds(rule, st.integers(2, 6), zeros=ZEROS) | st.builds(
    rule, st.integers(3, 6), zeros=ZEROS, base=st.just(5)
)


@st.composite
def tables(draw: st.DrawFn, shapes: tuple[tuple[int, ...], ...]) -> System:
    shape = draw(st.sampled_from(shapes))
    size = int(np.prod(shape))
    inner = np.array(draw(st.lists(COUNTS, min_size=size, max_size=size))).reshape(shape)
    return cross_table(inner)


@st.composite
def linked(draw: st.DrawFn) -> System:
    """Two tables with one margin between them, its groups put together in two broader ones."""
    draft = Draft()
    groups, first, second = 4, 3, 2
    numbers = draw(st.lists(COUNTS, min_size=groups * first, max_size=groups * first))
    a = np.array(numbers).reshape(groups, first)
    splits = draw(st.lists(st.floats(0, 1), min_size=groups, max_size=groups))
    low = np.array([round(x * n) for x, n in zip(splits, a.sum(axis=1), strict=True)])
    b = np.column_stack([low, a.sum(axis=1) - low])
    add_cross_table(draft, a, "a")
    for group in range(groups):
        parts = [draft.cell(("b", group, j), int(b[group, j])) for j in range(second)]
        draft.total(draft.names["a", group, None], parts)
    for broad, members in enumerate(((0, 1), (2, 3))):
        for column in range(first):
            whole = draft.cell(("broad", broad, column), int(a[list(members), column].sum()))
            draft.total(whole, [draft.names["a", member, column] for member in members])
    return draft.done()


TWO = tables(((2, 2), (3, 4), (5, 3)))
THREE = tables(((2, 2, 2), (3, 2, 2)))


@given(TWO | THREE | linked(), RULES, st.sampled_from([0, 60_000]))
@settings(max_examples=60)
def test_no_interval_is_narrower_than_the_preset_protects(
    system: System, rules: Preset, most_for_the_optimum: int
) -> None:
    """Worked out anew, every limit to the end, by an attacker who is shown no true table."""
    try:
        chosen = suppress(system, rules, most_for_the_optimum=most_for_the_optimum)
    except CannotProtect:
        return
    targets = np.flatnonzero(chosen.sensitive)
    told = what_print_tells(system, chosen.hidden, rules)
    low, high = attack(system.equations, *told, targets=targets)
    assert wide_enough(low, high, rules).all()
    assert (low <= system.values[targets]).all() and (system.values[targets] <= high).all()


@given(tables(((2, 2), (2, 3))), st.integers(2, 4))
@settings(max_examples=12)
def test_nothing_cheaper_protects(system: System, threshold: int) -> None:
    """Every set of cells is tried: none that costs less than was promised makes the attacker fail."""
    rules = rule(threshold)
    weights = 1.0 + np.arange(len(system)) % 3
    chosen = suppress(system, rules, weights=weights)
    others = np.flatnonzero(~chosen.sensitive)
    for pick in product((False, True), repeat=len(others)):
        hidden = chosen.sensitive.copy()
        hidden[others] = pick
        if weights[others][list(pick)].sum() < chosen.at_least - 1e-6:
            assert len(exposed(system, rules, hidden, chosen.sensitive))
    assert chosen.gap == 0.0


@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=9, max_size=9),
    st.sampled_from([rule(3), rule(3, zeros=True, base=5)]),
)
@settings(max_examples=60)
def test_the_attackers_limits_are_those_of_all_tables_that_fit(
    numbers: list[int], hide: list[bool], rules: Preset
) -> None:
    """Against trying every table of whole numbers, one by one."""
    system = cross_table(np.array(numbers).reshape(2, 2))
    sensitive = (system.values < 3) & ((system.values > 0) | rules.hides_zero)
    hidden = np.array(hide) | sensitive
    # A total that is printed keeps the search finite.
    hidden[system.place["", None, None]] = bool(sensitive[system.place["", None, None]])
    if hidden[system.place["", None, None]]:
        return
    low, high = attack(
        system.equations, *what_print_tells(system, hidden, rules), targets=np.arange(len(system))
    )
    found = all_tables(system, hidden, rules, most=20)
    assert np.array_equal(found.min(axis=0), low)
    assert np.array_equal(found.max(axis=0), high)


@given(tables(((3, 3), (2, 4))), RULES)
@settings(max_examples=30)
def test_hiding_more_never_tells_more(system: System, rules: Preset) -> None:
    """What lets a reader take figures off a page after the choice was made."""
    try:
        chosen = suppress(system, rules)
    except CannotProtect:
        return
    more = chosen.hidden.copy()
    more[::2] = True
    assert not len(exposed(system, rules, more, chosen.sensitive))
