"""The adjusted pay gap: against the same decomposition by plain least squares."""

import sys

import numpy as np
import pytest
from statsmodels.stats.oaxaca import OaxacaBlinder

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.pay.adjusted import (
    StatsmodelsMissing,
    adjusted_gap,
    drawn_parts,
)
from evenhand.domain.pay.counts import PersonPay
from evenhand.domain.pay.groups import Pair, Split, pairs, split_by_ethnicity
from evenhand.domain.pay.rules import Comparison

WHERE = {"body": "X01", "period": "2025-03-31"}


def binary() -> tuple[Split, Pair]:
    split = split_by_ethnicity(ethnicity(), ethnicity().grouping("binary"), {})
    (pair,) = pairs(split, Comparison(grouping="binary", reference="white"), [0] * 4)
    return split, pair


def made_up(n: int, *, unexplained: float, seed: int = 3) -> list[PersonPay]:
    """People whose log pay is known: 0.2 a grade, and so much less for the second group."""
    rng = np.random.default_rng(seed)
    people = []
    for _ in range(n):
        black = rng.random() < 0.3
        high = rng.random() < (0.3 if black else 0.5)
        log_pay = 2.8 + 0.2 * high - unexplained * black + rng.normal(0, 0.05)
        people.append(
            PersonPay(
                category="african" if black else "white-british",
                sex="female" if rng.random() < 0.7 else "male",
                grade="6" if high else "5",
                role="Nurse",
                start_year=str(rng.integers(2010, 2025)),
                part_time=bool(rng.random() < 0.3),
                hourly_pay=float(np.exp(log_pay)),
            )
        )
    return people


def test_both_parts_are_those_of_least_squares() -> None:
    """Pooled model with the group in it; parts add up to the gap."""
    people = made_up(600, unexplained=0.05)
    split, pair = binary()
    found = adjusted_gap(people, pair, split, **WHERE)
    black = np.array([person.category == "african" for person in people])
    known = np.column_stack(
        [
            np.ones(len(people)),
            [person.grade == "6" for person in people],
            [person.sex == "female" for person in people],
            [float(person.start_year) for person in people],
            [bool(person.part_time) for person in people],
        ]
    ).astype(float)
    pay = np.log([person.hourly_pay for person in people])
    coefficients, *_ = np.linalg.lstsq(np.column_stack([known, black]), pay, rcond=None)
    explained = (known[~black].mean(axis=0) - known[black].mean(axis=0)) @ coefficients[:-1]
    whole = pay[~black].mean() - pay[black].mean()
    assert found.gap == pytest.approx(100 * whole)
    assert found.explained == pytest.approx(100 * explained)
    assert found.unexplained == pytest.approx(100 * (whole - explained))
    assert found.factors == ("grade", "sex", "year of starting", "part time")
    assert found.denominator == black.sum()


def test_one_draw_is_the_packages_own_decomposition_of_the_people_drawn() -> None:
    """Drawing people again is done without the package, two hundred times as fast: here, by both."""
    rng = np.random.default_rng(5)
    in_group = np.repeat([0.0, 1.0], [300, 200])
    told = np.column_stack([np.ones(500), rng.random(500) < 0.4, rng.normal(size=500)])
    pay = 2.5 + told @ [0.0, 0.2, 0.05] - 0.03 * in_group + rng.normal(0, 0.1, 500)
    rows = np.concatenate([rng.choice(300, 300), 300 + rng.choice(200, 200)])
    known = np.column_stack([in_group, told])[rows]
    model = OaxacaBlinder(pay[rows], known, 0, hasconst=True, swap=False)
    unexplained, explained, _ = model.two_fold(two_fold_type="pooled").params
    times = np.bincount(rows, minlength=500).astype(float)
    assert drawn_parts(pay, told, in_group, times) == pytest.approx((unexplained, explained))


@pytest.mark.parametrize("unexplained", [0.0, 0.05])
def test_what_was_put_in_comes_out(unexplained: float) -> None:
    """0.2 x (0.5 - 0.3) = 4 log points go with the grades; the rest is what was put in."""
    split, pair = binary()
    found = adjusted_gap(made_up(3000, unexplained=unexplained), pair, split, **WHERE)
    assert found.explained == pytest.approx(4.0, abs=1.2)
    assert found.unexplained == pytest.approx(100 * unexplained, abs=0.6)
    assert found.unexplained_limits is not None
    assert found.unexplained_limits[0] <= 100 * unexplained <= found.unexplained_limits[1]


def test_it_says_what_it_cannot_say() -> None:
    """Neither part is a cause, and neither is called fair."""
    split, pair = binary()
    said = adjusted_gap(made_up(400, unexplained=0.05), pair, split, **WHERE).reading
    assert "The explained part is not a fair part" in said
    assert "not a measure of discrimination" in said


def test_few_people_are_not_split_in_two() -> None:
    """There is a reason and no number."""
    split, pair = binary()
    found = adjusted_gap(made_up(60, unexplained=0.05), pair, split, **WHERE)
    assert found.gap is None
    assert "fewer than 50 people" in found.reason


def test_without_the_optional_package_a_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rest of the audit does not need it."""
    monkeypatch.setitem(sys.modules, "statsmodels.stats.oaxaca", None)
    split, pair = binary()
    with pytest.raises(StatsmodelsMissing, match=r"evenhand\[oaxaca\]"):
        adjusted_gap(made_up(600, unexplained=0.05), pair, split, **WHERE)
