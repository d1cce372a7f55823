"""
Sections of a finished document page, cut out as they stand, for a page of the site.

They are cut, not made again: what has been attacked as a whole tells no more in parts. The first
picture of every chapter comes first, and its first table where it is short; what follows is kept
apart, to be opened, with the sentence of each picture beside it, so that nothing that changed is out
of sight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_PIECE = re.compile(
    r'<h2 id="(?P<anchor>[\w-]+)">(?P<title>.*?)</h2>'
    r"|<h3>(?P<heading>.*?)</h3>"
    r"|(?P<figure><figure>.*?</figure>)"
    r'|(?P<table><div class="scroll.*?</table>\s*</div>)'
    r'|(?P<other><div class="(?:answer|callout)">.*?</div>|<p\b.*?</p>|<[ou]l\b.*?</[ou]l>)',
    re.DOTALL,
)
_MAIN = re.compile(r'<main id="main">\s*<nav\b.*?</nav>(.*?)</main>', re.DOTALL)
_MARK = re.compile(r'<section class="mark".*?</section>', re.DOTALL)
_STRONG = re.compile(r"<strong\b[^>]*>(.*?)</strong>", re.DOTALL)
_CALLOUT = re.compile(r'<div class="callout"><p>(.*?)</p></div>', re.DOTALL)
# A table of more rows than these is read by whoever opens it.
MOST_ROWS = 7
_FIGURE_TITLE = re.compile(r'class="figure-title">(.*?)</h3>', re.DOTALL)


class NotADocument(ValueError):
    """The page is not one of our documents, or has something in it that nobody cuts."""


@dataclass
class Chapter:
    """
    What is shown of a part of a section as markup, and what is to be opened.

    `heading` is text; `said` are the sentences of the pictures that are to be opened.
    """

    heading: str = ""
    shown: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One section: its heading as text, and its chapters as markup."""

    anchor: str
    title: str
    chapters: list[Chapter]


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A document: how it may be used and how people are protected, as text; its sections."""

    marks: list[str]
    cautions: list[str]
    sections: list[Section]


def cut(page: str) -> Cut:
    """A document page in its parts. Raises NotADocument."""
    main, mark = _MAIN.search(page), _MARK.search(page)
    if main is None or mark is None:
        raise NotADocument("this page has no main part, or no mark")
    head = page.partition("</header>")[0]
    return Cut(
        marks=[unescape(each) for each in _STRONG.findall(mark[0])],
        cautions=[unescape(each) for each in _CALLOUT.findall(head)],
        sections=list(_sections(main[1])),
    )


def _sections(main: str) -> Iterator[Section]:
    found: Section | None = None
    end = 0
    for piece in _PIECE.finditer(main):
        if lost := main[end : piece.start()].strip():
            raise NotADocument(f"nobody knows how to cut {lost[:40]!r}")
        end = piece.end()
        if piece["anchor"]:
            if found:
                yield found
            found = Section(piece["anchor"], unescape(piece["title"]), [Chapter()])
            continue
        if found is None:
            raise NotADocument("this page begins without a heading")
        if piece["heading"]:
            found.chapters.append(Chapter(heading=unescape(piece["heading"])))
            continue
        _put(found.chapters[-1], piece)
    if lost := main[end:].strip():
        raise NotADocument(f"nobody knows how to cut {lost[:40]!r}")
    if found:
        yield found


def _put(chapter: Chapter, piece: re.Match[str]) -> None:
    if piece["figure"]:
        first = not any(each.startswith("<figure>") for each in chapter.shown)
        (chapter.shown if first else chapter.folded).append(piece[0])
        if not first and (title := _FIGURE_TITLE.search(piece[0])):
            chapter.said.append(unescape(title[1]))
    elif piece["table"]:
        first = not any('class="scroll' in each for each in (*chapter.shown, *chapter.folded))
        short = piece[0].count("<tr") <= MOST_ROWS + 1
        (chapter.shown if first and short else chapter.folded).append(piece[0])
    elif chapter.folded and piece[0].startswith('<p class="note"'):
        # A note belongs to what it stands below.
        chapter.folded.append(piece[0])
    else:
        chapter.shown.append(piece[0])
