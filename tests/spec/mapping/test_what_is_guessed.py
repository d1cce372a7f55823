"""What is guessed, and how it is said"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories.extracts import write_csv
from tests.factories.packs import query
from tests.spec.mapping.test_layouts import TODAY, map_yes

from evenhand.data.definitions.load import ladder
from evenhand.pipeline.map import About, MappedExtract, Question, map_extract

STAFF = ["Employee Number", "Ethnic Origin", "Gender", "Base Salary"]


def _people(n: int, pay: str = "{},000") -> list[list[str]]:
    return [[f"E{1001 + i}", "AN"[i % 2], "FM"[i % 2], pay.format(20 + i)] for i in range(n)]


def _said(made: MappedExtract) -> str:
    return "\n".join(each.line() for each in made.proposal.unsure)


def _questions(folder: Path, like: Path | None = None) -> dict[str, Question]:
    """What is asked where every guess is accepted."""
    asked: dict[str, Question] = {}

    def choose(question: Question) -> str:
        asked[question.key] = question
        return question.guess

    map_extract(folder, About(), choose, today=TODAY, like=like)
    return asked


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        pytest.param("NHS|XR05|Review Body Band 5", "5", id="all three parts"),
        pytest.param("NHS|XN06|Non Review Body Band 6", "6", id="of another review body"),
        pytest.param("NHS|XR08|Review Body Band 8 - Range A", "8a", id="a range of band 8"),
        pytest.param("NHS|XR11|Review Body Band 9", "9", id="a code that is no band's number"),
        pytest.param("NHS|YC72|Consultant", "Consultant", id="a doctor"),
        pytest.param("NHS|XR05|Review Body Band 6", None, id="parts that do not agree"),
        pytest.param("NHS|XX00|Local", None, id="a grade of its own"),
    ],
)
def test_grades_as_the_electronic_staff_record_writes_them(text: str, rung: str | None) -> None:
    """Parts with lines between them: whose, its code, and its name."""
    assert ladder("agenda-for-change").find_rung(text) == rung


def test_the_electronic_staff_record_s_grades_are_a_trust_s(tmp_path: Path) -> None:
    """Agenda for Change is proposed, and the kind of body that has it."""
    grades = ("NHS|XR05|Review Body Band 5", "NHS|XR08|Review Body Band 8 - Range A")
    rows = [[*row, grades[n % 2]] for n, row in enumerate(_people(20))]
    write_csv(tmp_path / "staff.csv", [[*STAFF, "Pay Scale"], *rows])
    made = map_yes(tmp_path)
    assert (made.proposal.ladder, made.proposal.about.kind) == ("agenda-for-change", "nhs-trust")
    assert query(tmp_path, "SELECT DISTINCT rung FROM staff ORDER BY rung") == [("5",), ("8a",)]


@pytest.mark.parametrize(
    ("pay", "why"),
    [
        pytest.param("${},000.00", "not in pounds", id="dollars"),
        pytest.param("{},000 EUR", "not in pounds", id="euros"),
        pytest.param("£{},000 a year", "words or signs stand beside", id="words behind"),
        pytest.param("see file {}x", "words or signs stand beside", id="something else"),
        pytest.param("£{},000", "", id="pounds"),
        pytest.param("{},000.00", "", id="commas and points"),
        pytest.param("{}000", "", id="a plain number"),
    ],
)
def test_amounts_are_read_or_it_is_said_why_not(pay: str, why: str, tmp_path: Path) -> None:
    """And a column of amounts is never offered for an ethnic category or a sex."""
    write_csv(tmp_path / "staff.csv", [STAFF, *_people(20, pay)])
    made = map_yes(tmp_path)
    assert ("salary" in made.proposal.tables[0].columns) == (not why)
    assert why in _said(made)
    if not why:
        assert query(tmp_path, "SELECT min(salary) FROM staff") == [(20_000,)]
    made.manifest.unlink()
    made.mapping.unlink()
    if "see" not in pay:
        for key, question in _questions(tmp_path).items():
            if key in ("column|staff|ethnic_category", "column|staff|sex"):
                assert "Base Salary" not in question.choices


def test_a_new_label_of_many_people_is_asked_next_year_whatever_it_looks_like(
    tmp_path: Path,
) -> None:
    """The column held ethnic labels then; what forty people have is nobody's own."""
    write_csv(tmp_path / "a" / "staff.csv", [STAFF, *_people(20)])
    map_yes(tmp_path / "a")
    new = [[f"F{1001 + n}", "Blck African 2021", "F", "20,000"] for n in range(40)]
    one = [["F2001", "Quillfeather", "F", "20,000"]]
    write_csv(tmp_path / "b" / "staff.csv", [STAFF, *_people(20), *new, *one])
    asked = _questions(tmp_path / "b", like=tmp_path / "a")
    assert list(asked) == ["value|staff|ethnic_category|Blck African 2021"]


def test_a_label_s_question_lists_the_names_that_answer_it(tmp_path: Path) -> None:
    """Categories for an ethnic label, codes for another."""
    rows = [[*row[:2], "Womxn" if n > 12 else "F", row[3]] for n, row in enumerate(_people(20))]
    for row in rows[:4]:
        row[1] = "Martian"
    write_csv(tmp_path / "staff.csv", [STAFF, *rows])
    asked = _questions(tmp_path)
    assert "african" in asked["value|staff|ethnic_category|Martian"].names
    assert asked["value|staff|sex|Womxn"].names[:2] == ("female", "male")


def test_what_every_pack_needs_cannot_be_left_out(tmp_path: Path) -> None:
    """Whose it is and of which day; a column or a label can be."""
    write_csv(tmp_path / "staff.csv", [STAFF, *_people(20)])
    needed = {key for key, question in _questions(tmp_path).items() if question.must}
    assert needed == {"body|kind", "body|id", "body|name", "year|snapshot"}


def test_a_guess_that_was_only_accepted_is_still_unsure(tmp_path: Path) -> None:
    """By Enter as by --yes; what was answered otherwise is not."""
    write_csv(tmp_path / "staff.csv", [STAFF, *_people(20)])
    answers = {"body|id": "X01", "year|snapshot": "30/9/2025"}

    def choose(question: Question) -> str:
        return answers.get(question.key, question.guess)

    made = map_extract(tmp_path, About(), choose, today=TODAY)
    assert "kind of [body] is a guess: council" in _said(made)
    assert "id of [body]" not in _said(made)
    assert "says its day" not in _said(made)
    assert made.proposal.about.snapshot == date(2025, 9, 30)


def test_an_answer_that_is_no_day_is_said_to_be_none(tmp_path: Path) -> None:
    """The guess stands, and is listed."""
    write_csv(tmp_path / "staff.csv", [STAFF, *_people(20)])

    def choose(question: Question) -> str:
        return "in spring" if question.key == "year|snapshot" else question.guess

    made = map_extract(tmp_path, About(), choose, today=TODAY)
    assert "2025-03-31 is a guess: the answer was no day like 2026-01-05" in _said(made)


@pytest.mark.parametrize(
    ("grades", "rungs", "how"),
    [
        pytest.param(
            {"SW3 Advanced": 10, "SW1 New": 30, "SW2": 20},
            ("SW1 New", "SW2", "SW3 Advanced"),
            "by their numbers",
            id="one stem, and words behind the number",
        ),
        pytest.param(
            {"Grade 10": 10, "Grade 9": 20, "Grade 11": 30},
            ("Grade 9", "Grade 10", "Grade 11"),
            "by their numbers",
            id="ten after nine",
        ),
        pytest.param(
            {"SW1": 26, "SW2": 25, "Manager": 60, "Assistant": 10},
            ("Assistant", "SW1", "SW2", "Manager"),
            "called alike by their numbers (pay overlaps on SW1 and SW2, so their order is unsure)",
            id="several stems",
        ),
        pytest.param(
            {"Officer": 30, "Principal": 31},
            ("Officer", "Principal"),
            "(pay overlaps on Officer and Principal, so their order is unsure)",
            id="pay that overlaps",
        ),
        pytest.param(
            {"Officer": 30, "Principal": 50},
            ("Officer", "Principal"),
            "by the pay of people on them; which are lower",
            id="pay that does not",
        ),
    ],
)
def test_rungs_of_an_unknown_ladder(
    grades: dict[str, int], rungs: tuple[str, ...], how: str, tmp_path: Path
) -> None:
    """By their numbers where they have any, else by pay; where pay overlaps, that is said."""
    rows = [
        [f"E{1001 + n}{place}", "A", "F", f"{pay + 2 * n},000", grade]
        for place, (grade, pay) in enumerate(grades.items())
        for n in range(4)
    ]
    write_csv(tmp_path / "staff.csv", [[*STAFF, "Grade"], *rows])
    made = map_yes(tmp_path)
    assert made.proposal.rungs == rungs
    assert how in _said(made)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param("ESR_310325.csv", date(2025, 3, 31), id="DDMMYY"),
        pytest.param("ESR 31032025.csv", date(2025, 3, 31), id="DDMMYYYY"),
        pytest.param("esr-20250331.csv", date(2025, 3, 31), id="YYYYMMDD"),
        pytest.param("staff 2025-03-31.csv", date(2025, 3, 31), id="YYYY-MM-DD"),
        pytest.param("staff 31-03-2025.csv", date(2025, 3, 31), id="DD-MM-YYYY"),
        pytest.param("staff_31.03.2025.csv", date(2025, 3, 31), id="with points"),
        pytest.param("staff 31 March 2025.csv", date(2025, 3, 31), id="in words"),
        pytest.param("ref 993125 v2.csv", None, id="a number that is no day"),
        pytest.param("ref 12345678901.csv", None, id="a longer number"),
    ],
)
def test_the_day_in_a_file_s_name(name: str, day: date | None, tmp_path: Path) -> None:
    """It is taken, and listed as unsure: the name may say when the file was made."""
    write_csv(tmp_path / name, [STAFF, *_people(20)])
    made = map_yes(tmp_path, About())
    assert (made.proposal.about.snapshot == day) == (day is not None)
    assert (f"the day {day} was read from the name of {name}" in _said(made)) == bool(day)


@pytest.mark.parametrize(
    ("days", "guess"),
    [
        pytest.param([f"2024-{m:02}-15" for m in range(1, 13)], date(2024, 12, 31), id="of 2024"),
        pytest.param(
            ["2023-05-02", "2023-11-02", "2024-02-03"], date(2024, 3, 31), id="of a year to March"
        ),
        pytest.param(["2025-12-20"], date(2025, 12, 31), id="since the last March"),
        pytest.param(["2027-01-01"], date(2025, 3, 31), id="of a time to come"),
    ],
)
def test_without_it_the_dates_of_the_records_say_the_day(
    days: list[str], guess: date, tmp_path: Path
) -> None:
    """No day is guessed whose 12 months hold none of the events."""
    write_csv(tmp_path / "staff.csv", [STAFF, *_people(20)])
    cases = [[f"E{1001 + n}", day, "disciplinary"] for n, day in enumerate(days)]
    write_csv(tmp_path / "cases.csv", [["Employee Number", "Date Opened", "Case Type"], *cases])
    made = map_yes(tmp_path, About())
    assert made.proposal.about.snapshot == guess
    assert f"{guess} is a guess" in _said(made)


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        pytest.param("Example NHS Trust", "Example NHS Trust", "nhs-trust", id="a trust"),
        pytest.param(
            "Staff in post: Example and Sample NHS Foundation Trust, as at March",
            "Example and Sample NHS Foundation Trust",
            "nhs-trust",
            id="within a title",
        ),
        pytest.param(
            "Example County Council: staff", "Example County Council", "council", id="a council"
        ),
        pytest.param(
            "London Borough of Example", "London Borough of Example", "council", id="London"
        ),
        pytest.param("All staff in post", "BODY", "council", id="no organisation"),
    ],
)
def test_the_organisation_in_a_title_is_proposed(
    title: str, name: str, kind: str, tmp_path: Path
) -> None:
    """Its name and its kind, both listed as guesses."""
    write_csv(tmp_path / "staff.csv", [[title], [], STAFF, *_people(20)])
    about: Any = (made := map_yes(tmp_path)).proposal.about
    assert (about.name, about.kind) == (name, kind)
    assert f"name of [body] is a guess: {name}" in _said(made)
