"""That a walk by keyboard and a look at an enlarged page find what is wrong."""

import pytest
from playwright.sync_api import Browser
from tests.browser.walking import wrong_by_keyboard, wrong_enlarged

SKIP = '<a href="#main">Skip</a><a href="#x">Menu</a><main id="main"><a href="#y">First</a>'


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (SKIP, ""),
        (f'{SKIP}<a href="#z" style="outline: 0">Last</a>', "focus is not seen"),
        (f'{SKIP}<a href="#z" style="outline: 3px solid #ffe">Last</a>', "focus is not seen"),
        (f'{SKIP}<button onkeydown="event.preventDefault()">Trap</button><a href="#z">Last</a>',
         "not reached"),
        (f'{SKIP}<a href="#z" tabindex="1">Last</a>', "out of order"),
        (f'{SKIP}<a href="#z" style="position: absolute; top: -30px; left: 0">Last</a>', "above the one"),
        (f'{SKIP}<div style="width: 50px; overflow: auto"><p style="width: 90px">Wide</p></div>',
         "scrolls, and cannot be reached"),
        (SKIP.replace("#main", "#gone"), "does not lead past"),
    ],
)  # fmt: skip
def test_what_is_wrong_by_keyboard_is_told(browser: Browser, page: str, told: str) -> None:
    opened = browser.new_page()
    opened.set_content(page)
    found = "; ".join(wrong_by_keyboard(opened))
    opened.close()
    assert told in found
    assert bool(told) == bool(found)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>Words that wrap as they should.</p>", ""),
        ('<p style="width: 500px">Wide</p>', "the page is"),
        (
            '<p style="height: 20px; overflow: hidden">Words, words, words, words, words</p>',
            "cut off",
        ),
        ('<p>Some words</p><p style="margin-top: -2rem">Other words</p>', "lies over"),
    ],
)
def test_what_is_wrong_on_an_enlarged_page_is_told(browser: Browser, page: str, told: str) -> None:
    opened = browser.new_page(viewport={"width": 1200, "height": 800})
    opened.set_content(page)
    found = "; ".join(wrong_enlarged(opened))
    assert opened.viewport_size == {"width": 1200, "height": 800}
    opened.close()
    assert told in found
    assert bool(told) == bool(found)
