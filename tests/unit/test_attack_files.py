"""Reading back finished files as an attacker would."""

import math
from pathlib import Path

import pytest
from tests.factories.command import evenhand
from tests.factories.results import a_result, a_suppressed_result

from evenhand.data.attack_files.results_read import NotResults, from_csv, from_json
from evenhand.data.definitions.presets import preset
from evenhand.data.writers.results_csv import to_csv
from evenhand.data.writers.results_json import to_json
from evenhand.domain.results.measurement import Inputs
from evenhand.pipeline.attack import attack_file
from evenhand.pipeline.attack_table import Attacked
from evenhand.pipeline.wrong_use import WrongUse

INPUTS = Inputs(version="1", editions=(), files=(), pack_hash="0")
CARELESS = "group,low,high,total\nwhite,40,30,70\nminority,*,12,15\ntotal,43,42,85\n"
CAREFUL = "group,low,high,total\nwhite,*,*,70\nminority,*,*,15\ntotal,43,42,85\n"


def test_results_are_the_same_from_json_and_csv() -> None:
    """A figure that only one of the two files told would slip past the attack on the other."""
    made = [a_result(), a_suppressed_result(), a_result(high=None, indicator="4", flags=())]
    as_json = from_json(to_json(inputs=INPUTS, results=made))
    assert set(as_json) == set(from_csv(to_csv(made)))
    assert as_json[0].numerator == 41


def test_a_limit_without_end_is_read_back_as_one() -> None:
    """Files write it as a flag, for no number is endless."""
    endless = a_result(high=math.inf, flags=("upper limit unbounded",))
    assert from_json(to_json(inputs=INPUTS, results=[endless])) == [endless]
    assert from_csv(to_csv([endless])) == [endless]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"placements": [', '"placements": [{"people": 3}'),
        ('"inputs":', '"before": 3, "inputs":'),
        ('"standard":', '"small": 3, "standard":'),
    ],
)
def test_a_results_file_that_tells_more_than_results_is_refused(old: str, new: str) -> None:
    """A count in a place of its own would be read by people and by no attack."""
    text = to_json(inputs=INPUTS, results=[a_result()])
    assert from_json(text)
    with pytest.raises(NotResults, match="more than"):
        from_json(text.replace(old, new, 1))


def test_a_csv_file_with_a_column_or_a_cell_more_is_refused() -> None:
    """Its columns are the fields of a result, in their order."""
    lines = to_csv([a_result()]).splitlines()
    for changed in ([f"{line},3" for line in lines], [lines[0], f"{lines[1]},3"]):
        with pytest.raises(NotResults):
            from_csv("\r\n".join(changed))


@pytest.mark.parametrize("text", ["{}", "[]", "no json", '{"results": [{}]}'])
def test_json_that_is_no_results_file_is_refused(text: str) -> None:
    """With a sentence."""
    with pytest.raises(NotResults):
        from_json(text)


def test_anyones_table_with_totals_can_be_attacked(tmp_path: Path) -> None:
    """One gap in a row is told; four at the corners are not."""
    file = tmp_path / "table.csv"
    file.write_text(CARELESS, encoding="utf-8")
    found = attack_file(file, preset("regulator"))
    assert (found.hidden, [(each.name, each.low, each.high) for each in found.given_away]) == (
        1,
        [("minority / low", 3, 3)],
    )
    file.write_text(CAREFUL, encoding="utf-8")
    assert attack_file(file, preset("regulator")) == Attacked((), 4)


@pytest.mark.parametrize(
    "text", ["", "a\n1\n", "group,a,b\nx,1\n", "group,a,a\nx,1,2\n", "group,a,b\nx,1,2\n"]
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing, one column, ragged rows, a name twice, no total."""
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse):
        attack_file(file, preset("regulator"))


def test_the_command_ends_in_1_where_something_is_given_away(tmp_path: Path) -> None:
    """And says what."""
    file = tmp_path / "table.csv"
    file.write_text(CARELESS, encoding="utf-8")
    done = evenhand("attack", file, "--preset", "regulator", "--json", "-")
    assert done.returncode == 1
    assert '"cell": "minority / low"' in done.stdout
    assert evenhand("attack", file, "--preset", "none").returncode == 2
