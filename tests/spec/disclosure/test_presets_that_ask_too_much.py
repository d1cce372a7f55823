"""Presets that ask for too much"""

from dataclasses import replace

import numpy as np
import pytest
from tests.factories.disclosure import measurement_of, rule, sums
from tests.factories.measures import Counts, results_of

from evenhand.domain.disclosure.preset import LARGEST_THRESHOLD, Preset
from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.disclosure.suppress import CannotProtect, suppress
from evenhand.domain.results.result import Finding

GROUPINGS = ("binary", "broad-5-2021")
STAFF = {"white-british": 400, "indian": 90, "african": 60, "not-stated": 20}
CASES = {"white-british": 40, "indian": 12, "african": 14}
BANDS: Counts = {
    ("workforce_by_grade", "clinical|5"): {"white-british": 250, "indian": 50, "african": 40},
    ("workforce_by_grade", "clinical|6"): {"white-british": 150, "indian": 40, "african": 20},
}
COUNTS: Counts = {"workforce": STAFF, "disciplinary": CASES, **BANDS}
NOBODY: Counts = {
    "workforce": dict.fromkeys(STAFF, 0),
    "disciplinary": dict.fromkeys(STAFF, 0),
}


def released(counts: Counts, rules: Preset) -> Released:
    return release(measurement_of(results_of(counts, groupings=GROUPINGS)), rules, "public")


ASK_TOO_MUCH = [
    pytest.param(COUNTS, rule(LARGEST_THRESHOLD), id="everybody is few"),
    pytest.param(
        COUNTS,
        rule(LARGEST_THRESHOLD, zeros=True, base=2 * LARGEST_THRESHOLD),
        id="and rounded to more than there are",
    ),
    pytest.param(COUNTS, replace(rule(3), fewest={"people": 10_000}), id="a minimum above all"),
    pytest.param(NOBODY, rule(3, zeros=True), id="noughts hidden where all are noughts"),
    pytest.param(
        {"workforce": STAFF, "disciplinary": dict.fromkeys(STAFF, 0)},
        rule(3, zeros=True, base=5),
        id="nobody had the outcome",
    ),
]


@pytest.mark.parametrize(("counts", "rules"), ASK_TOO_MUCH)
def test_what_leaves_nothing_to_show_shows_nothing(counts: Counts, rules: Preset) -> None:
    """Every figure is there, and hidden; the attacker learns nothing, and nothing breaks."""
    before = results_of(counts, groupings=GROUPINGS)
    done = released(counts, rules)
    made = done.measurement.results
    assert len(made) == len(before)
    assert all(result.value is None for result in made)
    assert done.hidden == sum(result.finding is Finding.TOO_SMALL for result in made) > 0
    assert done.given_away == ()
    definitions = definitions_of(done.measurement)
    assert attack_results(made, definitions, rules, done.sensitive)[0] == []


def test_noughts_that_everybody_knows_cannot_be_hidden() -> None:
    """The census says that nobody lives here: no rule makes that a secret, and it is said."""
    nobody = sums({"all": 0, "asian": 0, "black": 0}, ("all", "asian", "black"), fixed=("all",))
    with pytest.raises(CannotProtect, match="use a preset that hides less"):
        suppress(nobody, rule(3, zeros=True), sensitive=np.array([False, True, True]))


def test_a_threshold_above_what_everybody_knows_there_are_is_said() -> None:
    """Of 90 known people no group of less than 100 can be hidden."""
    known = sums({"all": 90, "asian": 40, "black": 50}, ("all", "asian", "black"), fixed=("all",))
    with pytest.raises(CannotProtect, match="these cannot be protected, whatever else is hidden"):
        suppress(known, rule(100))
