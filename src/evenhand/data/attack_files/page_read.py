"""Everything that a page says: text, titles, alt texts, tooltips, notes to itself, printed heads."""

import re
from html.parser import HTMLParser

from evenhand.data.attack_files.said import Place, Said, as_row, tidy

# Elements inside which text runs on; every other element is a piece of its own.
_RUNS_ON = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "mark", "q", "s", "small",
     "span", "strong", "sub", "sup", "time", "tspan", "u", "wbr")
)  # fmt: skip
_NEVER_CLOSED = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# Attributes that lay out, link inside the page or draw; whatever else there is, is read as words.
_LAYS_OUT = frozenset(
    ("aria-describedby", "aria-hidden", "aria-labelledby", "charset", "class", "colspan", "cx",
     "cy", "d", "fill", "fill-opacity", "focusable", "font-family", "font-size", "font-weight",
     "for", "height", "http-equiv", "id", "lang", "name", "opacity", "patterntransform",
     "patternunits", "points", "r", "rel", "role", "rowspan", "rx", "ry", "scope", "stroke",
     "stroke-dasharray", "stroke-miterlimit", "stroke-opacity", "stroke-width", "tabindex",
     "text-anchor", "transform", "viewbox", "width", "x", "x1", "x2", "xmlns", "y", "y1", "y2")
)  # fmt: skip
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")


def words_of_page(html: str) -> list[Said]:
    """Every piece of a page, whatever says it."""
    reader = _Page()
    reader.feed(html)
    reader.close()
    reader.end_piece()
    return reader.said


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[Said] = []
        self._open: list[str] = []
        self._piece: list[str] = []
        self._row: list[Said] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._piece.append(" ")
        if tag not in _RUNS_ON and tag != "br":
            self.end_piece()
        if tag not in _NEVER_CLOSED:
            self._open.append(tag)
        if tag == "tr":
            self._row = []
        for name, value in attrs:
            if value and name not in _LAYS_OUT and not (name == "href" and value[0] == "#"):
                self._say(value, f"{name} of {tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _NEVER_CLOSED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _RUNS_ON:
            self.end_piece()
        while tag in self._open and self._open.pop() != tag:
            pass
        if tag == "tr" and self._row is not None:
            self.said += as_row(self._row)
            self._row = None

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self._piece.append(data)
            return
        # Heads and feet of printed pages are written in the style sheet.
        for text in _STRING.findall(data):
            self._say(_ESCAPE.sub(_unescaped, text), "style sheet")

    def handle_comment(self, data: str) -> None:
        self._say(data, "comment")

    def handle_pi(self, data: str) -> None:
        self._say(data, "instruction")

    def unknown_decl(self, data: str) -> None:
        self._say(data, "declaration")

    def end_piece(self) -> None:
        """What was gathered is one piece of text."""
        if self._piece:
            text = "".join(self._piece)
            self._piece = []
            if text and not text.isspace():
                self._say(text, self._where(), drawing="text" in self._open)

    def _where(self) -> str:
        return next((tag for tag in reversed(self._open) if tag not in _RUNS_ON), "page")

    def _say(self, text: str, where: str, *, drawing: bool = False) -> None:
        said = tidy(text)
        if said:
            kept = self.said if self._row is None else self._row
            kept.append(Said(said, where, Place.DRAWING if drawing else Place.WORDS))


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]
