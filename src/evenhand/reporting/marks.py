"""Colour and shape of each broad group: the same in every picture, and told apart in greyscale.

Colours are Okabe and Ito's (2008), which most colour-blind readers can tell apart. Every mark has a
dark outline and its own shape, and no picture relies on colour alone.
"""

from dataclasses import dataclass

INK = "#212b32"
QUIET_INK = "#4c6272"
GREY = "#768692"
FAINT = "#d8dde0"
BAND = "#e8edee"
OWN_BODY = "#003087"


@dataclass(frozen=True)
class Mark:
    """How a group is drawn. `shape` is a Vega symbol name."""

    colour: str
    shape: str


MARKS = {
    "asian": Mark("#0072b2", "circle"),
    "black": Mark("#009e73", "square"),
    "mixed": Mark("#cc79a7", "diamond"),
    "white": Mark("#e69f00", "triangle-up"),
    "other": Mark("#d55e00", "cross"),
    "bme": Mark("#000000", "circle"),
    "own": Mark(OWN_BODY, "circle"),
    "beside": Mark("#ffffff", "circle"),
    "unknown": Mark(GREY, "circle"),
}


def mark_of(broad: str) -> Mark:
    """The mark of a broad group; grey for one that has none."""
    return MARKS.get(broad, MARKS["unknown"])
