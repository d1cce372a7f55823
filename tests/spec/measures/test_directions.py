"""Which way round each standard reads"""

import pytest
from pytest import approx
from tests.factories.measures import results_of, the

WHITE, BLACK = "white-british", "african"


@pytest.mark.parametrize(
    ("standard", "indicator", "outcome", "of", "value"),
    [
        pytest.param(
            "nhs-wres", "2", "appointed", "shortlisted", 2.0, id="NHS 2: White over minority"
        ),
        pytest.param(
            "sc-wres", "2", "appointed", "shortlisted", 0.5, id="SC 2: minority over White"
        ),
        pytest.param(
            "nhs-wres", "3", "disciplinary", "workforce", 0.5, id="NHS 3: minority over White"
        ),
        pytest.param(
            "sc-wres", "3", "disciplinary", "workforce", 0.5, id="SC 3: minority over White"
        ),
        pytest.param(
            "nhs-wres", "4", "training", "workforce", 2.0, id="NHS 4: White over minority"
        ),
        pytest.param("sc-wres", "5", "training", "workforce", 0.5, id="SC 5: minority over White"),
        pytest.param(
            "sc-wres", "4", "fitness_to_practise", "regulated", 0.5, id="SC 4: minority over White"
        ),
        pytest.param("sc-wres", "8", "leaving", "workforce", 0.5, id="SC 8: minority over White"),
    ],
)
def test_the_same_records_read_as_each_standard_does(
    standard: str, indicator: str, outcome: str, of: str, value: float
) -> None:
    """20% of White people and 10% of ethnic minority people have the outcome."""
    counts = {of: {WHITE: 1000, BLACK: 500}, outcome: {WHITE: 200, BLACK: 50}}
    result = the(results_of(counts, standard=standard), indicator=indicator, cell="")
    assert result.value == approx(value)
    # Whatever the direction, the group asked about and its comparator keep their places.
    assert (result.group, result.numerator, result.denominator) == ("bme", 50, 500)
    assert (result.comparator, result.comparator_numerator) == ("white", 200)
    assert result.comparator_denominator == 1000


@pytest.mark.parametrize(
    ("standard", "sentence"),
    [
        pytest.param(
            "nhs-wres",
            "White applicants were 2.00 times as likely to be appointed from shortlisting as "
            "ethnic minority applicants",
            id="NHS WRES",
        ),
        pytest.param(
            "sc-wres",
            "Ethnic minority applicants were 0.50 times as likely to be appointed from "
            "shortlisting as White applicants",
            id="SC-WRES",
        ),
    ],
)
def test_a_ratio_is_never_printed_without_saying_which_way_round(
    standard: str, sentence: str
) -> None:
    """The sentence names both sides, the one on top first."""
    counts = {
        "shortlisted": {WHITE: 1000, BLACK: 500},
        "appointed": {WHITE: 200, BLACK: 50},
    }
    result = the(results_of(counts, standard=standard), indicator="2")
    assert result.reading.startswith(sentence)


def test_differences_are_the_group_minus_its_comparator() -> None:
    """30% against 20%: 10 points higher."""
    counts = {
        "survey.discrimination.asked": {WHITE: 1000, BLACK: 200},
        "survey.discrimination.yes": {WHITE: 200, BLACK: 60},
    }
    result = the(results_of(counts), indicator="8")
    assert result.value == approx(10.0)
    assert "10.0 points higher" in result.reading


def test_a_group_under_represented_on_the_board_has_a_negative_difference() -> None:
    """1 of 12 voting members against 30% of the workforce."""
    counts = {
        "workforce": {WHITE: 700, BLACK: 300},
        "board_voting": {WHITE: 11, BLACK: 1},
    }
    result = the(results_of(counts), indicator="9", cell="voting members", group="bme")
    assert result.value == approx(100 * (1 / 12 - 0.3))


def test_the_race_disparity_ratio_is_above_one_where_white_staff_are_higher_up() -> None:
    """Half of White staff are at the higher level, a quarter of ethnic minority staff: odds 1 and 1/3."""
    counts = {
        ("workforce_by_grade", "clinical|5"): {WHITE: 100, BLACK: 75},
        ("workforce_by_grade", "clinical|6"): {WHITE: 100, BLACK: 25},
    }
    result = the(results_of(counts), indicator="rdr", cell="clinical: lower to middle")
    assert result.value == approx((100 / 100) / (25 / 75))


def test_the_ratio_over_two_steps_is_the_product_of_the_steps() -> None:
    """RDR(lower to upper) = RDR(lower to middle) x RDR(middle to upper)."""
    counts = {
        ("workforce_by_grade", "clinical|5"): {WHITE: 500, BLACK: 300},
        ("workforce_by_grade", "clinical|6"): {WHITE: 300, BLACK: 100},
        ("workforce_by_grade", "clinical|8a"): {WHITE: 90, BLACK: 15},
    }
    found = results_of(counts)
    first, second, both = (
        the(found, indicator="rdr", cell=f"clinical: {step}").value
        for step in ("lower to middle", "middle to upper", "lower to upper")
    )
    assert both == approx(first * second)
