"""Truths of the report on an AMHP service: every protected number is tried against every table."""

import itertools
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.amhp_sets import service

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.presets import preset
from evenhand.domain.amhp.sight.cases import cases
from evenhand.domain.amhp.sight.cheapest import cheapest_hidden
from evenhand.domain.amhp.sight.counts import Counting, GroupCounts
from evenhand.domain.amhp.sight.equity import CONSIDERED, DETAINED, equity_table
from evenhand.domain.amhp.sight.groups import dimensions
from evenhand.domain.amhp.sight.hide import Sums, month_sums, sum_is_safe, told_of
from evenhand.domain.amhp.sight.months import up_to
from evenhand.domain.amhp.sight.register import Share, with_paths
from evenhand.domain.disclosure.preset import is_small, rounded

BOARD, PUBLIC = preset("board"), preset("mhsds")
FEW = st.integers(0, 13)
ETHNIC = dimensions(ethnicity())[0]


# Every way in which up to so many people could fall into the four parts of a month.
MOST = 26
D, NOT, V, R = (each.ravel() for each in np.indices((MOST,) * 4))
PARTS = {
    "detained": D,
    "otherwise": NOT,
    "in vain": V,
    "rest": R,
    "completed": D + NOT,
    "attended": D + NOT + V,
    "considered": D + NOT + V + R,
}


def could_be(values, shown, rules):
    """Which counts would be printed like this."""
    if shown is None:
        return np.ones(len(values), dtype=bool)
    known = range(values.max() + 1)
    fits = [not is_small(n, rules) and rounded(n, rules.rounding_base) == shown for n in known]
    return np.array(fits)[values]


@settings(max_examples=25)
@given(FEW, FEW, FEW, FEW, st.sampled_from([BOARD, PUBLIC]))
def test_every_table_that_fits_a_month_keeps_its_small_numbers_open(d, o, v, r, rules):
    """All tables, one by one: each small number could be five or more, and five different ones."""
    sums = month_sums("m", d, o, v, r)
    shown = told_of(sums.counts, cheapest_hidden(sums, rules), rules)
    fits = np.ones(len(D), dtype=bool)
    for name in sums.printed:
        fits &= could_be(PARTS[name[1]], shown[name], rules)
    true = (d, o, v, r, d + o, d + o + v, d + o + v + r)
    for (name, values), n in zip(PARTS.items(), true, strict=True):
        if is_small(n, rules):
            possible = np.unique(values[fits])
            assert len(possible) >= rules.threshold, (name, n)
            assert possible.max() >= rules.threshold, (name, n)


@settings(max_examples=40)
@given(FEW, FEW, FEW, FEW, st.sampled_from([BOARD, PUBLIC]))
def test_what_is_hidden_of_a_month_is_the_cheapest_that_the_attacker_cannot_open(d, o, v, r, rules):
    """Every choice of what to tell is given to the linear programmes of the attacker."""
    sums = month_sums("m", d, o, v, r)

    def worth(gone):
        return sum(sums.printed[name] + 0.1 for name in gone)

    hidden = cheapest_hidden(sums, rules)
    assert not sums.given_away(rules, hidden)
    small = {name for name in sums.printed if is_small(sums.counts[name], rules)}
    for number in range(len(sums.printed)):
        for extra in itertools.combinations([n for n in sums.printed if n not in small], number):
            if worth(small | set(extra)) < worth(hidden) - 1e-9:
                assert sums.given_away(rules, frozenset(small | set(extra)))


def test_sums_that_come_round_in_a_circle_are_not_taken():
    sums = Sums()
    for name in "abcd":
        sums.show(name, 6)
    sums.show("whole", 12)
    sums.part("whole", "a", "b")
    sums.part("whole", "c", "d")
    assert cheapest_hidden(sums, BOARD) == frozenset()
    sums.show("other", 12)
    sums.part("other", "a", "c")
    sums.part("other", "b", "d")
    with pytest.raises(ValueError, match="tree"):
        cheapest_hidden(sums, BOARD)


@settings(max_examples=60)
@given(st.lists(FEW, min_size=2, max_size=4))
def test_every_set_of_services_that_fits_a_sum_keeps_its_small_parts_open(parts):
    if not sum_is_safe(parts, BOARD):
        return
    whole = rounded(sum(parts), 5)
    shown = [None if is_small(n, BOARD) else rounded(n, 5) for n in parts]
    fits = [
        each
        for each in itertools.product(range(18), repeat=len(parts))
        if rounded(sum(each), 5) == whole
        and all(s is None or rounded(n, 5) == s for n, s in zip(each, shown, strict=True))
    ]
    for place, n in enumerate(parts):
        if is_small(n, BOARD):
            found = {each[place] for each in fits}
            assert len(found) >= 5
            assert max(found) >= 5


@settings(max_examples=8)
@given(st.integers(0, 10**6), st.integers(1, 30))
def test_groups_of_every_dimension_add_up_to_everybody(seed, a_month):
    months = up_to(date(2026, 3, 1), 12)
    made = Counting(code_lists(), months, months, dimensions(ethnicity()))
    made.add(cases(service(seed, a_month=a_month, months=12)))
    counts = made.done()
    for groups in counts.groups.values():
        for name in GroupCounts.__dataclass_fields__:
            assert sum(getattr(g, name) for g in groups.values()) == getattr(
                counts.whole_year, name
            )
    assert sum(m.considered for m in counts.work) == counts.whole_year.considered
    for m in counts.work:
        assert m.considered >= m.attended >= m.completed == m.detained + m.otherwise


GROUP = st.tuples(st.integers(0, 200), st.integers(0, 200)).map(
    lambda pair: GroupCounts(considered=sum(pair), detained=pair[0], delayed=0, interpreter=0, interpreter_known=0)
)  # fmt: skip


@given(st.fixed_dictionaries({group.slug: GROUP for group in ETHNIC.groups}))
def test_a_finding_never_contradicts_its_interval(groups):
    for line in equity_table(DETAINED, ETHNIC, groups, {}, fewest=True).lines:
        if line.ratio is None:
            continue
        assert line.low <= line.ratio <= line.high
        if line.finding in ("disparity", "slight difference"):
            assert line.low > 1 or line.high < 1
        if line.finding == "no disparity":
            assert line.low >= 0.8
            assert line.high <= 1.25


@given(st.fixed_dictionaries({group.slug: GROUP for group in ETHNIC.groups}), st.integers(2, 9))
def test_rates_fall_as_the_population_grows_and_ratios_stay(groups, times):
    residents = {group.slug: 100_000 for group in ETHNIC.known}
    more = {slug: times * count for slug, count in residents.items()}
    before = equity_table(CONSIDERED, ETHNIC, groups, residents, fewest=False)
    after = equity_table(CONSIDERED, ETHNIC, groups, more, fewest=False)
    for one, other in zip(before.lines, after.lines, strict=True):
        if one.share is not None:
            assert abs(one.share - times * other.share) < 1e-6 * max(one.share, 1)
        if one.ratio is not None:
            assert abs(one.ratio - other.ratio) < 1e-9 * max(one.ratio, 1)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10_000)), min_size=1, max_size=6))
def test_a_path_ends_at_the_communitys_share(pairs):
    shares = with_paths(
        Share(slug=str(n), label="", broad="", people=people, residents=residents)
        for n, (people, residents) in enumerate(pairs)
    )
    whole = sum(people for people, _ in pairs)
    for share in shares:
        if share.path:
            assert list(share.path) == sorted(share.path)
            target = whole * share.residents / sum(r for _, r in pairs)
            assert target - 1e-6 <= share.path[-1] < target + 1
