"""The standard's own return, filled from a body's results: to paste or to compare, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evenhand.domain.disclosure.printed import what_it_is
from evenhand.domain.frameworks.edition import Edition, Kind
from evenhand.domain.frameworks.layout import FormItem, FormRow, HeadTakes, Layout, Takes
from evenhand.domain.results.measurement import Measurement, without_numbers
from evenhand.reporting import words
from evenhand.reporting.documents.return_checks import Check, check
from evenhand.reporting.documents.return_sides import Lines, Side, Sides
from evenhand.reporting.documents.sheets import (
    HIDDEN,
    NOT_APPLICABLE,
    NOT_CALCULABLE,
    NOT_KNOWN,
    Value,
)
from evenhand.reporting.page import LONGEST_NAME

ASK = "[only you can say]"
NOT_MEASURED = "[not in the records]"
YEARS = 2
UNITS = {
    Takes.NUMERATOR: "people",
    Takes.DENOMINATOR: "people",
    Takes.SHARE: "share, from 0 to 1",
    Takes.MADE_OF: "share, from 0 to 1",
    Takes.RATIO: "ratio",
    Takes.DIFFERENCE: "percentage points",
}


@dataclass(frozen=True, kw_only=True)
class FilledRow:
    """A row of the form: for each year, last year first, White, minority, unknown, and a ratio."""

    item: str
    title: str
    label: str
    unit: str
    years: tuple[tuple[Value, Value, Value, Value], ...]
    automatic: bool
    unconfirmed: str


@dataclass(frozen=True, kw_only=True)
class FilledReturn:
    """A form with the body's figures in it, and what its own checks say of them."""

    layout: Layout
    minority_label: str
    body_name: str
    periods: tuple[str, ...]
    head: tuple[tuple[str, Value], ...]
    rows: tuple[FilledRow, ...]
    checks: tuple[Check, ...]


def fill(measurement: Measurement, edition: Edition, layout: Layout) -> FilledReturn:
    """
    The return of one edition for the last snapshot and the one before it, with exact counts.

    The one place where those of few people are shown: the standard asks for them, and protects
    what it publishes. What no reader may have (`kept_apart`) is hidden here too.
    Raises KeyError where the layout names a grouping that the measurement does not know.
    """
    grouping = measurement.ethnicity.grouping(layout.grouping)
    exact = {what_it_is(each): replace(each, suppressed=False) for each in measurement.for_returns}
    results = [
        exact.get(what_it_is(result), without_numbers(result))
        for result in measurement.results
        if result.standard == edition.standard
    ]
    lines = Lines(results, grouping)
    periods = tuple(lines.periods[-YEARS:])
    form = _Form(edition, lines, periods)
    return FilledReturn(
        layout=layout,
        minority_label=edition.minority_label,
        body_name=words.shortened(measurement.body.name, LONGEST_NAME),
        periods=periods,
        head=tuple(
            (line.label, _head(line.takes, measurement, layout, form)) for line in layout.head
        ),
        rows=tuple(row for item in layout.items for row in form.rows(item)),
        checks=tuple(check(layout, lines, periods)),
    )


class _Form:
    """Fills rows from lines."""

    def __init__(self, edition: Edition, lines: Lines, periods: Sequence[str]) -> None:
        self._edition, self._lines, self.periods = edition, lines, tuple(periods)

    def everyone(self, indicator: str) -> Sides | None:
        """The whole workforce of the last year, by side."""
        return self._lines.sides(indicator, "", self.periods[-1])

    def rows(self, item: FormItem) -> list[FilledRow]:
        return [
            FilledRow(
                item=item.indicator,
                title=item.title,
                label=label,
                unit=UNITS[row.takes],
                years=tuple(self.year(item, row, cell, period) for period in self.periods),
                automatic=row.automatic,
                unconfirmed=item.unconfirmed,
            )
            for row in item.rows
            for label, cell in self._cells(item, row)
        ]

    def _cells(self, item: FormItem, row: FormRow) -> list[tuple[str, str]]:
        if not row.every_cell:
            return [(row.label, row.cell)]
        return [
            (f"{row.label}: {words.grade(cell, self._edition.grade_word)}", cell)
            for cell in self._lines.cells(item.indicator)
        ]

    def year(
        self, item: FormItem, row: FormRow, cell: str, period: str
    ) -> tuple[Value, Value, Value, Value]:
        """White, minority, unknown, ratio."""
        indicator = row.indicator or item.indicator
        if not self._lines.measured(indicator, period):
            return _alike(NOT_MEASURED, row)
        sides = self._lines.sides(indicator, cell, period)
        less = self._lines.sides(indicator, row.less, period) if row.less else None
        if sides is None or (row.less and less is None):
            return self._absent(indicator, row)
        if sides.hidden or (less is not None and less.hidden):
            return _alike(HIDDEN, row)
        if row.takes is Takes.RATIO:
            ratio = NOT_CALCULABLE if sides.ratio is None else sides.ratio
            return _alike(ratio, row)
        return (*_taken(row.takes, sides, less), NOT_APPLICABLE)

    def _absent(self, indicator: str, row: FormRow) -> tuple[Value, Value, Value, Value]:
        """Nobody is on a grade that no result names; of anything else the records say nothing."""
        nobody = (
            row.takes is Takes.NUMERATOR
            and self._edition.indicator(indicator).kind is Kind.REPRESENTATION
        )
        return _alike(0 if nobody else NOT_MEASURED, row)


def _alike(value: Value, row: FormRow) -> tuple[Value, Value, Value, Value]:
    """The same in every cell that the row has: one for a ratio, three for anything else."""
    if row.takes is Takes.RATIO:
        return (NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, value)
    return (value, value, value, NOT_APPLICABLE)


def _taken(takes: Takes, sides: Sides, less: Sides | None) -> tuple[Value, Value, Value]:
    rest = less.each if less is not None else (Side(numerator=0, denominator=0),) * 3
    both = list(zip(sides.each, rest, strict=True))
    made: list[Value]
    if takes is Takes.NUMERATOR:
        made = [_count(side.numerator, off.numerator) for side, off in both]
    elif takes is Takes.DENOMINATOR:
        made = [_count(side.denominator, off.denominator) for side, off in both]
    elif takes is Takes.SHARE and less is not None:
        made = [_share(_less(s.numerator, o.numerator), _less(s.denominator, o.denominator))
                for s, o in both]  # fmt: skip
    elif takes is Takes.SHARE:
        made = [NOT_CALCULABLE if side.share is None else side.share for side in sides.each]
    elif takes is Takes.MADE_OF:
        people = [side.denominator for side in sides.each]
        whole = None if None in people else sum(n or 0 for n in people)
        made = [_share(n, whole) for n in people]
    else:
        made = [NOT_CALCULABLE if side.difference is None else side.difference
                for side in sides.each[:2]] + [NOT_APPLICABLE]  # fmt: skip
    return (made[0], made[1], made[2])


def _less(n: int | None, off: int | None) -> int | None:
    return None if n is None or off is None else n - off


def _count(n: int | None, off: int | None) -> Value:
    left = _less(n, off)
    return NOT_KNOWN if left is None else left


def _share(n: int | None, whole: int | None) -> Value:
    return NOT_CALCULABLE if n is None or not whole else n / whole


def _head(takes: HeadTakes, measurement: Measurement, layout: Layout, form: _Form) -> Value:
    if takes is HeadTakes.ASK:
        return ASK
    if takes is HeadTakes.NAME:
        return words.shortened(measurement.body.name, LONGEST_NAME)
    if not form.periods:
        return NOT_MEASURED
    if takes is HeadTakes.SNAPSHOT:
        return words.period(form.periods[-1])
    return _of_everyone(takes, form.everyone(layout.workforce))


def _of_everyone(takes: HeadTakes, sides: Sides | None) -> Value:
    if sides is None or sides.hidden:
        return NOT_MEASURED if sides is None else HIDDEN
    people = [side.denominator for side in sides.each]
    if None in people:
        return NOT_KNOWN
    white, minority, unknown = (n or 0 for n in people)
    whole = white + minority + unknown
    if takes is HeadTakes.TOTAL:
        return whole
    return _share(minority if takes is HeadTakes.MINORITY_SHARE else white + minority, whole)
