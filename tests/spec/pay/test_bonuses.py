"""Bonuses"""

from pytest import approx
from tests.factories.measures import the
from tests.factories.pay import audit_of, people

BLACK = "african"
HEADLINE = {"grouping": "binary", "group": "bme"}


def test_bonus_gaps_are_over_those_who_received_one() -> None:
    """A blank means none: payroll writes bonuses for those who had one."""
    rows = people(10, 20.0, bonus=1000.0) + people(30, 20.0)
    rows += people(10, 20.0, BLACK, bonus=600.0) + people(10, 20.0, BLACK, bonus=0.0)
    found = list(audit_of(rows).results)
    gap = the(found, indicator="bonus-median-gap", **HEADLINE)
    assert (gap.value, gap.denominator, gap.comparator_denominator) == (approx(40.0), 10, 10)
    assert "The median bonus of ethnic minority staff was 40.0% lower" in gap.reading


def test_the_share_who_received_one_is_of_relevant_employees() -> None:
    """The difference is in points, with both shares beside it."""
    rows = people(10, 20.0, bonus=1000.0) + people(30, 20.0)
    rows += people(10, None, BLACK, bonus=600.0) + people(10, 20.0, BLACK)
    share = the(list(audit_of(rows).results), indicator="bonus-share", **HEADLINE)
    assert (share.numerator, share.denominator) == (10, 20)
    assert (share.comparator_numerator, share.comparator_denominator) == (10, 40)
    assert share.value == approx(25.0)
    assert "50.0% (10 of 20) of ethnic minority staff received a bonus" in share.reading


def test_where_nobody_in_the_reference_had_one_there_is_no_gap() -> None:
    """There is nothing to take a percentage of."""
    rows = people(20, 20.0, bonus=0.0) + people(20, 20.0, BLACK, bonus=500.0)
    gap = the(list(audit_of(rows).results), indicator="bonus-mean-gap", **HEADLINE)
    assert gap.value is None
    assert gap.reason == "Not calculable: the records show no bonus paid to White staff."


def test_an_extract_without_bonuses_is_not_an_extract_of_noughts() -> None:
    """The figures are there, as not calculable, and the reason is said."""
    audit = audit_of(people(20, 20.0) + people(20, 20.0, BLACK))
    share = the(list(audit.results), indicator="bonus-share", **HEADLINE)
    assert (share.value, share.numerator) == (None, None)
    assert share.reason == "Not calculable: the extract holds no bonuses."
    assert not audit.who[0].bonus_known


def test_where_nobody_had_one_shares_are_nought_and_there_is_no_gap() -> None:
    """Nought on record is a figure: nobody received a bonus, which is no difference."""
    rows = people(40, 20.0, bonus=0.0) + people(40, 20.0, BLACK, bonus=0.0)
    found = list(audit_of(rows).results)
    share = the(found, indicator="bonus-share", **HEADLINE)
    assert (share.numerator, share.comparator_numerator, share.value) == (0, 0, 0.0)
    gap = the(found, indicator="bonus-median-gap", **HEADLINE)
    assert (gap.value, gap.comparator_denominator) == (None, 0)
    assert gap.reason
