"""What a file says, piece by piece, and where: in words, in a drawing, in a column of numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# The finding that stands in the row of a hidden figure, in every format.
HIDDEN_FINDING = "too small to show"


class Place(StrEnum):
    """Where words stand, which decides what a number there can be."""

    WORDS = "words"
    DRAWING = "drawing"  # on an axis: ticks besides words
    COUNTS = "counts"  # a column of numbers of people
    FIGURES = "figures"  # a column of shares, ratios, limits, p values
    PEOPLE = "people"  # a column of how many people more or fewer


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of text. `hidden`: in the row of a figure that is hidden, where no count may be."""

    text: str
    where: str
    place: Place = Place.WORDS
    hidden: bool = False


def as_row(cells: Sequence[Said]) -> Iterable[Said]:
    """The cells of one row of a table; all of them marked where its figure is hidden."""
    if any(cell.text == HIDDEN_FINDING for cell in cells):
        return [Said(cell.text, cell.where, cell.place, hidden=True) for cell in cells]
    return cells


def tidy(text: str) -> str:
    """One line, without what is not seen: spaces of no width, marks that turn the direction."""
    if not text.isprintable():
        text = _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))
    return " ".join(text.split())
