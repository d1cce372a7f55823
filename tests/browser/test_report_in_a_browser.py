"""The report as it is seen: on a desk, on a phone, on paper, and by assistive technology."""

import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.factories.results import SNAPSHOTS, a_measurement

from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report

WIDTHS = {"desk": 1200, "phone": 360, "small phone": 320}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(LaidOut(a_measurement("nhs-wres"))), encoding="utf-8")
    return path


def opened(browser: Browser, report: Path, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(report.as_uri())
    return page


@pytest.fixture(scope="module")
def small_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of section, with fewer lines: axe looks at each cell of each table."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    measurement = a_measurement("sc-wres", groupings=("binary",), snapshots=SNAPSHOTS[1:])
    path.write_text(render_report(LaidOut(measurement)), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing_wrong(browser, small_report, width):
    page = opened(browser, small_report, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_page_never_scrolls_sideways(browser, report, width):
    page = opened(browser, report, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize("width", [*WIDTHS.values(), 721])
def test_no_word_is_too_small_to_read(browser, report, width):
    """12 px in pictures at any width, 14 px elsewhere."""
    page = opened(browser, report, width)
    sizes = page.evaluate(
        """() => {
          const out = {picture: 99, page: 99};
          for (const text of document.querySelectorAll('figure svg text')) {
            const svg = text.ownerSVGElement, box = svg.getBoundingClientRect();
            if (!box.width) continue;
            const size = parseFloat(getComputedStyle(text).fontSize);
            out.picture = Math.min(out.picture, size * box.width / svg.viewBox.baseVal.width);
          }
          for (const part of document.querySelectorAll('p,li,td,th,dd,dt,caption,summary,span,a')) {
            if (part.closest('svg') || !part.getClientRects().length) continue;
            out.page = Math.min(out.page, parseFloat(getComputedStyle(part).fontSize));
          }
          return out;
        }"""
    )
    assert sizes["picture"] >= 11.99
    assert sizes["page"] >= 14
    page.close()


def test_every_cell_of_a_table_is_there_on_a_phone(browser, small_report):
    page = opened(browser, small_report, 360)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    gone = page.evaluate(
        """() => [...document.querySelectorAll('td, th')]
          .filter(cell => getComputedStyle(cell).display === 'none').length"""
    )
    assert gone == 0
    page.close()


def test_one_layout_of_each_picture_is_seen_at_a_time(browser, report):
    for width, seen, unseen in ((1200, "wide", "narrow"), (360, "narrow", "wide")):
        page = opened(browser, report, width)
        assert page.locator(f"figure .{seen} svg:visible").count() > 10
        assert page.locator(f"figure .{unseen} svg:visible").count() == 0
        page.close()


def test_nothing_is_asked_for_and_nothing_goes_wrong(browser, report):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert said == []
    page.close()


def test_the_first_key_leads_past_the_contents(browser, report):
    page = opened(browser, report, 1200)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.close()


def test_every_printed_page_says_internal_and_made_up_and_has_a_number(browser, report, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils")
    page = opened(browser, report, 1200)
    pdf = tmp_path / "report.pdf"
    page.pdf(path=str(pdf), prefer_css_page_size=True)
    page.close()
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    sheets = text.split("\f")[:-1]
    assert len(sheets) > 10
    for number, sheet in enumerate(sheets, start=1):
        assert "Internal: not for release" in sheet
        assert "Made up data" in sheet
        assert f"Page {number} of {len(sheets)}" in sheet


def test_what_is_folded_on_screen_is_open_on_paper(browser, report, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils")
    page = opened(browser, report, 1200)
    pdf = tmp_path / "report.pdf"
    page.pdf(path=str(pdf), prefer_css_page_size=True)
    page.close()
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "÷" in text
