"""The report as a row of blocks: what PDF and DOCX are both made from.

The words, tables and pictures are those of the page (`sections`), in the same order. Only what a
page can fold away is left out here where it is long, and the reader is told where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evenhand.domain.results import written
from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import glossary, method, sections, words
from evenhand.reporting.arrange import IndicatorResults
from evenhand.reporting.documents import method_words
from evenhand.reporting.documents.blocks import Block, Bullets, Glance, Heading, Paragraph
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME, period
from evenhand.reporting.sections import LONG, EditionSection, IndicatorSection
from evenhand.reporting.standing_out import RULE
from evenhand.reporting.tables import Cell, Part, Table

LANGUAGE = "en-GB"


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A document: what it is about, what stands on every page, and its blocks in order."""

    title: str
    kind: str
    body_name: str
    period: str
    marks: tuple[str, ...]
    blocks: tuple[Block, ...]


def outline(report: LaidOut) -> Outline:
    """The whole report of one body."""
    measurement = report.measurement
    name = words.shortened(measurement.body.name, LONGEST_NAME)
    return Outline(
        title=f"Race equality report: {name}",
        kind="Race equality report",
        body_name=name,
        period=period(measurement),
        marks=marks(measurement),
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: LaidOut) -> Iterator[Block]:
    measurement, everything = report.measurement, report.everything
    yield from _opening(measurement, report.editions)
    yield Heading("What stands out", 1)
    yield Bullets(tuple(point.text for point in report.standing_out), numbered=True)
    yield Paragraph(f"{RULE} Each indicator’s figure is that of its latest year.", "quiet")
    for section in report.editions:
        yield from _edition(section, period(measurement))
    placements = sections.placements(measurement)
    if placements is not None:
        yield Heading("Who is where, by which route", 1)
        yield from _table(placements)
    yield from _records(measurement, everything)
    yield Heading("How this was worked out", 1)
    yield from method_words.blocks(measurement, everything)
    yield from _terms(measurement, everything)
    yield from _inputs(measurement)


def _opening(measurement: Measurement, editions: list[EditionSection]) -> Iterator[Block]:
    for section in editions:
        edition = section.edition
        yield Paragraph(f"{edition.title}, edition {edition.edition}. {section.status}")
        if edition.note:
            yield Paragraph(edition.note, "quiet")
    for sentence in caution(measurement):
        yield Paragraph(sentence, "caution")
    if measurement.note:
        yield Paragraph(measurement.note)


def _edition(section: EditionSection, when: str) -> Iterator[Block]:
    yield Heading(section.edition.title, 1)
    if section.summary:
        yield at_a_glance(section, when)
    yield from section.trends
    for each in section.indicators:
        yield from _indicator(each, section)
    yield Heading("Sources of this edition", 2)
    yield Bullets(
        tuple(
            f"{', '.join(filter(None, (source.title, source.section)))}: {source.address}"
            for source in section.edition.sources
        )
    )


def at_a_glance(section: EditionSection, when: str) -> Glance:
    """The table at the top of an edition: a line an indicator, with its dots."""
    rows = [
        [
            Cell(" ".join(filter(None, (row.id, row.title)))),
            Cell("\n".join(filter(None, (row.figure, row.counts))) or row.finding),
            Cell(row.finding, "finding" if row.one else ""),
            Cell(row.change),
        ]
        for row in section.summary
    ]
    table = Table(
        key=f"{section.anchor}-summary",
        caption=f"{section.edition.title} at a glance, {when}",
        columns=("Indicator", "Figure and 95% interval", "Finding", "Change"),
        parts=[Part("", rows)],
    )
    return Glance(table, tuple(row.strip for row in section.summary))


def _indicator(section: IndicatorSection, edition: EditionSection) -> Iterator[Block]:
    """The order of look.md: answer, picture, numbers, how sure, action, working, notes."""
    yield Heading(" ".join(filter(None, (section.id, section.title))), 2, new_page=True)
    yield Paragraph(section.question, "question")
    for answer in section.answers:
        yield Paragraph(answer, "answer")
    yield from section.pictures
    yield Heading("The numbers", 3)
    for table in (section.table, *section.more_tables):
        yield from _table(table)
    yield Heading("How sure", 3)
    if section.sure:
        yield Bullets(tuple(section.sure))
    else:
        yield Paragraph("Each line of the table carries its interval, its test and its finding.")
    if section.sure_table:
        yield from _table(section.sure_table)
    yield Heading("What is being done", 3)
    yield Paragraph("No action is recorded yet.")
    yield Heading("How it was worked out", 3)
    yield from _workings(section.workings)
    yield Heading("Notes and source", 3)
    source = f"{edition.edition.title}, edition {edition.edition.edition}, {section.period}."
    yield Bullets((*section.notes, source))


def _workings(tables: list[Table]) -> Iterator[Block]:
    """The coarsest groups' working in full; the finer ones' is the same with other numbers."""
    first, *finer = tables
    yield from _table(replace(first, parts=first.parts[:1]))
    if finer or len(first.parts) > 1:
        yield Paragraph("The working of every other figure is on the page (report.html).", "quiet")


def _table(table: Table) -> Iterator[Block]:
    """The table, or where to read it: nobody reads hundreds of lines on paper."""
    if table.length <= LONG:
        yield table
        if table.note:
            yield Paragraph(table.note, "quiet")
        return
    lines = written.plural(table.length, "line")
    yield Paragraph(
        f"{table.caption}: {lines}. Read them on the page (report.html) or in the workbook "
        "(report.xlsx).",
        "quiet",
    )


def _records(measurement: Measurement, everything: list[IndicatorResults]) -> Iterator[Block]:
    yield Heading("The records behind it", 1)
    if measurement.rows:
        yield rows_table(measurement)
    if measurement.errors:
        yield Heading("What is wrong with them", 2)
        yield Bullets(measurement.errors)
    yield Heading("What to know about them", 2)
    if measurement.warnings:
        yield Bullets(measurement.warnings)
    else:
        yield Paragraph("The checks found nothing to warn about.")
    if complete := method.completeness(everything):
        yield Heading("How complete ethnicity is", 2)
        yield from _table(complete)


def rows_table(measurement: Measurement) -> Table:
    """What became of the rows of each table."""
    rows = [
        [Cell(name), *(Cell(written.count(n), "number") for n in (of.read, of.used, of.rejected))]
        for name, of in sorted(measurement.rows.items())
    ]
    return Table(
        key="rows",
        caption="Rows read, used and set aside, by table",
        columns=("Table", "Read", "Used", "Set aside"),
        parts=[Part("", rows)],
    )


def _terms(measurement: Measurement, everything: list[IndicatorResults]) -> Iterator[Block]:
    yield Heading("What groups are called", 1)
    yield Paragraph(
        "The names are the body's own choice where it made one. Not stated and not known are in "
        "no group."
    )
    for grouping in glossary.terms(measurement, everything):
        rows = [
            [Cell(words.shortened(label, 120)), Cell(", ".join(categories))]
            for label, categories in grouping.groups
        ]
        yield Table(
            key="terms",
            caption=grouping.title,
            columns=("Group", "Who is counted in it"),
            parts=[Part("", rows)],
        )
        yield Paragraph(f"Source: {grouping.source}", "quiet")


def _inputs(measurement: Measurement) -> Iterator[Block]:
    inputs = measurement.inputs
    yield Heading("Inputs", 1)
    yield Paragraph("The same files, editions and version give this report again, byte for byte.")
    lines = [
        f"Evenhand: version {inputs.version}",
        f"Editions: {', '.join(inputs.editions)}",
        f"Year pack: {inputs.pack_hash}",
        *(f"{name}: {value}" for name, value in sorted(inputs.options.items())),
    ]
    yield Bullets(tuple(lines))
    if inputs.files:
        rows = [[Cell(name), Cell(sha256, "code")] for name, sha256 in inputs.files]
        yield Table(
            key="files",
            caption="Files and their SHA-256",
            columns=("File", "SHA-256"),
            parts=[Part("", rows)],
        )
