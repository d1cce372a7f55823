"""How many AMHPs there will be, from half a dozen figures: evenhand forecast supply"""

import json
from pathlib import Path

import pytest
from tests.factories.command import evenhand
from tests.factories.forecast_supply import QUICK, V5, forecast, inputs, said, without

from evenhand.domain.forecast.supply.path import Plan, path, starts_to_hold, starts_to_reach
from evenhand.pipeline.wrong_use import WrongUse

PLAN = Plan(start=20, exit_rate=0.12, starts_per_year=3, pass_rate=0.85, lag_years=2, years=6)


def test_the_vector_of_the_specification(tmp_path: Path) -> None:
    """20 people, 12% leave a year, 3 start, 85% pass, after two years: V5."""
    done = evenhand("forecast", "supply", "--inputs", inputs(tmp_path, V5), "--json", "-")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    expected = [20, 17.6, 18.038, 18.4234, 18.7626, 19.0611, 19.3238]
    assert found["path"] == pytest.approx(expected, abs=5e-5)
    assert found["limit"] == pytest.approx(21.25)
    assert found["starts_to_hold"] == pytest.approx(2.8235, abs=5e-5)


def test_the_starts_that_are_said_to_reach_a_level_reach_it(tmp_path: Path) -> None:
    """Started again with that number, the path ends there."""
    found = forecast(tmp_path, QUICK + "reach = { level = 24, year = 6 }\n")
    starts = found["reach"]["starts_per_year"]
    again = forecast(tmp_path, without("starts_per_year") + f"starts_per_year = {starts}\n")
    assert again["path"][6] == pytest.approx(24)


def test_the_starts_that_are_said_to_hold_a_level_hold_it_once_people_arrive() -> None:
    """From a service that has had so many starts for years, no year differs from another."""
    hold = starts_to_hold(PLAN, 20).number
    assert hold is not None
    steady = Plan(
        start=20,
        exit_rate=0.12,
        starts_per_year=hold,
        pass_rate=0.85,
        lag_years=2,
        years=9,
        in_training=(hold,),
    )
    assert path(steady) == pytest.approx([20] * 10)


def test_those_in_training_already_arrive_when_they_are_due(tmp_path: Path) -> None:
    """Two who would finish in the first year and one in the second, at the same pass rate."""
    found = forecast(tmp_path, QUICK + "in_training = [2, 1]\n")
    first = 17.6 + 2 * 0.85
    assert found["path"][1:3] == pytest.approx([first, first * 0.88 + 0.85 + 3 * 0.85])


def test_a_lag_between_two_years_sends_a_part_after_each(tmp_path: Path) -> None:
    """Of four who start with a lag of 2.5 years, two arrive after two years and two after three."""
    text = (
        "start = 0\nexit_rate = 0\nstarts_per_year = 4\npass_rate = 1\nlag_years = 2.5\nyears = 4\n"
    )
    assert forecast(tmp_path, text)["path"] == [0, 0, 2, 6, 10]


@pytest.mark.parametrize(
    ("need", "below"),
    [
        pytest.param("need = 18", [1], id="one number for all years"),
        pytest.param("need = [18, 17, 18, 19, 18, 19, 20]", [3, 6], id="a number for each year"),
        pytest.param("need = 17.6", [], id="exactly enough is enough"),
    ],
)
def test_years_with_fewer_than_are_needed(tmp_path: Path, need: str, below: list[int]) -> None:
    """Year 0 is now."""
    found = forecast(tmp_path, f"{QUICK}{need}\n")["need"]
    assert found["years_below"] == below
    assert found["falls_below_in_year"] == min(below, default=None)


def test_what_training_costs_with_and_without_somebody_in_the_place_of_the_trainee(
    tmp_path: Path,
) -> None:
    """The source's 3,000 to 6,000 pounds are borrowed, and said to be; backfill has to be given."""
    found = forecast(tmp_path)
    assert found["cost"]["a_year"] == [9000, 18000]
    assert found["cost"]["in_all"] == [54000, 108000]
    assert [each["from"] for each in found["inputs"] if each["name"] == "course_cost"] == [
        "borrowed"
    ]
    assert "the true cost is higher" in said(tmp_path)
    own = "[cost]\ncourse = 4500\nbackfill_days = 60\nbackfill_day_rate = 200\n"
    found = forecast(tmp_path, QUICK + own)
    assert found["cost"]["for_a_start"] == [16500, 16500]
    assert found["cost"]["for_a_new_amhp"] == pytest.approx([16500 / 0.85] * 2)
    assert {each["from"] for each in found["inputs"]} == {"own"}


def test_years_are_said_as_the_calendar_says_them(tmp_path: Path) -> None:
    """Where the first is given."""
    words = said(tmp_path, QUICK + "first_year = 2026\nneed = 18\n")
    assert "the fewest, 17.6, in 2027" in words
    assert "Fewer than are needed are expected in 2027." in words
    assert "before 2028" in words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param("start = 0\nstarts_per_year = 0", "there will be none", id="no AMHPs at all"),
        pytest.param("pass_rate = 0", "Nobody who starts is ever approved", id="nobody passes"),
        pytest.param("exit_rate = 0", "it grows on and on", id="nobody leaves"),
        pytest.param("exit_rate = 1", "To hold 20.0 in the long run: 23.53", id="all leave"),
        pytest.param(
            "reach = { level = 24, year = 1 }", "no number of starts is enough", id="too soon"
        ),
        pytest.param(
            "reach = { level = 15, year = 1 }", "even if nobody starts", id="there already"
        ),
    ],
)
def test_what_cannot_be_answered_is_said(tmp_path: Path, changed: str, words: str) -> None:
    """And is null for programs."""
    text = QUICK
    for line in changed.splitlines():
        text = without(line.split(" =")[0], text) + line + "\n"
    assert words in said(tmp_path, text)


def test_nobody_who_passes_gives_no_number(tmp_path: Path) -> None:
    """No number of starts, and no price of an AMHP."""
    text = without("pass_rate") + "pass_rate = 0\nreach = { level = 24, year = 5 }\n"
    found = forecast(tmp_path, text)
    assert (found["starts_to_hold"], found["reach"]["starts_per_year"]) == (None, None)
    assert found["cost"]["for_a_new_amhp"] is None
    assert found["limit"] == 0


def test_a_service_whose_people_all_stay_needs_no_starts() -> None:
    """And what is there already is reached by nobody's starting."""
    stay = Plan(start=20, exit_rate=0, starts_per_year=0, pass_rate=0.85, lag_years=2, years=6)
    assert starts_to_hold(stay, 20).number == 0
    assert starts_to_reach(stay, 20, 5).number == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(without("start"), "start: It is missing.", id="a missing figure"),
        pytest.param(
            without("exit_rate") + "exit_rate = 12\n", "for 12%, write 0.12", id="per cent"
        ),
        pytest.param(without("exit_rate") + "exit_rate = -0.1\n", "from 0 to 1", id="below nought"),
        pytest.param(without("exit_rate") + 'exit_rate = "x"\n', "no number", id="no number"),
        pytest.param(without("start") + "start = true\n", "no number", id="true is no number"),
        pytest.param(without("start") + "start = nan\n", "no number", id="not a number"),
        pytest.param(without("years") + "years = 0\n", "from 1 to 60", id="no year"),
        pytest.param(without("years") + "years = 6.5\n", "whole number", id="half a year"),
        pytest.param(QUICK + "exitrate = 0.1\n", "Did you mean exit_rate?", id="unknown key"),
        pytest.param(QUICK + "need = [18, 18]\n", "there are 7", id="a need of too few years"),
        pytest.param(
            QUICK + "[need]\nfte = 12\n", "full-time equivalents", id="need in other units"
        ),
        pytest.param(QUICK + "[cost]\ncourse = [6000, 3000]\n", "lowest and highest", id="prices"),
        pytest.param(QUICK + "[cost]\nbackfill_days = 3\n", "missing", id="half of the backfill"),
        pytest.param(
            QUICK + "need = 1e308\n",
            "need: It is 1e+308. Write a number from 0 to 1,000,000.",
            id="a need beyond all people",
        ),
        pytest.param(
            QUICK + "reach = { level = 1e308, year = 6 }\n",
            "level: It is 1e+308.",
            id="a level beyond all people",
        ),
        pytest.param(
            QUICK + "[cost]\ncourse = 1e308\n",
            "course: It is 1e+308.",
            id="a price beyond all money",
        ),
        pytest.param("start 20", "no TOML file", id="no TOML"),
    ],
)
def test_inputs_that_cannot_be_are_refused(tmp_path: Path, text: str, words: str) -> None:
    """With the key, what is wrong and what to write; exit code 2."""
    with pytest.raises(WrongUse, match="inputs.toml") as wrong:
        forecast(tmp_path, text)
    assert words in str(wrong.value)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """Exit code 2 and a sentence."""
    done = evenhand("forecast", "supply", "--inputs", tmp_path / "none.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no file" in done.stderr
