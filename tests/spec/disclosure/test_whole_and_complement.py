"""When everybody, or all but a few, had an outcome"""

from dataclasses import replace

import numpy as np
import pytest
from tests.factories.disclosure import measurement_of, rule
from tests.factories.measures import Counts, results_of, the

from evenhand.data.definitions.presets import presets
from evenhand.domain.disclosure.attack import attack
from evenhand.domain.disclosure.network import Rest
from evenhand.domain.disclosure.preset import Covers, Preset
from evenhand.domain.disclosure.printed import definitions_of, system_of, told_by
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.result import Result

SHORTLISTED = {"white-british": 300, "indian": 12, "african": 70}
GROUPINGS = ("binary", "broad-5-2021")
PLAIN = rule(5)
WHOLES, COMPLEMENTS = (
    replace(PLAIN, whole_is_sensitive=True),
    replace(PLAIN, complements=True),
)
BOTH = replace(WHOLES, complements=True)


def counts(appointed: int) -> Counts:
    """Of twelve Asian people shortlisted so many were appointed."""
    return {
        "shortlisted": SHORTLISTED,
        "appointed": {"white-british": 120, "indian": appointed, "african": 20},
    }


def released(appointed: int, rules: Preset) -> Released:
    found = results_of(counts(appointed), groupings=GROUPINGS)
    return release(measurement_of(found), rules, "public")


def asian(made: Released | list[Result]) -> Result:
    results = made if isinstance(made, list) else list(made.measurement.results)
    return the(results, indicator="2", group="asian", grouping="broad-5-2021")


CASES = [
    # appointed of 12, rules, hidden
    pytest.param(12, PLAIN, False, id="all 12, and the preset says nothing: shown"),
    pytest.param(12, WHOLES, True, id="all 12, whole_is_sensitive: hidden"),
    pytest.param(12, COMPLEMENTS, False, id="all 12, complements: nobody is left, so shown"),
    pytest.param(11, WHOLES, False, id="11 of 12, whole_is_sensitive: shown"),
    pytest.param(11, COMPLEMENTS, True, id="11 of 12, complements: the one left is a small count"),
    pytest.param(8, COMPLEMENTS, True, id="8 of 12, complements: so are four"),
    pytest.param(7, COMPLEMENTS, False, id="7 of 12, complements: five are not"),
    pytest.param(12, BOTH, True, id="all 12, both"),
    pytest.param(11, BOTH, True, id="11 of 12, both"),
]


@pytest.mark.parametrize(("appointed", "rules", "hidden"), CASES)
def test_what_is_left_of_a_group_is_protected_where_the_preset_says_so(
    appointed: int, rules: Preset, hidden: bool
) -> None:
    """Two keys of a preset: nobody left, and few left."""
    assert asian(released(appointed, rules)).suppressed is hidden


@pytest.mark.parametrize("appointed", [12, 11])
def test_the_attacker_cannot_tell(appointed: int) -> None:
    """From all that is printed, those not appointed may be nobody, and may be five or more."""
    done = released(appointed, BOTH)
    assert done.given_away == ()
    results, definitions = done.measurement.results, definitions_of(done.measurement)
    assert attack_results(results, definitions, BOTH, done.sensitive)[0] == []
    low, high = interval_of_rest(list(results), definitions, BOTH)
    assert low == 0
    assert high >= 5


@pytest.mark.parametrize(("appointed", "rules"), [(12, WHOLES), (11, COMPLEMENTS)])
def test_the_attacker_reads_it_off_what_a_careless_publisher_prints(
    appointed: int, rules: Preset
) -> None:
    """Nothing is small, so nothing was hidden."""
    found = results_of(counts(appointed), groupings=GROUPINGS)
    definitions = definitions_of(measurement_of(found))
    left = 12 - appointed
    given, _ = attack_results(found, definitions, rules)
    assert [(each.low, each.high) for each in given] == [(left, left)]
    assert "chinese + indian" in given[0].name
    assert "not in appointed" in given[0].name
    assert attack_results(found, definitions, PLAIN)[0] == []


@pytest.mark.parametrize("appointed", [12, 11])
def test_hiding_one_figure_does_not_hide_what_others_tell(appointed: int) -> None:
    """The minority less Black people tells it: something else goes as well."""
    done = released(appointed, BOTH)
    hidden = {r.group for r in done.measurement.results if r.indicator == "2" and r.suppressed}
    assert hidden & {"black", "bme"}


def test_a_rounded_report_hides_it_as_well() -> None:
    """To the nearest 5, 48 of 48 and 50 of 50 both print 50 of 50: at most four are left."""
    rules = replace(BOTH, hides_zero=True, rounding_base=5)
    people: Counts = {
        "shortlisted": {"white-british": 300, "indian": 48, "african": 70},
        "appointed": {"white-british": 120, "indian": 48, "african": 20},
    }
    for wanted, hidden in ((rules, True), (replace(PLAIN, hides_zero=True), False)):
        found = results_of(people, groupings=GROUPINGS)
        done = release(measurement_of(found), wanted, "public")
        assert asian(done).suppressed is hidden
        assert done.given_away == ()


def test_everybody_with_weighted_answers_is_hidden_too() -> None:
    """All weighted answers are yes: no sum tells it, the share itself does."""
    name = "survey.discrimination"
    people: Counts = {
        f"{name}.asked": {"white-british": 400, "indian": 30},
        f"{name}.asked_w": {"white-british": 410, "indian": 28},
        f"{name}.asked_w2": {"white-british": 450, "indian": 30},
        f"{name}.yes": {"white-british": 40, "indian": 30},
        f"{name}.yes_w": {"white-british": 41, "indian": 28},
    }
    for rules, hidden in ((WHOLES, True), (PLAIN, False)):
        found = results_of(people, groupings=GROUPINGS)
        done = release(measurement_of(found), rules, "public")
        after = the(list(done.measurement.results), indicator="8", group="asian")
        assert after.suppressed is hidden


@pytest.mark.parametrize("each", presets(), ids=lambda each: each.slug)
def test_presets_count_people_without_an_outcome_like_those_with_one(each: Preset) -> None:
    """Few are hidden, and nobody where a nought is hidden. Answers to a survey are not counted so."""
    every = each.covers is Covers.EVERY_COUNT
    assert each.complements is every
    assert each.whole_is_sensitive is (every and each.hides_zero)


@pytest.mark.parametrize(("appointed", "rules"), [(12, WHOLES), (11, COMPLEMENTS), (12, PLAIN)])
def test_people_beside_the_figure_are_a_group_as_well(appointed: int, rules: Preset) -> None:
    """All twelve who did not state their ethnicity were appointed: that number is hidden."""
    people: Counts = {
        "shortlisted": SHORTLISTED | {"not-stated": 12},
        "appointed": {"white-british": 120, "indian": 6, "african": 20, "not-stated": appointed},
    }
    done = release(measurement_of(results_of(people)), rules, "public")
    figure = the(list(done.measurement.results), indicator="2", group="bme")
    assert figure.value is not None
    assert (figure.not_stated_numerator is None) is (rules is not PLAIN)


def test_people_in_a_grade_are_no_outcome() -> None:
    """That all but one in a grade are White is a count of its own, of those who are not."""
    people: Counts = {
        "workforce": {"white-british": 40, "indian": 10, "african": 10},
        "board": {"white-british": 12},
        "board_voting": {"white-british": 11},
    }
    found = results_of(people)
    done = release(measurement_of(found), BOTH, "public")
    white = [r for r in done.measurement.results if r.group == "white" and r.numerator is not None]
    assert {r.cell for r in white} >= {"all members", "voting members"}


def interval_of_rest(
    results: list[Result], definitions: object, rules: Preset
) -> tuple[float, float]:
    """The limits of how many Asian people were not appointed, worked out to the end."""
    made = system_of(told_by(results, definitions, rules), definitions)  # type: ignore[arg-type]
    people = definitions.people("broad-5-2021", "asian")  # type: ignore[attr-defined]
    (target,) = (
        at
        for at, name in enumerate(made.system.names)
        if isinstance(name, Rest) and name.part.name == "appointed" and name.part.people == people
    )
    low, high = attack(made.system.equations, made.low, made.high, targets=np.array([target]))
    return float(low[0]), float(high[0])
