"""The form on paper: the same parts, fields and codes as on the pages, for when there is no signal."""

from dataclasses import dataclass
from datetime import date

from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.web.amhp.work import fields
from evenhand.web.amhp.work.forms.parts import ON_PAPER, PARTS, Choices, choices_of
from evenhand.web.amhp.work.forms.times import Label
from evenhand.web.amhp.work.words import LABELS, NO, YES


@dataclass(frozen=True)
class Line:
    """One field: boxes to tick, or a line to write on; `dated` asks for a day and an hour."""

    label: Label
    boxes: Choices
    dated: bool
    several: bool


@dataclass(frozen=True)
class PaperPart:
    """One part of the form."""

    title: Label
    hint: Label
    lines: tuple[Line, ...]


def paper_form(lists: CodeLists, day: date) -> tuple[PaperPart, ...]:
    """The form with the codes that may be entered on a day."""
    return tuple(
        PaperPart(
            title=PARTS[name].title,
            hint=PARTS[name].hint,
            lines=tuple(_line(field, lists, day) for field in PARTS[name].names),
        )
        for name in ON_PAPER
    )


def _line(name: str, lists: CodeLists, day: date) -> Line:
    boxes: Choices = []
    if name in fields.FLAGS:
        boxes = [("yes", YES), ("no", NO)]
    elif name in fields.CODES or name in fields.MANY:
        boxes = choices_of(name, lists, day)
    return Line(
        label=LABELS[name],
        boxes=boxes,
        dated=name in fields.TIMES,
        several=name in fields.MANY,
    )
