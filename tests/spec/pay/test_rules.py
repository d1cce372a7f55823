"""The sets of rules"""

import pytest

from evenhand.data.definitions.pay_rules import all_pay_rules, pay_rules
from evenhand.domain.pay.rules import Calculation, Force


def test_there_are_four_each_with_its_sources_and_open_questions() -> None:
    """The gender rules, and the three for ethnicity that have been written so far."""
    assert [each.rules for each in all_pay_rules()] == [
        "gender",
        "2023-guidance",
        "2025-proposal",
        "2026-response",
    ]
    for each in all_pay_rules():
        assert each.sources and each.unconfirmed
        assert each.status == "draft" and each.why_draft


@pytest.mark.parametrize(
    ("rules", "force", "fewest", "headline"),
    [
        pytest.param("gender", Force.LAW, 10, ("sex", "male", False), id="law: women against men"),
        pytest.param(
            "2023-guidance", Force.VOLUNTARY, 50, ("binary", "white", False), id="voluntary: 50"
        ),
        pytest.param(
            "2025-proposal",
            Force.PROPOSAL,
            10,
            ("census-2021-19", "white-british", True),
            id="a proposal: White British against all others",
        ),
        pytest.param(
            "2026-response",
            Force.DECIDED,
            10,
            ("binary", "white", False),
            id="decided, not in force: White against all others",
        ),
    ],
)
def test_what_each_compares_and_whether_it_binds(
    rules: str, force: Force, fewest: int, headline: tuple[str, str, bool]
) -> None:
    """Nothing that is not law is called law."""
    found = pay_rules(rules)
    (first,) = [each for each in found.comparisons if each.headline]
    assert (found.force, found.fewest) == (force, fewest)
    assert (first.grouping, first.reference, first.combined) == headline


def test_2026_wants_five_groups_beside_the_binary_comparison() -> None:
    """Both, where the minimum is met."""
    found = {each.grouping: each.reference for each in pay_rules("2026-response").comparisons}
    assert found == {"binary": "white", "broad-5-2021": "white"}


def test_a_breakdown_by_grade_was_proposed_in_2025_and_dropped_in_2026() -> None:
    """Evenhand works it out either way; the rules say whether it is asked for."""
    assert pay_rules("2025-proposal").breakdowns == ("grade",)
    assert pay_rules("2026-response").breakdowns == ()


def test_2023_has_eight_calculations() -> None:
    """Three on pay, two on representation, three on bonuses."""
    asked = pay_rules("2023-guidance").calculations
    assert len(asked) == 8
    assert {Calculation.WORKFORCE, Calculation.DECLARATION} <= set(asked)
    assert not {Calculation.WORKFORCE, Calculation.DECLARATION} & set(
        pay_rules("gender").calculations
    )
