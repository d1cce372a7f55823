"""What readers outside a body are shown of pay"""

from dataclasses import replace
from functools import cache

import pytest
from tests.factories.measures import the
from tests.factories.pay import Row, a_workforce, audit_of, people, released_of

from evenhand.domain.pay.adjusted import AdjustedGap
from evenhand.domain.pay.release import ReleasedPay
from evenhand.domain.results.result import Finding

WHITE, BLACK, ASIAN, MIXED, OTHER = (
    "white-british", "african", "indian", "white-and-asian", "arab"
)  # fmt: skip
BROAD = {"grouping": "broad-5-2021", "cell": ""}


@cache
def a_body() -> ReleasedPay:
    """460 people, of whom 4 are of other ethnic groups."""
    return released_of(a_workforce())


def spread_out(n: int, category: str, *, around: float = 20.0, **more: object) -> list[Row]:
    """People paid a little apart from each other."""
    return [row for i in range(n) for row in people(1, around + i % 5, category, **more)]


def test_a_group_of_fewer_than_the_rules_show_is_hidden_in_every_figure() -> None:
    """Four people: no gap, no share of the workforce, no quarter."""
    audit = a_body().audit
    for result in audit.results:
        if result.group == "other":
            assert result.suppressed or result.finding is Finding.NOT_CALCULABLE
            assert result.value is None and result.numerator is None
    share = the(list(audit.workforce), grouping="broad-5-2021", group="other")  # type: ignore[arg-type]
    assert share.suppressed and share.numerator is None


def test_another_group_is_hidden_so_that_the_small_one_cannot_be_worked_out() -> None:
    """All ethnic minority staff less Asian, Black and Mixed staff would be the other four."""
    audit = a_body().audit
    known = [
        r.group
        for r in audit.results
        if r.indicator == "mean-gap" and r.grouping == "broad-5-2021" and r.cell == ""
        and not r.suppressed
    ]  # fmt: skip
    assert the(list(audit.results), indicator="mean-gap", grouping="binary", cell="").value
    assert 0 < len(known) < 3


def test_the_reason_does_not_say_which_of_them_is_the_small_one() -> None:
    """One sentence for both."""
    hidden = [r for r in a_body().audit.results if r.suppressed]
    assert len({r.reason.replace(_who(r.reason), "") for r in hidden}) == 1
    assert not any("fewer than" in r.reason for r in hidden)


def _who(reason: str) -> str:
    return reason.partition("for ")[2].partition(" rests")[0]


def test_inside_the_body_the_same_people_are_shown() -> None:
    """Only what is below the rules' minimum is hidden there."""
    audit = audit_of(a_workforce())
    assert not the(list(audit.results), indicator="mean-gap", group="asian", cell="").suppressed


def test_a_bonus_that_one_person_nearly_has_alone_is_not_told_by_the_mean() -> None:
    """Twenty people, one of whom had 50,000 pounds and the others 100 each (the p% rule)."""
    rows = spread_out(40, WHITE, bonus=300.0) + spread_out(40, WHITE)
    rows += spread_out(19, BLACK, bonus=100.0) + spread_out(1, BLACK, bonus=50_000.0)
    rows += spread_out(40, BLACK)
    found = list(released_of(rows).audit.results)
    assert the(found, indicator="bonus-mean-gap", grouping="binary").suppressed
    alike = [row | {"bonus": 100.0} if row.get("bonus") == 50_000 else row for row in rows]
    found = list(released_of(alike).audit.results)
    assert not the(found, indicator="bonus-mean-gap", grouping="binary").suppressed


def test_high_pay_among_ten_does_not_hide_a_gap_where_it_tells_nothing_nearly() -> None:
    """Ten others make it impossible to work one out to within a tenth."""
    rows = spread_out(60, WHITE) + spread_out(14, BLACK) + spread_out(1, BLACK, around=80.0)
    found = list(released_of(rows).audit.results)
    assert not the(found, indicator="mean-gap", grouping="binary", cell="").suppressed


def test_everything_by_group_is_counted_among_the_same_people() -> None:
    """The difference between two such numbers would be the few who are on leave."""
    rows = spread_out(60, WHITE) + spread_out(60, BLACK) + spread_out(3, BLACK, full_pay=False)
    audit = released_of(rows).audit
    share = the(list(audit.workforce), grouping="binary", group="bme")  # type: ignore[arg-type]
    assert (share.numerator, share.denominator) == (60, 120)
    assert audit.declared[0].denominator == 120
    assert "people in the pay figures" in audit.declared[0].reading
    (who,) = audit.who
    assert (who.pay_known, who.relevant, who.reduced) == (120, None, None)


def test_who_had_a_bonus_is_hidden_where_it_would_tell_how_few_are_on_leave() -> None:
    """Its shares are of relevant employees: of 63 less the 60 in the pay figures, three."""
    rows = spread_out(60, WHITE, bonus=100.0) + spread_out(60, BLACK, bonus=100.0)
    rows += spread_out(3, BLACK, full_pay=False)
    found = list(released_of(rows).audit.results)
    assert the(found, indicator="bonus-share", grouping="binary").suppressed
    assert not the(found, indicator="bonus-mean-gap", grouping="binary").suppressed
    rows += spread_out(40, BLACK, full_pay=False) + spread_out(40, WHITE, full_pay=False)
    found = list(released_of(rows).audit.results)
    assert not the(found, indicator="bonus-share", grouping="binary").suppressed


def test_what_was_taken_for_granted_is_told_without_a_number_of_people() -> None:
    """Inside the body it says how many."""
    rows = spread_out(30, WHITE) + spread_out(30, BLACK)
    rows += people(2, None, salary=30_000.0, fte=0.8) + people(4, None)
    (who,) = released_of(rows).audit.who
    said = " ".join(who.taken)
    assert "Hourly pay of some people was worked out" in said
    assert "Some people have neither" in said
    assert "2 people" not in said and "4 people" not in said


def test_people_in_no_group_are_not_counted_out_in_each_grade() -> None:
    """They are few nearly everywhere."""
    broken_down = [r for r in a_body().audit.results if ": " in r.cell and not r.suppressed]
    assert broken_down
    for result in broken_down:
        assert (result.not_stated_denominator, result.not_known_denominator) == (None, None)
        assert "number not stated hidden to protect people" in result.flags


def test_grades_roles_and_years_of_which_nothing_can_be_shown_are_left_out() -> None:
    """A list of hidden lines would only be long."""
    rows = (
        a_workforce() + people(3, 60.0, role="Director") + people(2, 60.0, BLACK, role="Director")
    )
    cells = {r.cell for r in released_of(rows, breakdowns=("role",)).audit.results}
    assert "role: Manager" in cells
    assert "role: Director" not in cells
    inside = {r.cell for r in audit_of(rows, breakdowns=("role",)).results}
    assert "role: Director" in inside


def test_nineteen_groups_are_not_broken_down_further() -> None:
    """Hardly a figure of them could be shown."""
    released = released_of(a_workforce(), rules="2025-proposal")
    assert {r.cell for r in released.audit.results if r.indicator == "mean-gap"} == {""}


def test_gaps_have_one_decimal() -> None:
    """All digits of a mean tell of each pay in it, where pay scales are known."""
    for result in a_body().audit.results:
        if result.kind == "pay-gap" and result.value is not None:
            assert result.value == round(result.value, 1)
            assert result.low == round(result.low or 0, 2)


def test_promotion_is_told_by_levels_of_grades_or_not_at_all() -> None:
    """Each grade alone would tell how few are in it."""
    levels = {(s.step, s.suppressed) for s in a_body().audit.steps if s.grouping == "binary"}
    assert {step for step, _ in levels} <= {"lower to middle", "middle to upper", "every step"}
    rows = [
        row
        for category, low in ((WHITE, 30), (BLACK, 40))
        for rung, n in (("5", low), ("6", 20), ("8a", 15))
        for row in spread_out(n, category, around=float(rung[0]) * 4, rung=rung)
    ]
    shown = [s for s in released_of(rows).audit.steps if s.grouping == "binary"]
    assert [s.step for s in shown] == ["lower to middle", "middle to upper", "every step"]
    assert not any(s.suppressed for s in shown)
    few = [row for row in rows if row["rung"] != "8a" or row["category"] == WHITE]
    hidden = [s for s in released_of(few).audit.steps if s.grouping == "binary"]
    assert all(s.suppressed and s.gap is None for s in hidden)


def test_everybody_hidden() -> None:
    """A body of nine people: there are figures, and not one of them is shown."""
    rows = spread_out(5, WHITE, bonus=10.0) + spread_out(4, BLACK, bonus=20.0)
    released = released_of(rows)
    assert released.given_away == ()
    for result in released.audit.results:
        assert result.suppressed or result.finding is Finding.NOT_CALCULABLE
        assert result.denominator in (None, 0)
    assert released.audit.declared == ()
    assert {who.pay_known for who in released.audit.who} == {None}


def test_an_extract_without_bonuses_tells_nobody_how_many_are_on_leave() -> None:
    """Bonus figures are not calculable, and print no number of people."""
    rows = spread_out(30, WHITE) + spread_out(30, BLACK) + spread_out(2, BLACK, full_pay=False)
    found = [r for r in released_of(rows).audit.results if r.indicator.startswith("bonus")]
    assert {r.finding for r in found} == {Finding.NOT_CALCULABLE}
    assert {(r.denominator, r.not_stated_denominator) for r in found} == {(None, None)}


def test_the_parts_of_a_gap_are_hidden_with_the_groups_they_are_of() -> None:
    """They rest on the same people."""
    parts = AdjustedGap(
        body="X01", period="2025-03-31", grouping="binary", group="bme", group_label="BME",
        comparator="white", comparator_label="White", denominator=147,
        comparator_denominator=267, gap=9.8123, explained=8.1234, explained_limits=(5.55, 9.99),
        unexplained=1.6889, unexplained_limits=(0.123, 2.345), reading="as it was",
    )  # fmt: skip
    (shown,) = released_of(a_workforce(), adjusted=[parts]).audit.adjusted
    assert (shown.gap, shown.explained_limits) == (9.8, (5.5, 10.0))
    other = replace(parts, grouping="broad-5-2021", group="other", denominator=4)
    (hidden,) = released_of(a_workforce(), adjusted=[other]).audit.adjusted
    assert (hidden.gap, hidden.denominator) == (None, None)
    assert "Hidden to protect people" in hidden.reason


@pytest.mark.parametrize(
    ("others", "given"),
    [
        pytest.param(0, True, id="women and men alone: the return is there"),
        pytest.param(3, False, id="three others would follow from the difference"),
    ],
)
def test_the_gender_return(others: int, given: bool) -> None:
    """The law asks for it; inside the body it is always there."""
    rows = spread_out(60, WHITE, sex="female") + spread_out(60, WHITE, sex="male")
    rows += spread_out(others, WHITE, sex="other")
    assert bool(released_of(rows, rules="gender").audit.returns) is given
    assert audit_of(rows, rules="gender").returns
