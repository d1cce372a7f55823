"""The gender pay gap return"""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from tests.factories.pay import SNAPSHOT, audit_of, people

from evenhand.domain.pay.gender_return import GenderReturn, refused

RETURN = GenderReturn(
    mean_gap=D("6.2"),
    median_gap=D("-3.1"),
    bonus_mean_gap=D("10.0"),
    bonus_median_gap=D("0.0"),
    men_with_bonus=D("12.0"),
    women_with_bonus=D("11.5"),
    men=(D("20.0"), D("30.0"), D("40.0"), D("50.0")),
    women=(D("80.0"), D("70.0"), D("60.0"), D("50.0")),
)


def test_fourteen_figures_with_one_decimal() -> None:
    """Men are the reference. People recorded as neither, or not known, are in none of them."""
    rows = people(30, 20.0, sex="male", bonus=100.0) + people(60, 19.0, sex="female")
    rows += people(30, 19.0, sex="female", bonus=90.0)
    rows += people(5, 99.0, sex="other") + people(5, 99.0)
    found = audit_of(rows, rules="gender").returns[SNAPSHOT.isoformat()]
    assert (found.mean_gap, found.median_gap) == (D("5.0"), D("5.0"))
    assert (found.bonus_mean_gap, found.bonus_median_gap) == (D("10.0"), D("10.0"))
    assert (found.men_with_bonus, found.women_with_bonus) == (D("100.0"), D("33.3"))
    assert found.women == (D("100.0"), D("100.0"), D("100.0"), D("0.0"))
    assert found.men == (D("0.0"), D("0.0"), D("0.0"), D("100.0"))
    assert refused(found) == ()


@pytest.mark.parametrize(
    ("women", "share"),
    [
        pytest.param(5, D("62.5"), id="5 of 8: 62.5"),
        pytest.param(1, D("12.5"), id="1 of 8: 12.5"),
    ],
)
def test_the_two_figures_of_a_quarter_make_100_exactly(women: int, share: D) -> None:
    """One is rounded (a half away from nought), the other is what is left."""
    rows = people(women * 4, 20.0, sex="female") + people((8 - women) * 4, 20.0, sex="male")
    found = audit_of(rows, rules="gender").returns[SNAPSHOT.isoformat()]
    assert found.women == (share,) * 4
    assert all(m + w == 100 for m, w in zip(found.men, found.women, strict=True) if m and w)


def test_a_third_and_two_thirds_still_make_100() -> None:
    """33.3 and 66.7, never 66.6 beside 33.3."""
    rows = people(12, 20.0, sex="female") + people(24, 20.0, sex="male")
    found = audit_of(rows, rules="gender").returns[SNAPSHOT.isoformat()]
    assert (found.women[0], found.men[0]) == (D("33.3"), D("66.7"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({}, "", id="as it should be"),
        pytest.param({"mean_gap": D("-250.0")}, "", id="far below nought is allowed"),
        pytest.param({"mean_gap": D("100.1")}, "may not be above 100", id="a gap above 100"),
        pytest.param({"median_gap": D("3.14")}, "at most one decimal", id="two decimals"),
        pytest.param({"mean_gap": None}, "a figure is needed", id="no mean gap"),
        pytest.param({"men_with_bonus": D("101.0")}, "from 0 to 100", id="a share above 100"),
        pytest.param(
            {"men": (D("20.1"), D("30.0"), D("40.0"), D("50.0"))},
            "make 100.1, not 100",
            id="a quarter that does not make 100",
        ),
        pytest.param(
            {"men_with_bonus": D("0.0")},
            "no bonus gap may be entered",
            id="no man had a bonus, yet a gap",
        ),
        pytest.param(
            {"bonus_median_gap": None},
            "both bonus gaps are needed",
            id="men had, and one is missing",
        ),
        pytest.param(
            {"men_with_bonus": D("0.0"), "bonus_mean_gap": None, "bonus_median_gap": None},
            "",
            id="no man had a bonus, no gaps",
        ),
    ],
)
def test_what_the_service_would_refuse(change: dict[str, object], said: str) -> None:
    """Each refusal is a sentence; a return that would be taken has none."""
    found = refused(replace(RETURN, **change))  # type: ignore[arg-type]
    assert bool(found) is bool(said)
    assert said in " ".join(found)
