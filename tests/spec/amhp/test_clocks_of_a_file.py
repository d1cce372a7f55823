"""A file of clocks: evenhand amhp clocks"""

import json
from pathlib import Path

import pytest
from tests.factories.amhp import clocks
from tests.factories.command import started_anew

from evenhand.cli.say_clocks import as_json, problem_lines
from evenhand.pipeline.amhp_clocks import clocks_of_file

HEAD = "id,rule,starts,extended_hours\n"


def answered(folder: Path, rows: str) -> dict[str, list[dict[str, object]]]:
    """What --json prints for these rows."""
    file = folder / "rows.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    made: dict[str, list[dict[str, object]]] = as_json(clocks_of_file(file))
    return made


def test_each_row_gets_its_end_with_words_and_source(tmp_path: Path) -> None:
    """A last day, or an instant in local time and UTC; exit code 0."""
    done = clocks(tmp_path, HEAD + "a,S2,2025-03-01 14:00,\nb,S136,2025-03-29T22:00,12\n")
    assert done.returncode == 0, done.stderr
    assert (
        "Row 2, a: S2, Section 2, admission for assessment: last day 28 March 2025." in done.stdout
    )
    assert "ends 31 March 2025 11:00 BST (10:00 UTC)" in done.stdout
    assert "(Mental Health Act 1983, section 2(4))" in done.stdout
    day, hours = answered(tmp_path, "a,S2,2025-03-01 14:00,\nb,S136,2025-03-29T22:00,12\n")[
        "limits"
    ]
    assert (day["kind"], day["last_day"], day["ends_utc"]) == ("last day", "2025-03-28", None)
    assert (hours["kind"], hours["last_day"]) == ("instant", None)
    assert hours["ends_local"] == "2025-03-31T11:00:00+01:00"
    assert hours["ends_utc"] == "2025-03-31T10:00:00Z"
    assert "by up to 12 hours" in str(hours["words"])
    assert hours["in_force_from"] == "2017-12-11"


def test_the_doctors_hours_run_from_the_nurses_record(tmp_path: Path) -> None:
    """s.5(4) record 08:00, then s.5(2) furnished 11:00 under one id: 72 hours after 08:00."""
    found = answered(tmp_path, "a,S54,2025-03-01T08:00,\na,S52,2025-03-01T11:00,\n")["limits"]
    assert found[1]["ends_utc"] == "2025-03-04T08:00:00Z"
    assert "Counted from row 2" in str(found[1]["notes"])


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("a,S54,2025-03-01T08:00,\nb,S52,2025-03-01T11:00,\n", id="another person's record"),
        pytest.param("a,S54,2025-03-01T04:00,\na,S52,2025-03-01T11:00,\n", id="the six hours were over"),
        pytest.param(",S54,2025-03-01T08:00,\n,S52,2025-03-01T11:00,\n", id="rows without an id"),
        pytest.param("a,S54,2025-03-01T12:00,\na,S52,2025-03-01T11:00,\n", id="the record came later"),
    ],
)  # fmt: skip
def test_they_run_from_the_report_where_no_record_stands_before_it(
    tmp_path: Path, rows: str
) -> None:
    """Only a record of the same id whose six hours were still running counts."""
    found = answered(tmp_path, rows)["limits"]
    assert found[1]["ends_utc"] == "2025-03-04T11:00:00Z"


def test_conveying_after_an_emergency_application_counts_from_the_earlier(tmp_path: Path) -> None:
    """Examination and application are two rows with one id, in any order."""
    found = answered(tmp_path, "a,S6B,2025-03-01T11:00,\na,S6B,2025-03-01T09:00,\n")["limits"]
    assert {each["ends_utc"] for each in found} == {"2025-03-02T09:00:00Z"}


def test_where_the_earlier_may_be_a_time_that_is_missing_it_is_warned_of(tmp_path: Path) -> None:
    """A row with a day alone is refused, and the other is not taken for the earlier in silence."""
    found = answered(tmp_path, "a,S6B,2025-03-01,\na,S6B,2025-03-01T09:00,\n")
    assert [(each["row"], each["code"]) for each in found["errors"]] == [(2, "time-needed")]
    assert [(each["row"], each["code"]) for each in found["warnings"]] == [(3, "may-begin-earlier")]


@pytest.mark.parametrize("written", ["N 1", " n  1"])
def test_rows_of_one_matter_belong_together_however_its_id_is_written(
    tmp_path: Path, written: str
) -> None:
    """Counted from the report alone, the hours would end later than the law has it."""
    found = answered(tmp_path, f"n 1,S54,2025-03-01T08:00,\n{written},S52,2025-03-01T11:00,\n")
    assert [each["ends_utc"] for each in found["limits"]] == [
        "2025-03-01T14:00:00Z",
        "2025-03-04T08:00:00Z",
    ]
    assert found["limits"][1]["id"] == written.strip()


def test_of_several_nurses_records_the_first_that_still_runs_counts(tmp_path: Path) -> None:
    """Yesterday's is over, this morning's counts, and one made later does not."""
    rows = "a,S54,2025-02-28T08:00,\na,S54,2025-03-01T09:00,\na,S54,2025-03-01T08:00,\n"
    found = answered(tmp_path, rows + "a,S52,2025-03-01T11:00,\n")["limits"]
    assert found[3]["ends_utc"] == "2025-03-04T08:00:00Z"


def test_a_time_that_was_there_twice_gives_both_readings(tmp_path: Path) -> None:
    """The earlier end is marked as the safe one. Exit code 1: somebody has to find out."""
    rows = "a,S136,2025-10-26 01:30,\n"
    (problem,) = answered(tmp_path, rows)["errors"]
    readings = problem["readings"]
    assert isinstance(readings, list)
    assert [(each["ends_utc"], each["safe"]) for each in readings] == [
        ("2025-10-27T00:30:00Z", True),
        ("2025-10-27T01:30:00Z", False),
    ]
    done = clocks(tmp_path, HEAD + rows)
    assert done.returncode == 1
    assert "error [ambiguous-time] row 2, starts:" in done.stderr
    assert "27 October 2025 00:30 GMT (00:30 UTC), the safe reading" in done.stderr


def test_looking_back_the_later_reading_is_the_safe_one(tmp_path: Path) -> None:
    """Whoever saw the person within 24 hours of the later has done so within 24 of the earlier."""
    (problem,) = answered(tmp_path, "a,S4SEEN,2025-10-26 01:30,\n")["errors"]
    readings = problem["readings"]
    assert isinstance(readings, list)
    assert [each["safe"] for each in readings] == [False, True]


def test_for_a_limit_in_days_the_hour_does_not_matter(tmp_path: Path) -> None:
    """Both readings lie on one day."""
    found = answered(tmp_path, "a,S2,2025-10-26 01:30,\n")
    assert (found["limits"][0]["last_day"], found["errors"]) == ("2025-11-22", [])


def test_a_time_that_never_was_is_refused(tmp_path: Path) -> None:
    """With words; the other rows are counted."""
    found = answered(tmp_path, "a,S136,2025-03-30 01:30,\nb,S2,2025-03-01,\n")
    (problem,) = found["errors"]
    assert (problem["row"], problem["code"]) == (2, "time-that-was-not")
    assert "went forward past it" in str(problem["message"])
    assert "write it with its offset" in str(problem["fix"])
    assert [each["row"] for each in found["limits"]] == [3]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        pytest.param("a,S137,2025-03-01,", "unknown-rule", "rule", id="No such rule: Did you mean S136?"),
        pytest.param("a,,2025-03-01,", "unknown-rule", "rule", id="No rule"),
        pytest.param("a,S136,,", "unreadable-time", "starts", id="No start"),
        pytest.param("a,S136,2025-03-01,", "time-needed", "starts", id="Hours to count and only a day"),
        pytest.param("a,S2,2025-03-01,12", "no-extension", "extended_hours", id="An extension that the law does not give"),
        pytest.param("a,S136,2025-03-01 09:00,13", "extension-too-long", "extended_hours", id="13 hours more"),
        pytest.param("a,S136,2025-03-01 09:00,some", "unreadable-hours", "extended_hours", id="Hours in words"),
        pytest.param("a,S136,2025-03-01 09:00,nan", "unreadable-hours", "extended_hours", id="Not a number"),
        pytest.param("a,CTO,2001-03-01,", "not-in-force", "starts", id="Before there was such a rule"),
        pytest.param("a,POSTAGE,2025-03-01,", "choose-a-rule", "rule", id="Service, without how it was sent"),
        pytest.param("a,S2,2025-03-01,,b", "too-many-cells", "id", id="A comma too many"),
    ],
)  # fmt: skip
def test_rows_in_error(tmp_path: Path, row: str, code: str, column: str) -> None:
    """Row, column, what is wrong, what to do; nobody's name in a wrong column is repeated."""
    found = answered(tmp_path, row + "\n")
    (problem,) = found["errors"]
    assert (problem["row"], problem["code"], problem["column"]) == (2, code, column)
    assert problem["message"] and problem["fix"]
    assert found["limits"] == []


def test_service_by_an_unsaid_way_shows_each(tmp_path: Path) -> None:
    """What each way would give, and which ids to write."""
    done = clocks(tmp_path, HEAD + "a,POSTAGE,2025-03-03 10:00,\n")
    assert done.returncode == 1
    assert "Write one of POSTAGE1, POSTAGE2, POSTAGEHAND, POSTAGELEFT." in done.stderr
    assert (
        "POSTAGE1, Service by first class post (form CTO3 as well): on 5 March 2025" in done.stderr
    )


def test_what_may_make_a_limit_end_earlier_is_warned_of(tmp_path: Path) -> None:
    """The nurse's record cannot be read, and the same row stands there twice."""
    rows = "a,S54,yesterday,\na,S52,2025-03-01T11:00,\na,S52,2025-03-01T11:00,\n"
    codes = [each["code"] for each in answered(tmp_path, rows)["warnings"]]
    assert codes == ["may-begin-earlier", "same-again", "may-begin-earlier"]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        pytest.param("who,rule,starts\n", "a.csv", "has no column id", id="A column is missing"),
        pytest.param("id,rule,rule,starts\n", "a.csv", "has no column rule, or has it twice", id="A column is there twice"),
        pytest.param("id,rule,starts,extended_hours,Extended Hours\n", "a.csv", "has it twice", id="An optional column is there twice"),
        pytest.param("", "a.csv", "The file is empty", id="Nothing in the file"),
        pytest.param("id,rule,starts\n", "a.xlsx", "is no CSV file", id="A workbook"),
        pytest.param('id,rule,starts\n"a,S2,2025-03-01\n', "a.csv", "quotation mark", id="A quotation mark without another"),
    ],
)  # fmt: skip
def test_files_that_are_no_such_table(tmp_path: Path, text: str, name: str, said: str) -> None:
    """Exit code 2."""
    done = clocks(tmp_path, text, name=name)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Exit code 2."""
    assert started_anew("amhp", "clocks", tmp_path / "none.csv").returncode == 2


def test_spreadsheets_of_other_makes(tmp_path: Path) -> None:
    """Semicolons, capitals, a mark at the start, blank rows, columns of one's own in any order."""
    text = "\ufeffStarts;Note;Rule;ID;Extended Hours\n01/03/2025 14:00;x;s2;a;\n;;;;\n29/03/2025 22:00;;s.136;b;12\n"
    done = clocks(tmp_path, text, "--json", "-")
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)["limits"]
    assert (first["last_day"], second["row"]) == ("2025-03-28", 4)
    assert second["ends_local"] == "2025-03-31T11:00:00+01:00"


def test_rows_without_extended_hours_need_no_such_column(tmp_path: Path) -> None:
    """Three columns are enough."""
    assert clocks(tmp_path, "id,rule,starts\na,S2,2025-03-01\n").returncode == 0


def test_of_many_problems_the_first_are_printed(tmp_path: Path) -> None:
    """All of them are in the JSON."""
    file = tmp_path / "many.csv"
    file.write_text(HEAD + "a,S137,2025-03-01,\n" * 50, encoding="utf-8")
    found = clocks_of_file(file)
    printed = list(problem_lines(found))
    assert (len(printed), len(as_json(found)["errors"])) == (41, 50)
    assert printed[-1].startswith("... and 10 more.")


def test_what_is_not_in_force_is_shown_as_a_draft(tmp_path: Path) -> None:
    """The Mental Health Act 2025, until its day is appointed."""
    (found,) = answered(tmp_path, "a,S3,2025-03-01,\n")["limits"]
    (coming,) = found["to_come"]  # type: ignore[misc, attr-defined]
    assert coming["status"] == "draft, not in force"
    assert coming["in_force_from"] is None
    assert "three months" in coming["words"]
    assert coming["source"]["section"].startswith("section 29")
    assert "To come (draft, not in force)" in clocks(tmp_path, HEAD + "a,S3,2025-03-01,\n").stdout


def test_it_clocks_and_never_recommends(tmp_path: Path) -> None:
    """Said wherever clocks are printed, with the standing of the rules."""
    done = clocks(tmp_path, HEAD + "a,S2,2025-03-01,\n")
    assert "Nothing here recommends that anybody be detained" in done.stdout
    assert "No second person has checked these rules" in done.stdout
    found = answered(tmp_path, "a,S2,2025-03-01,\n")
    assert "Nothing here recommends" in str(found["promise"])
    assert found["rules"]["status"] == "draft"  # type: ignore[call-overload]
