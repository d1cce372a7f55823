"""The true effects of made-up packs, found again: 95% intervals hold them about 95 times in 100.

Leavers, appointments and the rest are drawn body by body with known chances, so each body of a
many-body pack is one more try.
"""

import json
from datetime import date

import pytest

from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.domain.results.result import Result
from evenhand.pipeline.measure import Wanted, measure_pack

BODIES = 300
RATIOS = {"2": "appointed", "3": "disciplinary", "4": "training"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Result], dict[str, object]]:
    """Results of 300 made-up trusts of 1,000 staff, and the truth about each."""
    out = tmp_path_factory.mktemp("coverage")
    synthesise(
        staff=1000 * BODIES,
        bodies=BODIES,
        years=1,
        seed=20,
        effects=default_effects(),
        out=out,
        last_snapshot=date(2025, 3, 31),
    )
    wanted = Wanted(groupings=("binary", "broad-5-2021"))
    results = [r for each in measure_pack(out, wanted).measurements for r in each.results]
    return results, json.loads((out / "truth.json").read_text(encoding="utf-8"))["bodies"]


def _tries(results: list[Result], indicator: str, group: str) -> list[Result]:
    return [
        r
        for r in results
        if (r.indicator, r.group, r.cell) == (indicator, group, "") and r.value is not None
    ]


@pytest.mark.parametrize("group", ["bme", "asian", "black"])
@pytest.mark.parametrize("indicator", ["2", "4"])
def test_intervals_of_ratios_hold_the_truth(
    made: tuple[list[Result], dict[str, dict[str, dict[str, dict[str, dict[str, float]]]]]],
    indicator: str,
    group: str,
) -> None:
    """Between 92 and 98 of 100, which chance alone leaves about once in 100 runs of 300."""
    results, truth = made
    tries = _tries(results, indicator, group)
    assert len(tries) > 0.7 * BODIES
    held = 0
    for result in tries:
        true = truth[result.body][RATIOS[indicator]][result.grouping][group]["ratio"]
        over = 1 / true if result.direction == "comparator-over-group" else true
        held += result.low <= over <= result.high  # type: ignore[operator]
    assert 0.92 <= held / len(tries) <= 0.98


def test_intervals_of_rare_outcomes_hold_the_truth(
    made: tuple[list[Result], dict[str, dict[str, dict[str, dict[str, dict[str, float]]]]]],
) -> None:
    """A few disciplinary cases a body: the score interval is allowed to be a little careful."""
    results, truth = made
    tries = _tries(results, "3", "bme")
    held = sum(
        r.low <= truth[r.body]["disciplinary"]["binary"]["bme"]["ratio"] <= r.high  # type: ignore[operator]
        for r in tries
    )
    assert 0.92 <= held / len(tries) <= 0.995


def test_intervals_of_survey_gaps_hold_the_truth(
    made: tuple[list[Result], dict[str, dict[str, dict[str, dict[str, dict[str, float]]]]]],
) -> None:
    """Differences in points, Newcombe's interval."""
    results, truth = made
    tries = _tries(results, "8", "bme")
    held = 0
    for r in tries:
        shares = truth[r.body]["survey.discrimination"]["binary"]
        gap = 100 * (shares["bme"]["share"] - shares["white"]["share"])
        held += r.low <= gap <= r.high  # type: ignore[operator]
    assert 0.92 <= held / len(tries) <= 0.98
