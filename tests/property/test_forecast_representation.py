"""Laws of a forecast of representation: people are conserved, and intervals hold what happens."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.factories.representation import flows_of

from evenhand.domain.forecast.representation_flows import Flows, Rates, counted_rates, drawn_rates
from evenhand.domain.forecast.representation_path import (
    by_chance,
    expected,
    in_the_end,
    one_year,
    shares_of,
    vacancies,
)

share = st.floats(0.01, 0.3)
people = st.integers(0, 60)


@st.composite
def bodies(draw: st.DrawFn) -> Flows:
    groups, grades = draw(st.integers(2, 3)), draw(st.integers(2, 4))

    def rows(of: st.SearchStrategy[float], wide: int) -> NDArray[np.float64]:
        return np.array([[draw(of) for _ in range(wide)] for _ in range(groups)], dtype=float)

    stock = rows(people, grades)
    stock[0] += 1
    return flows_of(
        stock=stock,
        leaving=rows(share, grades),
        rising=rows(share, grades - 1),
        hired=rows(people, grades),
    )


@given(bodies(), st.integers(1, 12))
def test_posts_are_held_and_the_matrix_does_what_steps_do(flows: Flows, years: int) -> None:
    """The second way: one group, grade and year after another."""
    rates = counted_rates(flows)
    path = expected(rates, flows.stock, years)
    assert one_year(rates).sum(axis=1) == pytest.approx(np.ones(flows.stock.size))
    now = flows.stock.copy()
    for year in range(1, years + 1):
        later = np.zeros_like(now)
        for group in range(len(flows.groups)):
            for grade in range(len(flows.grades)):
                for to in range(len(flows.grades)):
                    later[group, to] += now[group, grade] * rates.moves[group, grade, to]
        for grade in range(len(flows.grades)):
            empty = max(0.0, flows.posts[grade] - later[:, grade].sum())
            for group in range(len(flows.groups)):
                later[group, grade] += empty * rates.mix[group, grade]
        now = later
        assert path[year] == pytest.approx(now)
    assert (path.sum(axis=1) >= flows.posts - 1e-9).all()


@given(bodies(), st.integers(0, 2**31))
def test_nobody_is_lost_or_made_by_chance(flows: Flows, seed: int) -> None:
    """Each grade has its posts filled, and more people only where more moved there than left."""
    rng = np.random.default_rng(seed)
    path = by_chance(drawn_rates(flows, rng, 20), flows.stock, 5, rng)
    assert (path >= 0).all()
    assert (path == np.floor(path)).all()
    assert (path.sum(axis=2) >= flows.posts).all()
    assert np.array_equal(path[:, 0], np.broadcast_to(flows.stock, path[:, 0].shape))


@given(bodies())
def test_where_it_ends_it_stays(flows: Flows) -> None:
    rates = counted_rates(flows)
    end = in_the_end(rates, flows.stock)
    if vacancies(rates, end, flows.posts).min() > 0:
        assert expected(rates, end, 1)[1] == pytest.approx(end, abs=1e-6)


@given(bodies(), st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(flows: Flows, random) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(flows.groups)))
    random.shuffle(order)
    rates = counted_rates(flows)
    turned = Rates(moves=rates.moves[order], mix=rates.mix[order])
    one = expected(rates, flows.stock, 8)
    other = expected(turned, flows.stock[order], 8)
    assert other == pytest.approx(one[:, order])


@given(bodies())
def test_groups_that_are_treated_alike_become_alike(flows: Flows) -> None:
    """With the same rates for all, every grade ends with the mix of those who come."""
    rates = counted_rates(flows)
    alike = Rates(
        moves=np.broadcast_to(rates.moves[:1], rates.moves.shape),
        mix=np.broadcast_to(rates.mix[:, :1], rates.mix.shape),
    )
    assume(vacancies(alike, flows.stock, flows.posts).min() > 0)
    people = in_the_end(alike, flows.stock)
    assume(vacancies(alike, people, flows.posts).min() > 0)
    end = shares_of(people)
    assert end == pytest.approx(np.broadcast_to(rates.mix[:, :1], end.shape), abs=1e-4)


@settings(max_examples=20)
@given(bodies())
def test_drawn_rates_are_chances(flows: Flows) -> None:
    drawn = drawn_rates(flows, np.random.default_rng(1), 50)
    assert (drawn.moves >= 0).all()
    assert drawn.moves.sum(axis=-1).max() <= 1 + 1e-12
    assert drawn.mix.sum(axis=1) == pytest.approx(np.ones((50, len(flows.grades))))


def test_the_fan_holds_what_happens() -> None:
    """
    Of 120 made-up bodies with known rates, the fan from two years of records holds the share of
    managers five years on in about 90 of 100.
    """
    rng = np.random.default_rng(20)
    truth = flows_of(
        stock=((300, 60), (100, 12)),
        leaving=((0.12, 0.10), (0.14, 0.11)),
        rising=((0.012,), (0.008,)),
        hired=((70, 4), (30, 1)),
    )
    rates = counted_rates(truth)
    inside = 0
    for _ in range(120):
        records = _recorded(rates, truth, rng)
        drawn = drawn_rates(records, rng, 300)
        fan = shares_of(by_chance(drawn, records.stock, 5, rng)[:, -1])[:, 1, 1]
        one = Rates(moves=rates.moves[None], mix=rates.mix[None])
        happened = shares_of(by_chance(one, records.stock, 5, rng)[0, -1])[1, 1]
        low, high = np.quantile(fan, (0.05, 0.95))
        inside += low <= happened <= high
    assert 0.84 <= inside / 120 <= 0.99


def _recorded(rates: Rates, truth: Flows, rng: np.random.Generator) -> Flows:
    """Two years as they might have been recorded, person by person."""
    chances = np.concatenate([rates.moves, rates.leaving[..., None]], axis=-1)
    stock = truth.stock.astype(int)
    moved, left, hired = np.zeros_like(truth.moved), np.zeros((2, 2)), np.zeros((2, 2))
    for _ in range(2):
        told = rng.multinomial(stock, chances)
        moved += told[..., :-1]
        left += told[..., -1]
        present = told[..., :-1].sum(axis=1)
        empty = np.clip(truth.posts.astype(int) - present.sum(axis=0), 0, None)
        came = rng.multinomial(empty, rates.mix.T).T
        hired += came
        stock = present + came
    return Flows(
        grades=truth.grades,
        groups=truth.groups,
        comparator=truth.comparator,
        stock=stock.astype(float),
        moved=moved,
        left=left,
        hired=hired,
    )
