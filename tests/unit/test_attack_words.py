"""A hidden number put back anywhere in a finished file is found; a file as it is made says no more."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from tests.factories.disclosure import measurement_of
from tests.factories.measures import results_of
from tests.factories.results import a_measurement

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.hide import hide_whole
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.attack import attack_file
from evenhand.pipeline.attack_words import READERS, must_say_no_more
from evenhand.pipeline.formats import chosen, files_of
from evenhand.pipeline.wrong_use import NotSafe, WrongUse
from evenhand.reporting.contents import render_contents
from evenhand.reporting.documents.outline import outline
from evenhand.reporting.documents.report_pdf import page_data
from evenhand.reporting.documents.typesetting import typeset
from evenhand.reporting.laid_out import LaidOut

PEOPLE = {
    "white-british": 800,
    "irish": 40,
    "indian": 120,
    "african": 93,
    "caribbean": 47,
    "not-stated": 60,
    "not-known": 31,
}
CASES = {
    "white-british": 33,
    "irish": 12,
    "indian": 24,
    "african": 3,
    "caribbean": 14,
    "not-stated": 12,
}
# African is hidden because 3 is small, Caribbean because Black less it would tell.
HIDDEN = ("3 of 93", "3 people", "3", "14", "14 of 47")


@pytest.fixture(scope="module")
def released() -> Released:
    """African is small in disciplinary cases, and something else goes with it."""
    results = results_of(
        {"workforce": PEOPLE, "disciplinary": CASES},
        groupings=("binary", "broad-5-2021", "census-2021-19"),
    )
    return release(measurement_of(results), preset("regulator"), "board")


@pytest.fixture(scope="module")
def files(released: Released) -> dict[str, bytes]:
    """Every file that a board reader gets."""
    made = files_of(released.measurement, chosen("all", audience="board"))
    made["index.html"] = render_contents([("x/report.html", released.measurement)] * 2)
    return {name: text.encode() if isinstance(text, str) else text for name, text in made.items()}


def attacked(name: str, data: bytes, measurement: Measurement) -> None:
    must_say_no_more({name: data}, [measurement], measurement.results)


def test_as_many_people_as_a_year_has_are_a_count_and_no_year() -> None:
    many = {"white-british": 2025, "african": 495}
    cases = {"white-british": 202, "african": 60}
    results = results_of({"workforce": many, "disciplinary": cases}, groupings=("binary",))
    released = release(measurement_of(results), preset("regulator"), "board")
    assert any(
        2025 in (r.denominator, r.comparator_denominator) for r in released.measurement.results
    )
    for name, data in files_of(released.measurement, ("xlsx", "docx", "html")).items():
        attacked(name, data.encode() if isinstance(data, str) else data, released.measurement)


def test_the_number_put_back_below_is_hidden(released: Released) -> None:
    """Else the tests below would prove nothing."""
    hidden = {r.group for r in released.measurement.results if r.suppressed}
    assert hidden == {"african", "caribbean"}


def test_every_file_that_may_reach_a_reader_is_read(files: dict[str, bytes]) -> None:
    """A format that nobody reads back could say anything."""
    assert set(files) == set(READERS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_file_as_it_is_made_says_no_more_than_its_results(
    name: str, files: dict[str, bytes], released: Released
) -> None:
    """No false alarm."""
    attacked(name, files[name], released.measurement)


PAGE: dict[str, tuple[str, str]] = {
    "caption": ("</caption>", ": {}</caption>"),
    "text": ("</h1>", "</h1><p>Black staff: {}</p>"),
    "text broken by markup": ("</h1>", "</h1><p><b>Black</b> staff: <i>{}</i></p>"),
    "cell": ("</tr>", "<td>{}</td></tr>"),
    "alt text": ("</h1>", '</h1><img alt="Black staff: {}">'),
    "title of a drawing": ("</title><desc", ", {}</title><desc"),
    "description of a drawing": ("</desc>", " Black: {}.</desc>"),
    "word in a drawing": ("</text>", " {}</text>"),
    "tooltip": ("<caption", '<caption title="Black staff: {}"'),
    "label read aloud": ("<main", '<main aria-label="Black staff: {}"'),
    "value of data": ("</h1>", '</h1><data value="{}">some</data>'),
    "attribute of its own": ("<main", '<main data-black="{}"'),
    "comment": ("</h1>", "</h1><!-- Black staff: {} -->"),
    "head of printed pages": ("</style>", '@page {{ @top-left {{ content: "{}" }} }}</style>'),
    "title": ("</title>", ", {}</title>"),
    "link": ("</h1>", '</h1><a href="more?black={}">more</a>'),
    "script": ("</h1>", "</h1><script>const black = '{}'</script>"),
}


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("place", PAGE)
def test_a_number_put_back_on_the_page_is_found(
    place: str, hidden: str, files: dict[str, bytes], released: Released
) -> None:
    """Wherever a page can say it: to the eye, to a screen reader, to the mouse, to the curious."""
    page = files["report.html"].decode()
    old, new = PAGE[place]
    assert old in page
    with pytest.raises(NotSafe, match=r"report\.html tells more"):
        attacked(
            "report.html", page.replace(old, new.format(hidden), 1).encode(), released.measurement
        )


def test_a_number_in_the_row_of_a_hidden_figure_is_found_though_it_is_printed_elsewhere(
    files: dict[str, bytes], released: Released
) -> None:
    """45 of 840 is White's, and stands in many places; here it would be another group's."""
    page = files["report.html"].decode()
    cell = '<td class="hidden"><span>Hidden to protect people</span></td>'
    assert "45 of 840" in page
    with pytest.raises(NotSafe, match="45 .td"):
        attacked(
            "report.html",
            page.replace(cell, "<td>45 of 840 (5.4%)</td>", 1).encode(),
            released.measurement,
        )


LONE = {
    "alone": "Black staff: {}",
    "of people": "{} of Black staff",
    "of others' counts": "36 of 213 ({})",
    "before others' counts": "{} (36 of 213)",
    "against": "{} of Black staff had this outcome, against 30.0% of White staff",
    "set against": "{} − 30.0%",
    "divided by": "{} ÷ 30.0% = 0.67",
    "bounds": "between {} and 30.0%",
    "in brief": "36 ({})",
}


@pytest.mark.parametrize("words", LONE.values(), ids=list(LONE))
def test_a_percentage_alone_is_found_though_another_result_prints_it(
    words: str, files: dict[str, bytes], released: Released
) -> None:
    """20.0% and 30.0% are those of two groups, each in its own results, and Black is hidden."""
    page = files["report.html"].decode()
    assert "24 of 120 (20.0%)" in page
    assert "12 of 40 (30.0%)" in page
    with pytest.raises(NotSafe, match=r"report\.html tells more"):
        attacked(
            "report.html",
            page.replace("</h1>", f"</h1><p>{words.format('20.0%')}</p>", 1).encode(),
            released.measurement,
        )


@pytest.mark.parametrize("name", ["report.html", "report.docx", "report.pdf", "report.xlsx"])
def test_percentages_stand_beside_their_own_counts(
    name: str, files: dict[str, bytes], released: Released
) -> None:
    """The same words with the counts of that percentage are no news."""
    page = files["report.html"].decode().replace("</h1>", "</h1><p>24 of 120 (20.0%)</p>", 1)
    attacked("report.html", page.encode(), released.measurement)
    attacked(name, files[name], released.measurement)


def _as_paragraph(document: Document, hidden: str) -> None:
    document.add_paragraph(f"Black staff: {hidden}")


def _as_runs(document: Document, hidden: str) -> None:
    paragraph = document.add_paragraph("Black staff: ")
    for letter in hidden:
        paragraph.add_run(letter)


def _in_table(document: Document, hidden: str) -> None:
    document.tables[0].rows[1].cells[1].text = hidden


def _as_alt_text(document: Document, hidden: str) -> None:
    document.inline_shapes[0]._inline.docPr.set("descr", f"Black staff: {hidden}")


def _as_title_of_shape(document: Document, hidden: str) -> None:
    document.inline_shapes[0]._inline.docPr.set("title", f"Black staff: {hidden}")


def _as_property(document: Document, hidden: str) -> None:
    document.core_properties.keywords = f"Black staff: {hidden}"


def _as_comment(document: Document, hidden: str) -> None:
    paragraph = document.paragraphs[0]
    document.add_comment(paragraph.runs[0], text=f"Black staff: {hidden}", author="A")


def _in_header(document: Document, hidden: str) -> None:
    document.sections[0].header.paragraphs[0].add_run(f" {hidden}")


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "put",
    [
        _as_paragraph, _as_runs, _in_table, _as_alt_text, _as_title_of_shape, _as_property,
        _as_comment, _in_header,
    ],
)  # fmt: skip
def test_a_number_put_back_in_a_word_file_is_found(
    put: Callable[[Document, str], None],
    hidden: str,
    files: dict[str, bytes],
    released: Released,
) -> None:
    """In text, tables, alt texts, properties, comments, heads of pages."""
    document = docx.Document(io.BytesIO(files["report.docx"]))
    put(document, hidden)
    saved = io.BytesIO()
    document.save(saved)
    with pytest.raises(NotSafe, match=r"report\.docx tells more"):
        attacked("report.docx", saved.getvalue(), released.measurement)


def _hidden_row(book: Workbook) -> tuple[object, int]:
    for sheet in book:
        for row in sheet.iter_rows():
            if row[0].value and any(cell.value == "[hidden]" for cell in row[3:6]):
                return sheet, row[0].row
    raise AssertionError("no row is hidden")


def _as_number(book: Workbook, hidden: str) -> None:
    sheet, row = _hidden_row(book)
    sheet.cell(row, 4).value = 14  # type: ignore[attr-defined]


def _as_number_outside_tables(book: Workbook, hidden: str) -> None:
    book["Cover"]["Z99"].value = 14


def _as_text(book: Workbook, hidden: str) -> None:
    book["Notes"]["B9"].value = f"Black staff: {hidden}"


def _as_cell_comment(book: Workbook, hidden: str) -> None:
    book["Notes"]["B9"].comment = Comment(f"Black staff: {hidden}", "A")


def _as_name(book: Workbook, hidden: str) -> None:
    book.defined_names["black"] = DefinedName("black", attr_text="14")


def _as_sheet(book: Workbook, hidden: str) -> None:
    book["Notes"].title = f"Notes {hidden.replace(':', '')}"


def _as_document_property(book: Workbook, hidden: str) -> None:
    book.properties.description = f"Black staff: {hidden}"


def _as_prompt(book: Workbook, hidden: str) -> None:
    check = DataValidation(type="whole", operator="greaterThan", formula1="0")
    check.prompt, check.promptTitle = f"Black staff: {hidden}", "Note"
    check.add("A1")
    book["Notes"].add_data_validation(check)


def _as_head(book: Workbook, hidden: str) -> None:
    book["Notes"].oddHeader.center.text = f"Black staff: {hidden}"


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "put",
    [
        _as_number, _as_number_outside_tables, _as_text, _as_cell_comment, _as_name, _as_sheet,
        _as_document_property, _as_prompt, _as_head,
    ],
)  # fmt: skip
def test_a_number_put_back_in_a_workbook_is_found(
    put: Callable[[Workbook, str], None],
    hidden: str,
    files: dict[str, bytes],
    released: Released,
) -> None:
    """In cells, comments, names, properties, prompts, heads of pages."""
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    put(book, hidden)
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(NotSafe, match=r"report\.xlsx tells more"):
        attacked("report.xlsx", saved.getvalue(), released.measurement)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "place", ["text", "heading", "item", "cell", "caption", "alt", "title", "mark", "word"]
)
def test_a_number_put_back_in_a_pdf_is_found(place: str, hidden: str, released: Released) -> None:
    """In text, headings, tables, captions, alt texts, drawings, properties, heads of pages."""
    data = page_data(outline(LaidOut(released.measurement)), contents=True)
    blocks = {block["kind"]: block for block in data["blocks"]}
    match place:
        case "text":
            blocks["paragraph"]["text"] += f" Black staff: {hidden}"
        case "heading":
            blocks["heading"]["text"] += f" {hidden}"
        case "item":
            blocks["list"]["items"].append(hidden)
        case "cell":
            blocks["table"]["parts"][0]["rows"][0][-1]["text"] = hidden
        case "caption":
            blocks["table"]["caption"] += f": {hidden}"
        case "alt":
            blocks["picture"]["alt"] += f" Black staff: {hidden}"
        case "word":
            blocks["picture"]["svg"] = blocks["picture"]["svg"].replace(
                "</text>", f": {hidden}</text>", 1
            )
        case "title":
            data["title"] += f": {hidden}"
        case "mark":
            data["marks"].append(hidden)
    with pytest.raises(NotSafe, match=r"report\.pdf tells more"):
        attacked("report.pdf", typeset(data), released.measurement)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("results.json", '"reason": "', '"reason": "3 of 93. '),
        ("results.json", '"flags": [', '"flags": ["3 more outside the workforce, not counted", '),
        ("results.json", '"options": {', '"options": {"black": "14"'),
        ("results.csv-metadata.json", '"dc:title": "', '"dc:title": "3 of 93 '),
        ("index.html", "</h1>", "</h1><p>3 of 93</p>"),
    ],
)
def test_a_number_put_back_beside_the_results_is_found(
    name: str, old: str, new: str, files: dict[str, bytes], released: Released
) -> None:
    """In texts of results, in metadata, on the page that lists several reports."""
    text = files[name].decode()
    assert old in text
    with pytest.raises(NotSafe, match="tells more"):
        attacked(name, text.replace(old, new, 1).encode(), released.measurement)


@pytest.mark.parametrize("name", ["report-3-of-93.html", "notes.txt", "report.html.bak"])
def test_a_file_that_no_attack_reads_is_not_let_through(name: str, released: Released) -> None:
    """Its name alone could tell."""
    with pytest.raises(NotSafe, match="no attack can read this file"):
        attacked(name, b"", released.measurement)


@pytest.mark.parametrize("name", ["report.pdf", "board-summary.pdf"])
def test_a_pdf_that_cannot_be_read_is_not_let_through(name: str, released: Released) -> None:
    """A broken file cannot be attacked."""
    with pytest.raises(NotSafe, match="no PDF"):
        attacked(name, b"%PDF-1.7 nothing", released.measurement)


NAMES = {
    "digits": "Trust 2 of 7, Wards 13 and 14, North East Lincolnshire and Goole, Number 12 Ltd",
    "typst markup": '#panic("3 of 93") $a$ *b* _c_ [d 4] `e5` @f <g6> // h',
    "right to left": "مجلس 12 مدينة 34 شرق",
    "turned round": "Trust 12 \u202eevil 34\u202c \u2067x",
    "controls": "Trust 1\x07\x00 2 of 3\x1f Names",
    "no font": "Trust 8 中文 \U0001f600 9",
    "formula": "=1+2",
    "30,000 letters": "Trust 12 " * 3300,
    "one long word": "T1" * 15000,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_digits_in_a_name_are_no_count(name: str, released: Released) -> None:
    """Whole, cut, wrapped, turned round, or printed by the numbers of its letters."""
    body = replace(released.measurement.body, name=name)
    results = tuple(replace(each, body_name=name) for each in released.measurement.results)
    named = replace(released.measurement, body=body, results=results, marked_as="made up 3")
    for file, content in files_of(named, chosen("all", audience="board")).items():
        data = content.encode() if isinstance(content, str) else content
        attacked(file, data, named)
        with pytest.raises(NotSafe):
            attacked(file + "3", data, named)


@pytest.mark.parametrize("standard", ["nhs-wres", "sc-wres", "dfe-social-workers"])
def test_a_report_in_which_everything_is_hidden_says_no_number_at_all(standard: str) -> None:
    """Every digit in its words is a date, a grade, or one of those that `wording` lists."""
    measured = a_measurement(standard, groupings=("binary", "broad-5-2021"))
    bare = replace(
        measured,
        results=tuple(map(hide_whole, measured.results)),
        audience="public",
        protection="Counts from 0 to 4 are hidden.",
        **{"placements": (), "rows": {}, "warnings": (), "errors": ()},
    )
    for name, content in files_of(bare, chosen("all", audience="public")).items():
        attacked(name, content.encode() if isinstance(content, str) else content, bare)


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    """The finished files of one report, as they lie on a disk."""
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "report.docx", "report.xlsx"])
def test_anybody_can_attack_a_finished_document(name: str, folder: Path) -> None:
    """It is set against the results beside it, and nothing else is known."""
    assert attack_file(folder / name, preset("regulator")).given_away == ()
    page = folder / "report.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", "</h1><p>3 of 93</p>"), "utf-8")
    (found,) = attack_file(page, preset("regulator")).given_away
    assert (found.name, found.low, found.high) == ("3 of 93 (p)", 3, 3)


def test_a_document_without_its_results_cannot_be_attacked(folder: Path) -> None:
    """The message says what to put beside it."""
    (folder / "results.json").unlink()
    with pytest.raises(WrongUse, match=r"put results\.json into the same folder"):
        attack_file(folder / "report.pdf", preset("regulator"))


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.xlsx"])
def test_a_document_that_is_none_is_wrong_use(name: str, folder: Path) -> None:
    """A broken or renamed file ends in a sentence."""
    (folder / name).write_bytes(b"nothing of the kind")
    with pytest.raises(WrongUse, match="cannot be read"):
        attack_file(folder / name, preset("regulator"))
