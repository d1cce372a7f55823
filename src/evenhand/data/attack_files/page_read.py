"""Counts read back from a page: "41 of 68" wherever it stands, in text, titles or alt text."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from evenhand.domain.results.measurement import without_numbers
from evenhand.domain.results.result import Result

Pair = tuple[int, int]
# "a disparity in 2 of 6 comparisons": how many figures, not how many people.
_OF_FIGURES = r"(?!\s+(?:comparisons|figures|measures|bands|grades|roles|planned)\b)"
_PAIR = re.compile(
    r"(?<![\d.,])(\d[\d,]*)\s+(?:of|\N{DIVISION SIGN})\s+(\d[\d,]*)\b(?!\.\d)" + _OF_FIGURES
)
_SIDES = ("", "comparator_", "not_stated_", "not_known_")
# Attributes that a reader, a screen reader or a tooltip says.
_SAID = ("title", "alt", "aria-label", "aria-description", "content", "value")


class _Words(HTMLParser):
    """Everything on a page that is words, whatever says them; style is none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet += tag in ("style", "script")
        self.said += [value for name, value in attrs if name in _SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.said.append(data)


def pairs_on_page(html: str) -> set[Pair]:
    """Every "x of n" (and "x ÷ n") on the page."""
    words = _Words()
    words.feed(html)
    return {
        (int(a.replace(",", "")), int(b.replace(",", "")))
        for text in words.said
        for a, b in _PAIR.findall(text)
    }


def pairs_of(results: Iterable[Result]) -> set[Pair]:
    """Every pair of counts that these results print, and the odds made of them."""
    found: set[Pair] = set()
    for result in map(without_numbers, results):
        for side in _SIDES:
            x, n = getattr(result, f"{side}numerator"), getattr(result, f"{side}denominator")
            if x is not None and n is not None:
                found |= {(x, n), (x, n - x)}
    return found


def not_in_results(html: str, results: Iterable[Result]) -> list[Pair]:
    """Pairs of counts that stand on the page and in no result: they would be new to an attacker."""
    return sorted(pairs_on_page(html) - pairs_of(results))
