"""One person, several posts; and what a survey's answers make"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import PERSON, Rows, check, make_pack, query, the_item


def _main(folder: Path, held: Rows, **manifest: Any) -> list[int]:
    """The rows that are main posts of one person with these posts; rows count from 2."""
    make_pack(folder, staff=[PERSON | dict(post) for post in held], manifest=manifest)
    return [row for (row,) in query(folder, "SELECT row FROM staff WHERE main_post ORDER BY row")]


@pytest.mark.parametrize(
    ("posts", "main"),
    [
        pytest.param([{"fte": 0.4}, {"fte": 0.6}], 3, id="the largest FTE"),
        pytest.param([{"fte": ""}, {"fte": 0.2}], 3, id="a blank FTE is the smallest"),
        pytest.param(
            [{"fte": 0.5, "pay_band": "5"}, {"fte": 0.5, "pay_band": "6"}],
            3,
            id="with the same FTE, the highest rung",
        ),
        pytest.param(
            [{"fte": 0.5, "team": "x"}, {"fte": 0.5, "team": "y"}], 2, id="else the first row"
        ),
        pytest.param(
            [{"fte": 1, "leave_date": "2024-12-31"}, {"fte": 0.5, "leave_date": ""}],
            3,
            id="a post that was left does not hide the one that is held",
        ),
        pytest.param(
            [{"fte": 1, "start_date": "2025-04-01"}, {"fte": 0.5, "start_date": "2020-01-01"}],
            3,
            id="nor does one that has not begun",
        ),
        pytest.param(
            [{"fte": 1, "contract": "Bank"}, {"fte": 0.5, "contract": "Permanent"}],
            3,
            id="nor does a bank contract, which is outside the workforce",
        ),
    ],
)
def test_of_several_posts_one_is_the_main_post(
    tmp_path: Path, posts: Sequence[Mapping[str, Any]], main: int
) -> None:
    """A person is counted once; how many have several posts is said."""
    assert _main(tmp_path, posts) == [main]
    item = the_item(tmp_path, "several-posts")
    assert item.severity == "warning"
    assert "1 person has several rows in one year (2 rows)" in item.message
    assert check(tmp_path).rows["staff"].used == 2


@pytest.mark.parametrize(
    ("posts", "rule"),
    [
        pytest.param("main", "main post counts", id="one post a person"),
        pytest.param("each", "Each row counts", id="every post"),
    ],
)
def test_one_person_with_two_ethnic_categories_is_warned_about(
    tmp_path: Path, posts: str, rule: str
) -> None:
    """How many people, and which category counts."""
    held = [
        {"ethnic_category": "A", "team": "x"},
        {"ethnic_category": "N", "team": "y"},
        {"person": "p2", "team": "x"},
        {"person": "p2", "team": "y"},
    ]
    _main(tmp_path, held, posts=posts)
    item = the_item(tmp_path, "ethnicity-differs")
    assert (item.severity, item.row, item.column) == ("warning", 2, "ethnic_category")
    assert "1 person has" in item.message
    assert rule in item.message


def test_a_pack_may_count_every_post(tmp_path: Path) -> None:
    """With posts = "each"."""
    posts = [{"fte": 0.4}, {"fte": 0.6}]
    assert _main(tmp_path, posts, posts="each") == [2, 3]
    assert "each row counts" in the_item(tmp_path, "several-posts").message


def test_the_main_post_takes_over_what_is_true_of_the_person(tmp_path: Path) -> None:
    """A medical director is on the board whichever of the two posts is larger."""
    posts = [
        {"fte": 0.6, "board": "no", "amhp": "yes"},
        {"fte": 0.4, "board": "yes", "amhp": ""},
        {"fte": 0.2, "board": "", "amhp": ""},
    ]
    assert _main(tmp_path, posts) == [2]
    assert query(tmp_path, "SELECT board, amhp FROM staff WHERE main_post") == [(True, True)]


def test_being_on_the_board_in_a_post_that_was_left_is_not_taken_over(tmp_path: Path) -> None:
    """It is not true any more."""
    posts = [
        {"fte": 0.6, "board": "no", "leave_date": ""},
        {"fte": 0.4, "board": "yes", "leave_date": "2024-12-31"},
    ]
    assert _main(tmp_path, posts) == [2]
    assert query(tmp_path, "SELECT board FROM staff WHERE main_post") == [(False,)]


def test_one_person_in_two_bodies_or_years_has_one_post_in_each(tmp_path: Path) -> None:
    """Several posts means several in one body and year."""
    (tmp_path / "bodies.csv").write_text("id,name,kind\nA,First,nhs-trust\nB,Second,nhs-trust\n")
    manifest = {"body": None, "bodies": "bodies.csv"}
    posts = [{"body": "A"}, {"body": "B"}]
    assert _main(tmp_path, posts, **manifest) == [2, 3]
    assert check(tmp_path).items == []


def test_medical_grades_are_a_block_of_their_own(tmp_path: Path) -> None:
    """Whatever the staff group says: the standard's rows go by grade."""
    rows = [
        PERSON | {"pay_band": "Consultant", "staff_group": "Clinical"},
        PERSON | {"person": "p2", "staff_group": "Clinical"},
        PERSON | {"person": "p3", "staff_group": ""},
    ]
    make_pack(tmp_path, staff=rows)
    assert query(tmp_path, "SELECT block, height FROM staff ORDER BY row") == [
        ("medical", -1),
        ("clinical", 5),
        ("other", 5),
    ]


WIDE = {"harassment_manager": "", "harassment_colleagues": ""}
LONG = {"respondent": "r1", "ethnic_category": "A"}


@pytest.mark.parametrize(
    ("manager", "colleagues", "staff"),
    [
        pytest.param("yes", "no", "yes", id="yes to one of the two questions"),
        pytest.param("no", "no", "no", id="no to both"),
        pytest.param("no", "", "no", id="no to one, no answer to the other"),
        pytest.param("yes", "", "yes", id="yes to one, no answer to the other"),
        pytest.param("", "", None, id="no answer to either"),
        pytest.param("Never", "3-5", "yes", id="how often, as the staff survey asks"),
    ],
)
def test_harassment_by_staff_is_worked_out_from_its_two_questions(
    tmp_path: Path, manager: str, colleagues: str, staff: str | None
) -> None:
    """In a table of one row a person, and where a respondent's id ties answers together."""
    asked = {"harassment_manager": manager, "harassment_colleagues": colleagues}
    sql = "SELECT answer FROM survey WHERE question = 'harassment_staff'"
    expected = [] if staff is None else [(staff,)]
    wide = {"ethnic_category": "A", "discrimination": "no"} | asked
    make_pack(tmp_path / "wide", survey=[wide])
    assert query(tmp_path / "wide", sql) == expected
    make_pack(
        tmp_path / "long",
        survey=[LONG | {"question": name, "answer": answer} for name, answer in asked.items()]
        + [LONG | {"question": "discrimination", "answer": "no"}],
    )
    assert query(tmp_path / "long", sql) == expected


def test_answers_that_nothing_ties_together_are_not_put_together(tmp_path: Path) -> None:
    """One row an answer, without a respondent's id: it cannot be told who gave both."""
    rows = [
        {"ethnic_category": "A", "question": "harassment_manager", "answer": "no"},
        {"ethnic_category": "A", "question": "harassment_colleagues", "answer": "yes"},
    ]
    make_pack(tmp_path, survey=rows)
    sql = "SELECT count(*) FROM survey WHERE question = 'harassment_staff'"
    assert query(tmp_path, sql) == [(0,)]


def test_where_it_was_asked_as_one_question_that_stands(tmp_path: Path) -> None:
    """It is not worked out again."""
    row = {"ethnic_category": "A", "harassment_staff": "no", "harassment_manager": "yes"}
    make_pack(tmp_path, survey=[row])
    sql = "SELECT answer FROM survey WHERE question = 'harassment_staff'"
    assert query(tmp_path, sql) == [("no",)]


def test_a_survey_needs_questions(tmp_path: Path) -> None:
    """A column each, or question and answer."""
    make_pack(tmp_path, survey=[{"ethnic_category": "A"}])
    assert "question and answer" in the_item(tmp_path, "missing-column").fix


@pytest.mark.parametrize(
    ("row", "read"),
    [
        pytest.param({}, ("nhs-wres", "3", "", "binary", "white", 5, 100), id="as written"),
        pytest.param({"group": "BME"}, ("nhs-wres", "3", "", "binary", "bme", 5, 100), id="by its label"),
        pytest.param({"group": "Not stated"}, ("nhs-wres", "3", "", "binary", "not-stated", 5, 100), id="not stated"),
        pytest.param({"grouping": "NHS-16", "group": "M"}, ("nhs-wres", "3", "", "nhs-16", "caribbean", 5, 100), id="a code of a fine grouping"),
        pytest.param({"numerator": "1,005", "denominator": "2 000"}, ("nhs-wres", "3", "", "binary", "white", 1005, 2000), id="thousands"),
        pytest.param({"cell": "Band 5"}, ("nhs-wres", "3", "Band 5", "binary", "white", 5, 100), id="with a cell"),
    ],
)  # fmt: skip
def test_counts_that_somebody_else_has_made(
    tmp_path: Path, row: Mapping[str, str], read: tuple[Any, ...]
) -> None:
    """As the national templates ask for them."""
    usual = {"indicator": "3", "grouping": "binary", "group": "white"}
    make_pack(tmp_path, counts=[usual | {"numerator": 5, "denominator": 100} | row])
    columns = 'standard, indicator, cell, "grouping", "group", numerator, denominator'
    assert query(tmp_path, f"SELECT {columns} FROM counts") == [read]


def test_a_weighted_share_needs_no_counts(tmp_path: Path) -> None:
    """Its base is kept beside it."""
    row = {"indicator": "5", "grouping": "binary", "group": "White", "share": "24.5%", "base": 812}
    make_pack(tmp_path, counts=[row])
    sql = "SELECT numerator, share, base FROM counts"
    assert query(tmp_path, sql) == [(None, 0.245, 812.0)]
