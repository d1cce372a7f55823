"""How a page of the site is looked at: by axe, at two widths, with an ear for the console."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Locator, Page

WIDTHS = (1200, 360)
# What reaches beyond the screen, but for what scrolls within its own frame.
TOO_WIDE = """width => [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > width + 1
        && !each.closest(".eh-scroll, .scroll, .eh-code"))
    .map(each => each.outerHTML.slice(0, 80))"""
# What axe has to say of what it did not find is long, and not asked for.
VIOLATIONS = """() => axe.run({resultTypes: ["violations"]})
    .then(found => ({violations: found.violations}))"""


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait until that has loaded.

    A click alone returns as soon as the browser has asked; what is looked at next would be
    the page that is left, or one that is half there.
    """
    with target.page.expect_navigation():
        target.click()


def axe_finds_nothing(page: Page) -> None:
    """As the page stands now. Axe is half a megabyte: it is put into each document once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(VIOLATIONS))
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"


def look_at(page: Page, width: int) -> None:
    """Nothing for axe to find, no sideways scroll."""
    page.set_viewport_size({"width": width, "height": 800})
    axe_finds_nothing(page)
    assert page.evaluate(TOO_WIDE, width) == [], page.url
