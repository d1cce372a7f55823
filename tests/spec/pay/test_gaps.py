"""Pay gaps"""

import pytest
from pytest import approx
from tests.factories.measures import the
from tests.factories.pay import audit_of, people

from evenhand.domain.pay.rules import Comparison
from evenhand.domain.results.result import Finding, Result

WHITE, BLACK = "white-british", "african"


def gap_of(rows, indicator: str = "median-gap", **wanted: object) -> Result:
    """The headline gap of these people."""
    where = {"grouping": "binary", "cell": ""} | wanted
    return the(list(audit_of(rows).results), indicator=indicator, **where)


@pytest.mark.parametrize(
    ("white", "black", "mean", "median"),
    [
        pytest.param([20.0] * 10, [18.0] * 10, 10.0, 10.0, id="20 an hour against 18: 10% lower"),
        pytest.param([20.0] * 10, [20.0] * 10, 0.0, 0.0, id="all on one rate: no gap"),
        pytest.param([12.49] * 10, [17.55] * 10, -40.5, -40.5, id="12.49 against 17.55: -40.5%"),
        pytest.param(
            [10.0] * 5 + [30.0] * 5, [20.0] * 10, 0.0, 0.0, id="an even number: between the two"
        ),
        pytest.param(
            [10.0] * 9 + [110.0], [10.0] * 10, 50.0, 0.0, id="one high pay moves the mean alone"
        ),
    ],
)
def test_a_gap_is_the_difference_as_a_percentage_of_the_reference(
    white: list[float], black: list[float], mean: float, median: float
) -> None:
    """(reference - group) / reference x 100. A minus means that the group is paid more."""
    rows = [row for pay in white for row in people(1, pay)]
    rows += [row for pay in black for row in people(1, pay, BLACK)]
    assert gap_of(rows, "mean-gap").value == approx(mean, abs=0.05)
    assert gap_of(rows, "median-gap").value == approx(median, abs=0.05)


def test_part_timers_count_by_the_hour_and_one_each() -> None:
    """Half the hours for half the salary is the same hourly pay, and no gap."""
    full = {"salary": 30_000.0, "fte": 1.0}
    half = {"salary": 15_000.0, "fte": 0.5}
    rows = people(12, None, **full) + people(12, None, BLACK, **half)
    result = gap_of(rows)
    assert (result.value, result.denominator, result.comparator_denominator) == (0.0, 12, 12)


def test_apprentices_count_like_everybody_else() -> None:
    """An apprentice's low rate is in the gap: apprentices are relevant employees."""
    rows = people(20, 20.0) + people(10, 20.0, BLACK)
    rows += people(10, 7.55, BLACK, role="Apprentice", contract="fixed-term")
    result = gap_of(rows, "mean-gap")
    assert result.denominator == 20
    assert result.value == approx(100 * (20 - 13.775) / 20)


def test_a_group_with_nobody_has_no_gap_and_says_so() -> None:
    """Not calculable is not nought."""
    result = gap_of(people(20, 20.0))
    assert (result.value, result.finding) == (None, Finding.NOT_CALCULABLE)
    assert not result.suppressed
    assert "no ethnic minority staff with known hourly pay" in result.reason


def test_a_reference_with_nobody_gives_no_gap() -> None:
    """There is nothing to compare with."""
    result = gap_of(people(20, 20.0, BLACK))
    assert result.finding is Finding.NOT_CALCULABLE
    assert "no White staff" in result.reason


@pytest.mark.parametrize(
    ("group", "finding", "words"),
    [
        pytest.param(
            [16.0] * 30 + [16.4] * 30, Finding.DISPARITY, "lower than", id="far lower: a disparity"
        ),
        pytest.param(
            [24.0] * 30 + [24.4] * 30, Finding.DISPARITY, "higher than", id="far higher: one too"
        ),
        pytest.param(
            [19.4] * 30 + [19.6] * 30, Finding.SLIGHT, "lower than", id="inside 5%: slight"
        ),
        pytest.param(
            [20.0] * 30 + [20.2] * 30, Finding.NONE, "the same as", id="as much: no disparity"
        ),
        pytest.param(
            [10.0] * 6 + [32.0] * 5, Finding.CANNOT_TELL, "cannot tell", id="too few to tell"
        ),
    ],
)
def test_what_the_statistics_support(group: list[float], finding: Finding, words: str) -> None:
    """The same rules as for every standard, with a band of 5% of the reference's pay."""
    rows = people(100, 20.0) + people(100, 20.2)
    rows += [row for pay in group for row in people(1, pay, BLACK)]
    result = gap_of(rows, "mean-gap")
    assert result.finding is finding
    assert words in result.reading


def test_the_direction_is_in_words_and_the_interval_too() -> None:
    """Nobody has to know what a minus means."""
    rows = people(30, 12.0) + people(30, 12.98) + people(30, 17.5, BLACK) + people(30, 17.6, BLACK)
    result = gap_of(rows, "mean-gap")
    assert result.value is not None and result.value < 0
    assert "was 40.5% higher than that of White staff (95% interval: " in result.reading
    assert result.reading.count("higher") == 2 and "-" not in result.reading
    assert result.direction == "comparator-minus-group"


def test_a_group_below_the_minimum_is_hidden_with_all_its_numbers() -> None:
    """Nine people: neither the gap nor a count, and the reason does not tell how many."""
    result = gap_of(people(50, 20.0) + people(9, 10.0, BLACK))
    assert result.finding is Finding.TOO_SMALL and result.suppressed
    numbers = {
        name
        for name in result.__slots__
        if isinstance(getattr(result, name), int | float)
        and not isinstance(getattr(result, name), bool)
    }
    assert numbers == {"confidence"}
    assert "9" not in result.reading


@pytest.mark.parametrize(
    ("rules", "people_in_group", "fewest", "shown"),
    [
        pytest.param("2023-guidance", 19, None, False, id="2023, inside: 19 are too few"),
        pytest.param("2023-guidance", 20, None, True, id="2023, inside: 20 are enough"),
        pytest.param("2023-guidance", 49, 50, False, id="2023, to publish: 49 are too few"),
        pytest.param("2023-guidance", 50, 50, True, id="2023, to publish: 50 are enough"),
        pytest.param("2025-proposal", 9, None, False, id="2025: 9 are too few"),
        pytest.param("2025-proposal", 10, None, True, id="2025: 10 are enough"),
        pytest.param("2026-response", 9, None, False, id="2026: 9 are too few"),
        pytest.param("2026-response", 10, None, True, id="2026: 10 are enough"),
    ],
)
def test_the_minimum_is_that_of_the_rules(
    rules: str, people_in_group: int, fewest: int | None, shown: bool
) -> None:
    """Each set of rules has its own minimum size of a group."""
    rows = people(100, 20.0) + people(people_in_group, 18.0, BLACK)
    found = audit_of(rows, rules=rules, fewest=fewest)
    headline = the(
        [r for r in found.results if r.planned], indicator="median-gap", comparator_label=(
            "White British" if rules == "2025-proposal" else "White"
        )
    )  # fmt: skip
    assert headline.suppressed is not shown


@pytest.mark.parametrize(
    ("reference", "group", "comparator", "gap"),
    [
        pytest.param("white", "bme", "white", 10.0, id="White"),
        pytest.param("bme", "white", "bme", -100 / 9, id="turned round"),
        pytest.param("largest", "bme", "white", 10.0, id="the largest group"),
        pytest.param("everyone-else", "bme", "everyone-else", 10.0, id="everyone else"),
        pytest.param("each-other", "white", "bme", -100 / 9, id="each with each"),
    ],
)
def test_any_group_can_be_the_reference(
    reference: str, group: str, comparator: str, gap: float
) -> None:
    """White, White British, the largest group, everyone else, or every group with every other."""
    comparison = Comparison(grouping="binary", reference=reference, headline=True)
    rows = people(40, 20.0) + people(20, 18.0, BLACK)
    found = audit_of(rows, comparisons=(comparison,))
    result = the(
        list(found.results), indicator="mean-gap", group=group, comparator=comparator, cell=""
    )
    assert result.value == approx(gap)


def test_white_british_against_all_others_together() -> None:
    """The 2025 proposal's minimum: White Irish staff are among the others there."""
    rows = people(20, 20.0) + people(10, 18.0, BLACK) + people(10, 16.0, "irish")
    found = audit_of(rows, rules="2025-proposal")
    result = the(list(found.results), indicator="mean-gap", group="all-others")
    assert (result.value, result.denominator) == (approx(15.0), 20)
    assert "staff of all other ethnic groups" in result.reading


def test_gaps_within_grades_roles_sexes_and_years_of_starting() -> None:
    """Hourly pay alone is broken down; the figures are many tests and are adjusted as such."""
    from datetime import date

    common = {"role": "Nurse", "started": date(2020, 5, 1)}
    rows = people(15, 20.0, sex="female", rung="5", **common)
    rows += people(15, 18.0, BLACK, sex="female", rung="5", **common)
    rows += people(15, 30.0, sex="male", rung="7", role="Manager")
    found = audit_of(rows, breakdowns=("grade", "role", "sex", "start year"))
    for cell, said in (
        ("grade: 5", "In grade 5, the mean"),
        ("role: Nurse", "In the role of Nurse, the mean"),
        ("sex: female", "Among women, the mean"),
        ("start year: 2020", "Among staff who started in 2020, the mean"),
    ):
        result = the(
            list(found.results), indicator="mean-gap", cell=cell, grouping="binary", group="bme"
        )
        assert result.value == approx(10.0)
        assert result.reading.startswith(said)
        assert not result.planned


def test_people_of_unknown_ethnicity_are_in_no_group_and_their_number_is_told() -> None:
    """Asked and declined is one thing, never asked another."""
    rows = people(20, 20.0) + people(20, 18.0, BLACK)
    rows += people(3, 50.0, "not-stated") + people(4, 60.0, "not-known")
    result = gap_of(rows, "mean-gap")
    assert result.value == approx(10.0)
    assert (result.not_stated_denominator, result.not_known_denominator) == (3, 4)
