"""Several authorities in one run, between which people move: evenhand forecast supply"""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.factories.command import evenhand
from tests.factories.forecast_supply import forecast, inputs, model, nobody_starts
from tests.factories.register import HEAD, moment

from evenhand.cli.say_forecast_supply_together import lines
from evenhand.domain.forecast.supply.kinds import Among, Kind, People
from evenhand.domain.forecast.supply.model import Cause, Known, Model, State
from evenhand.domain.forecast.supply.simulate import Flow
from evenhand.domain.forecast.supply.together import together
from evenhand.pipeline.forecast_supply_register import register_counts
from evenhand.pipeline.forecast_supply_together import SupplyTogether, supply_of_any_file
from evenhand.pipeline.forecast_supply_told import together_told
from evenhand.pipeline.wrong_use import WrongUse

TWO = """years = 4
first_year = 2026
replications = 200
[authorities.North]
start = 20
exit_rate = 0.1
starts_per_year = 2
pass_rate = 0.85
lag_years = 2
[authorities.South]
[[authorities.South.people]]
count = 10
role = "sole"
[authorities.South.leaving]
rate = 0.1
"""
REGISTER = f"""{HEAD}a,approve,2016-01-01,Kent,,,profession SW
a,reapprove,2021-01-01,Kent,,,
a,end,2023-01-01,,,,REQ
b,approve,2022-07-01,Kent,,,profession NURSE
b,end,2024-07-01,,,,OTHER_LSSA
b,approve,2024-07-01,Medway,,,profession NURSE
c,approve,2022-01-01,kent,,,profession SW
d,approve,2017-01-01,Kent,,,profession SW
d,reapprove,2022-01-01,Kent,,,
d,end,2023-01-01,,,,OTHER_LSSA
e,approve,2023-01-01,Kent,,,profession SW
f,approve,2023-01-01,Medway,,,profession SW
"""
MOVES = """[moves.North]
South = 0.05
[moves.South]
North = { moved = 4, person_years = 80 }
"""


def answer(tmp_path: Path, text: str) -> SupplyTogether:
    """What is made of the text."""
    found = supply_of_any_file(inputs(tmp_path, text))
    assert isinstance(found, SupplyTogether)
    return found


def told(tmp_path: Path, text: str = TWO + MOVES) -> dict[str, Any]:
    """What programs are told."""
    made: dict[str, Any] = json.loads(json.dumps(together_told(answer(tmp_path, text))))
    return made


def of(count: int, to: dict[str, float], *, years: int = 3, **more: Any) -> Model:
    """People who do nothing but move, with a share each year for each other authority."""
    return model(
        **{
            "people": (People(kind=Kind(), count=count),),
            "intake": nobody_starts(years),
            "going": {},
            "years": years,
            "moves": {name: Cause(rest=Known(share=share)) for name, share in to.items()},
        }
        | more
    )


def test_all_who_go_are_there() -> None:
    """Everybody moves every year: the two change places, nobody is lost, and nobody is counted twice."""
    found = together({"A": of(3, {"B": 1.0}), "B": of(5, {"A": 1.0})}, replications=2, seed=1)
    assert found.runs["A"].people[:, 0].tolist() == [3, 5, 3, 5]
    assert found.runs["B"].people[:, 0].tolist() == [5, 3, 5, 3]
    assert found.moved["A", "B"][:, 0].tolist() == [3, 5, 3]


def test_expected_numbers_are_those_of_a_table_of_moves() -> None:
    """Three authorities: the mean of the simulations is the start times the table, year by year."""
    table = np.array([[0.0, 0.1, 0.05], [0.2, 0.0, 0.0], [0.0, 0.3, 0.0]])
    # Rates stand beside each other: of those with two, nobody does both.
    both = 1 - (1 - 0.1) * (1 - 0.05)
    parts = np.log([1 - 0.1, 1 - 0.05]) / np.log((1 - 0.1) * (1 - 0.05))
    step = table.copy()
    step[0, 1:] = both * parts
    step += np.diag(1 - step.sum(axis=1))
    start, names = np.array([400.0, 200.0, 100.0]), "ABC"
    models = {
        name: of(
            int(start[row]),
            {other: table[row, at] for at, other in enumerate(names) if table[row, at]},
        )
        for row, name in enumerate(names)
    }
    found = together(models, replications=100, seed=3)
    for year in range(4):
        wanted = start @ np.linalg.matrix_power(step, year)
        seen = [found.runs[name].people[year].mean() for name in names]
        assert seen == pytest.approx(wanted, rel=0.02)


def test_who_comes_has_the_rates_of_the_new_place_and_keeps_who_they_are() -> None:
    """Those of 60 retire in B alone; the kind and the age go with them."""
    retired = {
        State.RETIRED: Cause(groups=((Among(attributes={}, ages=(60, 70)), Known(share=1.0)),))
    }
    older = (People(kind=Kind(role="sole"), count=4, ages=(60, 60)),)
    found = together(
        {"A": of(0, {"B": 1.0}, people=older), "B": of(0, {}, going=retired)},
        replications=2,
        seed=1,
    )  # fmt: skip
    there = found.runs["B"]
    assert there.by("role")["sole"][:, 0].tolist() == [0, 4, 0, 0]
    assert there.ages[1, :, 0].sum() == 4
    assert there.flows[1, Flow.RETIRED, 0] == 4
    assert not found.runs["A"].flows[:, Flow.RETIRED].any()


def test_the_answer_is_of_all_and_of_each(tmp_path: Path) -> None:
    """All together are the sum, and those who move go out of one and into the other."""
    found = told(tmp_path)
    each = found["authorities"]
    assert found["together"]["people"]["mean"] == pytest.approx(
        np.add(each["North"]["path"], each["South"]["path"])
    )
    assert found["together"]["people"]["mean"][0] == 30
    moves = {(row["from"], row["to"]): row["people"] for row in found["moves"]}
    assert moves["North", "South"] == each["North"]["simulated"]["flows"]["to_others"]
    assert moves["North", "South"] == each["South"]["simulated"]["flows"]["from_others"]
    assert each["North"]["simulated"]["starts"]["hold"]["starts_per_year"][0] > 0
    words = "\n".join(lines(answer(tmp_path, TWO + MOVES)))
    assert words.startswith("All together: in 95 of 100 of 200 simulations")
    assert "North to South" in words


def test_without_moves_each_is_by_itself_and_it_is_said(tmp_path: Path) -> None:
    """As in a file of its own: those who leave are gone."""
    found = told(tmp_path, TWO)
    assert found["inputs"][0]["from"] == "assumed"
    alone = forecast(
        tmp_path, "years = 4\nreplications = 200\n[[people]]\ncount = 10\n[leaving]\nrate = 0.1\n"
    )
    assert found["authorities"]["South"]["path"] == pytest.approx(alone["path"], rel=0.05)
    assert "from_others" not in found["authorities"]["South"]["simulated"]["flows"]


@pytest.mark.parametrize(
    ("north", "south", "above", "level"),
    [
        pytest.param("need = 18\n", "need = 9\n", "", 27, id="The sum of what each needs"),
        pytest.param("need = 18\n", "", "", None, id="One says nothing"),
        pytest.param("need = 18\n", "need = { fte = 9 }\n", "", None, id="In different units"),
        pytest.param("", "", "need = 31\n", 31, id="What is said of all"),
    ],
)  # fmt: skip
def test_what_all_together_need(
    tmp_path: Path, north: str, south: str, above: str, level: float | None
) -> None:
    text = above + TWO.replace("start = 20\n", f"start = 20\n{north}").replace(
        "[authorities.South]\n", f"[authorities.South]\n{south}"
    )
    need = told(tmp_path, text)["together"]["need"]
    assert (need and need["level"]) == (level and [level] * 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(TWO.split("[authorities.South]")[0], "There are 1. Write 2 to", id="One alone"),
        pytest.param(TWO + "[moves.North]\nWest = 0.1\n", "[moves], [North], West: It is no other authority. There is South.", id="Nobody knows the place"),
        pytest.param(TWO + "[moves.North]\nNorth = 0.1\n", "It is no other authority", id="From a place to itself"),
        pytest.param(TWO + "[moves.Nort]\nSouth = 0.1\n", "Did you mean North?", id="A slip of the pen"),
        pytest.param(TWO + "[moves.North]\nSouth = 3\n", "for 3%, write 0.03", id="A share above 1"),
        pytest.param(TWO + "[moves.North]\nSouth = { moved = 0, person_years = 0 }\n", "cannot be learnt from none", id="A rate from no years"),
        pytest.param(TWO.replace("start = 20", "start = 20\nseed = 3"), "[North], seed: It is the same for all.", id="Another seed in one"),
        pytest.param(TWO.replace("start = 20", "start = 20.5"), "parts of people cannot move", id="Half a person"),
        pytest.param(TWO.replace("start = 20\nexit_rate = 0.1\n", ""), "[North], start: It does not say how many", id="Nobody is said to be there"),
        pytest.param(TWO.replace("exit_rate", "exitrate"), "[North], exit_rate: It is missing", id="A rate that is missing"),
        pytest.param("reach = { level = 40, year = 3 }\n" + TWO, "Write it in the table of an authority", id="A level of all"),
        pytest.param("start = 3\n" + TWO, "start: There is no such key", id="People of no authority"),
    ],
)  # fmt: skip
def test_authorities_that_cannot_be_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(WrongUse, match="inputs.toml") as wrong:
        answer(tmp_path, text)
    assert words in str(wrong.value)


def test_the_example_of_the_how_to_is_answered(tmp_path: Path) -> None:
    """As it stands there, with fewer replications."""
    page = (Path(__file__).parents[3] / "docs/how-to/forecast-supply.md").read_text("utf-8")
    example = page.split("## Several authorities at once")[1].split("```toml\n")[1].split("```")[0]
    found = answer(tmp_path, f"replications = 100\n{example}")
    assert list(found.authorities) == ["North", "South"]
    assert set(found.moved) == {("North", "South"), ("South", "North")}


def test_the_command_takes_several(tmp_path: Path) -> None:
    """Exit code 0 with the answer."""
    done = evenhand("forecast", "supply", "--inputs", inputs(tmp_path, TWO + MOVES), "--json", "-")
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)["authorities"]) == {"North", "South"}


def of_register(tmp_path: Path, text: str, file: str = "") -> SupplyTogether:
    """What is made of one register of Kent and Medway, as of New Year 2026."""
    register = tmp_path / "register.csv"
    register.write_text(text)
    tables = file or "years = 4\nreplications = 100\n[authorities.Kent]\n[authorities.medway]\n"
    found = supply_of_any_file(inputs(tmp_path, tables), register, moment("2026-01-01"))
    assert isinstance(found, SupplyTogether)
    return found


def test_one_register_of_several_is_read_by_who_approved(tmp_path: Path) -> None:
    """Who went from Kent to Medway is no leaver of either, and is where it ended; who went elsewhere moved out."""
    made = together_told(of_register(tmp_path, REGISTER))
    kent = made["authorities"]["Kent"]["register"]
    medway = made["authorities"]["medway"]["register"]
    assert (kent["approved"], medway["approved"]) == (2, 2)
    assert (kent["left"], kent["moved"]) == (1, 1)
    assert (medway["left"], medway["moved"]) == (0, 0)
    assert made["together"]["people"]["mean"][0] == 4
    # a 7 years to the day on which it left, b 2, c 4, d 6 and e 3 of approval in Kent.
    assert kent["person_years"] == pytest.approx(22, abs=0.02)
    assert [(each["from"], each["to"]) for each in made["moves"]] == [("Kent", "medway")]
    assert made["inputs"][0] == {
        "name": "moves from Kent to medway", "value": "1 moved of 22 person-years",
        "from": "own", "note": "From the register.",
    }  # fmt: skip


def test_people_of_a_register_are_the_same_apart_and_together(tmp_path: Path) -> None:
    """Person-years, leavers and people of all authorities are those of the register as a whole."""
    found = of_register(tmp_path, REGISTER).authorities.values()
    whole = register_counts(tmp_path / "register.csv", moment("2026-01-01"))
    parts = [each.register for each in found if each.register]
    assert sum(each.person_years for each in parts) == pytest.approx(whole.person_years)
    assert sum(each.left for each in parts) == whole.left
    assert sum(each.moved for each in parts) == whole.moved
    people = [group.count for each in parts for group in each.people]
    assert sum(people) == sum(group.count for group in whole.people)


def test_moves_of_the_file_go_before_those_of_the_register(tmp_path: Path) -> None:
    """And where the register tells of none, that is said."""
    tables = "years = 4\nreplications = 100\n[authorities.Kent]\n[authorities.Medway]\n"
    found = of_register(tmp_path, REGISTER, f"{tables}[moves.Medway]\nKent = 0.1\n")
    assert list(found.moved) == [("Medway", "Kent")] and found.inputs[0].note == ""
    without = "".join(row for row in REGISTER.splitlines(True) if not row.startswith("b,"))
    words = "\n".join(lines(of_register(tmp_path, without, tables)))
    assert "By the register nobody went from one of these authorities to another" in words


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        pytest.param("[authorities.Kent]\n[authorities.Surrey]\n", "approved by Medway, which has no table", id="an authority without a table"),
        pytest.param("[authorities.Kent]\n[authorities.Medway]\n[authorities.Surrey]\n", "register.csv, Surrey: nobody is approved in it", id="a table without an authority"),
        pytest.param("[authorities.Kent]\nstart = 3\nexit_rate = 0.1\n[authorities.Medway]\n", "the people are in the register", id="people said twice"),
    ],
)  # fmt: skip
def test_a_register_and_a_file_that_do_not_fit_are_refused(
    tmp_path: Path, tables: str, words: str
) -> None:
    """With what to write."""
    with pytest.raises(WrongUse, match=re.escape(words)):
        of_register(tmp_path, REGISTER, f"years = 4\nreplications = 100\n{tables}")


def test_an_approval_of_nobody_in_particular_is_refused(tmp_path: Path) -> None:
    """Of several authorities it could be any one's."""
    with pytest.raises(WrongUse, match="does not say whose it is"):
        of_register(tmp_path, REGISTER + "g,approve,2023-01-01,,,,profession SW\n")


def test_rows_of_a_register_of_several_in_error_are_told(tmp_path: Path) -> None:
    """Exit code 1; the other rows count."""
    register = tmp_path / "register.csv"
    register.write_text(REGISTER + "x,dance,2020-01-01,Kent,,,\n")
    tables = "years = 4\nreplications = 100\n[authorities.Kent]\n[authorities.Medway]\n"
    done = evenhand(
        "forecast", "supply", "--inputs", inputs(tmp_path, tables), "--register", register,
        "--on", "2026-01-01", "--json", "-",
    )  # fmt: skip
    assert done.returncode == 1
    assert "dance" in done.stderr or "row" in done.stderr
    assert json.loads(done.stdout)["together"]["people"]["mean"][0] == 4
