"""The report as it is seen: on a desk, on a phone, on paper, and by assistive technology."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.looking import axe_finds_nothing
from tests.factories.results import SNAPSHOTS, a_measurement

from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report

# A desk, a phone, a small phone.
WIDTHS = (1200, 360, 320)
# The smallest words of pictures and of the rest, in px.
SIZES = """() => {
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
UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(LaidOut(a_measurement("nhs-wres"))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page, in which what a test needs is opened anew."""
    page = browser.new_page()
    yield page
    page.close()


def turned(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})


@pytest.fixture(scope="module")
def small_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of section, with fewer lines: axe looks at each cell of each table."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    measurement = a_measurement("sc-wres", groupings=("binary",), snapshots=SNAPSHOTS[1:])
    path.write_text(render_report(LaidOut(measurement)), encoding="utf-8")
    return path


def test_axe_finds_nothing_wrong(page, small_report):
    page.goto(small_report.as_uri())
    page.evaluate(UNFOLD)
    for width in (1200, 360):
        turned(page, width)
        axe_finds_nothing(page)


def test_the_page_never_scrolls_sideways(page, report):
    page.goto(report.as_uri())
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        turned(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_no_word_is_too_small_to_read(page, report):
    """12 px in pictures at any width, 14 px elsewhere."""
    page.goto(report.as_uri())
    for width in (*WIDTHS, 721):
        turned(page, width)
        sizes = page.evaluate(SIZES)
        assert sizes["picture"] >= 11.99, width
        assert sizes["page"] >= 14, width


def test_every_cell_of_a_table_is_there_on_a_phone(page, small_report):
    turned(page, 360)
    page.goto(small_report.as_uri())
    page.evaluate(UNFOLD)
    gone = page.evaluate(
        """() => [...document.querySelectorAll('td, th')]
          .filter(cell => getComputedStyle(cell).display === 'none').length"""
    )
    assert gone == 0


def test_one_layout_of_each_picture_is_seen_at_a_time(page, report):
    page.goto(report.as_uri())
    for width, seen, unseen in ((1200, "wide", "narrow"), (360, "narrow", "wide")):
        turned(page, width)
        assert page.locator(f"figure .{seen} svg:visible").count() > 10
        assert page.locator(f"figure .{unseen} svg:visible").count() == 0


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


def test_the_first_key_leads_past_the_contents(page, small_report):
    page.goto(small_report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.fixture(scope="module")
def printed(page, report, tmp_path_factory) -> str:
    """The words of the report on paper; its sheets end with a form feed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils")
    page.goto(report.as_uri())
    pdf = tmp_path_factory.mktemp("printed") / "report.pdf"
    page.pdf(path=str(pdf), prefer_css_page_size=True)
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout


def test_every_printed_page_says_internal_and_made_up_and_has_a_number(printed):
    sheets = printed.split("\f")[:-1]
    assert len(sheets) > 10
    for number, sheet in enumerate(sheets, start=1):
        assert "Internal: not for release" in sheet
        assert "Made up data" in sheet
        assert f"Page {number} of {len(sheets)}" in sheet


def test_what_is_folded_on_screen_is_open_on_paper(printed):
    assert "÷" in printed
