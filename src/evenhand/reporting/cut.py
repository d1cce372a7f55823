"""
Parts of a finished report page, cut out as they stand, for pages that show one part at a time.

They are cut, not made again: what has been attacked as a whole tells no more in parts.
"""

import re
from dataclasses import dataclass
from html import unescape

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
# An edition's section holds those of its indicators, so it may not be taken for one of these.
_SECTION = re.compile(
    rf'<section (?:class="indicator" id="(?P<indicator>[\w.-]+)"|id="(?P<alone>{"|".join(ALONE)})")'
    r".*?</section>",
    re.DOTALL,
)
_POINT = re.compile(r'<li>((?:(?!<a |</li>).)*)(?:<a href="#([\w.-]+)">.*?</a>)?</li>', re.DOTALL)
_ROW = re.compile(
    r'<tr role="row">\s*<th role="rowheader" scope="row">'
    r'(?:<span class="number">(?P<id>[^<]*)</span> )?'
    r'<a href="#(?P<anchor>[\w.-]+)">(?P<title>[^<]*)</a></th>\s*'
    r'<td role="cell"(?P<hidden> class="hidden")?>(?P<strip><svg.*?</svg>)?'
    r'<span>(?P<figure>[^<]*)</span>(?:<span class="counts">(?P<counts>[^<]*)</span>)?</td>\s*'
    r'<td role="cell">(?:<span class="finding [^"]*">)?(?P<finding>[^<]*)(?:</span>)?\s*</td>\s*'
    r'<td role="cell">(?P<change>[^<]*)</td>',
    re.DOTALL,
)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_ANSWER = re.compile(r'<div class="answer">(.*?)</div>', re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# From the head of a report: that its records are made up, and how people are protected in it.
MADE_UP, PROTECTION = "made-up", "protection"
_HEAD = {
    MADE_UP: re.compile(r'(<strong class="made-up">.*?</strong>)', re.DOTALL),
    PROTECTION: re.compile(r'<div class="callout">(.*?)</div>', re.DOTALL),
}
_FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One indicator of an edition's table at a glance. `strip` is SVG, all else plain text."""

    anchor: str
    id: str
    title: str
    strip: str
    figure: str
    counts: str
    finding: str
    hidden: bool
    change: str


@dataclass(frozen=True)
class Point:
    """A sentence of what stands out, and the anchor of the indicator that it is about."""

    text: str
    anchor: str


def parts_of(page: str) -> dict[str, str]:
    """
    The parts of a report page by name: those of ALONE, "edition:" and "indicator:" with an anchor,
    and from its head MADE_UP (where it is) and PROTECTION.

    An indicator's headings become those of a page of its own (h1, h2).
    """
    found: dict[str, str] = {}
    for match in _EDITION.finditer(page):
        found[EDITION + match[1]] = match[2]
    for match in _SECTION.finditer(page):
        if match["alone"]:
            found[match["alone"]] = match[0]
        else:
            found[INDICATOR + match["indicator"]] = _LEVELS.sub(_two_up, match[0])
    head = page.partition("</header>")[0]
    marks = {name: how.search(head) for name, how in _HEAD.items()}
    return found | {name: mark[1] for name, mark in marks.items() if mark}


def rows_of(edition: str) -> list[Row]:
    """The lines of the table at a glance in an edition's part, as they are told there."""
    return [
        Row(
            **{
                name: unescape(match[name] or "").strip()
                for name in ("anchor", "id", "title", "figure", "counts", "finding", "change")
            },
            strip=match["strip"] or "",
            hidden=match["hidden"] is not None,
        )
        for match in _ROW.finditer(edition)
    ]


def points_of(standing_out: str) -> list[Point]:
    """The sentences of the part on what stands out."""
    return [
        Point(unescape(match[1]).strip(), match[2] or "") for match in _POINT.finditer(standing_out)
    ]


def first_figure(indicator: str) -> str:
    """The first chart of an indicator's part; "" where it has none."""
    found = _FIGURE.search(indicator)
    return found[0] if found else ""


def title_of(indicator: str) -> str:
    """The heading of an indicator's part, as text."""
    match = _TITLE.search(indicator)
    return _text(match[1]) if match else ""


def answers_of(indicator: str) -> list[str]:
    """The sentences with which an indicator's part answers its question, as text."""
    match = _ANSWER.search(indicator)
    return [_text(each) for each in _PARAGRAPH.findall(match[1])] if match else []


def linked(part: str, places: dict[str, str]) -> str:
    """A part in which links to other parts lead to their pages: `places` by anchor."""
    return _ANCHOR.sub(lambda m: f'href="{places[m[1]]}"' if m[1] in places else m[0], part)


def _two_up(tag: re.Match[str]) -> str:
    return f"<{tag[1]}h{int(tag[2]) - 2}"


def _text(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", markup)).split())
