"""How a page of the site is looked at: by axe, at two widths, with an ear for the console."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

WIDTHS = (1200, 360)
# What reaches beyond the screen, but for what scrolls within its own frame.
TOO_WIDE = """width => [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > width + 1
        && !each.closest(".eh-scroll, .scroll, .eh-code"))
    .map(each => each.outerHTML.slice(0, 80))"""


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait until that has loaded.

    A click alone returns as soon as the browser has asked; what is looked at next would be
    the page that is left, or one that is half there.
    """
    with target.page.expect_navigation():
        target.click()


def look_at(page: Page, width: int) -> None:
    """Nothing for axe to find, no sideways scroll."""
    page.set_viewport_size({"width": width, "height": 800})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(TOO_WIDE, width) == []
