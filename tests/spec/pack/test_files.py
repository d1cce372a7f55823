"""Files of a pack"""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import (
    PERSON,
    check,
    make_pack,
    query,
    the_item,
    write_table,
    write_workbook,
)

from evenhand.data.readers import limits

TEXT = "person,ethnic_category,pay_band\np1,A,5\np2,Mixed - White & Asian,Über 6\n"


def _pack(folder: Path, name: str, content: bytes | str) -> Path:
    make_pack(folder, manifest={"tables": {"staff": {"file": name}}})
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("staff.csv", TEXT.encode(), id="commas, UTF-8"),
        pytest.param("staff.csv", TEXT.replace(",", ";").encode(), id="semicolons"),
        pytest.param("staff.csv", TEXT.replace(",", "\t").encode(), id="tabs"),
        pytest.param("staff.txt", TEXT.replace(",", "|").encode(), id="upright lines, .txt"),
        pytest.param("staff.csv", TEXT.encode("utf-8-sig"), id="UTF-8 with a byte-order mark"),
        pytest.param("staff.csv", TEXT.encode("cp1252"), id="Windows-1252"),
        pytest.param("staff.csv", TEXT.encode("utf-16"), id="UTF-16 as spreadsheets write it"),
        pytest.param("staff.csv", TEXT.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param("staff.csv", TEXT.encode("utf-16-be"), id="the other UTF-16"),
        pytest.param("staff.csv", TEXT.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param("staff.csv", TEXT.replace("\n", "\r").encode(), id="old Macintosh line ends"),
        pytest.param("staff.csv.gz", gzip.compress(TEXT.encode()), id="gzipped"),
        pytest.param("staff.csv", TEXT.strip().encode(), id="no line end at the end"),
    ],
)
def test_text_in_any_common_form_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    """Nobody has to say which: separator, encoding and packing are found out."""
    _pack(tmp_path, name, content)
    assert query(tmp_path, "SELECT row, person, category, rung FROM staff ORDER BY row") == [
        (2, "p1", "white-british", "5"),
        (3, "p2", "white-and-asian", "not on the ladder"),
    ]
    assert the_item(tmp_path, "band-not-on-ladder").value == "Über 6"


@pytest.mark.parametrize("form", [pytest.param("csv", id="CSV"), pytest.param("xlsx", id="Excel"),
                                  pytest.param("parquet", id="Parquet")])  # fmt: skip
def test_each_kind_of_file_gives_the_same_table(tmp_path: Path, form: str) -> None:
    """Rows are numbered as a spreadsheet numbers them, the header being row 1."""
    rows = [PERSON | {"fte": 0.5, "person": "7"}, PERSON | {"fte": 1.0, "person": "8"}]
    make_pack(tmp_path, form=form, staff=rows)
    found = query(tmp_path, "SELECT row, person, category, rung, height, fte FROM staff")
    assert sorted(found) == [
        (2, "7", "white-british", "5", 5, 0.5),
        (3, "8", "white-british", "5", 5, 1.0),
    ]


def test_titles_above_the_header_are_skipped_and_mentioned(tmp_path: Path) -> None:
    """The header is the row that has most of the names that are looked for."""
    _pack(tmp_path, "staff.csv", "Staff in post, person by person\n\n" + TEXT)
    item = the_item(tmp_path, "title-rows-skipped")
    assert (item.severity, item.row) == ("warning", 1)
    assert query(tmp_path, "SELECT min(row) FROM staff") == [(4,)]


def test_rows_with_line_breaks_in_quotes_count_as_one(tmp_path: Path) -> None:
    """As a spreadsheet counts them, so that the row number leads to the row."""
    text = 'person,ethnic_category,pay_band,team\np1,A,5,"North\nand South"\n\np2,Martian,5,\n'
    _pack(tmp_path, "staff.csv", text)
    assert the_item(tmp_path, "unknown-ethnic-label").row == 4
    assert query(tmp_path, "SELECT team FROM staff WHERE row = 2") == [("North and South",)]


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    """Exports often end in a few."""
    _pack(tmp_path, "staff.csv", TEXT + "\n,,\n\n")
    assert check(tmp_path).rows["staff"].read == 2


def _outside(folder: Path) -> str:
    return "../staff.csv"


def _absolute(folder: Path) -> str:
    return str(write_table(folder / "staff.csv", [PERSON]))


def _linked(folder: Path) -> str:
    outside = write_table(folder.parent / f"{folder.name} outside" / "staff.csv", [PERSON])
    (folder / "staff.csv").symlink_to(outside)
    return "staff.csv"


def _missing(folder: Path) -> str:
    return "staf.csv"


def _put(name: str, content: bytes) -> Callable[[Path], str]:
    def put(folder: Path) -> str:
        (folder / name).write_bytes(content)
        return name

    return put


def _big_gzip(folder: Path) -> str:
    with gzip.open(folder / "staff.csv.gz", "wb") as packed:
        packed.write(TEXT.encode())
        for _ in range(12):
            packed.write(b"0" * 1_000_000)
    return "staff.csv.gz"


def _zip_bomb(folder: Path) -> str:
    write_workbook(folder / "staff.xlsx", {"staff": [list(PERSON), list(PERSON.values())]})
    with zipfile.ZipFile(folder / "staff.xlsx", "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/image1.xml", b"0" * 12_000_000)
    return "staff.xlsx"


def _duplicate_header(folder: Path) -> str:
    (folder / "staff.csv").write_text("person,Person,ethnic_category\n1,2,A\n")
    return "staff.csv"


def _list_column(folder: Path) -> str:
    write_table(folder / "staff.parquet", [PERSON | {"ethnic_category": ["A", "B"]}])
    return "staff.parquet"


def _broken_parquet(folder: Path) -> str:
    rows = [PERSON | {"person": f"person number {n}"} for n in range(2000)]
    file = write_table(folder / "staff.parquet", rows)
    content = bytearray(file.read_bytes())
    content[100:2000] = b"\xff" * 1900
    file.write_bytes(content)
    return "staff.parquet"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(_outside, "outside-pack", id="a name that leads out with two dots"),
        pytest.param(_absolute, "outside-pack", id="a name from the root of the disk"),
        pytest.param(lambda folder: "C:\\x.csv", "outside-pack", id="a name with a drive"),
        pytest.param(lambda folder: "..\\x.csv", "outside-pack", id="two dots as Windows has them"),
        pytest.param(_linked, "outside-pack", id="a link that leads out"),
        pytest.param(_missing, "missing-file", id="a file that is not there"),
        pytest.param(lambda folder: "a\0b.csv", "missing-file", id="a name that no file can have"),
        pytest.param(lambda folder: "x" * 5000, "missing-file", id="a name that is too long"),
        pytest.param(_put("staff.ods", b"x"), "unknown-file-type", id="another kind of table"),
        pytest.param(_put("staff.xlsx", b"%PDF-1.7 x"), "wrong-file-type", id="a PDF named .xlsx"),
        pytest.param(_put("staff.csv", b"PK\x03\x04x"), "wrong-file-type", id="a zip named .csv"),
        pytest.param(_put("staff.csv.gz", b"a,b\n"), "wrong-file-type", id="text named .gz"),
        pytest.param(
            _put("staff.xlsx", b"\xd0\xcf\x11\xe0"), "wrong-file-type", id="an old .xls named .xlsx"
        ),
        pytest.param(_put("staff.parquet", b"PAR1xx"), "damaged-file", id="a Parquet file cut off"),
        pytest.param(_broken_parquet, "damaged-file", id="a Parquet file with bad pages"),
        pytest.param(_put("staff.xlsx", b"PK\x03\x04x"), "damaged-file", id="a workbook cut off"),
        pytest.param(
            _put("staff.csv.gz", gzip.compress(TEXT.encode())[:-12]),
            "damaged-file",
            id="a gzip file cut off",
        ),
        pytest.param(_big_gzip, "inflates-too-far", id="a gzip file meant to do harm"),
        pytest.param(_zip_bomb, "inflates-too-far", id="a workbook meant to do harm"),
        pytest.param(_put("staff.csv", b""), "empty-file", id="an empty file"),
        pytest.param(_put("staff.csv", b"\n\n\n"), "empty-file", id="nothing but blank lines"),
        pytest.param(
            _put("staff.csv", b"person,ethnic_category,pay_band\n"),
            "empty-file",
            id="a header and nothing below it",
        ),
        pytest.param(_put("staff.csv", b"a,b\n\x81\x8d,\x9d\n"), "unreadable-text", id="no text"),
        pytest.param(
            _put("staff.csv", b'person,ethnic_category\n1,"A\n2,B\n'),
            "unpaired-quotes",
            id="a quotation mark that is not closed",
        ),
        pytest.param(
            _put("staff.csv", b"Employee;Ethnic Origin\n1;A\n"),
            "missing-column",
            id="headers that nobody has named",
        ),
        pytest.param(_duplicate_header, "duplicate-header", id="two columns with one header"),
        pytest.param(_list_column, "unreadable-column", id="a Parquet column of lists"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_and_not_a_crash(
    tmp_path: Path, make: Callable[[Path], str], code: str
) -> None:
    """The table is left out; with no other table, the pack is not readable."""
    folder = tmp_path / "pack"
    make_pack(folder, staff=[])
    (folder / "staff.csv").unlink()
    make_pack(folder, manifest={"tables": {"staff": {"file": make(folder)}}})
    item = the_item(folder, code)
    assert (item.severity, item.table) == ("error", "staff")
    assert not check(folder).readable


def test_a_workbook_says_which_sheets_it_has(tmp_path: Path) -> None:
    """The only sheet is taken; of several, the one with the table's name."""
    rows = [list(PERSON), list(PERSON.values())]
    make_pack(tmp_path, manifest={"tables": {"staff": {"file": "hr.xlsx"}}})
    write_workbook(tmp_path / "hr.xlsx", {"Any name": rows})
    assert check(tmp_path).rows["staff"].used == 1
    write_workbook(tmp_path / "hr.xlsx", {"Notes": [["x"]], "Staff": rows})
    assert check(tmp_path).rows["staff"].used == 1
    write_workbook(tmp_path / "hr.xlsx", {"Notes": [["x"]], "Staff list": rows})
    assert "Did you mean Staff list?" in the_item(tmp_path, "missing-sheet").fix


def test_ragged_rows_are_set_aside(tmp_path: Path) -> None:
    """Their values may have shifted by a column. Empty cells beyond the header do no harm."""
    _pack(tmp_path, "staff.csv", TEXT + "p3,A,5,,\np4,A\np5,A,5,extra\n")
    item = the_item(tmp_path, "ragged-row")
    assert (item.row, item.severity) == (5, "error")
    counts = check(tmp_path).rows["staff"]
    assert (counts.read, counts.used, counts.rejected) == (5, 3, 2)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limits are far above what a body has."""
    monkeypatch.setattr(limits, "CSV_BYTES", 200)
    assert the_item(_pack(tmp_path, "staff.csv", TEXT * 9), "too-large")
    assert the_item(_pack(tmp_path, "staff.csv.gz", gzip.compress(TEXT.encode() * 9)), "too-large")


def test_a_file_that_may_not_be_opened_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what the system gives as its reason."""
    opened = Path.open

    def refuse(file: Path, *args: Any, **kwargs: Any) -> Any:
        if file.name == "staff.csv":
            raise PermissionError(13, "Permission denied")
        return opened(file, *args, **kwargs)

    make_pack(tmp_path, staff=[PERSON])
    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in the_item(tmp_path, "unreadable-file").message


def test_a_workbook_that_unpacks_to_too_much_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its packed size is."""
    monkeypatch.setattr(limits, "WORKBOOK_BYTES", 7_000)
    assert the_item(make_pack(tmp_path, staff=[PERSON], form="xlsx"), "too-large")


def test_a_manifest_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest is a page of text."""
    monkeypatch.setattr(limits, "MANIFEST_BYTES", 20)
    assert the_item(make_pack(tmp_path, staff=[PERSON]), "too-large").file == "pack.toml"


@pytest.mark.parametrize(
    ("headers", "missing", "severity"),
    [
        pytest.param(["ethnic_category", "pay_band"], "person", "error", id="person"),
        pytest.param(["person", "pay_band"], "ethnic_category", "error", id="ethnic category"),
        pytest.param(["person", "ethnic_category"], "pay_band", "warning", id="pay band"),
    ],
)
def test_a_missing_column_says_what_it_is_for(
    tmp_path: Path, headers: list[str], missing: str, severity: str
) -> None:
    """Without some columns a table cannot be used; without a pay band, it can for other figures."""
    make_pack(tmp_path, staff=[{header: PERSON[header] for header in headers}])
    item = the_item(tmp_path, "missing-column")
    assert (item.column, item.severity) == (missing, severity)
    assert "It is used for" in item.message


def test_a_header_that_the_manifest_names_must_be_there(tmp_path: Path) -> None:
    """Even for a column that could be left out: somebody meant it to be read."""
    manifest = {"tables": {"staff": {"columns": {"team": "Tem"}}}}
    make_pack(tmp_path, staff=[PERSON | {"Team name": "North"}], manifest=manifest)
    item = the_item(tmp_path, "missing-column")
    assert (item.column, item.severity) == ("team", "error")


def test_a_header_that_the_manifest_gives_another_meaning_has_only_that(tmp_path: Path) -> None:
    """What pack.toml says goes before a header that happens to be the name of a column."""
    manifest = {"tables": {"staff": {"columns": {"team": "sex"}}}}
    make_pack(tmp_path, staff=[PERSON | {"sex": "North"}], manifest=manifest)
    item = the_item(tmp_path, "missing-column")
    assert (item.column, item.severity) == ("sex", "warning")
    assert "read as team" in item.message
    assert query(tmp_path, "SELECT team, sex FROM staff") == [("North", None)]


def test_two_headers_may_change_places(tmp_path: Path) -> None:
    """Each is what pack.toml says, and nothing is missing."""
    columns = {"person": "pay_band", "pay_band": "person"}
    row = {"person": "5", "pay_band": "p1", "ethnic_category": "A"}
    make_pack(tmp_path, staff=[row], manifest={"tables": {"staff": {"columns": columns}}})
    assert check(tmp_path).items == []
    assert query(tmp_path, "SELECT person, rung FROM staff") == [("p1", "5")]
