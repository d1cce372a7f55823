"""The PDF: for screen readers, marked on every page, the same each time, harmless whatever it is fed."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.read_back import pdf_info, pdf_text, squeezed
from tests.factories.results import TELLTALES, a_measurement, a_suppressed_result

from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.measurement import Measurement
from evenhand.reporting.documents.board_pdf import board_summary
from evenhand.reporting.documents.report_pdf import render_pdf
from evenhand.reporting.documents.typesetting import typeset
from evenhand.reporting.laid_out import LaidOut

NAMES = {
    "typst markup": '#panic("x") $a$ *b* _c_ [d] \\ `e` @f <g> // h',
    "xml": '<w:p/> & "quotes" \']]>',
    "right to left": "مجلس مدينة شرق",
    "turned round": "Trust \u202eevil\u202c \u2067x",
    "controls": "Trust\x07\x00 of\x1f Names",
    "half a pair": "Trust \ud800 of Names",
    "no font": "Trust 中文 \U0001f600",
}


def named(name: str, measurement: Measurement) -> Measurement:
    body = Body(id="X01", name=name, kind="nhs-trust", region="London")
    return replace(measurement, body=body)


@pytest.fixture(scope="module")
def small() -> Measurement:
    """One year, one grouping: enough for every part of a document."""
    return a_measurement("sc-wres", snapshots=("2025-03-31",), groupings=("binary",))


def test_it_is_tagged_titled_and_declares_its_standard(small: Measurement, tmp_path: Path) -> None:
    pdf = render_pdf(LaidOut(small))
    info = pdf_info(pdf, tmp_path)
    assert info["Tagged"] == "yes"
    assert info["Title"] == "Race equality report: Example Partnership Trust"
    assert b"pdfuaid" in pdf
    assert "CreationDate" not in info


def test_its_language_is_british_english(small: Measurement) -> None:
    assert b"en-GB" in render_pdf(LaidOut(small))


@pytest.mark.parametrize("render", [render_pdf, board_summary])
def test_every_page_says_that_it_is_internal_and_made_up(
    render: object, small: Measurement, tmp_path: Path
) -> None:
    assert callable(render)
    pages = pdf_text(render(LaidOut(small)), tmp_path).split("\f")[:-1]
    assert pages
    for page in pages:
        assert "Internal: not for release" in page
        assert "Made up data" in page


def test_a_report_for_everyone_says_so_and_under_which_rules(
    small: Measurement, tmp_path: Path
) -> None:
    public = replace(small, audience="public", protection="Counts under 10 are hidden.")
    text = " ".join(pdf_text(render_pdf(LaidOut(public)), tmp_path).split())
    assert "Public: small numbers are hidden" in text
    assert "Counts under 10 are hidden." in text
    assert "Internal" not in text


@pytest.mark.parametrize("render", [render_pdf, board_summary])
def test_the_same_measurement_gives_the_same_bytes(render: object, small: Measurement) -> None:
    assert callable(render)
    assert render(LaidOut(small)) == render(LaidOut(small))


@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_a_name_is_printed_and_nothing_more(name: str, small: Measurement, tmp_path: Path) -> None:
    text = pdf_text(render_pdf(LaidOut(named(name, small))), tmp_path)
    assert "In this report" in text
    if name.isascii() and name.isprintable():
        assert squeezed(name) in squeezed(text)


def test_a_character_that_no_font_has_is_printed_by_its_number(
    small: Measurement, tmp_path: Path
) -> None:
    """U+0378 has no letter in Unicode, so no font on any machine has one for it."""
    text = pdf_text(render_pdf(LaidOut(named("Trust \u0378", small))), tmp_path)
    assert "Trust [U+0378]" in text


def test_a_name_of_thirty_thousand_letters_leaves_the_page_readable(
    small: Measurement, tmp_path: Path
) -> None:
    for name in ("x" * 30_000, "long name " * 3_000):
        pdf = board_summary(LaidOut(named(name, small)))
        assert pdf_info(pdf, tmp_path)["Pages"] == "2"
        assert "What stands out" in pdf_text(pdf, tmp_path)


def test_what_is_hidden_is_nowhere_in_the_file(tmp_path: Path) -> None:
    measurement = a_measurement("nhs-wres", results=(a_suppressed_result(),))
    for render in (render_pdf, board_summary):
        text = pdf_text(render(LaidOut(measurement)), tmp_path)
        assert "Hidden to protect people" in text
        assert not [number for number in TELLTALES if number in text]


@pytest.mark.parametrize("standard", ["nhs-wres", "sc-wres", "dfe-social-workers"])
def test_the_board_summary_has_two_pages_that_stand_alone(standard: str, tmp_path: Path) -> None:
    pdf = board_summary(LaidOut(a_measurement(standard)))
    assert pdf_info(pdf, tmp_path)["Pages"] == "2"
    text = pdf_text(pdf, tmp_path)
    for heading in (
        "What stands out",
        "What changed",
        "What cannot be said",
        "Actions due",
        "No action is recorded yet.",
        "How it was worked out",
    ):
        assert heading in text


def test_without_any_result_there_is_still_a_document(tmp_path: Path) -> None:
    nothing = a_measurement("nhs-wres", results=())
    for render in (render_pdf, board_summary):
        assert "No figure could be worked out" in pdf_text(render(LaidOut(nothing)), tmp_path)


def test_a_picture_without_words_for_those_who_do_not_see_it_is_refused() -> None:
    """The standard is really asked for: typst itself refuses what would break it."""
    data = {
        "title": "T", "body": "B", "kind": "K", "period": "P", "marks": ["M"], "contents": False,
        "size": 10.0,
        "blocks": [{"kind": "picture", "title": "T", "subtitle": "S", "alt": None, "width": 100,
                    "svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'}],
    }  # fmt: skip
    with pytest.raises(RuntimeError, match="alt"):
        typeset(data)
