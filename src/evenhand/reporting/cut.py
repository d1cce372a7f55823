"""
Parts of a finished report page, cut out as they stand, for pages that show one part at a time.

They are cut, not made again: what has been attacked as a whole tells no more in parts.
"""

import re

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
# From the head of a report: that its records are made up, and how people are protected in it.
MADE_UP, PROTECTION = "made-up", "protection"
_HEAD = {
    MADE_UP: re.compile(r'(<strong class="made-up">.*?</strong>)', re.DOTALL),
    PROTECTION: re.compile(r'<div class="callout">(.*?)</div>', re.DOTALL),
}


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


def linked(part: str, places: dict[str, str]) -> str:
    """A part in which links to other parts lead to their pages: `places` by anchor."""
    return _ANCHOR.sub(lambda m: f'href="{places[m[1]]}"' if m[1] in places else m[0], part)


def _two_up(tag: re.Match[str]) -> str:
    return f"<{tag[1]}h{int(tag[2]) - 2}"
