"""Several authorities in one run, between which people move: evenhand forecast supply"""

import json
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
from evenhand.pipeline.forecast_supply import supply_of_file
from evenhand.pipeline.forecast_supply_together import SupplyTogether, supply_of_any_file
from evenhand.pipeline.forecast_supply_told import supply_told, together_told
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


def test_the_command_takes_several_and_no_register_with_them(tmp_path: Path) -> None:
    """Exit code 0 with the answer; a register is of one authority."""
    done = evenhand("forecast", "supply", "--inputs", inputs(tmp_path, TWO + MOVES), "--json", "-")
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)["authorities"]) == {"North", "South"}
    register = tmp_path / "register.csv"
    register.write_text("x")
    done = evenhand("forecast", "supply", "--inputs", inputs(tmp_path, TWO), "--register", register)
    assert done.returncode == 2
    assert "A register is read for one authority. Leave --register out." in done.stderr
    for key in ("approved", "left", "person_years", "not_renewed", "terms"):
        assert f"`{key}`" in done.stderr


def test_registers_of_several_are_used_in_the_way_that_the_refusal_names(tmp_path: Path) -> None:
    """What the register of each tells is written into the file of all, and comes out of it again."""
    register = tmp_path / "register.csv"
    register.write_text(REGISTER)
    one = inputs(tmp_path, "years = 4\nreplications = 100\n")
    alone = supply_told(supply_of_file(one, register, moment("2026-01-01")))["register"]
    file = "years = 4\nreplications = 100\n"
    for name in ("North", "South"):
        file += (
            f"[[authorities.{name}.people]]\ncount = {alone['approved']}\n"
            f"[authorities.{name}.leaving]\nleft = {alone['left']}\n"
            f"person_years = {alone['person_years']}\n"
            f"[authorities.{name}.approval]\nended = {alone['not_renewed']}\n"
            f"terms = {alone['terms']}\n"
        )
    found = told(tmp_path, file)
    assert found["together"]["people"]["mean"][0] == 2 * alone["approved"] > 0
    south = {each["value"] for each in found["authorities"]["South"]["inputs"]}
    years = round(alone["person_years"], 1)
    assert {f"1 left of {years:g} person-years", "0 not renewed of 1 terms"} <= south
