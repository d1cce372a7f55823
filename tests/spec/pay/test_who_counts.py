"""Who counts in a pay audit"""

from datetime import date

import pytest
from tests.factories.measures import the
from tests.factories.pay import audit_of, counts_of, other_kind, people

from evenhand.domain.pay.counts import HOURLY

BLACK = "african"


@pytest.mark.parametrize(
    ("about", "relevant"),
    [
        pytest.param({}, True, id="no contract named: employed"),
        pytest.param({"contract": "fixed-term"}, True, id="fixed term, apprentices among them"),
        pytest.param({"contract": "bank"}, True, id="bank staff"),
        pytest.param({"contract": "agency"}, False, id="agency workers: their agency counts them"),
        pytest.param({"contract": "volunteer"}, False, id="volunteers"),
        pytest.param({"contract": "non-executive"}, False, id="non-executives"),
        pytest.param({"left": date(2025, 3, 31)}, False, id="left on the snapshot"),
        pytest.param({"left": date(2025, 4, 1)}, True, id="left the day after"),
        pytest.param({"started": date(2025, 3, 31)}, True, id="started on the snapshot"),
        pytest.param({"started": date(2025, 4, 1)}, False, id="started the day after"),
        pytest.param({"employer": "Another Trust"}, False, id="employed by somebody else"),
        pytest.param({"main_post": False}, False, id="a second post of somebody counted already"),
    ],
)
def test_relevant_employees(about: dict[str, object], relevant: bool) -> None:
    """Employed by the body at the snapshot; one each, full time or part time."""
    (who,) = audit_of(people(1, 20.0) + people(1, 20.0, **about)).who
    assert who.relevant == 1 + relevant


def test_people_on_reduced_pay_count_for_bonuses_but_not_for_hourly_pay() -> None:
    """On leave at less than full pay: a relevant employee, not a full-pay relevant employee."""
    rows = people(15, 20.0, full_pay=True) + people(5, 2.0, full_pay=False, bonus=100.0)
    audit = audit_of(rows)
    (who,) = audit.who
    assert (who.relevant, who.full_pay, who.reduced) == (20, 15, 5)
    assert not any("reduced pay" in said for said in who.taken)


def test_where_the_extract_is_silent_about_full_pay_that_is_said() -> None:
    """Everybody with a rate of pay is then taken to be on full pay."""
    (who,) = audit_of(people(3, 20.0)).who
    assert any("does not say who was on reduced pay" in said for said in who.taken)


@pytest.mark.parametrize(
    ("about", "pay"),
    [
        pytest.param({"hourly_pay": 21.5}, 21.5, id="hourly pay as it stands"),
        pytest.param(
            {"hourly_pay": 21.5, "salary": 99_999.0, "fte": 1.0}, 21.5, id="before any salary"
        ),
        pytest.param(
            {"salary": 39_105.0, "fte": 1.0}, 20.0, id="39,105 / (52.14 weeks x 37.5 hours)"
        ),
        pytest.param({"salary": 19_552.5, "fte": 0.5}, 20.0, id="half the salary for half time"),
        pytest.param(
            {"salary": 19_552.5, "weekly_hours": 18.75}, 20.0, id="their own hours, where told"
        ),
        pytest.param(
            {"salary": 39_105.0, "weekly_hours": 37.5, "fte": 0.5}, 20.0, id="hours before share"
        ),
        pytest.param(
            {"salary": 19_552.5, "weekly_hours": 0.0, "fte": 0.5}, 20.0, id="no fixed hours: share"
        ),
        pytest.param({"salary": 39_105.0}, None, id="a salary without hours: never guessed"),
        pytest.param({"fte": 1.0}, None, id="no pay at all"),
        pytest.param({"hourly_pay": 0.0}, None, id="nought an hour is not a rate of pay"),
        pytest.param({"salary": 30_000.0, "fte": 0.0}, None, id="no hours"),
    ],
)
def test_hourly_pay_is_what_the_extract_holds(about: dict[str, object], pay: float | None) -> None:
    """Hourly pay, else salary and full-time equivalent over the hours of a full-time week."""
    counts, _ = counts_of(people(1, None) if not about else people(1, None, **about))
    (count,) = [c for c in counts if c.what == HOURLY and c.by == ""]
    assert count.pay == (None if pay is None else pytest.approx(pay))


def test_what_was_taken_for_granted_about_salaries_is_said() -> None:
    """Weeks, hours, whether the salary is what is paid, and how many people it concerns."""
    rows = people(3, 20.0) + people(2, None, salary=30_000.0, fte=0.8) + people(4, None)
    (who,) = audit_of(rows).who
    assert (who.pay_known, who.pay_not_known, who.from_salary) == (5, 4, 2)
    said = " ".join(who.taken)
    assert "Hourly pay of 2 people was worked out" in said
    assert "52.14 weeks × 37.5 hours" in said
    assert "the gaps depend on these hours" in said
    assert "4 people have neither" in said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        pytest.param("nhs-trust", False, id="a public body: 31 March"),
        pytest.param("council", False, id="a council too"),
        pytest.param(
            "independent-provider", True, id="others: 5 April, so 31 March is remarked on"
        ),
    ],
)
def test_the_day_of_the_snapshot_depends_on_the_body(kind: str, said: bool) -> None:
    """Another day is no reason to refuse: it is said beside the figures."""
    (who,) = audit_of(people(3, 20.0), rules="gender", body=other_kind(kind)).who
    assert any("04-05" in sentence for sentence in who.taken) is said


def test_below_250_employees_the_law_binds_nobody() -> None:
    """The figures are there all the same."""
    few = audit_of(people(3, 20.0, sex="male"), rules="gender").who[0].taken
    many = audit_of(people(250, 20.0, sex="male"), rules="gender").who[0].taken
    assert any("fewer than 250" in said for said in few)
    assert not any("fewer than 250" in said for said in many)


def test_the_workforce_by_group_and_how_many_told_theirs() -> None:
    """Over all relevant employees, whatever is known of their pay."""
    rows = people(60, 20.0) + people(30, None, BLACK) + people(10, 20.0, "not-stated")
    audit = audit_of(rows)
    share = the(list(audit.workforce), grouping="binary", group="bme")  # type: ignore[arg-type]
    assert (share.numerator, share.denominator) == (30, 100)
    (told,) = audit.declared
    assert (told.numerator, told.denominator) == (90, 100)
    assert told.reading == "The ethnicity of 90 of 100 (90.0%) relevant employees is on record."
