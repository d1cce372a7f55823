"""The comparison as it is seen: on a desk, on a phone, and by assistive technology."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.looking import axe_finds_nothing
from tests.factories.comparisons import COUNTS, a_body, several
from tests.factories.results import a_suppressed_result

from evenhand.domain.measures.compare import compare
from evenhand.domain.measures.succession import Succession
from evenhand.reporting.compare.page import render_comparison

WIDTHS = [1200, 360, 320]
SEE = "details => details.forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty bodies; the one that asked has merged; a hidden figure, a nought, a body far away."""
    hidden = (a_suppressed_result(body="H", grouping="binary", group="bme"),)
    bodies = [
        *several(30),
        a_body("OWN", name="A partnership trust with quite a long name of its own"),
        a_body("OLD", {"2023-03-31": (30, 500, 40, 1200), "2024-03-31": COUNTS}),
        replace(a_body("H"), results=hidden),
        a_body("N", (0, 300, 30, 900)),
        a_body("F", (300, 700, 60, 1580), name="A body far away"),
    ]
    made = compare(bodies, own="OWN", successions=[Succession("OLD", "OWN", "2024-10-01")])
    path = tmp_path_factory.mktemp("comparison") / "comparison.html"
    path.write_text(render_comparison(replace(made, marked_as="made up")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def opened(browser: Browser, comparison: Path) -> Iterator[Page]:
    """The page, with all of it unfolded: tests only look at it."""
    page = browser.new_page()
    page.goto(comparison.as_uri())
    page.eval_on_selector_all("details", SEE)
    yield page
    page.close()


def turned(page: Page, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    return page


@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing_wrong(opened, width):
    axe_finds_nothing(turned(opened, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(opened, width):
    assert turned(opened, width).evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_picture_is_too_small_or_cut_off(opened, width):
    """12 px at any width, and every word inside its picture."""
    smallest, outside = turned(opened, width).evaluate(
        """() => {
          let smallest = 99; const outside = [];
          for (const text of document.querySelectorAll('figure svg text')) {
            const svg = text.ownerSVGElement, box = svg.getBoundingClientRect();
            if (!box.width) continue;
            const size = parseFloat(getComputedStyle(text).fontSize);
            smallest = Math.min(smallest, size * box.width / svg.viewBox.baseVal.width);
            const word = text.getBoundingClientRect();
            if (word.left < box.left - 1 || word.right > box.right + 1) outside.push(text.textContent);
          }
          return [smallest, outside];
        }"""
    )
    assert smallest >= 11.99
    assert outside == []


def test_the_body_that_asked_is_named_and_at_most_five_bodies_are(opened):
    page = turned(opened, 1200)
    said = page.locator("#m1 figure").first.locator(".wide svg text").all_text_contents()
    names = [each for each in said if not each[0].isdigit() and "known" not in each]
    assert names[0].startswith("A partnership trust")
    assert "A body far away" in names
    assert len(names) <= 5


def test_every_kind_of_nothing_is_said_in_the_table(opened):
    page = turned(opened, 1200)
    text = page.locator("#m1-table-caption").locator("xpath=..").inner_text()
    assert "Too few people to show" in text
    assert "†" in text
    assert "Break." in page.locator("#m1").inner_text()
    assert page.locator("#signs dt").count() >= 5


def test_nothing_is_asked_for_and_nothing_goes_wrong(browser, comparison):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(comparison.as_uri())
    assert asked == [comparison.as_uri()]
    assert said == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the comparison"
    page.close()
