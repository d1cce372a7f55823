"""The DOCX: headings, real tables with repeated heads, described pictures, the same each time."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from tests.factories.results import TELLTALES, a_measurement, a_suppressed_result
from tests.unit.documents.test_pdf import NAMES

from evenhand.domain.frameworks.body import Body
from evenhand.reporting.documents.report_docx import render_docx
from evenhand.reporting.laid_out import LaidOut


@pytest.fixture(scope="module")
def file() -> bytes:
    return render_docx(LaidOut(a_measurement("nhs-wres")))


def test_it_says_its_title_and_its_language(file: bytes) -> None:
    properties = docx.Document(io.BytesIO(file)).core_properties
    assert properties.title == "Race equality report: Example Partnership Trust"
    assert properties.language == "en-GB"


def test_its_headings_go_down_one_level_at_a_time(file: bytes) -> None:
    styles = [p.style.name for p in docx.Document(io.BytesIO(file)).paragraphs if p.style]
    levels = [int(name[-1]) for name in styles if name.startswith("Heading ")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_repeats_its_head(file: bytes) -> None:
    tables = docx.Document(io.BytesIO(file)).tables
    assert len(tables) > 20
    for table in tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_every_picture_is_described(file: bytes) -> None:
    shapes = docx.Document(io.BytesIO(file)).inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    assert len(described) > 10
    assert all(described)


def test_every_page_is_marked(file: bytes) -> None:
    (section,) = docx.Document(io.BytesIO(file)).sections
    text = " ".join(paragraph.text for paragraph in section.header.paragraphs)
    assert "Internal: not for release" in text
    assert "Made up data" in text


def test_the_same_measurement_gives_the_same_bytes(file: bytes) -> None:
    assert render_docx(LaidOut(a_measurement("nhs-wres"))) == file


@pytest.mark.parametrize("name", [*NAMES.values(), "x" * 30_000], ids=[*NAMES, "long"])
def test_any_name_can_be_opened_again(name: str) -> None:
    measurement = a_measurement("sc-wres", snapshots=("2025-03-31",), groupings=("binary",))
    body = Body(id="X01", name=name, kind="council", region="London")
    opened = docx.Document(io.BytesIO(render_docx(LaidOut(replace(measurement, body=body)))))
    assert opened.tables


def test_what_is_hidden_is_nowhere_in_the_file() -> None:
    data = render_docx(LaidOut(a_measurement("nhs-wres", results=(a_suppressed_result(),))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    words = docx.Document(io.BytesIO(data))
    said = " ".join(cell.text for table in words.tables for row in table.rows for cell in row.cells)
    assert "Hidden to protect people" in text
    assert not [number for number in TELLTALES if number in said]
