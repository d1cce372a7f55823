"""Truths of the Benjamini-Hochberg adjustment, for all p values and families."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.statistics.significance import adjust

QUESTIONS = st.lists(
    st.tuples(st.one_of(st.just(float("nan")), st.floats(0, 1)), st.sampled_from("abc")),
    max_size=40,
)


@given(QUESTIONS)
def test_an_adjusted_p_is_never_below_the_raw_one_nor_above_one(questions):
    p = np.array([p for p, _ in questions])
    adjusted = adjust(p, [family for _, family in questions])
    assert (np.isnan(adjusted) == np.isnan(p)).all()
    asked = ~np.isnan(p)
    assert (adjusted[asked] >= p[asked]).all()
    assert (adjusted[asked] <= 1).all()


@given(QUESTIONS)
def test_inside_a_family_the_order_of_surprise_stays(questions):
    p = np.array([p for p, _ in questions])
    families = np.array([family for _, family in questions])
    adjusted = adjust(p, families)
    for family in set(families.tolist()):
        mine = (families == family) & ~np.isnan(p)
        order = np.argsort(p[mine])
        assert (np.diff(adjusted[mine][order]) >= 0).all()
        # The least surprising answer of a family stays as it was.
        assert adjusted[mine].max(initial=0) == p[mine].max(initial=0)


@given(QUESTIONS)
def test_one_family_is_adjusted_as_if_the_others_were_not_there(questions):
    p = np.array([p for p, _ in questions])
    families = np.array([family for _, family in questions])
    adjusted = adjust(p, families)
    for family in set(families.tolist()):
        mine = families == family
        alone = adjust(p[mine], families[mine])
        assert adjusted[mine].tolist() == pytest.approx(alone.tolist(), nan_ok=True)
