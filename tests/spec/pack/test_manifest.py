"""Mistakes in pack.toml"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import (
    PERSON,
    as_toml,
    check,
    make_pack,
    the_item,
    write_table,
    write_workbook,
)

LOCAL = {"body": {"kind": "council"}, "year": {"standards": ["sc-wres"]}}


@pytest.mark.parametrize(
    ("manifest", "code", "key", "hint"),
    [
        pytest.param(
            {"tables": {"staff": {"colums": {"person": "Id"}}}},
            "unknown-key",
            "tables.staff.colums",
            "Did you mean columns?",
            id="a key with a typing slip",
        ),
        pytest.param(
            {"tables": {"stuff": {"file": "staff.csv"}}},
            "unknown-key",
            "tables.stuff",
            "Did you mean staff?",
            id="a table that does not exist",
        ),
        pytest.param(
            {"tables": {"staff": {"columns": {"persn": "person"}}}},
            "unknown-key",
            "tables.staff.columns.persn",
            "Did you mean person?",
            id="a column that does not exist",
        ),
        pytest.param(
            {"terms": {"bme2": "Global majority"}},
            "unknown-key",
            "terms.bme2",
            "Did you mean bme?",
            id="a word for a group that does not exist",
        ),
        pytest.param(
            {"body": {"name": None}},
            "missing-key",
            "body.name",
            "Add body.name",
            id="a missing key",
        ),
        pytest.param(
            {"tables": {"staff": {"file": None}}},
            "missing-key",
            "tables.staff.file",
            "Add tables.staff.file",
            id="a table without a file",
        ),
        pytest.param(
            {"body": {"kind": "nhs trust"}},
            "bad-setting",
            "body.kind",
            "Did you mean nhs-trust?",
            id="a kind of body that does not exist",
        ),
        pytest.param(
            {"year": {"snapshot": "31 March 2025"}},
            "bad-setting",
            "year.snapshot",
            "Correct the value",
            id="a date as words",
        ),
        pytest.param(
            {"year": {"snapshot": 2025}},
            "bad-setting",
            "year.snapshot",
            "Correct the value",
            id="a year where a date is needed",
        ),
        pytest.param(
            {"body": None},
            "bad-setting",
            "",
            "Correct the value",
            id="nothing says whose pack it is",
        ),
        pytest.param(
            {"ladder": {"rungs": ["a", "b", "a"]}},
            "bad-setting",
            "ladder",
            "Correct the value",
            id="a rung that is on the ladder twice",
        ),
        pytest.param(
            {"tables": {"staff": {"values": {"salary": {"low": "1"}}}}},
            "bad-setting",
            "tables.staff.values.salary",
            "Take tables.staff.values.salary out",
            id="a translation of amounts",
        ),
        pytest.param(
            {"year": {"standards": ["nhs-wers"]}},
            "unknown-standard",
            "",
            "Did you mean nhs-wres?",
            id="a standard that does not exist",
        ),
        pytest.param(
            {"ladder": {"slug": "agenda-for-chance"}},
            "unknown-ladder",
            "",
            "Did you mean agenda-for-change?",
            id="a ladder that is not built in",
        ),
        pytest.param(
            {"tables": {"staff": {"values": {"ethnic_category": {"A": "White-ish"}}}}},
            "unknown-code",
            "tables.staff.values.ethnic_category",
            "codes of that column",
            id="a translation to no ethnic category",
        ),
        pytest.param(
            {"tables": {"staff": {"values": {"contract": {"Perm": "permanant"}}}}},
            "unknown-code",
            "tables.staff.values.contract",
            "Did you mean permanent?",
            id="a translation to no kind of contract",
        ),
        pytest.param(
            LOCAL, "ladder-missing", "ladder", "[ladder] rungs", id="a council without a ladder"
        ),
    ],
)
def test_each_mistake_is_named_with_its_key_and_what_to_do(
    tmp_path: Path, manifest: Mapping[str, Any], code: str, key: str, hint: str
) -> None:
    """A key that is not known is a mistake too: it is nearly always a typing slip."""
    item = the_item(make_pack(tmp_path, staff=[PERSON], manifest=manifest), code)
    assert item.column == key
    assert hint in item.fix
    assert item.severity == "error"


@pytest.mark.parametrize(
    ("manifest", "key", "words"),
    [
        pytest.param({"tables": {"staff": "staff.csv"}}, "tables.staff", "table of keys",
                     id="text where a table is needed"),
        pytest.param({"terms": "bme"}, "terms", "table of keys", id="text where pairs are needed"),
        pytest.param({"standards": "nhs-wres"}, "standards", "list in square brackets",
                     id="text where a list is needed"),
        pytest.param({"body": {"name": True}}, "body.name", "text in quotation marks",
                     id="yes where text is needed"),
        pytest.param({"body": {"name": " "}}, "body.name", "not be empty", id="no text"),
    ],
)  # fmt: skip
def test_what_a_key_must_be_is_said_in_plain_words(
    tmp_path: Path, manifest: dict[str, Any], key: str, words: str
) -> None:
    """Not in those of the program that checks it."""
    folder = make_pack(tmp_path)
    content = {"body": BODY, "year": {"snapshot": date(2025, 3, 31)}, "tables": {}} | manifest
    if "body" in manifest:
        content["body"] = BODY | manifest["body"]
    text = as_toml({key: value for key, value in content.items() if key != "tables"})
    tables = content["tables"].items()
    text = text + "[tables]\n" + "".join(f'{name} = "{file}"\n' for name, file in tables)
    (folder / "pack.toml").write_text(text)
    item = the_item(folder, "bad-setting")
    assert item.column == key
    assert words in item.message
    assert not {"dictionary", "instance", "tuple", "string"} & set(item.message.split())


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param("[body]\nid = X01\n", 2, id="text without quotation marks"),
        pytest.param('[body]\nid = "X01\n', 2, id="a quotation mark that is not closed"),
        pytest.param("[body\n", 1, id="a bracket that is not closed"),
        pytest.param('[body]\nid = "1"\nid = "2"\n', 3, id="a key that is given twice"),
    ],
)
def test_a_slip_in_the_writing_is_told_with_its_line_and_column(
    tmp_path: Path, text: str, row: int
) -> None:
    """Nothing can be read then, so the pack is not readable."""
    (tmp_path / "pack.toml").write_text(text)
    item = the_item(tmp_path, "manifest-syntax")
    assert item.row == row
    assert f"line {row}, column " in item.message
    assert not check(tmp_path).readable


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Notepad writes one."""
    file = make_pack(tmp_path, staff=[PERSON]) / "pack.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert check(tmp_path).readable


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    """Nor is a table by itself."""
    assert the_item(tmp_path, "no-manifest").fix.startswith("Write a pack.toml")
    table = write_table(tmp_path / "staff.csv", [PERSON])
    assert "This is a single table" in the_item(table, "no-manifest").message


def test_a_pack_without_tables_has_nothing_to_measure(tmp_path: Path) -> None:
    """It is said, and the pack is not readable."""
    item = the_item(make_pack(tmp_path), "no-tables")
    assert item.severity == "error"
    assert not check(tmp_path).readable


def _years(*days: date) -> dict[str, Any]:
    return {"year": None, "years": [{"snapshot": day} for day in days]}


def test_two_years_cannot_have_one_snapshot(tmp_path: Path) -> None:
    """Their figures could not be told apart, so nothing is measured."""
    manifest = _years(date(2025, 3, 31), date(2025, 3, 31))
    rows = [PERSON | {"year": "2025"}]
    assert the_item(make_pack(tmp_path, staff=rows, manifest=manifest), "duplicate-year")
    assert not check(tmp_path).readable


def test_two_years_cannot_have_one_folder(tmp_path: Path) -> None:
    """Each person in its files would be counted twice."""
    manifest = _years(date(2024, 3, 31), date(2025, 3, 31))
    for year in manifest["years"]:
        year["folder"] = "."
    make_pack(tmp_path, staff=[PERSON | {"year": "2025"}], manifest=manifest)
    item = the_item(tmp_path, "bad-setting")
    assert "counted twice" in item.message
    assert not check(tmp_path).readable


def test_years_are_sorted_and_the_order_is_mentioned(tmp_path: Path) -> None:
    """Only a warning: nothing is in doubt."""
    manifest = _years(date(2025, 3, 31), date(2024, 3, 31))
    make_pack(tmp_path, staff=[PERSON | {"year": "2024"}], manifest=manifest)
    assert the_item(tmp_path, "years-out-of-order").severity == "warning"
    assert check(tmp_path).snapshots == (date(2024, 3, 31), date(2025, 3, 31))


BODY = {"id": "X01", "name": "Example Trust", "kind": "nhs-trust"}


@pytest.mark.parametrize(
    ("second", "code", "kept"),
    [
        pytest.param({"id": "X01"}, "duplicate-body", ["X01"], id="two bodies with one id"),
        pytest.param(
            {"kind": "trust"}, "unknown-body-kind", ["X01"], id="a kind that does not exist"
        ),
        pytest.param({"id": ""}, "missing-value", ["X01"], id="a body without an id"),
    ],
)
def test_a_body_that_cannot_be_told_is_left_out(
    tmp_path: Path, second: Mapping[str, str], code: str, kept: list[str]
) -> None:
    """The others are kept."""
    write_table(tmp_path / "bodies.csv", [BODY, BODY | {"id": "X02", "name": "Second"} | second])
    manifest = {"body": None, "bodies": "bodies.csv"}
    make_pack(tmp_path, staff=[PERSON | {"body": "X01"}], manifest=manifest)
    assert the_item(tmp_path, code).row == 3
    assert [body.id for body in check(tmp_path).bodies] == kept


def test_a_workbook_can_carry_its_manifest_in_a_sheet(tmp_path: Path) -> None:
    """One key and value a row, the key with dots; sheets named as tables need no mention."""
    book = write_workbook(
        tmp_path / "pack.xlsx",
        {
            "pack": [
                ["key", "value"],
                ["body.id", "C01"],
                ["body.name", "Example Council"],
                ["body.kind", "council"],
                ["year.snapshot", date(2025, 3, 31)],
                ["standards", "sc-wres"],
                ["ladder.rungs", "Grade 1, Grade 2"],
                ["tables.staff.columns.person", "Payroll no."],
                ["tables.staff.values.ethnic_category.Brit. (White)", "A"],
            ],
            "staff": [
                ["Payroll no.", "Ethnic category", "Pay band"],
                [1001, "Brit. (White)", "Grade 2"],
            ],
        },
    )
    pack = check(book)
    assert [item.code for item in pack.items] == []
    assert pack.rows["staff"].used == 1
    assert (pack.bodies[0].id, pack.ladder.rungs) == ("C01", ("Grade 1", "Grade 2"))


def test_a_workbook_may_have_its_manifest_beside_it(tmp_path: Path) -> None:
    """Under the same name, or as pack.toml; otherwise it is missing."""
    rows = [list(PERSON), list(PERSON.values())]
    book = write_workbook(tmp_path / "records.xlsx", {"staff": rows})
    assert the_item(book, "no-manifest")
    make_pack(tmp_path, staff=[PERSON], manifest={"tables": {"staff": {"file": "records.xlsx"}}})
    assert check(book).rows["staff"].used == 1


def test_a_key_given_twice_in_a_sheet_is_a_mistake(tmp_path: Path) -> None:
    """TOML forbids it too."""
    book = write_workbook(tmp_path / "p.xlsx", {"pack": [["body.id", "1"], ["body.id", "2"]]})
    assert the_item(book, "bad-setting").row == 2
