"""What equal promotion would change"""

from pytest import approx
from tests.factories.measures import the
from tests.factories.pay import audit_of, people

from evenhand.domain.pay.promotion import StepChange

BLACK = "african"


def steps_of(rows) -> list[StepChange]:
    return [step for step in audit_of(rows).steps if step.grouping == "binary"]


def test_the_reference_shares_over_the_grades_with_each_grades_pay_as_it_is() -> None:
    """Same pay in each grade, other shares: all of the gap goes with the grades."""
    rows = people(20, 10.0, rung="5") + people(20, 20.0, rung="6")
    rows += people(30, 10.0, BLACK, rung="5") + people(10, 20.0, BLACK, rung="6")
    every = the(steps_of(rows), step="every step")  # type: ignore[arg-type]
    assert every.gap == approx(100 * (15 - 12.5) / 15)
    assert every.gap_with_equal_step == approx(0.0)


def test_one_step_alone() -> None:
    """From 5 to 6: half of White staff stand above 5, a quarter of Black staff do; of those above 5
    as many stand above 6 on both sides, so this one step is the whole of the gap."""
    rows = people(20, 10.0, rung="5") + people(10, 20.0, rung="6") + people(10, 30.0, rung="7")
    rows += people(30, 10.0, BLACK, rung="5")
    rows += people(5, 20.0, BLACK, rung="6") + people(5, 30.0, BLACK, rung="7")
    found = steps_of(rows)
    first = the(found, step="5 to 6")  # type: ignore[arg-type]
    second = the(found, step="6 to 7")  # type: ignore[arg-type]
    assert first.gap_with_equal_step == approx(0.0)
    assert second.gap_with_equal_step == approx(second.gap)


def test_unequal_pay_inside_a_grade_stays() -> None:
    """Sharing out the grades alike does not touch what is paid in them."""
    rows = people(20, 10.0, rung="5") + people(20, 20.0, rung="6")
    rows += people(20, 9.0, BLACK, rung="5") + people(20, 18.0, BLACK, rung="6")
    every = the(steps_of(rows), step="every step")  # type: ignore[arg-type]
    assert every.gap_with_equal_step == approx(every.gap) == approx(10.0)


def test_where_the_group_is_in_no_higher_grade_everybodys_pay_there_is_taken() -> None:
    """Nobody's pay in that grade is known for the group; the grade's own mean stands in."""
    rows = people(20, 10.0, rung="5") + people(20, 20.0, rung="6")
    rows += people(20, 10.0, BLACK, rung="5")
    every = the(steps_of(rows), step="every step")  # type: ignore[arg-type]
    assert every.gap == approx(100 / 3)
    assert every.gap_with_equal_step == approx(0.0)


def test_the_words_claim_no_cause_and_small_groups_are_hidden() -> None:
    """Arithmetic, said to be arithmetic."""
    rows = people(20, 10.0, rung="5") + people(20, 20.0, rung="6")
    said = steps_of(rows + people(20, 10.0, BLACK, rung="5"))[0].reading
    assert "It does not say why" in said
    (hidden,) = steps_of(rows + people(9, 10.0, BLACK, rung="5"))
    assert hidden.suppressed
    assert (hidden.gap, hidden.gap_with_equal_step, hidden.denominator) == (None, None, None)
