"""How many are needed in each hour"""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.factories.command import evenhand

from evenhand.cli import say_forecast_cover
from evenhand.domain.forecast.cover import Terms, cover
from evenhand.domain.forecast.fte import Away, fte
from evenhand.domain.forecast.queueing import erlang_c, least_servers, mean_wait, share_within
from evenhand.domain.forecast.service_hours import Exponential
from evenhand.domain.forecast.shifts import hour_by_hour
from evenhand.domain.forecast.simulation import Simulated, WorkClass, simulate
from evenhand.pipeline.forecast_cover import answer, cover_of_file
from evenhand.pipeline.forecast_cover_inputs import CoverInputs
from evenhand.pipeline.forecast_inputs.models import model_of
from evenhand.pipeline.forecast_told import cover_told
from evenhand.pipeline.wrong_use import WrongUse

# Made up to show a day: no evidence about any service.
DAY = (0.08,) * 8 + (0.16,) * 2 + (0.30,) * 7 + (0.22,) * 5 + (0.12,) * 2
TERMS = Terms(target_share=0.9, contract_hours=37, shrinkage=0.22)
ALL = WorkClass("all", DAY, Exponential(8), within_hours=2)
STATIONARY = (3,) * 8 + (4, 4) + (5,) * 7 + (4,) * 5 + (3, 3)
MODIFIED = (4,) * 4 + (3,) * 7 + (4,) * 13
# 500,000 people and 268 completed assessments per 100,000 a year.
RATE = 500_000 * 268 / 100_000 / 8766


@pytest.mark.parametrize(
    ("mean_hours", "people", "waits", "within_two_hours"),
    [
        pytest.param(6, 2, 0.28837, 0.79900, id="Six hours each, two people"),
        pytest.param(6, 3, 0.07341, 0.96334, id="Six hours each, three people"),
        pytest.param(8, 2, 0.46402, 0.61791, id="Eight hours each, two people"),
        pytest.param(8, 3, 0.14764, 0.90532, id="Eight hours each, three people"),
        pytest.param(8, 4, 0.03937, 0.98034, id="Eight hours each, four people"),
    ],
)
def test_erlang_s_formula(
    mean_hours: float, people: int, waits: float, within_two_hours: float
) -> None:
    """Half a million people at 268 assessments per 100,000 a year: the chance to wait, and the share begun within two hours."""
    load = RATE * mean_hours
    assert erlang_c(people, load) == pytest.approx(waits, abs=1e-5)
    assert share_within(people, load, 2, mean_hours) == pytest.approx(within_two_hours, abs=1e-5)


def test_one_person_alone() -> None:
    """With one person the chance to wait is the load itself, and the mean wait the load over what is spare, times the hours of each."""
    assert erlang_c(1, 0.6) == pytest.approx(0.6)
    assert mean_wait(1, 0.6, 5) == pytest.approx(0.6 / 0.4 * 5)


def test_more_work_than_people() -> None:
    """The queue has no end: all wait, none is seen in time, the mean wait is endless. Where no work comes nobody waits."""
    assert (erlang_c(2, 2), share_within(2, 2, 4, 8), mean_wait(2, 2.5, 8)) == (1, 0, float("inf"))
    assert (erlang_c(1, 0), share_within(1, 0, 0, 8), mean_wait(1, 0, 8)) == (0, 1, 0)
    assert least_servers(0, 2, 8, 0.9) == 0


def test_work_of_the_afternoon_is_still_going_on_at_night() -> None:
    """4.4 a day, eight hours each, 90% begun within two hours. Hour by hour on its own asks for 93 staff hours, most at midday; the modified offered load for 89, most in the evening and at night."""
    found = cover([ALL], TERMS)
    assert found.stationary == STATIONARY
    assert found.people == MODIFIED
    assert (found.staff_hours_stationary, found.staff_hours) == (93, 89)
    assert max(range(24), key=found.offered_load.__getitem__) == 17


def lived(people: tuple[int, ...]) -> Simulated:
    return simulate([ALL], hour_by_hour(people), replications=120, random=np.random.default_rng(20))


@pytest.mark.parametrize(
    ("people", "overall", "worst"),
    [
        pytest.param(STATIONARY, 0.954, 0.843, id="Hour by hour on its own: 93 staff hours, and fails at night"),
        pytest.param(MODIFIED, 0.947, 0.915, id="Modified offered load: 89 staff hours, and holds"),
        pytest.param((3,) * 24, 0.834, 0.760, id="Three at every hour: 72 staff hours"),
        pytest.param((4,) * 24, 0.955, 0.917, id="Four at every hour: 96 staff hours"),
    ],
)  # fmt: skip
def test_the_service_lived_through(people: tuple[int, ...], overall: float, worst: float) -> None:
    """Share begun within two hours, in all and in the worst hour, against 6,000 days of another program (its worst hours hold some 700 people: good to about 0.02)."""
    found = lived(people).everything
    assert found.share_within.mean == pytest.approx(overall, abs=0.005)
    assert min(each.mean or 0 for each in found.by_hour) == pytest.approx(worst, abs=0.025)


def test_one_post_round_the_clock() -> None:
    """168 hours a week over 37 contract hours of which 22% are away from duty: 5.82 full-time equivalents."""
    assert fte(168, contract_hours=37, shrinkage=0.22) == pytest.approx(5.8212, abs=5e-5)


def test_hours_away_from_duty() -> None:
    """18 hours of training are always among them: regulation 5 of SI 2008/1206."""
    away = Away(leave=240, sickness=80, supervision=40, other_duties=100)
    assert away.hours == 478
    assert away.shrinkage(37) == pytest.approx(478 / (37 * 365.25 / 7))


def test_work_that_needs_two_people_counts_twice() -> None:
    """Half of all visits by two: half as much load again."""
    pairs = WorkClass("all", DAY, Exponential(8), 2, in_pairs=0.5)
    one, two = cover([ALL], TERMS), cover([pairs], TERMS)
    assert two.offered_load == pytest.approx([1.5 * each for each in one.offered_load])


FILE = """
rates_per_hour = [0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.16, 0.16, 0.30, 0.30, 0.30,
  0.30, 0.30, 0.30, 0.30, 0.22, 0.22, 0.22, 0.22, 0.22, 0.12, 0.12]
service_hours = { mean = 8, distribution = "exponential" }
within_hours = 2
target_share = 0.9
contract_hours = 37
shrinkage = 0.22
replications = 20
seed = 3
"""


def test_what_the_command_prints(tmp_path: Path) -> None:
    """The same cover as above, full-time equivalents of 89 hours a day, and each hour's share with the interval in which 95 of 100 years lie. The same seed gives the same figures."""
    file = tmp_path / "inputs.toml"
    file.write_text(FILE)
    done = evenhand("forecast", "cover", "--inputs", file, "--json", "-")
    found = json.loads(done.stdout)
    assert tuple(found["cover"]) == MODIFIED
    assert tuple(found["cover_stationary"]) == STATIONARY
    assert found["staff_hours"] == 89
    assert found["fte"] == pytest.approx(89 * 7 / (37 * 0.78))
    assert len(found["offered_load"]) == len(found["share_within"]) == 24
    assert all(each["low"] <= each["share"] <= each["high"] for each in found["share_within"])
    again = cover_of_file(file)
    assert found == json.loads(json.dumps(cover_told(again)))
    first = next(say_forecast_cover.lines(again))
    assert first.startswith("21.6 full-time equivalents keep enough AMHPs on duty at every hour")


def test_one_replication_shows_no_range(tmp_path: Path) -> None:
    """And is told so, in the place of a range from a number to itself."""
    file = tmp_path / "inputs.toml"
    for years, said in ((1, "which does not show how years differ"), (2, "95 in 100 of them")):
        file.write_text(FILE.replace("replications = 20", f"replications = {years}"))
        printed = list(say_forecast_cover.lines(cover_of_file(file)))
        assert said in printed[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"target_share": 1}, "target_share: It is 1. Write a number below 1.", id="Certainty for everybody"),
        pytest.param({"shrinkage": 1}, "shrinkage: It is 1. Write a number below 1.", id="Nobody ever on duty"),
        pytest.param({"rates_per_hour": [0.1] * 23}, "rates_per_hour: It has 23 values. Write 24", id="A day of 23 hours"),
        pytest.param({"rates_per_hour": [-0.1] * 24}, "rates_per_hour[1]: It is -0.1. Write a number of 0 or more.", id="A rate below nought"),
        pytest.param({"rates_per_hour": [1e308] * 24}, "rates_per_hour[1]: It is 1e+308. Write a number of 100,000 or less.", id="A rate beyond all numbers"),
        pytest.param({"rates_per_hour": [400] * 24}, "a day's or a week's instead of an hour's?", id="Rates that no place could have"),
        pytest.param({"rates_per_hour": [1e5] * 24, "service_hours": {"mean": 0.01}}, "Are the rates a day's", id="More work than can be lived through once"),
        pytest.param({"rates_per_hour": [20] * 24, "replications": 1000}, "replications: It is 1,000, too many to live through with so much work. Write 285 or less.", id="More work than can be lived through so often"),
        pytest.param({"replications": True}, "replications: It is no whole number.", id="Yes for a number"),
        pytest.param({"within_hours": "2"}, "within_hours: It is no number. Write a number, without quotation marks.", id="A number in quotation marks"),
        pytest.param({"service_hours": {"mean": 8, "distribution": "lognormal", "sd": 0}}, "[service_hours], sd: It is 0. Write a number of 0.01 or more.", id="A spread of nought"),
        pytest.param({"service_hours": {"mean": 1e-320}}, "mean: It is 1e-320. Write a number of 0.01 or more.", id="Work that takes no time"),
        pytest.param({"contract_hours": 1e-300}, "contract_hours: It is 1e-300. Write a number of 1 or more.", id="A contract of no hours"),
        pytest.param({"rates_per_hour": None}, "The demand is needed once", id="No demand"),
        pytest.param({"service_hours": {"mean": 8, "distribution": "lognormal"}}, "inputs.toml, service_hours: A lognormal one needs sd", id="A spread that is missing"),
        pytest.param({"target": 0.9}, "target: There is no such key. Did you mean target_share?", id="A key that is not known"),
        pytest.param({"shifts": [{"name": "day", "starts": 25, "hours": 8}]}, "[[shifts]] number 1, starts: It is 25. Write a number of 23 or less.", id="An hour that no day has"),
        pytest.param({"shifts": [{"name": "day", "starts": 9, "hours": 8, "day": []}]}, "[[shifts]] number 1, day: There is no such key. Did you mean days?", id="A key of a shift that is not known"),
        pytest.param({"shifts": [3]}, "They are no tables. Write [[shifts]] before each.", id="A shift that is no table"),
        pytest.param({"away": {"leave": 240}}, "shrinkage, or [away], not both", id="Time away said twice"),
        pytest.param({"shrinkage": None, "away": {"leave": 2000}}, "leaves none for duty", id="More away than paid for"),
        pytest.param({"shifts": [{"name": "day", "starts": 9, "hours": 8}]}, "the first on Monday at 00:00", id="Shifts that leave hours bare"),
        pytest.param({"shifts": [{"name": "all", "starts": h, "hours": 8, "at_most": 1} for h in (0, 8, 16)]}, "Allow a shift there, or more people", id="Too few people allowed"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(change: dict[str, object], said: str) -> None:
    """In a sentence that names what to change."""
    typed = {
        "rates_per_hour": list(DAY),
        "service_hours": {"mean": 8},
        "within_hours": 2,
        "target_share": 0.9,
        "shrinkage": 0.22,
        "replications": 1,
        **change,
    }
    given = {key: value for key, value in typed.items() if value is not None}
    with pytest.raises(WrongUse) as refused:
        made = model_of(given, CoverInputs, "inputs.toml")
        answer(made, made.kinds(), "inputs.toml")
    assert said in str(refused.value)


def test_no_demand_at_all(tmp_path: Path) -> None:
    """Nobody is needed for work that never comes, and it is said that the law asks for somebody all the same."""
    file = tmp_path / "inputs.toml"
    file.write_text(FILE.replace("0.08", "0").replace("0.16", "0").replace("0.30", "0")
                    .replace("0.22, 0", "0, 0").replace("0.22,", "0,").replace("0.12", "0"))  # fmt: skip
    found = cover_of_file(file)
    assert set(found.cover.people) == {0}
    assert found.simulated.everything.share_within.mean is None
    assert "must still have an AMHP" in found.notes[0]


def test_service_areas_were_they_staffed_alone(tmp_path: Path) -> None:
    """Two areas with half the work each, typed: together they take fewer people than apart, and each is told by name."""
    file = tmp_path / "inputs.toml"
    half = f"rates_per_hour = {[each / 2 for each in DAY]}\nservice_hours = {{ mean = 8 }}\nwithin_hours = 2\n"
    file.write_text(
        "target_share = 0.9\nshrinkage = 0.22\nreplications = 1\n"
        f'[[classes]]\nname = "one"\narea = "adult mental health"\n{half}'
        f'[[classes]]\nname = "other"\narea = "older people"\n{half}'
    )
    found = cover_of_file(file)
    assert [area for area, _ in found.areas] == ["adult mental health", "older people"]
    assert found.cover.staff_hours == 89
    assert sum(alone.fte for _, alone in found.areas) > found.cover.fte
    assert found.areas[0][1].offered_load == pytest.approx(
        [each / 2 for each in found.cover.offered_load]
    )
