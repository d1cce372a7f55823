"""How a page is walked through by keyboard alone, and looked at enlarged."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
# A field for a date is one control of several parts, each a press of the key.
PARTS_OF_DATES = "4 * document.querySelectorAll('input[type=date]').length"
# A desk's window at 200% and at 400% (WCAG 1.4.4 and 1.4.10), and text alone at twice its size.
ENLARGED = ((640, 512, ""), (320, 256, ""), (1280, 1024, "200%"))


@cache
def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Walk:
    """What a walk by Tab found: controls by number, in the order of the page."""

    stops: int
    forward: list[int]
    back: list[int]
    unseen: list[str]
    jumps: list[str]
    frames: list[str]
    left_out: list[str]
    skips: bool


def walk(page: Page) -> Walk:
    """Tab to the end of the page with everything unfolded, and back."""
    page.evaluate(OPEN)
    stops = page.evaluate(_script("walking.js"))
    most = stops + page.evaluate(PARTS_OF_DATES)
    forward = _press(page, "Tab", most, stops - 1)
    back = _press(page, "Shift+Tab", most, 0)
    told = page.evaluate(
        """forward => ({unseen: [...walk.unseen].map(walk.name), jumps: walk.jumps(), frames: walk.frames(),
        left_out: walk.stops.map((_, at) => at).filter(at => !forward.includes(at)).map(walk.name)})""",
        forward,
    )
    return Walk(stops, forward, back, **told, skips=_skips(page))


def _skips(page: Page) -> bool:
    """Whether the first control, pressed, leads to what is in the page's main part."""
    page.evaluate("walk.stops[0].focus()")
    address = page.url
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.evaluate("address => history.replaceState(null, '', address)", address)
    led: bool = page.evaluate(
        """!walk.stops.some(each => each.closest("main"))
        || walk.stops.find(each => each.closest("main")) === document.activeElement"""
    )
    # As it was found: axe would take the colours of focus for those of the page.
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    return led


def _press(page: Page, key: str, most: int, last: int) -> list[int]:
    """Where the focus went, until the last control or `most` presses."""
    page.evaluate("walk.went.splice(0, walk.went.length - 1)")
    # Held down, as one does on a long page: half as much to send as a press each time.
    *held, again = key.split("+")
    for each in held:
        page.keyboard.down(each)
    for _ in range(most):
        page.keyboard.down(again)
    for each in (again, *held):
        page.keyboard.up(each)
    went: list[int] = page.evaluate("walk.went")
    return went[: went.index(last) + 1] if last in went else went


def can_be_walked(page: Page) -> None:
    """Every control is reached in the order of the page, there and back, and shows that it is."""
    assert wrong_by_keyboard(page) == [], page.url


def wrong_by_keyboard(page: Page) -> list[str]:
    """In words; empty where nothing is wrong."""
    found = walk(page)
    every = list(range(found.stops))
    wrong = [f"not reached: {each}" for each in found.left_out]
    wrong += [f"focus is not seen: {each}" for each in found.unseen]
    wrong += [f"above the one before it: {each}" for each in found.jumps]
    wrong += [f"scrolls, and cannot be reached: {each}" for each in found.frames]
    wrong += [] if found.skips else ["the first control does not lead past what every page has"]
    if found.forward != every and not wrong:
        wrong.append(f"out of order: {found.forward}")
    if found.back != every[::-1]:
        wrong.append(f"out of order on the way back: {found.back}")
    return wrong


def can_be_enlarged(page: Page) -> None:
    """Nothing is cut off, lies over something else, or makes the page scroll sideways."""
    assert wrong_enlarged(page) == [], page.url


def wrong_enlarged(page: Page) -> list[str]:
    """In words; empty where nothing is wrong."""
    page.evaluate(OPEN)
    size, wrong = page.viewport_size, []
    for width, height, text in ENLARGED:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        found = page.evaluate(_script("enlarged.js"))
        wrong += [f"{width} px, text at {text or 'its size'}: {each}" for each in found]
    page.evaluate("document.documentElement.style.fontSize = ''")
    if size:
        page.set_viewport_size(size)
    return wrong
