"""A forecast of people who are listed, or kept in a register: evenhand forecast supply"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.factories.command import evenhand
from tests.factories.forecast_supply import QUICK, forecast, inputs, said
from tests.factories.register import HEAD, moment

from evenhand.pipeline.forecast_supply import supply_of_file
from evenhand.pipeline.forecast_supply_register import register_counts
from evenhand.pipeline.wrong_use import WrongUse

PEOPLE = """years = 5
first_year = 2026
replications = 100
[[people]]
count = 6
ages = [55, 63]
role = "sole"
ethnic_group = "White"
[[people]]
count = 12
ages = [30, 54]
role = "combined"
ethnic_group = "Black"
time = 0.3
"""
TRAINEES = """[trainees]
starts_per_year = 3
pass_rate = 0.85
lag_years = 2
"""
REGISTER = f"""{HEAD}a,approve,2016-01-01,Kent,,,profession SW
a,reapprove,2021-01-01,Kent,,,
a,end,2023-01-01,,,,REQ
a,approve,2025-01-01,Kent,,,
b,approve,2018-01-01,Kent,,,profession NURSE
c,approve,2022-07-01,Kent,,,profession SW
d,approve,2020-01-01,Kent,,,profession SW
d,end,2022-01-01,,,,OTHER_LSSA
e,approve,2023-01-01,Kent,,,profession SW
e,suspend,2025-06-01,,,,
"""
ON = "2026-01-01"


def register(tmp_path: Path, text: str = REGISTER) -> Path:
    """The file that holds a register's events."""
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    return path


def origins(told: dict[str, Any]) -> dict[str, str]:
    """Where each figure is from."""
    return {each["name"]: each["from"] for each in told["inputs"]}


def test_nobody_listed_and_nobody_to_come_is_said(tmp_path: Path) -> None:
    """In the place of a fan from 0 to 0."""
    printed = said(tmp_path, "years = 3\nreplications = 100\npeople = []\n")
    assert printed.startswith("There are no AMHPs, and in no simulation will there be any")
    assert "How sure" not in printed


@pytest.mark.parametrize(
    ("starts", "value"),
    [
        pytest.param("2", "2 in each year", id="one number"),
        pytest.param("[2, 2, 2, 2, 2]", "2 in each year", id="the same in each year"),
        pytest.param("[2, 2, 3, 2, 2]", "2, 2, 3, 2, 2", id="years that differ"),
    ],
)
def test_starts_are_said_once_where_each_year_has_as_many(
    tmp_path: Path, starts: str, value: str
) -> None:
    """In the list of inputs; year by year only where years differ."""
    told = forecast(tmp_path, PEOPLE + TRAINEES.replace("= 3", f"= {starts}"))
    assert value in [each["value"] for each in told["inputs"] if each["name"] == "starts"]


def test_people_by_role_and_group_are_played_forward(tmp_path: Path) -> None:
    """What is told of them adds up, and the path is the mean of the simulations."""
    told = forecast(tmp_path, PEOPLE + TRAINEES + "[need]\nfte = 9\n")
    runs = told["simulated"]
    assert told["path"] == runs["people"]["mean"]
    assert (told["path"][0], runs["fte"]["mean"][0]) == (18, 9.6)
    for parts in (runs["by"]["role"], runs["by"]["ethnic_group"], runs["ages"]):
        total = sum(each["mean"][5] for each in parts.values())
        assert total == pytest.approx(told["path"][5])
    assert runs["need"]["too_few"][0] == 0
    assert 0 < runs["need"]["ever"] <= 1
    assert runs["starts"]["each_year"] is None, "of full-time equivalents none is told"


def test_what_is_left_out_is_borrowed_or_assumed_and_said_to_be(tmp_path: Path) -> None:
    """Leaving is that of social workers as published, with its age and doubt."""
    told = forecast(tmp_path, PEOPLE)
    assert origins(told) == {
        "people": "own",
        "leaving": "borrowed",
        "retirement": "assumed",
        "moving_out": "assumed",
        "not_renewed": "assumed",
        "returning": "assumed",
        "moving_in": "assumed",
        "trainees": "assumed",
        "course_cost": "borrowed",
        "backfill": "missing",
    }
    assert "Of all adult social workers" in said(tmp_path, PEOPLE)
    assert told["path"][1] == pytest.approx(18 * 0.86, rel=0.06)


def test_own_counts_are_own_and_drawn_towards_what_is_borrowed(tmp_path: Path) -> None:
    """And a rate that is given is taken as it is, from nowhere else."""
    counted = forecast(tmp_path, PEOPLE + "[leaving]\nleft = 7\nperson_years = 90\n")
    origin = [each["from"] for each in counted["inputs"] if each["name"] == "leaving"]
    assert origin == ["own", "borrowed"]
    given = forecast(tmp_path, PEOPLE + "[leaving]\nrate = 0.0\n")
    origin = [each["from"] for each in given["inputs"] if each["name"] == "leaving"]
    assert origin == ["own"]
    assert given["path"] == [18] * 6


def test_levers_and_the_community_are_told(tmp_path: Path) -> None:
    """Each lever and all; groups in the order of the standard, unknown ones last."""
    more = """[[levers]]
name = "pay"
leaving = 0.5
[[levers]]
name = "starts"
starts = 2
[diversity]
community = { White = 0.6, Black = 0.2, Asian = 0.2 }
target = { Asian = 0.1 }
"""
    told = forecast(tmp_path, PEOPLE + TRAINEES + more)["simulated"]
    assert [each["name"] for each in told["levers"]] == ["pay", "starts", "all together"]
    assert all(each["more"] > 0 for each in told["levers"])
    assert [each["group"] for each in told["diversity"]] == ["Asian", "Black", "White"]
    asian = told["diversity"][0]
    assert (asian["share"], asian["chance_at_target"]) == ([0.0] * 6, [0.0] * 6)
    words = said(tmp_path, PEOPLE + TRAINEES + more)
    assert "How much each changes is your assumption" in words
    assert "Asian: 0% now" in words


def test_a_register_gives_people_and_rates(tmp_path: Path) -> None:
    """
    Counted by hand. One left after 7 years, two of them in a new term, and came back after two more.

    One moved to another authority after two years; of two terms that came to an end one was renewed.
    """
    found = register_counts(register(tmp_path), moment(ON))
    people = [(each.kind.profession, each.approval_ends_in, each.count) for each in found.people]
    assert people == [("SW", 2, 2), ("SW", 4, 1)]
    assert (found.left, found.moved, found.suspended) == (1, 1, 1)
    assert (found.terms, found.not_renewed) == (2, 1)
    assert (found.returned, found.came) == (1, 5)
    assert found.away_years == pytest.approx(2, abs=0.01)
    # a 7 and 1, b 5, c 3.5, d 2, e 3.
    assert found.person_years == pytest.approx(21.5, abs=0.02)


def test_a_forecast_from_a_register(tmp_path: Path) -> None:
    """What the file leaves out comes from the register, and is the body's own."""
    text = f"years = 5\nreplications = 100\n{TRAINEES}"
    done = evenhand(
        *("forecast", "supply", "--inputs", inputs(tmp_path, text)),
        *("--register", register(tmp_path), "--on", ON, "--json", "-"),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["path"][0] == 3
    assert told["register"]["person_years"] == pytest.approx(21.5, abs=0.02)
    assert origins(told)["people"] == "own"
    assert origins(told)["not_renewed"] == "own"
    assert "profession" in told["simulated"]["by"]


def test_a_register_with_rows_in_error_is_used_and_they_are_told(tmp_path: Path) -> None:
    """Exit code 1; the other rows count."""
    wrong = register(tmp_path, REGISTER + "f,aproved,2024-01-01,Kent,,,\n")
    done = evenhand(
        *("forecast", "supply", "--inputs", inputs(tmp_path, "years = 2\nreplications = 100\n")),
        *("--register", wrong, "--on", ON),
    )
    assert done.returncode == 1
    assert "unknown-event" in done.stderr
    assert "AMHPs in year 2" in done.stdout


def test_a_register_in_which_nobody_is_approved_is_refused(tmp_path: Path) -> None:
    """Before the first approval there is nothing to learn from."""
    at: datetime = moment("2010-01-01")
    with pytest.raises(WrongUse, match="nobody is approved"):
        supply_of_file(inputs(tmp_path, "years = 2\n"), register(tmp_path), at)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("years = 3\n", "how many AMHPs there are", id="no people at all"),
        pytest.param(QUICK + "[[people]]\ncount = 3\n", "given as well", id="people twice"),
        pytest.param(PEOPLE + "job = 'x'\n", "no such key", id="an unknown key of people"),
        pytest.param(PEOPLE + "age = 12\n", "from 16", id="an age that cannot be"),
        pytest.param(
            PEOPLE.replace("[55, 63]", "[63, 55]"), "no range of ages", id="ages the wrong way"
        ),
        pytest.param(
            PEOPLE + "[leaving]\nrate = 0.1\nleft = 3\nperson_years = 30\n",
            "twice over",
            id="a rate and counts",
        ),
        pytest.param(
            PEOPLE + "[[leaving.groups]]\nrole = 'lead'\nrate = 0.1\n",
            "There is combined, sole",
            id="a rate of a group that nobody is in",
        ),
        pytest.param(
            PEOPLE + "[[leaving.groups]]\nrate = 0.1\n", "whom it is about", id="a rate of no group"
        ),
        pytest.param(
            PEOPLE + "[retirement]\nretired = 0\nperson_years = 0\n",
            "cannot be learnt from none",
            id="a rate from no years",
        ),
        pytest.param(
            PEOPLE + "[approval]\nended = 5\nterms = 4\n", "more than terms", id="more than all"
        ),
        pytest.param(
            PEOPLE + TRAINEES + "[[trainees.kinds]]\nshare = 0.5\n", "come to 0.5", id="half a mix"
        ),
        pytest.param(
            PEOPLE + TRAINEES + "[[trainees.now]]\ncount = 1\nstage = 'x'\n",
            "no stage x",
            id="a stage that is not there",
        ),
        pytest.param(
            PEOPLE + "[[levers]]\nname = 'talk'\n", "changes nothing", id="a lever without effect"
        ),
        pytest.param(
            PEOPLE + "[diversity]\ncommunity = { White = 0.5 }\n", "come to 0.5", id="half a place"
        ),
        pytest.param(
            PEOPLE + "[diversity]\ntarget = { White = 0.8, Black = 0.4 }\n",
            "more than everyone",
            id="targets that cannot all be met",
        ),
    ],
)
def test_people_and_rates_that_cannot_be_are_refused(tmp_path: Path, text: str, words: str) -> None:
    """With the table, the key, what is wrong and what to write."""
    with pytest.raises(WrongUse, match="inputs.toml") as wrong:
        forecast(tmp_path, text)
    assert words in str(wrong.value)


def test_parts_of_people_have_a_path_and_no_fan(tmp_path: Path) -> None:
    """Half an AMHP cannot leave."""
    text = QUICK.replace("start = 20", "start = 20.5")
    told = forecast(tmp_path, text)
    assert (told["path"][0], told["simulated"]) == (20.5, None)
    assert "as whole numbers" in said(tmp_path, text)
