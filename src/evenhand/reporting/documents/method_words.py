"""How figures are worked out, in blocks: the words are those of the page's own template."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from evenhand.domain.results.finding import FEWEST_PEOPLE, RATIO_BAND
from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import method
from evenhand.reporting.arrange import IndicatorResults
from evenhand.reporting.documents.blocks import Block, Bullets, Heading, Paragraph
from evenhand.reporting.page import environment


def blocks(measurement: Measurement, everything: Sequence[IndicatorResults]) -> Iterator[Block]:
    """Headings, paragraphs, terms with what they mean, and lists."""
    page = environment().get_template("method.html.jinja")
    reader = _Reader()
    reader.feed(
        page.render(
            measurement=measurement,
            kinds=method.kinds_used(everything),
            families=method.families(everything),
            fewest=FEWEST_PEOPLE,
            ratio_band=RATIO_BAND,
        )
    )
    reader.close()
    term = ""
    items: list[str] = []
    for tag, text in reader.found:
        if items and tag != "li":
            yield Bullets(tuple(items))
            items = []
        if tag == "li":
            items.append(text)
        elif tag == "h3":
            yield Heading(text, 2)
        elif tag == "dt":
            term = text
        else:
            yield Paragraph(f"{term}: {text}" if tag == "dd" else text)
    if items:
        yield Bullets(tuple(items))


class _Reader(HTMLParser):
    """Texts of a fragment, each with the tag it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._open = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("h3", "p", "dt", "dd", "li"):
            self._open, self._text = tag, []

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self.found.append((tag, " ".join("".join(self._text).split())))
            self._open = ""
