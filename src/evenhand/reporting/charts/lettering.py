"""The words in and around a chart of rows: labels, ticks, what each side means, titles."""

from collections.abc import Sequence

from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.layout import Layout, Reference, Row
from evenhand.reporting.charts.svg import Words

TITLE_LINE = 16
# Where labels stand above their line, they stand this much of a step higher.
_LABEL_ABOVE = 0.08
# From the middle of a line of text to its baseline.
_BASELINE = 4.5
_LONGEST_LABEL = 34
_LABEL_LINE = 15
# An average letter's width; labels in less room than this are set in several lines.
_LETTER, _ROOM_FOR_ONE_LINE = 7, 150
# More than this, label and words cannot stand on one line of a phone.
_ONE_LINE = 38


def row_label(row: Row, width: int) -> list[str]:
    """A label's lines: one where there is room for a long name, else as many as it takes."""
    if width >= _ROOM_FOR_ONE_LINE:
        return [words.shortened(row.label, _LONGEST_LABEL)]
    most = width // _LETTER
    return [words.shortened(line, most) for line in words.wrapped(row.label, most)]


def row_words(rows: Sequence[Row], layout: Layout) -> list[Words]:
    """Labels at the start of each line and what is said at its end."""
    said: list[Words] = []
    end = layout.width if layout.above else layout.width + layout.said_width
    for place, row in enumerate(rows):
        middle = (place + 0.5 - (_LABEL_ABOVE if layout.above else 0)) * layout.step
        y = middle + (-2 if layout.above else _BASELINE)
        if layout.above:
            label = words.shortened(row.label, _LONGEST_LABEL)
            said.append(Words(label, 0, y, bold=row.heading))
        elif layout.label_width:
            lines = row_label(row, layout.label_width)
            first = y - (len(lines) - 1) * _LABEL_LINE / 2
            said += [
                Words(line, -layout.label_width, first + place * _LABEL_LINE, bold=row.heading)
                for place, line in enumerate(lines)
            ]
        if row.said and (layout.said_width or layout.above):
            both = len(row.label) + len(row.said)
            brief = row.said.partition(" (")[0] if layout.above and both > _ONE_LINE else row.said
            said.append(Words(brief, end, y, anchor="end"))
    return said


def ends_fit(axis: Axis, layout: Layout) -> bool:
    """Whether what both sides mean stands on one line; else the high side gets its own."""
    return _LETTER * (len(axis.low_end) + len(axis.high_end)) <= layout.width


def axis_words(axis: Axis, layout: Layout, *, height: int) -> list[Words]:
    """Ticks, and under them, in words, what it means to be on either side."""
    said = [
        Words(axis.said(tick), axis.place(tick, layout.width), height + 17, "middle", quiet=True)
        for tick in axis.ticks(layout.width)
    ]
    if axis.low_end:
        said.append(Words(axis.low_end, 0, height + 38))
    if axis.high_end:
        y = height + (38 if ends_fit(axis, layout) else 56)
        said.append(Words(axis.high_end, layout.width, y, "end"))
    return said


def top_words(
    axis: Axis, layout: Layout, titles: Sequence[str], reference: Reference | None
) -> list[Words]:
    """The panel's title, and what its band and its reference line mean."""
    first = -24 - TITLE_LINE * (len(titles) - 1)
    said = [
        Words(line, 0, first + TITLE_LINE * place, bold=True) for place, line in enumerate(titles)
    ]
    if axis.band_said and axis.centre is not None and not layout.above:
        place = axis.place(axis.centre, layout.width)
        said.append(Words(axis.band_said, place, -6, "middle", quiet=True))
    if reference is not None:
        place = axis.place(reference.at, layout.width)
        said.append(Words(reference.said, place, -6, "middle", quiet=True))
    return said
