"""A hidden number put back into a Word file, a workbook or a PDF is found."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from tests.factories.hidden_words import IN_ANY_PLACE, attacked, board_files, hidden_cases

from evenhand.domain.disclosure.release import Released
from evenhand.pipeline.wrong_use import NotSafe
from evenhand.reporting.documents.outline import outline
from evenhand.reporting.documents.report_pdf import page_data
from evenhand.reporting.documents.typesetting import typeset
from evenhand.reporting.laid_out import LaidOut


@pytest.fixture(scope="module")
def released() -> Released:
    return hidden_cases()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return board_files()


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


@pytest.mark.parametrize("hidden", IN_ANY_PLACE)
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


def _as_number(book: Workbook) -> None:
    sheet, row = _hidden_row(book)
    sheet.cell(row, 4).value = 14  # type: ignore[attr-defined]


def _as_number_outside_tables(book: Workbook) -> None:
    book["Cover"]["Z99"].value = 14


def _as_text(book: Workbook, hidden: str) -> None:
    book["Notes"]["B9"].value = f"Black staff: {hidden}"


def _as_cell_comment(book: Workbook, hidden: str) -> None:
    book["Notes"]["B9"].comment = Comment(f"Black staff: {hidden}", "A")


def _as_name(book: Workbook) -> None:
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


@pytest.mark.parametrize("hidden", IN_ANY_PLACE)
@pytest.mark.parametrize(
    "put",
    [
        _as_text, _as_cell_comment, _as_sheet, _as_document_property, _as_prompt, _as_head,
    ],
)  # fmt: skip
def test_a_number_put_back_in_a_workbook_is_found(
    put: Callable[[Workbook, str], None],
    hidden: str,
    files: dict[str, bytes],
    released: Released,
) -> None:
    """In text, comments, names of sheets, properties, prompts, heads of pages."""
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    put(book, hidden)
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(NotSafe, match=r"report\.xlsx tells more"):
        attacked("report.xlsx", saved.getvalue(), released.measurement)


@pytest.mark.parametrize("put", [_as_number, _as_number_outside_tables, _as_name])
def test_a_number_that_is_one_in_a_workbook_is_found(
    put: Callable[[Workbook], None], files: dict[str, bytes], released: Released
) -> None:
    """In a table, beside it, and under a name."""
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    put(book)
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(NotSafe, match=r"report\.xlsx tells more"):
        attacked("report.xlsx", saved.getvalue(), released.measurement)


@pytest.mark.parametrize("hidden", IN_ANY_PLACE)
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
