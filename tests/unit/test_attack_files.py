"""Reading back finished files as an attacker would."""

from pathlib import Path

import pytest
from tests.factories.command import evenhand
from tests.factories.results import a_result, a_suppressed_result

from evenhand.data.attack_files.page_read import not_in_results, pairs_on_page
from evenhand.data.attack_files.results_read import NotResults, from_csv, from_json
from evenhand.data.definitions.presets import preset
from evenhand.data.writers.results_csv import to_csv
from evenhand.data.writers.results_json import to_json
from evenhand.domain.results.measurement import Inputs
from evenhand.pipeline.release import attack_file
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


@pytest.mark.parametrize("text", ["{}", "[]", "no json", '{"results": [{}]}'])
def test_json_that_is_no_results_file_is_refused(text: str) -> None:
    """With a sentence."""
    with pytest.raises(NotResults):
        from_json(text)


@pytest.mark.parametrize(
    ("page", "pairs"),
    [
        ("<p>41 of 1,680 (2.4%)</p>", {(41, 1680)}),
        ("<svg><title>3 of 7</title></svg>", {(3, 7)}),
        ('<img alt="3 of 7">', {(3, 7)}),
        ('<g aria-label="Black: 3 of 7"></g>', {(3, 7)}),
        ("<td>(3 ÷ 7)</td>", {(3, 7)}),
        ("<style>a::before { content: '3 of 7' }</style>", set()),
        ("<h4>a disparity in 2 of 6 comparisons</h4>", set()),
    ],
)
def test_counts_are_found_wherever_a_page_says_them(page: str, pairs: set[tuple[int, int]]) -> None:
    """In text, titles, tooltips and alt text."""
    assert pairs_on_page(page) == pairs


def test_a_page_may_say_no_more_than_its_results() -> None:
    """A slip in one template would otherwise print what was hidden everywhere else."""
    results = [a_result(), a_suppressed_result()]
    assert not_in_results("<p>41 of 680</p>", results) == []
    assert not_in_results("<p>41 of 680</p><img alt='7391 of 7392'>", results) == [(7391, 7392)]


def test_anyones_table_with_totals_can_be_attacked(tmp_path: Path) -> None:
    """One gap in a row is told; four at the corners are not."""
    file = tmp_path / "table.csv"
    file.write_text(CARELESS, encoding="utf-8")
    given, hidden = attack_file(file, preset("regulator"))
    assert (hidden, [(each.name, each.low, each.high) for each in given]) == (
        1,
        [("minority / low", 3, 3)],
    )
    file.write_text(CAREFUL, encoding="utf-8")
    assert attack_file(file, preset("regulator")) == ([], 4)


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
