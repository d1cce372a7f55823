"""What a chart of rows is made of: its rows, the room they have, and a line to read them by."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """
    One line of a chart. `said` is written at its end; `beside` is an open mark on the same line.

    A hidden row is hatched; a row without a value has only its words. `broad` names the family
    that decides colour and shape.
    """

    label: str
    broad: str = ""
    heading: bool = False
    hidden: bool = False
    value: float | None = None
    low: float | None = None
    high: float | None = None
    beside: float | None = None
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Pixels of one panel. With `above`, labels stand over their line, as on a phone."""

    width: int
    step: int
    label_width: int = 0
    said_width: int = 0
    above: bool = False


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A line down a panel, labelled on top: the overall share."""

    at: float
    said: str
