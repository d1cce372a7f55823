"""What the desk of a region is told of its councils: rounded, protected, and no more certain than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from evenhand.pipeline.forecast_terms import Row
from evenhand.pipeline.forecast_terms_desk import HIDDEN, NOT_KNOWN, TOLD, desk_of

SMALL = range(1, 5)


def council(name: str, **values: float) -> Row:
    return Row(number=1, authority=name, region="", values=values, words="")


def test_a_difference_that_rounding_may_have_made_is_not_told() -> None:
    """
    15 of 50 beside 10 of 100 differs whichever way; beside 15 of 100 it does so as rounded alone.

    With 13 of 50, as it may have been, it does not. p by scipy, raised for two by Benjamini and Hochberg.
    """
    assert fisher_exact([[13, 37], [10, 90]]).pvalue < 0.05
    assert (
        fisher_exact([[15, 35], [15, 85]]).pvalue < 0.05 < fisher_exact([[13, 37], [15, 85]]).pvalue
    )
    sure = desk_of([council("a", amhps=50, leavers=15), council("b", amhps=100, leavers=10)])
    unsure = desk_of([council("a", amhps=50, leavers=15), council("b", amhps=100, leavers=15)])
    assert [each.differs for each in sure.turnover][:1] == [True]
    assert [each.differs for each in unsure.turnover] == [False, False]


def test_hidden_numbers_are_in_no_comparison() -> None:
    """The others of `a` are `b` alone: 10 of 100."""
    rows = [
        council("a", amhps=40, leavers=20),
        council("b", amhps=100, leavers=10),
        council("c", amhps=30, leavers=4),
        council("d", amhps=30),
    ]
    found = {each.authority: each for each in desk_of(rows).turnover}
    assert found["a"].others == pytest.approx(0.1)
    assert [found[name].why for name in "abcd"] == [TOLD, TOLD, HIDDEN, NOT_KNOWN]


def test_what_is_set_and_posts_are_told_as_they_are() -> None:
    found = desk_of([council("a", salary_low=38001, posts=23, vacancies=2)])
    assert found.facts[0].compared.all.lowest == 38001
    assert found.vacancies is not None
    assert (found.vacancies.each[0].count.x, found.vacancies.each[0].count.n) == (2, 23)


def could_be(told: int) -> list[int]:
    """Every count that is not small and is told as this number: rounded to 5."""
    return [count for count in range(told - 2, told + 3) if count >= 0 and count not in SMALL]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=4))
def test_nobody_reads_a_small_number_of_leavers_or_of_those_who_stayed(
    pairs: list[tuple[int, int]],
) -> None:
    """Every pair that would be told the same is tried: those who stayed may be many as well."""
    rows = [
        council(str(n), amhps=left + stayed, leavers=left) for n, (left, stayed) in enumerate(pairs)
    ]
    for (left, stayed), each in zip(pairs, desk_of(rows).turnover, strict=True):
        assert left not in SMALL or (each.why, each.x, each.share) == (HIDDEN, None, None)
        if each.x is None or each.n is None:
            continue
        rests = {n - x for n in could_be(each.n) for x in could_be(each.x) if n >= x}
        assert stayed in rests or each.x == each.n
        assert stayed not in SMALL or max(rests) not in SMALL


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3))
def test_nobody_reads_a_small_number_of_a_reason(counts: list[int]) -> None:
    """Where one is hidden alone, what the sum and the others leave of it may be many as well."""
    names = ("exit_retired", "exit_pay", "exit_health")
    told = desk_of([council("a", **dict(zip(names, counts, strict=True)))]).reasons
    for name, count in zip(names, counts, strict=True):
        assert count not in SMALL or told[name] is None
    shown = [told[name] for name in names if told[name] is not None]
    if told["all"] is not None and len(shown) == 2:
        first, second = (could_be(each or 0) for each in shown)
        left = {n - a - b for n in could_be(told["all"]) for a in first for b in second}
        assert max(left) not in SMALL
