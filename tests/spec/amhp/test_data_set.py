"""The data set of an AMHP service"""

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.factories.amhp_sets import service, write_set
from tests.factories.command import evenhand, started_anew

from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.readers.amhp_set import NoDataSet, open_set
from evenhand.data.writers.amhp_set import schema

HEAD = "reference,outcome,referred,ethnicity,interpreter\n"


def read(folder: Path, text: str, name: str = "considerations"):  # type: ignore[no-untyped-def]
    """A set whose one table has this text: its reader, read to the end, and the table's rows."""
    if name != "considerations":
        (folder / "considerations.csv").write_text("reference\nC1\n")
    (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    reader = open_set(folder)
    return reader, reader.all()[name]


def test_a_set_that_was_written_is_read_back_the_same(tmp_path: Path) -> None:
    """Every table, every value; empty cells are not there."""
    made = service(a_month=10)
    found = open_set(write_set(tmp_path, made))
    assert found.all() == {
        name: [{k: v for k, v in row.items() if v not in ("", (), None)} for row in rows]
        for name, rows in made.items()
    }
    assert found.problems == []
    assert found.about.bodies == ("Ashdale Council",)


def test_a_set_fits_its_own_schemas(tmp_path: Path) -> None:
    """Each row of each file, as its cells stand there; and the schema has every code."""
    folder = write_set(tmp_path, service(a_month=2))
    for table in data_set().tables:
        told = json.loads((folder / "schema" / f"{table.name}.schema.json").read_text())
        Draft202012Validator.check_schema(told)
        check = Draft202012Validator(told)
        with (folder / table.file).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                check.validate(row)
        for column in table.columns:
            text = json.dumps(told["properties"][column.name], ensure_ascii=False)
            assert all(
                json.dumps(each.title)[1:-1] in text or each.title in text
                for each in codes_of(column)
            )


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        pytest.param("C1,S2,yesterday,A,\n", "unreadable-time", "referred", id="A time that is none"),
        pytest.param("C1,S2,2026-03-01,A,\n", "unclear-time", "referred", id="A day where a time is needed"),
        pytest.param("C1,S2,2025-10-26T01:30,A,\n", "unclear-time", "referred", id="An hour that was there twice"),
        pytest.param("Jo Smith,S2,2026-03-01T09:00+00:00,A,\n", "unreadable-reference", "reference", id="A name where a reference belongs"),
        pytest.param("943 476 5919,S2,,A,\n", "unreadable-reference", "reference", id="An NHS number with spaces"),
        pytest.param("9434765919,S2,,A,\n", "looks-like-an-nhs-number", "reference", id="An NHS number"),
        pytest.param(",S2,2026-03-01T09:00+00:00,A,\n", "missing-cell", "reference", id="No reference"),
        pytest.param("C1,S2,,A,,more\n", "too-many-cells", "", id="A cell too many"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_counted_kept_and_told(
    tmp_path: Path, text: str, code: str, column: str
) -> None:
    """By row, column and reason, and the cell itself is never repeated; the next row is used."""
    reader, rows = read(tmp_path, f"{HEAD}{text}C2,S2,2026-03-01T09:00+00:00,A,\n")
    (problem,) = reader.problems
    assert (problem.row, problem.column, problem.code, problem.used) == (2, column, code, False)
    assert "Smith" not in problem.line and "943" not in problem.line
    assert [row["reference"] for row in rows] == ["C2"]
    counts = reader.counts["considerations"]
    assert (counts.read, counts.used, counts.rejected) == (2, 1, 1)
    assert reader.rejected[0][4] == text.strip("\n").split(",")


def test_an_answer_on_no_list_is_told_and_the_row_is_used(tmp_path: Path) -> None:
    """It was answered and cannot be told: neither dropped nor taken for not asked."""
    reader, rows = read(tmp_path, f"{HEAD}C1,FOG,,X9,PROVIDED\n")
    assert rows == [
        {"reference": "C1", "outcome": "?", "ethnicity": "?", "interpreter": "PROVIDED"}
    ]
    assert [(each.code, each.column, each.used) for each in reader.problems] == [
        ("unknown-code", "outcome", True),
        ("unknown-code", "ethnicity", True),
    ]


def test_an_import_made_twice_counts_once(tmp_path: Path) -> None:
    """A second row with the same reference is refused."""
    reader, rows = read(tmp_path, f"{HEAD}C1,S2,,,\nC1,S3,,,\n")
    assert [row["outcome"] for row in rows] == ["S2"]
    assert reader.problems[0].code == "reference-twice"


def test_a_delay_of_no_consideration_is_not_counted(tmp_path: Path) -> None:
    """It is told as well: the consideration may have been left out by mistake."""
    reader, rows = read(tmp_path, "consideration,reason\nC1,BED\nC7,BED\n", "delays")
    assert [row["consideration"] for row in rows] == ["C1"]
    assert reader.problems[0].code == "no-such-consideration"


def test_nothing_in_a_file_runs_as_a_formula(tmp_path: Path) -> None:
    """A reference that begins with a sign gets an apostrophe, and is read back without it."""
    folder = write_set(tmp_path, {"considerations": [{"reference": "-1-2"}]})
    assert "'-1-2" in (folder / "considerations.csv").read_text()
    assert open_set(folder).all()["considerations"] == [{"reference": "-1-2"}]


def test_a_folder_that_is_no_set_says_what_to_do(tmp_path: Path) -> None:
    """And an edition that is not known is named."""
    with pytest.raises(NoDataSet, match="has no considerations.csv"):
        open_set(tmp_path)
    (tmp_path / "dataset.json").write_text('{"edition": "1999"}')
    with pytest.raises(NoDataSet, match="no edition 1999"):
        open_set(tmp_path)


def test_sets_are_put_together_with_the_body_of_each_row(tmp_path: Path) -> None:
    """References may be the same in two councils; what came in comes out."""
    one = write_set(tmp_path / "a", service(1, a_month=5), "Ashdale Council")
    two = write_set(tmp_path / "b", service(2, a_month=7), "Brookmere Council")
    ran = started_anew("amhp", "combine", one, two, "--out", tmp_path / "all")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "considerations 120 of 120 rows" in (ran.stdout + ran.stderr)
    together = open_set(tmp_path / "all")
    rows = together.all()["considerations"]
    assert together.about.bodies == ("Ashdale Council", "Brookmere Council")
    assert [row["body"] for row in rows].count("Ashdale Council") == 120
    assert len(rows) == 120 + 168
    assert together.problems == []
    check = Draft202012Validator(schema(data_set(), data_set().by_name["delays"], several=True))
    with (tmp_path / "all" / "delays.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            check.validate(row)


def test_a_body_there_twice_is_refused(tmp_path: Path) -> None:
    """Nobody may be counted twice."""
    one = write_set(tmp_path / "a", service(a_month=2))
    two = write_set(tmp_path / "b", service(a_month=2))
    ran = evenhand("amhp", "combine", one, two, "--out", tmp_path / "all")
    assert ran.returncode == 2
    assert "Ashdale Council is there twice" in (ran.stdout + ran.stderr)
    assert not (tmp_path / "all").exists()


def test_rows_left_out_of_a_combined_set_are_told_and_kept(tmp_path: Path) -> None:
    """Beside their own set, where only its owner may read them; the command ends with 1."""
    one = write_set(tmp_path / "a", service(a_month=2), "Ashdale Council")
    two = write_set(tmp_path / "b", service(a_month=2), "Brookmere Council")
    with (two / "considerations.csv").open("a", newline="") as file:
        file.write("Jo Smith\r\n")
    ran = evenhand("amhp", "combine", one, two, "--out", tmp_path / "all")
    assert ran.returncode == 1
    assert "1 row could not be used: it is kept in .evenhand/rejected.csv" in (
        ran.stdout + ran.stderr
    )
    kept = two / ".evenhand" / "rejected.csv"
    assert "Jo Smith" in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "Smith" not in (ran.stdout + ran.stderr)
