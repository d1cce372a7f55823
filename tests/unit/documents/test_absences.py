"""Hidden, not applicable, not calculable, not known and nought: told apart and explained everywhere."""

import json
from pathlib import Path

import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import results_of
from tests.factories.read_back import docx_cells, pdf_text, squeezed

from evenhand.data.attack_files.office_read import words_of_docx
from evenhand.data.attack_files.page_read import words_of_page
from evenhand.data.attack_files.pdf_read import words_of_pdf
from evenhand.data.attack_files.sheet_read import words_of_xlsx
from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.hide import NOT_STATED_FLAG
from evenhand.domain.disclosure.preset import IN_WORDS, ZERO_IN_WORDS
from evenhand.domain.disclosure.release import release
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.formats import chosen, files_of

COUNTS = {
    "workforce": {
        "white-british": 800, "indian": 120, "african": 90, "bangladeshi": 0, "irish": 40,
        "not-stated": 60, "not-known": 31,
    },
    "disciplinary": {
        "white-british": 33, "indian": 14, "african": 2, "caribbean": 0, "irish": 12,
        "not-stated": 3, "not-known": 0,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def board() -> Measurement:
    """African staff and the not stated are few; there are no Bangladeshi staff."""
    results = results_of(COUNTS, groupings=("binary", "broad-5-2021", "census-2021-19"))
    return release(measurement_of(results), preset("regulator"), "board").measurement


@pytest.fixture(scope="module")
def files(board: Measurement) -> dict[str, bytes]:
    made = files_of(board, chosen("all", audience="board"))
    return {name: text.encode() if isinstance(text, str) else text for name, text in made.items()}


def meanings() -> list[str]:
    """What follows the term in each of the five explanations."""
    return [words.partition(": ")[2] for words in (*IN_WORDS.values(), ZERO_IN_WORDS)]


def test_the_data_hold_all_five(board: Measurement) -> None:
    """Else the tests below would prove nothing."""
    results = [result for result in board.results if result.indicator == "3"]
    assert any(result.suppressed for result in results)
    assert any(result.finding == "not calculable" for result in results)
    assert any(NOT_STATED_FLAG in result.flags for result in results)
    assert any(result.numerator == 0 for result in results)
    assert any(result.bound_low is None and not result.suppressed for result in results)


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "report.docx", "report.xlsx"])
def test_every_document_explains_all_five(name: str, files: dict[str, bytes]) -> None:
    """In the same words."""
    readers = {
        "report.html": lambda data: words_of_page(data.decode()),
        "report.pdf": words_of_pdf,
        "report.docx": words_of_docx,
        "report.xlsx": words_of_xlsx,
    }
    text = squeezed(" ".join(said.text for said in readers[name](files[name]))).lower()
    for meaning in meanings():
        assert squeezed(meaning).lower() in text


@pytest.mark.parametrize("name", ["results.json", "results.csv-metadata.json"])
def test_files_for_programs_explain_all_five(name: str, files: dict[str, bytes]) -> None:
    """With the field that tells which of them a missing number is."""
    content = json.loads(files[name])
    told = content["signs"] if name == "results.json" else content["notes"]
    for meaning in meanings():
        assert meaning in json.dumps(told, ensure_ascii=False)
    assert "`suppressed` is true" in json.dumps(told)


def test_a_hidden_number_of_unknown_ethnicity_is_said_to_be_hidden(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    """An empty cell would be taken for nobody."""
    page = [said.text for said in words_of_page(files["report.html"].decode())]
    place = page.index("Ethnicity unknown")
    assert page[place + 1 : place + 3] == ["Not stated", "hidden"]
    assert ["Not stated", "hidden"] in [row[:2] for row in docx_cells(files["report.docx"])]
    assert "Notstatedhidden" in squeezed(pdf_text(files["report.pdf"], tmp_path))
    sheet = [said.text for said in words_of_xlsx(files["report.xlsx"])]
    assert "[hidden]" in sheet


@pytest.mark.parametrize("name", ["report.html", "report.docx"])
def test_no_cell_of_a_table_is_blank(name: str, files: dict[str, bytes]) -> None:
    """What has no number says why."""
    if name == "report.docx":
        assert [row for row in docx_cells(files[name]) if "" in row] == []
    else:
        page = files[name].decode()
        assert "<td></td>" not in page
        assert 'class="quiet"></td>' not in page
        assert 'class="number"></td>' not in page
