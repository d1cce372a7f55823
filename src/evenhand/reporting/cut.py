"""
Parts of a finished report page, cut out as they stand, for pages that show one part at a time.

They are cut, not made again: what has been attacked as a whole tells no more in parts.
"""

import re
from dataclasses import dataclass
from html import unescape

_INDICATOR = re.compile(r'<section class="indicator" id="([\w.-]+)".*?</section>', re.DOTALL)
_EDITION = re.compile(
    r'<section id="([\w.-]+)" aria-labelledby="[\w.-]+">\s*'
    r'(<h2 id="[\w.-]+-title">(?:(?!</section>).)*?)(?=<section class="indicator")',
    re.DOTALL,
)
_LEVELS = re.compile(r"<(/?)h([34])\b")
_ANCHOR = re.compile(r'href="#([\w.-]+)"')
EDITION, INDICATOR = "edition:", "indicator:"
# Sections of a report that stand by themselves.
ALONE = ("stands-out", "who-is-where", "data-quality", "method", "terms", "inputs")
_ALONE = re.compile(rf'<section id="({"|".join(ALONE)})".*?</section>', re.DOTALL)
_ROW = re.compile(r'<tr role="row">\s*<th role="rowheader".*?</tr>', re.DOTALL)
_LINK = re.compile(r'<a href="#([\w.-]+)">(.*?)</a>', re.DOTALL)
_CELL = re.compile(r'<td role="cell">(.*?)</td>', re.DOTALL)
_NUMBER = re.compile(r'<span class="number">(.*?)</span>', re.DOTALL)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_ANSWER = re.compile(r'<div class="answer">(.*?)</div>', re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
FINDING_CELL = 1


@dataclass(frozen=True)
class Line:
    """One indicator as the table at a glance has it: its own number, title and finding, as text."""

    anchor: str
    number: str
    title: str
    finding: str


def parts_of(page: str) -> dict[str, str]:
    """
    The parts of a report page by name: those of ALONE, "edition:" and "indicator:" with an anchor.

    An indicator's headings become those of a page of its own (h1, h2).
    """
    found: dict[str, str] = {}
    for match in _EDITION.finditer(page):
        found[EDITION + match[1]] = match[2]
    for match in _ALONE.finditer(page):
        found[match[1]] = match[0]
    for match in _INDICATOR.finditer(page):
        found[INDICATOR + match[1]] = _LEVELS.sub(_two_up, match[0])
    return found


def lines_of(edition: str) -> list[Line]:
    """The indicators of an edition's part, in its order, with the finding of each."""
    found = []
    for row in _ROW.findall(edition):
        link = _LINK.search(row)
        if link:
            number = _NUMBER.search(row)
            finding = _text(_CELL.findall(row)[FINDING_CELL])
            title = _text(link[2])
            found.append(Line(link[1], _text(number[1]) if number else "", title, finding))
    return found


def title_of(part: str) -> str:
    """The heading of an indicator's part, as text."""
    match = _TITLE.search(part)
    return _text(match[1]) if match else ""


def answers_of(part: str) -> list[str]:
    """The sentences with which an indicator's part answers its question, as text."""
    match = _ANSWER.search(part)
    return [_text(each) for each in _PARAGRAPH.findall(match[1])] if match else []


def _text(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", _PICTURE.sub("", markup))).split())


def linked(part: str, places: dict[str, str]) -> str:
    """A part in which links to other parts lead to their pages: `places` by anchor."""
    return _ANCHOR.sub(lambda m: f'href="{places[m[1]]}"' if m[1] in places else m[0], part)


def _two_up(tag: re.Match[str]) -> str:
    return f"<{tag[1]}h{int(tag[2]) - 2}"
