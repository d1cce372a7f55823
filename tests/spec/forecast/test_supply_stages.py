"""People in training move from stage to stage: evenhand forecast supply"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.factories.forecast_supply import forecast, model, said

from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.model import Intake, InTraining, Known, Stage
from evenhand.domain.forecast.supply.simulate import Runs, simulate


def stages(*years_and_passing: tuple[float, float]) -> tuple[Stage, ...]:
    """Stages of so many years, each with the share who pass it."""
    return tuple(
        Stage(name=str(place), years=years, passing=Known(share=share))
        for place, (years, share) in enumerate(years_and_passing)
    )


def there(stage: int, years_left: float, count: int = 1) -> InTraining:
    """People in training now."""
    return InTraining(people=People(kind=Kind(), count=count), stage=stage, years_left=years_left)


def played(
    of: tuple[Stage, ...], *now: InTraining, starts: int = 0, replications: int = 2, years: int = 5
) -> Runs:
    """Nobody is an AMHP yet, and nobody leaves: training alone."""
    intake = Intake(
        starts=(starts,) + (0,) * (years - 1),
        stages=of,
        kinds=((1.0, People(kind=Kind(), count=1)),),
        now=now,
    )
    alone = model(people=(), intake=intake, going={}, years=years)
    return simulate(alone, replications=replications, seed=1)


@pytest.mark.parametrize(
    ("now", "where"),
    [
        pytest.param(there(0, 4.0), [0, 1, 1, 2, None], id="At the beginning"),
        pytest.param(there(1, 2.0), [1, 2, None], id="Half way through the second"),
        pytest.param(there(2, 1.0), [2, None], id="In the last"),
        pytest.param(there(0, 5.0), [0, 0, 1, 1, 2, None], id="A year late: it is the present stage that takes longer"),
        pytest.param(there(0, 1.0), [0, None], id="Sooner than the stages take"),
        pytest.param(there(1, 0.0), [1, None], id="Overdue: at the end of the year, no sooner"),
    ],
)  # fmt: skip
def test_who_is_in_training_goes_through_the_stages_ahead(
    now: InTraining, where: list[int | None]
) -> None:
    """Stages of one, two and one year that everybody passes; by year, the stage, and then an approval."""
    runs = played(stages((1, 1), (2, 1), (1, 1)), now)
    for year in range(6):
        stage = where[year] if year < len(where) else None
        wanted = [int(stage == place) for place in range(3)]
        assert runs.stages[year, :, 0].tolist() == wanted
        assert runs.people[year, 0] == (stage is None)


def test_who_does_not_pass_stops_in_that_stage() -> None:
    """Ten start; all pass the first year, nobody the second: none of them is ever in the third."""
    runs = played(stages((1, 1), (1, 0), (1, 1)), starts=10)
    assert runs.stages[:, :, 0].tolist() == [[10, 0, 0], [0, 10, 0], *[[0, 0, 0]] * 4]
    assert runs.passed_on[:, :, 0].tolist() == [[10, 0, 0], *[[0, 0, 0]] * 4]
    assert runs.stopped[:, :, 0].tolist() == [[0, 0, 0], [0, 10, 0], *[[0, 0, 0]] * 3]


def test_parts_of_a_year_come_out_on_average() -> None:
    """Of a first stage of 1.4 years six in ten are in the second after a year, and all after two; 2.5 in all."""
    runs = played(stages((1.4, 1), (1.1, 1)), starts=40, replications=100)
    shares = runs.stages.mean(axis=2) / 40
    assert shares[1] == pytest.approx([0.4, 0.6], abs=0.03)
    assert shares[2] == pytest.approx([0.0, 0.5], abs=0.03)
    assert shares[3] == pytest.approx([0.0, 0.0])


def test_stages_that_come_to_the_whole_make_the_same_amhps() -> None:
    """Half a dozen figures cut into stages, with the same share who pass, give the same people as before."""
    now = there(0, 1.5, count=4)
    whole = played(stages((2.5, 0.6)), now, starts=5, replications=50)
    cut = played(stages((1, 1.0), (1, 0.6), (0.5, 1.0)), now, starts=5, replications=50)
    assert np.array_equal(whole.people, cut.people)
    assert not np.array_equal(whole.states, cut.states), "who does not pass stops sooner"


TYPED = """years = 4
replications = 100
[[people]]
count = 5
[trainees]
starts_per_year = 0
[[trainees.stages]]
name = "course"
years = 1
pass_rate = 1
[[trainees.stages]]
name = "waiting for approval"
years = 1
pass_rate = 1
[[trainees.now]]
count = 3
stage = "course"
[[trainees.now]]
count = 2
stage = "waiting for approval"
"""


def told_stages(tmp_path: Path, text: str) -> dict[str, dict[str, Any]]:
    """What programs are told of each stage."""
    return {each["name"]: each for each in forecast(tmp_path, text)["simulated"]["stages"]}


def test_the_answer_counts_people_by_stage_and_year(tmp_path: Path) -> None:
    """To programs and to people."""
    found = told_stages(tmp_path, TYPED)
    assert found["course"]["people"] == [3, 0, 0, 0]
    assert found["waiting for approval"]["people"] == [2, 3, 0, 0]
    assert found["waiting for approval"]["passed_on"] == [2, 3, 0, 0]
    assert found["course"]["stopped"] == [0, 0, 0, 0]
    words = said(tmp_path, TYPED)
    assert "  waiting for approval: year 0: 2.0, year 1: 3.0, year 2: 0.0" in words


def test_without_stages_there_is_one(tmp_path: Path) -> None:
    """It holds all who are in training, and people are not told of stages."""
    found = forecast(tmp_path)["simulated"]
    (only,) = found["stages"]
    assert only["people"] == found["in_training"]
    assert only["passed_on"] == found["flows"]["approved"]
    assert "by stage" not in said(tmp_path)


def test_the_same_people_in_training_in_another_order() -> None:
    """Stage by stage the same."""
    rows = (there(1, 2.0, count=3), there(0, 3.5, count=2), there(2, 0.5, count=4))
    of = stages((1, 0.8), (2, 0.7), (1, 0.9))
    one, other = (played(of, *now, replications=20) for now in (rows, rows[::-1]))
    assert np.array_equal(one.stages, other.stages)
