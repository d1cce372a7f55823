"""A plan of new posts: staff, cost, and the teams that they come from"""

import json
from pathlib import Path

import pytest
from tests.factories.command import evenhand

from evenhand.cli.say_forecast_growth import plan_lines
from evenhand.pipeline.forecast_growth import Plan, plan_of_file
from evenhand.pipeline.wrong_use import WrongUse

PLAN = """first_year = 2027
social_workers = 40
newly_qualified_a_year = 6

[[roles]]
role = "named-social-worker"
posts_by_year = [2, 2]
cost_a_year = [50000, 56000]
cost_once = 3000
from = { newly-qualified = 0.5, north = 0.5 }

[[roles]]
role = "approved-clinician"
posts_by_year = [0, 1]
cost_a_year = 80000
uplift_a_year = 15000
from = { same-post = 1 }

[teams.north]
name = "Community team north"
posts = 20
filled = 18
refilled_in_months = [4, 9]
cover_a_month = 5000
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return file


def plan_of(folder: Path, text: str) -> Plan:
    return plan_of_file(written(folder, text))


def test_a_plan_by_hand(tmp_path: Path) -> None:
    """Two posts that start evenly over a year cost one year of pay in it and two in the next.

    One person leaves the team in each year, its post is empty for 4 to 9 months, and of these
    months 3 1/3 to 5 5/8 fall in the first year.
    """
    done = evenhand("forecast", "growth", "--inputs", written(tmp_path, PLAN), "--json", "-")
    found = json.loads(done.stdout)
    first, second, third = found["years"]
    assert (first["started"], second["in_post"], third["in_post"]) == (2, 5, 5)
    assert first["cost"]["running"] == [50_000, 56_000]
    assert second["cost"]["running"] == [150_000 + 7_500, 168_000 + 7_500]
    assert third["cost"]["running"] == [200_000 + 15_000, 224_000 + 15_000]
    assert (first["cost"]["once"], third["cost"]["once"]) == (6_000, 0)
    team = first["teams"][0]
    assert team["empty_months"] == pytest.approx([10 / 3, 5.625])
    assert team["empty_at_end"] == pytest.approx([2 + 1 / 3, 2.75])
    assert team["vacancy_rate_at_end"] == pytest.approx([(2 + 1 / 3) / 20, 2.75 / 20])
    assert first["cost"]["cover"] == pytest.approx([5000 * 10 / 3, 5000 * 5.625])
    assert found["posts"] == 5
    assert (found["new_to_the_workforce"], found["leave_another_post"]) == (2, 2)
    assert (found["become_the_role"], found["rise"]) == (1, 0.05)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        pytest.param("named-social-worker", "named-social-workers", "Did you mean", id="the role"),
        pytest.param("north = 0.5 }", "north = 0.6 }", "make 1.1", id="shares that make no 1"),
        pytest.param(
            "north = 0.5 }",
            "south = 0.5 }",
            "south: There is no such key",
            id="a team nobody told of",
        ),
        pytest.param("uplift_a_year = 15000\n", "", "uplift_a_year", id="what a same post adds"),
        pytest.param("filled = 18", "filled = 21", "from 0 to 20", id="more people than posts"),
        pytest.param("posts_by_year = [2, 2]", "posts_by_year = [60]", "it has 18", id="a team"),
        pytest.param("[2, 2]", "[1e308, 1e308]", "from 0 to 100,000", id="more posts than can be"),
        pytest.param("[2, 2]", f"{[0.1] * 31}", "at most 30 years ahead", id="too many years"),
        pytest.param("[50000, 56000]", "[56000, 50000]", "a lower and an upper", id="a range"),
        pytest.param("first_year = 2027", "first_year = 2027.5", "whole number", id="half a year"),
        pytest.param(
            "cost_once = 3000", "cost_once = -1", "from 0 to 10,000,000", id="a cost below 0"
        ),
        pytest.param("cost_once = 3000", "cost_once = nan", "It is no number", id="no number"),
        pytest.param("first_year = 2027", "first_year", "no TOML file", id="no TOML"),
        pytest.param(
            "first_year = 2027", "years = 1\nfirst_year = 2027", "Raise years", id="years"
        ),
    ],
)
def test_what_cannot_be_is_said_in_words(tmp_path: Path, was: str, now: str, said: str) -> None:
    assert was in PLAN
    with pytest.raises(WrongUse) as wrong:
        plan_of(tmp_path, PLAN.replace(was, now, 1))
    assert said in str(wrong.value)


def test_a_team_cannot_have_more_empty_posts_than_posts(tmp_path: Path) -> None:
    """Fifteen leave in each of two years and no post is filled again within two."""
    text = PLAN.replace("[2, 2]", "[30, 30]").replace("[4, 9]", "[4, 24]")
    with pytest.raises(WrongUse) as wrong:
        plan_of(tmp_path, text)
    assert "32.0 of its 20 posts empty at the end of 2028" in str(wrong.value)


def test_the_command_ends_in_words_too(tmp_path: Path) -> None:
    done = evenhand("forecast", "growth", "--inputs", written(tmp_path, "roles = 1"))
    assert done.returncode == 2
    assert "roles: They are no tables. Write [[roles]]" in done.stderr


def test_more_newly_qualified_than_there_are(tmp_path: Path) -> None:
    text = PLAN.replace("newly_qualified_a_year = 6", "newly_qualified_a_year = 1").replace(
        "newly-qualified = 0.5, north = 0.5", "newly-qualified = 1"
    )
    assert "There are not so many." in " ".join(plan_lines(plan_of(tmp_path, text)))
