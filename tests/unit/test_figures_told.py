"""Figures are worked out again from the counts beside them: one made from others stands out."""

from dataclasses import replace

import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import Counts, results_of, the

from evenhand.data.attack_files.figures_told import more_than_counts
from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.release import release
from evenhand.domain.results.result import Result

REGULATOR, MHSDS, ACUTE = preset("regulator"), preset("mhsds"), preset("acute-counts")
COUNTS: Counts = {
    "workforce": {"white-british": 803, "irish": 41, "indian": 121, "african": 93},
    "disciplinary": {"white-british": 33, "irish": 12, "indian": 14, "african": 13},
    "board": {"white-british": 61, "indian": 14, "african": 12},
    "board_in_workforce": {"white-british": 22, "indian": 11, "african": 2},
}


def shown(rules: object, counts: Counts = COUNTS) -> list[Result]:
    measured = measurement_of(results_of(counts))
    done = release(measured, rules, "board")  # type: ignore[arg-type]
    return [result for result in done.measurement.results if not result.suppressed]


@pytest.mark.parametrize("rules", [REGULATOR, MHSDS, ACUTE], ids=lambda rules: rules.slug)
def test_what_is_released_follows_from_its_counts(rules: object) -> None:
    """Rounded or not, nothing in a released figure needs a number that is not beside it."""
    results = shown(rules)
    assert {result.indicator for result in results} >= {"3", "9"}
    assert more_than_counts(results, rules) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("value", "figure"),
        ("low", "interval"),
        ("high", "interval"),
        ("p_value", "p value"),
        ("share", "share"),
        ("comparator_share_high", "limits of the comparator_share"),
        ("people", "number of people"),
    ],
)
def test_a_figure_made_from_exact_counts_beside_rounded_ones_is_found(
    field: str, said: str
) -> None:
    """Two limits of an interval are enough to work two counts out."""
    exact = the(results_of(COUNTS), indicator="3")
    rounded = the(shown(MHSDS), indicator="3")
    told = replace(rounded, **{field: getattr(exact, field)})
    assert getattr(exact, field) != getattr(rounded, field)
    (found,) = more_than_counts([told], MHSDS)
    assert found.startswith(said)


@pytest.mark.parametrize("field", ["value", "low", "p_value", "share", "share_low", "people"])
def test_a_figure_whose_counts_are_hidden_is_found(field: str) -> None:
    """A percentage of a hidden count is that count."""
    (exact,) = (result for result in shown(REGULATOR) if result.indicator == "3")
    bare = {
        name: None
        for name in (
            "numerator", "denominator", "share", "share_low", "share_high", "value", "low", "high",
            "p_value", "people",
        )
    }  # fmt: skip
    assert more_than_counts([replace(exact, **bare)], REGULATOR) == []
    assert more_than_counts([replace(exact, **bare | {field: getattr(exact, field)})], REGULATOR)


def test_how_many_of_a_board_are_staff_is_not_told_by_an_interval() -> None:
    """That number is printed nowhere: measured intervals rest on it, released ones do not."""
    measured = [r for r in results_of(COUNTS) if r.indicator == "9" and r.cell == "all members"]
    assert more_than_counts(measured, REGULATOR)
    released = [r for r in shown(REGULATOR) if r.indicator == "9" and r.cell == "all members"]
    assert released
    fewer = COUNTS | {"board_in_workforce": {"white-british": 23, "indian": 12, "african": 1}}
    again = [r for r in shown(REGULATOR, fewer) if r.indicator == "9" and r.cell == "all members"]
    assert [(r.low, r.high, r.p_value) for r in again] == [
        (r.low, r.high, r.p_value) for r in released
    ]
