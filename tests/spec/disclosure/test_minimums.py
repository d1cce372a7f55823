"""How few a figure may rest on"""

from dataclasses import replace

import pytest
from tests.factories.disclosure import measurement_of, rule
from tests.factories.measures import Counts, results_of, the

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.minimums import fewer_than_allowed, too_few
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.result import Finding, Result

RESTRAINT = preset("mhsds-restraint-rate")
RATES = [
    # people, interventions, bed days, hidden
    pytest.param(5, 5, 100, False, id="5 people, 5 interventions, 100 bed days: shown"),
    pytest.param(4, 5, 100, True, id="4 people: hidden"),
    pytest.param(5, 4, 100, True, id="4 interventions: hidden"),
    pytest.param(5, 5, 99, True, id="99 bed days: hidden"),
    pytest.param(0, 0, 4000, True, id="nobody restrained in 4,000 bed days: hidden as well"),
]


@pytest.mark.parametrize(("people", "interventions", "bed_days", "hidden"), RATES)
def test_the_restraint_rate_needs_enough_of_three_things(
    people: int, interventions: int, bed_days: int, hidden: bool
) -> None:
    """As the publisher's program has it for measure MHS96."""
    rests_on = {"people": people, "interventions": interventions, "bed days": bed_days}
    assert fewer_than_allowed(rests_on, RESTRAINT) is hidden


@pytest.mark.parametrize(("people", "hidden"), [(7, True), (8, False)])
def test_a_mean_of_secondary_care_needs_eight_people(people: int, hidden: bool) -> None:
    """Means and medians of 1 to 7 people are not shown."""
    assert fewer_than_allowed({"people": people}, preset("nhs-secondary-care")) is hidden


def test_what_a_preset_has_no_minimum_for_counts_for_nothing() -> None:
    """Bed days matter to one preset alone."""
    assert not fewer_than_allowed({"bed days": 1}, preset("nhs-secondary-care"))


SURVEY = "survey.discrimination"


def survey(answered: int, yes: int) -> Counts:
    """White, Asian and Black staff: so many Asian staff answered, so many of them with yes."""
    return {
        f"{SURVEY}.asked": {"white-british": 400, "indian": answered, "african": 60},
        f"{SURVEY}.yes": {"white-british": 40, "indian": yes, "african": 14},
    }


GROUPINGS = ("binary", "broad-5-2021")
# Small numbers are those below 3, so that only the minimum bites.
ELEVEN_ANSWERS = replace(rule(3), fewest={"answers": 11})


def released(counts: Counts, rules: Preset) -> Released:
    found = results_of(counts, groupings=GROUPINGS)
    return release(measurement_of(found), rules, "public")


def about(released: Released, indicator: str, group: str) -> Result:
    made = list(released.measurement.results)
    return the(made, indicator=indicator, group=group, grouping="broad-5-2021")


@pytest.mark.parametrize(("answered", "hidden"), [(10, True), (11, False)])
def test_a_survey_share_needs_enough_answers(answered: int, hidden: bool) -> None:
    """Fewer than 11 answers: the share is hidden, though neither count is small."""
    asian = about(released(survey(answered, 4), ELEVEN_ANSWERS), "8", "asian")
    assert asian.suppressed is hidden
    assert (asian.finding is Finding.TOO_SMALL) is hidden


def test_the_hidden_share_cannot_be_worked_out_either() -> None:
    """The minority's yeses less those of Black staff would be those of Asian staff."""
    done = released(survey(10, 4), ELEVEN_ANSWERS)
    hidden = {r.group for r in done.measurement.results if r.indicator == "8" and r.suppressed}
    assert "asian" in hidden
    assert hidden & {"black", "bme"}
    definitions = definitions_of(done.measurement)
    given, asked = attack_results(
        done.measurement.results, definitions, ELEVEN_ANSWERS, done.sensitive
    )
    assert (given, asked) == ([], len(done.sensitive))
    assert done.given_away == ()


def test_a_careless_publisher_who_hides_the_share_alone_is_found_out() -> None:
    """The attacker works the numerator out from the other groups."""
    done = released(survey(10, 4), ELEVEN_ANSWERS)
    found = results_of(survey(10, 4), groupings=GROUPINGS)
    careless = [
        replace(result, suppressed=True, numerator=None)
        if (result.group, result.indicator) == ("asian", "8")
        else result
        for result in found
    ]
    definitions = definitions_of(measurement_of(found))
    given, _ = attack_results(careless, definitions, ELEVEN_ANSWERS, done.sensitive)
    assert [(each.low, each.high) for each in given] == [(4, 4)]


def test_how_many_people_there_are_may_stand() -> None:
    """Twelve Asian staff are too few for a rate of cases, and not for being counted."""
    rules = replace(rule(3), fewest={"people": 20})
    counts: Counts = {
        "workforce": {"white-british": 400, "indian": 12, "african": 60},
        "disciplinary": {"white-british": 40, "indian": 4, "african": 14},
        "board": {"white-british": 22, "indian": 5, "african": 4},
    }
    done = released(counts, rules)
    assert about(done, "3", "asian").suppressed
    made = list(done.measurement.results)
    board = the(made, indicator="9", group="asian", cell="all members", grouping="broad-5-2021")
    assert (board.numerator, board.comparator_numerator) == (5, 12)


def test_of_nobody_there_is_no_figure_to_hide() -> None:
    """A group without people is a nought, and printed where noughts are."""
    found = the(results_of(survey(0, 0), groupings=GROUPINGS), indicator="8", group="asian")
    assert found.denominator == 0
    assert not too_few(found, ELEVEN_ANSWERS)
    assert not about(released(survey(0, 0), ELEVEN_ANSWERS), "8", "asian").suppressed


def test_few_people_to_compare_with_are_too_few_as_well() -> None:
    """Both sides of a comparison count."""
    counts: Counts = {
        f"{SURVEY}.asked": {"white-british": 10, "indian": 200},
        f"{SURVEY}.yes": {"white-british": 4, "indian": 40},
    }
    found = the(results_of(counts), indicator="8", group="bme")
    assert too_few(found, ELEVEN_ANSWERS)
    assert not too_few(found, rule(3))


STAFF_SURVEY = preset("staff-survey")


@pytest.mark.parametrize(("answered", "yes", "hidden"), [(10, 4, True), (11, 1, False)])
def test_the_staff_survey_hides_few_answers_and_no_few_yeses(
    answered: int, yes: int, hidden: bool
) -> None:
    """One yes among eleven answers is shown; four among ten are not."""
    done = released(survey(answered, yes), STAFF_SURVEY)
    asian = about(done, "8", "asian")
    assert asian.suppressed is hidden
    assert asian.numerator == (None if hidden else yes)
    given, asked = attack_results(
        done.measurement.results, definitions_of(done.measurement), STAFF_SURVEY
    )
    assert given == []
    assert bool(asked) is hidden


@pytest.mark.parametrize(("rules", "minded"), [(STAFF_SURVEY, False), (rule(11), True)])
def test_an_attack_minds_what_the_preset_minds(rules: Preset, minded: bool) -> None:
    """Four yeses among twenty answers, told by the other groups: no secret to the staff survey."""
    found = results_of(survey(20, 4), groupings=GROUPINGS)
    without = [
        replace(result, numerator=None) if (result.group, result.indicator) == ("asian", "8") else
        result for result in found
    ]  # fmt: skip
    given, _ = attack_results(without, definitions_of(measurement_of(found)), rules)
    assert [(each.low, each.high) for each in given] == ([(4, 4)] if minded else [])


def test_few_people_who_are_no_answers_are_hidden_by_the_staff_survey_too() -> None:
    """Its rule is about answers. Three staff in a disciplinary process are three staff."""
    counts: Counts = {
        "workforce": {"white-british": 400, "indian": 90},
        "disciplinary": {"white-british": 40, "indian": 3},
    }
    assert about(released(counts, STAFF_SURVEY), "3", "asian").suppressed


def test_a_weighted_share_needs_enough_answers_too() -> None:
    """Its numerator is no whole number, and is hidden with it."""
    counts: Counts = {
        f"{SURVEY}.asked": {"white-british": 400, "indian": 10},
        f"{SURVEY}.asked_w": {"white-british": 410, "indian": 9},
        f"{SURVEY}.asked_w2": {"white-british": 450, "indian": 10},
        f"{SURVEY}.yes": {"white-british": 40, "indian": 4},
        f"{SURVEY}.yes_w": {"white-british": 41, "indian": 4},
    }
    found = the(results_of(counts, groupings=GROUPINGS), indicator="8", group="asian")
    assert "weighted" in found.flags
    assert found.numerator is None
    after = about(released(counts, ELEVEN_ANSWERS), "8", "asian")
    assert (after.suppressed, after.share, after.value) == (True, None, None)
