"""Published yardsticks of AMHP numbers, with their age and doubt"""

import json

import pytest
from tests.factories.command import evenhand

from evenhand.data.definitions.forecast_yardsticks import known_yardsticks
from evenhand.domain.forecast.growth_yardsticks import yardsticks


@pytest.mark.parametrize(
    ("population", "needed"),
    [
        pytest.param(250_000, [32.9, 21.2, 15.0, 15.6], id="the plan prints 33 for an inner city"),
        pytest.param(1_100_000, [144.7, 93.2, 66.0, 68.8], id="the plan prints 100; it is 93.2"),
        pytest.param(100_000, [13.2, 8.5, 6.0, 6.2], id="6 for every 100,000"),
        pytest.param(16_000, [2.1, 1.4, 1.0, 1.0], id="one for every 16,000"),
    ],
)
def test_what_each_gives(population: int, needed: list[float]) -> None:
    found = yardsticks(population, known_yardsticks().yardsticks)
    assert [round(each.needed, 1) for each in found] == needed


def test_the_source_slips_once() -> None:
    """33 is what 250,000 / 7,600 rounds to; 100 is not what 1,100,000 / 11,800 rounds to."""
    slips = {
        each.yardstick.id: each.source_slips
        for each in yardsticks(1, known_yardsticks().yardsticks)
    }
    assert slips == {
        "inner-city-1991": False,
        "elsewhere-1991": True,
        "survey-2017": False,
        "average-2017": False,
    }


def test_nobody_lives_there() -> None:
    with pytest.raises(ValueError, match="above 0"):
        yardsticks(0, known_yardsticks().yardsticks)


def test_the_command_shows_them_for_a_population() -> None:
    done = evenhand("forecast", "growth", "--population", "1100000", "--json", "-")
    found = json.loads(done.stdout)["yardsticks"]
    assert found["population"] == 1_100_000
    assert [round(each["needed"], 1) for each in found["yardsticks"]] == [144.7, 93.2, 66, 68.8]
    assert all(each["doubt"] and each["year"] for each in found["yardsticks"])
    refused = evenhand("forecast", "growth", "--population", "0")
    assert refused.returncode == 2
    assert "above 0" in refused.stderr
