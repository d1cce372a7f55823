"""A file of events: evenhand amhp register"""

import json
from pathlib import Path

import pytest
from tests.factories.command import started_anew
from tests.factories.register import HEAD, of_file, register

APPROVED = "a,approve,2021-03-15,Kent,,,"
WHOLE = f"""{HEAD}{APPROVED}profession SW; registered to 2026-05-30
a,training,2026-03-20,,7.5,yes,law
a,reapprove,2026-03-01,Kent,,,
b,approve,2024-01-01,Kent,,,
b,end,2024-06-01,,,,"REQ, moved away"
"""


def test_each_person_in_one_line_with_what_is_due(tmp_path: Path) -> None:
    """Exit code 0."""
    done = register(tmp_path, WHOLE, "--on", "2026-05-01T09:00")
    assert done.returncode == 0, done.stderr
    assert "a: approved, may act. Approved to 28 February 2031." in done.stdout
    assert "7.5 of 18 hours of agreed training in the year from 1 March 2026." in done.stdout
    assert "b: ended, may not act. The approval ended on 1 June 2024, reason REQ." in done.stdout
    assert "The record is kept through 31 May 2029." in done.stdout
    assert "a person decides" in done.stdout


def test_the_same_for_programs(tmp_path: Path) -> None:
    """The names of the issue; days as ISO writes them, nothing as null."""
    done = register(tmp_path, WHOLE, "--on", "2026-05-01T09:00", "--json", "-")
    found = json.loads(done.stdout)
    assert (found["on"], found["errors"]) == ("2026-05-01T09:00:00+01:00", [])
    first, second = found["persons"]
    assert {name: first[name] for name in first if name not in ("warnings", "may_act_why")} == {
        "person": "a",
        "status": "approved",
        "may_act": True,
        "authority": "Kent",
        "acts_for": [],
        "approved_from": "2026-03-01",
        "approved_to": "2031-02-28",
        "training_year_from": "2026-03-01",
        "training_hours": 7.5,
        "ended_on": None,
        "end_reason": None,
        "retain_until": None,
    }
    assert [each["code"] for each in first["warnings"]] == ["registration-ends"]
    assert second["retain_until"] == "2029-05-31"
    assert (second["ended_on"], second["end_reason"]) == ("2024-06-01", "REQ")


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        pytest.param("a,promote,2021-04-01,Kent,,,", "unknown-event", "event", id="No such event"),
        pytest.param("a,suspend,31/02/2022,,,,", "unreadable-time", "date", id="No such day"),
        pytest.param("a,suspend,,,,,", "unreadable-time", "date", id="No day"),
        pytest.param("a,suspend,2025-10-26T01:30,,,,", "ambiguous-time", "date", id="An hour that was there twice"),
        pytest.param("a,training,2021-04-01,,six,yes,", "unreadable-hours", "hours", id="Hours in words"),
        pytest.param("a,training,2021-04-01,,-6,yes,", "unreadable-hours", "hours", id="Hours below nought"),
        pytest.param("a,training,2021-04-01,,,yes,", "unreadable-hours", "hours", id="No hours"),
        pytest.param("a,training,2021-04-01,,nan,yes,", "unreadable-hours", "hours", id="Not a number"),
        pytest.param("a,training,2021-04-01,,6,perhaps,", "unreadable-agreed", "agreed", id="Agreed or not"),
        pytest.param("a,end,2022-04-01,,,,moved", "unknown-reason", "detail", id="A reason that the law does not give"),
        pytest.param("a,end,2022-04-01,,,,", "unknown-reason", "detail", id="An end without a reason"),
        pytest.param(",training,2021-04-01,,6,yes,", "person-needed", "person", id="Nobody named"),
        pytest.param("a,training,2021-04-01,,6,yes,law,more", "too-many-cells", "person", id="A comma too many"),
        pytest.param("a,approve,2022-04-01,Medway,,,", "overlapping-approval", "event", id="An approval overlapping another"),
        pytest.param("b,suspend,2022-04-01,Kent,,,", "not-approved", "event", id="Suspended without having been approved"),
        pytest.param("b,reapprove,2022-04-01,Kent,,,", "never-approved", "event", id="Re-approved without having been approved"),
        pytest.param("a,expire,2026-03-14,,,,", "unknown-event", "event", id="What time alone does"),
        pytest.param("b,approve,2022-04-01,Kent,,,course 2016-01-01", "course-too-old", "event", id="A course of too long ago"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be(tmp_path: Path, row: str, code: str, column: str) -> None:
    """Row, person, what is wrong, what to do. The other rows count."""
    found = of_file(tmp_path, [APPROVED, row])
    (problem,) = found["errors"]
    assert (problem["row"], problem["code"], problem["column"]) == (3, code, column)
    assert problem["problem"].endswith(".")
    assert problem["fix"].endswith((".", "?"))
    assert "moved" not in json.dumps(found["errors"])
    assert found["persons"][0]["approved_from"] == "2021-03-15"


@pytest.mark.parametrize(
    ("row", "on", "yes"),
    [
        pytest.param("a,end,2022-04-01,,,,moved", "2022-03-31", True, id="The day before an end without a code"),
        pytest.param("a,end,2022-04-01,,,,moved", "2022-04-01", False, id="Its day"),
        pytest.param("a,suspend,soon,,,,", "2022-03-31", False, id="A suspension on no day that can be read"),
        pytest.param("a,supsend,2022-04-01,,,,", "2022-04-01", False, id="What looks like a suspension"),
        pytest.param("a,training,soon,,6,yes,", "2022-04-01", True, id="Training that cannot be read"),
        pytest.param("a,lunch,2022-04-01,,,,", "2022-04-01", True, id="What looks like nothing"),
    ],
)  # fmt: skip
def test_an_unclear_end_or_suspension_holds_a_person_back(
    tmp_path: Path, row: str, on: str, yes: bool
) -> None:
    """Until somebody has put the row right; of two readings the one that nobody goes wrong by."""
    (found,) = of_file(tmp_path, [APPROVED, row], on)["persons"]
    assert (found["status"], found["may_act"]) == ("approved", yes)


@pytest.mark.parametrize("written", ["A 1", " a  1 ", "a 1"])
def test_an_end_finds_its_approval_however_the_reference_is_written(
    tmp_path: Path, written: str
) -> None:
    """Two people do not differ by capitals; one who may act no longer would seem to."""
    rows = ["a 1,approve,2021-03-15,Kent,,,", f"{written},end,2022-01-01,,,,REQ"]
    found = of_file(tmp_path, rows)
    assert [(each["person"], each["may_act"]) for each in found["persons"]] == [("a 1", False)]
    assert found["errors"] == []


def test_of_many_rows_in_error_the_first_are_named(tmp_path: Path) -> None:
    rows = [APPROVED, *["a,unsuspend,2022-01-01,,,,"] * 40, *["a,end,soon,,,,REQ"] * 40]
    (found,) = of_file(tmp_path, rows, "2022-06-01")["persons"]
    (warned,) = (w["message"] for w in found["warnings"] if w["code"] == "entries-in-error")
    assert warned.startswith("Entry 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 70 more about this person")
    assert found["may_act_why"].startswith(
        "Entry 43, 44, 45, 46, 47, 48, 49, 50, 51, 52 and 30 more"
    )


def test_who_has_a_row_in_error_is_warned_about(tmp_path: Path) -> None:
    """What is said of them may be wrong."""
    found = of_file(
        tmp_path,
        [APPROVED, "a,training,soon,,6,yes,", "b,approve,2021-03-15,Kent,,,"],
        "2021-04-01",
    )
    assert [[w["code"] for w in each["warnings"]] for each in found["persons"]] == [
        ["entries-in-error"],
        [],
    ]


@pytest.mark.parametrize(
    ("agreed", "hours"),
    [("yes", 6), ("TRUE", 6), ("1", 6), ("y", 6), ("no", 0), ("False", 0), ("0", 0), ("", 0)],
)
def test_ways_to_say_that_training_was_agreed(tmp_path: Path, agreed: str, hours: float) -> None:
    """An empty cell is no agreement."""
    rows = [APPROVED, f"a,training,2021-04-01,,6,{agreed},"]
    (found,) = of_file(tmp_path, rows, "2021-05-01")["persons"]
    assert found["training_hours"] == hours


@pytest.mark.parametrize("detail", ["REQ", "req", '"REQ, moved away"', "REQ: moved", "REQ moved"])
def test_ways_to_give_the_reason_of_an_end(tmp_path: Path, detail: str) -> None:
    """The code first, and what else there is to say after it."""
    (found,) = of_file(tmp_path, [APPROVED, f"a,end,2022-01-01,,,,{detail}"])["persons"]
    assert found["end_reason"] == "REQ"


def test_what_is_still_to_come_does_not_count(tmp_path: Path) -> None:
    """An approval, a suspension and an end after the day that is asked about."""
    rows = [
        APPROVED,
        "a,suspend,2022-01-01,,,,",
        "a,end,2023-01-01,,,,REQ",
        "b,approve,2024-01-01,Kent,,,",
    ]
    first, second = of_file(tmp_path, rows, "2021-12-31T23:59")["persons"]
    assert (first["status"], first["ended_on"], first["may_act"]) == ("approved", None, True)
    assert (second["status"], second["approved_from"], second["may_act"]) == (
        "applicant",
        None,
        False,
    )


def test_spreadsheets_of_other_makes(tmp_path: Path) -> None:
    """Semicolons, capitals, hyphens, days first, columns of one's own; three columns are enough."""
    text = "Date;Person;Event;Note\n15/03/2021;a;Approve;x\n01/03/2026;a;Re-approve;\n"
    done = register(tmp_path, text, "--on", "01/05/2026", "--json", "-")
    (found,) = json.loads(done.stdout)["persons"]
    assert (done.returncode, found["approved_from"]) == (0, "2026-03-01")


def test_without_a_day_it_is_now(tmp_path: Path) -> None:
    """Whoever was approved in 2009 and never again is not any longer."""
    done = register(tmp_path, HEAD + "a,approve,2009-01-01,Kent,,,\n")
    assert "a: ended, may not act." in done.stdout


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        pytest.param("person,event\n", (), "has no column date", id="A column is missing"),
        pytest.param(HEAD, ("--on", "yesterday"), "--on: It is no day or time", id="A day that cannot be read"),
        pytest.param(HEAD, ("--on", "2025-10-26T01:30"), "was there twice", id="An hour that was there twice"),
    ],
)  # fmt: skip
def test_wrong_use(tmp_path: Path, text: str, words: tuple[str, ...], said: str) -> None:
    """Exit code 2."""
    done = register(tmp_path, text, *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_errors_make_the_exit_code_1(tmp_path: Path) -> None:
    """And stand on the error stream with row and column."""
    done = register(tmp_path, HEAD + "a,suspend,2022-01-01,,,,\n")
    assert done.returncode == 1
    assert "error [not-approved] row 2, event: On 1 January 2022 this person is not approved." in (
        done.stderr
    )
    assert started_anew("amhp", "register", tmp_path / "none.csv").returncode == 2


def test_the_newest_registration_that_was_seen_is_warned_of(tmp_path: Path) -> None:
    """Any event's detail may say to when it runs."""
    rows = [
        "a,approve,2025-06-01,Kent,,,registered to 2025-11-30",
        "a,training,2025-12-01,,18,yes,law; registration expires 30/11/2026",
    ]
    (found,) = of_file(tmp_path, rows, "2026-07-01")["persons"]
    assert [each["day"] for each in found["warnings"]] == ["2026-11-30"]
