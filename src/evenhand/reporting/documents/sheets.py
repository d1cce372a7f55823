"""What stands on each sheet of the workbook: one table a sheet, one value a cell, no cell empty."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evenhand.domain.disclosure.hide import NOT_KNOWN_FLAG, NOT_STATED_FLAG
from evenhand.domain.frameworks.edition import Direction
from evenhand.domain.results import written
from evenhand.domain.results.result import Result
from evenhand.reporting import figures, words
from evenhand.reporting.arrange import IndicatorResults
from evenhand.reporting.tables import Table

Value = str | int | float

# What stands in a cell that has no number, and what it means.
HIDDEN = "[hidden]"
NOT_CALCULABLE = "[not calculable]"
NOT_APPLICABLE = "[not applicable]"
NOT_KNOWN = "[not known]"
WEIGHTED = "[weighted]"
NO_LIMIT = "[no upper limit]"
FIRST_YEAR = "[first year]"
SHORTHAND = {
    HIDDEN: "The figure is not shown, to protect people. It is not a nought.",
    NOT_CALCULABLE: "There is no figure: a side is empty, or there is nobody to compare with.",
    NOT_APPLICABLE: "This column does not apply to this figure.",
    NOT_KNOWN: "The records do not say how many.",
    WEIGHTED: "The share is weighted, so there is no whole number of people behind it.",
    NO_LIMIT: "The interval has no upper limit: a count on one side is too small.",
    FIRST_YEAR: "There is no earlier year to compare with.",
}
_FIGURE = {
    Direction.COMPARATOR_OVER_GROUP: "Ratio, compared group ÷ this group",
    Direction.GROUP_OVER_COMPARATOR: "Ratio, this group ÷ compared group",
    Direction.GROUP_MINUS_COMPARATOR: "Difference in percentage points",
}


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column's heading and the form of its numbers: text, count, share, figure or p.

    A share with other decimals than one has the form "share 0" or "share 2".
    """

    heading: str
    form: str = "text"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its tab, its title, what to know before reading it, and its one table."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: list[list[Value]]


_Read = Callable[[Result], Value]


def of_indicator(of: IndicatorResults) -> Sheet:
    """Every figure of an indicator: the last year first, coarse groups before fine ones."""
    reads = _columns(of)
    known = {grouping.slug: len(grouping.groups) for grouping in of.ethnicity.groupings}
    results = sorted(of.results, key=lambda r: (known[r.grouping], r.grouping))
    results.sort(key=lambda r: r.period, reverse=True)
    number = f"{of.indicator.id} " if of.indicator.id[0].isdigit() else ""
    return Sheet(
        name=f"{of.edition.standard} {of.indicator.id}",
        title=f"{number}{of.indicator.title}",
        notes=(of.indicator.question, *_notes(of)),
        columns=tuple(column for column, _ in reads),
        rows=[[read(result) for _, read in reads] for result in results],
    )


def of_table(table: Table, *, name: str, notes: Sequence[str] = ()) -> Sheet:
    """A table of the page; whole numbers in it become numbers."""
    forms = [
        "count" if any(row[place].look == "number" for part in table.parts for row in part.rows)
        else "text"
        for place in range(len(table.columns))
    ]  # fmt: skip
    return Sheet(
        name=name,
        title=table.caption,
        notes=tuple(notes),
        columns=tuple(Column(*pair) for pair in zip(table.columns, forms, strict=True)),
        rows=[[_value(cell.text) for cell in row] for part in table.parts for row in part.rows],
    )


def _notes(of: IndicatorResults) -> list[str]:
    notes = [of.indicator.note, of.edition.note]
    if of.indicator.unconfirmed:
        notes.append(f"Not confirmed by a source: {of.indicator.unconfirmed}")
    return [words.sentence(note) for note in notes if note]


def _columns(of: IndicatorResults) -> list[tuple[Column, _Read]]:
    titles = {grouping.slug: grouping.title for grouping in of.ethnicity.groupings}
    word, share = of.edition.grade_word, form_of_shares(of.results)
    made: list[tuple[Column, _Read]] = [
        (Column("Year"), lambda r: words.period(r.period)),
        (Column("Grouping"), lambda r: titles[r.grouping]),
    ]
    if any(result.cell for result in of.results):
        made.append((Column("Line"), lambda r: words.grade(r.cell, word) or "All"))
    made += [
        (Column("Group"), lambda r: r.group_label),
        (Column("This group: people with it", "count"), _count("numerator")),
        (Column("This group: out of", "count"), _count("denominator")),
        (Column("This group: share", share), _number("share")),
        (Column("Compared with"), lambda r: r.comparator_label),
        (Column("Compared: people with it", "count"), _count("comparator_numerator")),
        (Column("Compared: out of", "count"), _count("comparator_denominator")),
        (Column("Compared: share", share), _number("comparator_share")),
        (Column(_FIGURE[of.indicator.direction], "figure"), _number("value")),
        (Column("Limits: from", "figure"), _number("low")),
        (Column("Limits: to", "figure"), _number("high")),
        (Column("What the limits are"), _limits),
        (Column("Finding"), lambda r: str(r.finding)),
        (Column("p", "p"), _number("p_value")),
        (Column("p, adjusted", "p"), _number("p_adjusted")),
        (Column("Planned test"), lambda r: "yes" if r.planned else "no"),
        (Column("People, more or fewer", "count"), _number("people", missing=NOT_APPLICABLE)),
        (Column("Change"), lambda r: figures.change(r) or (HIDDEN if r.suppressed else FIRST_YEAR)),
        (Column("Not stated: people with it", "count"), _unknown("not_stated_numerator")),
        (Column("Not stated: out of", "count"), _unknown("not_stated_denominator")),
        (Column("Not known: people with it", "count"), _unknown("not_known_numerator")),
        (Column("Not known: out of", "count"), _unknown("not_known_denominator")),
        (Column("Why there is no figure"), lambda r: r.reason or NOT_APPLICABLE),
    ]
    return made


def form_of_shares(results: Sequence[Result]) -> str:
    """What a column of shares is. It has one form: the rules of a report are the same for all that it shows."""
    shown = (each for each in results if not each.suppressed)
    decimals = next((written.decimals_of(each.flags) for each in shown), written.DECIMALS)
    return "share" if decimals == written.DECIMALS else f"share {decimals}"


def _number(field: str, *, missing: str = NOT_CALCULABLE) -> _Read:
    def read(result: Result) -> Value:
        value: float | None = getattr(result, field)
        if result.suppressed:
            return HIDDEN
        if value is None:
            return missing
        return NO_LIMIT if math.isinf(value) else value

    return read


def _count(field: str) -> _Read:
    """A weighted share has no count; neither has one that was published as a share alone."""

    def read(result: Result) -> Value:
        value: int | None = getattr(result, field)
        if result.suppressed:
            return HIDDEN
        if value is not None:
            return value
        return WEIGHTED if "weighted" in result.flags else NOT_KNOWN

    return read


def _limits(result: Result) -> Value:
    """Bounds of a figure that is not known itself are no interval."""
    if result.suppressed:
        return HIDDEN
    if figures.is_bounded(result):
        return "bounds"
    return NOT_CALCULABLE if result.low is None else f"{result.confidence:.0%} interval"


def _unknown(field: str) -> _Read:
    """Hidden by disclosure control and not known are two different things."""
    flag = NOT_STATED_FLAG if field.startswith("not_stated") else NOT_KNOWN_FLAG
    read = _number(field, missing=NOT_KNOWN)
    return lambda result: HIDDEN if flag in result.flags else read(result)


def _value(text: str) -> Value:
    """A whole number as a number; an empty cell is said to be empty."""
    if re.fullmatch(r"\d{1,3}(,\d{3})*", text):
        return int(text.replace(",", ""))
    return text or NOT_APPLICABLE
