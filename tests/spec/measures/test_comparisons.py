"""Who is compared with whom"""

import pytest
from pytest import approx
from tests.factories.measures import figure, results_of, the

from evenhand.domain.results.result import Change

WHITE, BLACK = "white-british", "african"
EVERYBODY = {WHITE: 900, "irish": 100, BLACK: 200, "indian": 300, "not-stated": 40, "not-known": 60}
SOME = {WHITE: 180, "irish": 10, BLACK: 60, "indian": 60, "not-stated": 5, "not-known": 10}


@pytest.mark.parametrize(
    ("group", "comparator", "of"),
    [
        pytest.param("african", "white", 1000, id="a minority group with White"),
        pytest.param("irish", "white-british", 900, id="a group within White with White British"),
    ],
)
def test_the_usual_comparator(group: str, comparator: str, of: int) -> None:
    """White people as a whole are nobody's minority; White Irish people are."""
    found = results_of({"workforce": EVERYBODY, "training": SOME}, groupings=("nhs-16",))
    result = the(found, indicator="4", group=group)
    assert (result.comparator, result.comparator_denominator) == (comparator, of)


def test_white_british_is_the_comparator_and_has_no_figure_of_its_own() -> None:
    """Nobody is compared with themselves."""
    found = results_of({"workforce": EVERYBODY, "training": SOME}, groupings=("nhs-16",))
    assert not [r for r in found if r.indicator == "4" and r.group == "white-british"]


def test_any_group_can_be_the_comparator_instead() -> None:
    """Everyone is then set against that group."""
    found = results_of(
        {"workforce": EVERYBODY, "training": SOME}, groupings=("nhs-16",), comparator="indian"
    )
    assert {r.comparator for r in found if r.indicator == "4"} == {"indian"}
    assert the(found, indicator="4", group="african").comparator_denominator == 300


def test_each_group_can_be_compared_with_everyone_else() -> None:
    """Everyone else of known ethnicity: those who did not say are on neither side."""
    found = results_of(
        {"workforce": EVERYBODY, "training": SOME},
        groupings=("nhs-16",),
        comparator="everyone-else",
    )
    assert the(found, indicator="4", group="african").comparator_denominator == 1300


def test_people_of_unknown_ethnicity_are_on_neither_side_and_always_beside() -> None:
    """40 not stated and 60 not known, told apart, with their outcomes."""
    result = the(results_of({"workforce": EVERYBODY, "training": SOME}), indicator="4")
    assert (result.denominator, result.comparator_denominator) == (500, 1000)
    assert (result.not_stated_numerator, result.not_stated_denominator) == (5, 40)
    assert (result.not_known_numerator, result.not_known_denominator) == (10, 60)


def test_the_ratio_is_bounded_by_where_the_unknown_could_belong() -> None:
    """Worst and best case: all who had the outcome on one side, all who had not on the other."""
    result = the(
        results_of({"workforce": EVERYBODY, "disciplinary": SOME}), indicator="3", group="bme"
    )
    highest = ((120 + 15) / (500 + 15)) / (190 / (1000 + 85))
    lowest = (120 / (500 + 85)) / ((190 + 15) / (1000 + 15))
    assert (result.bound_low, result.bound_high) == (approx(lowest), approx(highest))


def test_representation_counts_unknown_ethnicity_in_the_whole() -> None:
    """10 of 50 in the band, though 10 of them did not say."""
    counts = {
        ("workforce_by_grade", "clinical|6"): {WHITE: 30, BLACK: 10, "not-stated": 10},
        ("workforce_by_grade", "clinical|5"): {WHITE: 30, BLACK: 20},
    }
    result = the(results_of(counts), indicator="1", cell="clinical: 6", group="bme")
    assert (result.numerator, result.denominator) == (10, 50)
    assert (result.comparator_numerator, result.comparator_denominator) == (30, 100)
    assert result.value == approx(-10.0)


def test_a_part_is_tested_against_the_rest_of_the_whole() -> None:
    """The interval of 10 of 50 against 20 of the other 50, scaled by the rest's half of the whole."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    counts = {
        ("workforce_by_grade", "clinical|6"): {WHITE: 40, BLACK: 10},
        ("workforce_by_grade", "clinical|5"): {WHITE: 30, BLACK: 20},
    }
    result = the(results_of(counts), indicator="1", cell="clinical: 6", group="bme")
    low, high = confint_proportions_2indep(10, 50, 20, 50, compare="diff", method="newcomb")
    assert (result.low, result.high) == (approx(50 * low), approx(50 * high))


def test_how_many_people_a_difference_is() -> None:
    """20% of 500 against 10%: 50 more than at the same rate, in words."""
    counts = {
        "workforce": {WHITE: 1000, BLACK: 500},
        "disciplinary": {WHITE: 100, BLACK: 100},
    }
    result = the(results_of(counts), indicator="3")
    assert result.people == 50
    assert result.people_reading == (
        "50 more disciplinary cases among ethnic minority staff than at the rate of White staff."
    )


def test_people_who_have_left_stay_in_the_numerator_and_are_counted_in_a_flag() -> None:
    """3 of the 50 are no longer on the staff list."""
    counts = {
        "workforce": {WHITE: 1000, BLACK: 500},
        "disciplinary": {WHITE: 100, BLACK: 50},
        "disciplinary.not_on_list": {BLACK: 3},
    }
    assert "3 no longer on the staff list" in the(results_of(counts), indicator="3").flags


def test_a_weighted_survey_share_has_no_numerator_and_an_effective_base() -> None:
    """Weights of 1 and 3 in equal numbers: (n + 3n)^2 / (n + 9n) = 1.6 n effective answers of 2 n."""
    counts = {
        "survey.discrimination.asked": {WHITE: 1000, BLACK: 200},
        "survey.discrimination.asked_w": {WHITE: 2000, BLACK: 400},
        "survey.discrimination.asked_w2": {WHITE: 5000, BLACK: 1000},
        "survey.discrimination.yes": {WHITE: 100, BLACK: 30},
        "survey.discrimination.yes_w": {WHITE: 200, BLACK: 80},
    }
    result = the(results_of(counts), indicator="8")
    assert result.value == approx(10.0)
    assert (result.numerator, result.denominator) == (None, 200)
    assert "weighted" in result.flags
    plain = the(
        results_of(
            {
                "survey.discrimination.asked": {WHITE: 800, BLACK: 160},
                "survey.discrimination.yes": {WHITE: 80, BLACK: 32},
            }
        ),
        indicator="8",
    )
    assert (result.low, result.high) == (approx(plain.low), approx(plain.high))


def test_two_questions_asked_apart_give_bounds_and_never_a_guess() -> None:
    """9% said managers and 16% colleagues: either is between 16% and 25%."""
    from evenhand.data.definitions.load import edition
    from evenhand.domain.measures.aggregated import named

    rows = [
        figure("6", "", "bme", None, None, share_low=0.16, share_high=0.25, base=1000.0),
        figure("6", "", "white", None, None, share_low=0.12, share_high=0.20, base=5000.0),
    ]
    found = results_of({}, grouped=named(edition("nhs-wres"), rows))
    result = the(found, indicator="6")
    assert result.value is None
    assert (result.share_low, result.share_high) == (approx(0.16), approx(0.25))
    assert (result.low, result.high) == (approx(-4.0), approx(13.0))
    assert "between 16.0% and 25.0%" in result.reason


def test_figures_that_come_ready_counted_stand_in_place_of_records() -> None:
    """The counts table says 50 of 500; the records' 40 are not added to it."""
    from evenhand.data.definitions.load import edition
    from evenhand.domain.measures.aggregated import named

    rows = [figure("3", "", "bme", 50, 500), figure("3", "", "white", 100, 1000)]
    counts = {
        "workforce": {WHITE: 900, BLACK: 400},
        "disciplinary": {WHITE: 90, BLACK: 40},
    }
    result = the(
        results_of(counts, grouped=named(edition("nhs-wres"), rows)), indicator="3", cell=""
    )
    assert (result.numerator, result.denominator) == (50, 500)


def test_five_broad_groups_are_added_up_to_the_headline() -> None:
    """A template filled in by broad group still gives the binary figure."""
    from evenhand.data.definitions.load import edition
    from evenhand.domain.measures.aggregated import named

    broad = {"white": (100, 1000), "asian": (30, 200), "black": (20, 300), "not-known": (1, 10)}
    rows = [
        figure("3", "", group, *numbers, grouping="broad-5-2021")
        for group, numbers in broad.items()
    ]
    found = results_of({}, grouped=named(edition("nhs-wres"), rows))
    result = the(found, indicator="3", grouping="binary")
    assert (result.numerator, result.denominator, result.not_known_denominator) == (50, 500, 10)


def test_terms_are_the_bodys_own_choice() -> None:
    """A body may say "global majority"; the standard's own word stays in its tables."""
    counts = {
        "workforce": {WHITE: 1000, BLACK: 500},
        "training": {WHITE: 500, BLACK: 250},
    }
    result = the(results_of(counts, terms={"bme": "Global majority"}), indicator="4")
    assert result.group_label == "Global majority"


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        pytest.param(40, 100, Change.ROSE, id="from 1.0 to 2.5 times"),
        pytest.param(100, 40, Change.FELL, id="from 2.5 to 1.0 times"),
        pytest.param(40, 44, Change.NO_CLEAR_CHANGE, id="from 1.0 to 1.1 times"),
        pytest.param(0, 44, Change.CANNOT_TELL, id="nobody in the first year"),
    ],
)
def test_change_over_the_packs_years(first: int, last: int, change: Change) -> None:
    """The last year against the first, by a z test on the log ratio."""
    counts = {
        ("workforce", "", "2024-03-31"): {WHITE: 1000, BLACK: 400},
        ("workforce", "", "2025-03-31"): {WHITE: 1000, BLACK: 400},
        ("disciplinary", "", "2024-03-31"): {WHITE: 100, BLACK: first},
        ("disciplinary", "", "2025-03-31"): {WHITE: 100, BLACK: last},
    }
    result = the(results_of(counts), indicator="3", period="2025-03-31")
    # A year without a figure is nothing to have changed from.
    since = "" if change is Change.CANNOT_TELL else "2024-03-31"
    assert (result.change, result.change_from) == (change, since)


def test_ups_and_downs_over_five_years_are_no_trend() -> None:
    """2.0, 0.5, 2.0, 0.5, 2.1: a straight line through them says nothing."""
    counts: dict[tuple[str, ...], dict[str, float]] = {}
    for year, cases in enumerate((160, 40, 160, 40, 170), start=2021):
        day = f"{year}-03-31"
        counts["workforce", "", day] = {WHITE: 2000, BLACK: 800}
        counts["disciplinary", "", day] = {WHITE: 200, BLACK: cases}
    result = the(results_of(counts), indicator="3", period="2025-03-31")
    assert result.change is Change.NO_CLEAR_CHANGE


def test_no_change_is_told_from_a_year_that_is_not_shown() -> None:
    """Nine people in the first year: their number must not come back as a change."""
    counts = {
        ("workforce", "", "2024-03-31"): {WHITE: 1000, BLACK: 9},
        ("workforce", "", "2025-03-31"): {WHITE: 1000, BLACK: 400},
        ("disciplinary", "", "2024-03-31"): {WHITE: 100, BLACK: 9},
        ("disciplinary", "", "2025-03-31"): {WHITE: 100, BLACK: 40},
    }
    result = the(results_of(counts), indicator="3", period="2025-03-31")
    assert (result.change, result.change_p) == (Change.CANNOT_TELL, None)


def test_the_same_people_in_two_groupings_are_counted_once() -> None:
    """A template that asks for the fine groups and the two sides gives the same 20 cases twice."""
    from evenhand.data.definitions.load import edition
    from evenhand.domain.measures.aggregated import named

    fine = {"african": (20, 500), "white-british": (40, 2000)}
    binary = {"bme": (20, 500), "white": (40, 2000)}
    rows = [figure("3", "", group, *of, grouping="nhs-16") for group, of in fine.items()]
    rows += [figure("3", "", group, *of, grouping="binary") for group, of in binary.items()]
    found = results_of({}, groupings=("binary", "nhs-16"), grouped=named(edition("nhs-wres"), rows))
    result = the(found, indicator="3", grouping="binary")
    assert (result.numerator, result.denominator) == (20, 500)
    assert (result.comparator_numerator, result.comparator_denominator) == (40, 2000)
    assert the(found, indicator="3", group="african").denominator == 500


def test_a_board_that_came_counted_stands_in_place_of_records() -> None:
    """Twelve members on the staff list, and the same twelve in the counts table."""
    from evenhand.data.definitions.load import edition
    from evenhand.domain.measures.aggregated import named

    rows = [
        figure("9", "voting members", "bme", 1, 12),
        figure("9", "voting members", "white", 11, 12),
    ]
    counts = {"workforce": {WHITE: 700, BLACK: 300}, "board_voting": {WHITE: 10, BLACK: 2}}
    result = the(
        results_of(counts, grouped=named(edition("nhs-wres"), rows)),
        indicator="9",
        cell="voting members",
        group="bme",
    )
    assert (result.numerator, result.denominator) == (1, 12)


def test_a_hidden_group_hides_itself_alone() -> None:
    """White and Asian people are known; only the Mixed group's figure is gone."""
    from evenhand.data.definitions.load import edition
    from evenhand.domain.measures.aggregated import named

    known = {"white": (40, 2000), "asian": (20, 500)}
    rows = [figure("3", "", g, *of, grouping="broad-5-2021") for g, of in known.items()]
    rows.append(figure("3", "", "mixed", None, None, grouping="broad-5-2021", hidden=True))
    found = results_of({}, groupings=("broad-5-2021",), grouped=named(edition("nhs-wres"), rows))
    assert the(found, indicator="3", group="asian").value == approx(2.0)
    assert "hidden" in the(found, indicator="3", group="mixed").reason


def test_what_could_have_been_seen_is_in_the_printed_direction() -> None:
    """White over ethnic minority: 90% of 2,000 against 1.06 times fewer of 400."""
    counts = {
        "workforce": {WHITE: 2000, BLACK: 400},
        "training": {WHITE: 1800, BLACK: 300},
    }
    result = the(results_of(counts), indicator="4")
    assert result.detectable == approx(1.0595, abs=1e-4)
    assert result.years_to_pool == 1


def test_the_race_disparity_ratio_has_its_bounds_and_what_could_be_seen_too() -> None:
    """With each ratio, whatever its kind."""
    counts = {
        ("workforce_by_grade", "clinical|5"): {WHITE: 500, BLACK: 300, "not-known": 20},
        ("workforce_by_grade", "clinical|6"): {WHITE: 300, BLACK: 100, "not-known": 10},
    }
    result = the(results_of(counts), indicator="rdr", cell="clinical: lower to middle")
    assert result.bound_low == approx((300 / 520) / (110 / 300))
    assert result.bound_high == approx((310 / 500) / (100 / 320))
    assert result.detectable is not None and result.detectable > 1
