"""The return that a standard asks for: which cells, in which order, filled from which figures.

Layouts are data, dated like editions: a new form is a new file in `definitions/returns`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.domain.frameworks.edition import Source


class Takes(StrEnum):
    """What a row of the form takes from the results, for White, minority and unknown."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    SHARE = "share"
    # The denominator as a share of all three: what the workforce is made of.
    MADE_OF = "made-of"
    # One number for the row: a ratio, with the standard's own side on top.
    RATIO = "ratio"
    # A number for each group: its share of the part less its share of the whole, in points.
    DIFFERENCE = "difference"


class HeadTakes(StrEnum):
    """What a line at the head of the form says. `ask`: only the body itself can say it."""

    NAME = "name"
    SNAPSHOT = "snapshot"
    TOTAL = "total"
    MINORITY_SHARE = "minority-share"
    SELF_REPORTED = "self-reported"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True)
class HeadLine:
    """A line at the head of the form."""

    label: str
    takes: HeadTakes


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """
    A row of the form. `cell` is the indicator's line; `less` names a line to be taken off it.

    `every_cell` stands for one row a line, whatever lines the body has (its own pay bands).
    `automatic`: the form works it out itself, so it is there to compare, not to paste.
    """

    label: str
    takes: Takes
    cell: str = ""
    less: str = ""
    indicator: str = ""
    every_cell: bool = False
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class FormItem:
    """One indicator's part of the form. `unconfirmed` says what no source bears out."""

    indicator: str
    title: str
    rows: tuple[FormRow, ...]
    unconfirmed: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """
    A form. `workforce` is the indicator whose denominator is everyone; the rows of `adds_up` must
    add up to the denominators of `adds_up_to`; no line in `board_parts` of the indicator
    `board` may be more than its line `board_whole`.
    """

    standard: str
    edition: str
    title: str
    why_draft: str
    valid_from: date
    grouping: str
    workforce: str
    unknown_warns: float
    items: tuple[FormItem, ...]
    sources: tuple[Source, ...]
    head: tuple[HeadLine, ...] = ()
    adds_up: str = ""
    adds_up_to: tuple[str, ...] = ()
    board: str = ""
    board_whole: str = ""
    board_parts: tuple[str, ...] = ()
    note: str = ""
