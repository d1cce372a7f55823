"""The results of one body as a workbook that people and programs can both read.

After the conventions for accessible spreadsheets: a cover, contents with links, notes, one table a
sheet with one header row, no merged cells, no empty rows or cells, words where a number is missing.
"""

from collections.abc import Iterator, Sequence

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import glossary, method, sections, words
from evenhand.reporting.arrange import IndicatorResults
from evenhand.reporting.documents import method_words
from evenhand.reporting.documents.blocks import Bullets, Heading, Paragraph
from evenhand.reporting.documents.outline import rows_table
from evenhand.reporting.documents.sheets import (
    NOT_APPLICABLE,
    SHORTHAND,
    Column,
    Sheet,
    Value,
    of_indicator,
    of_table,
)
from evenhand.reporting.documents.workbook import Workbook
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME, period
from evenhand.reporting.sections import EditionSection

_HOW_TO_READ = (
    "A cell holds its number as it was worked out and shows it with fewer digits. The sheet Notes "
    "explains words in square brackets and how figures are worked out."
)


def render_xlsx(report: LaidOut) -> bytes:
    """The whole workbook. The same measurement gives the same bytes."""
    measurement, everything = report.measurement, report.everything
    name = words.shortened(measurement.body.name, LONGEST_NAME)
    book = Workbook(title=f"Race equality results: {name}", marks=marks(measurement))
    book.add_cover(_cover(report))
    sheets = list(_sheets(measurement, report.editions, everything))
    book.add_contents(sheets)
    book.add(sheets)
    return book.saved()


def _cover(report: LaidOut) -> list[str]:
    measurement, inputs = report.measurement, report.measurement.inputs
    return [
        period(measurement),
        *caution(measurement),
        *(
            f"{each.edition.title}, edition {each.edition.edition}. {each.status}"
            for each in report.editions
        ),
        *(point.text for point in report.standing_out),
        _HOW_TO_READ,
        f"Made by Evenhand {inputs.version} from the year pack {inputs.pack_hash}.",
    ]


def _sheets(
    measurement: Measurement,
    editions: Sequence[EditionSection],
    everything: Sequence[IndicatorResults],
) -> Iterator[Sheet]:
    yield _notes(measurement, everything)
    yield _at_a_glance(editions)
    for of in everything:
        yield of_indicator(of)
    placements = sections.placements(measurement)
    if placements is not None:
        yield of_table(placements, name="Who is where")
    if measurement.rows:
        yield of_table(rows_table(measurement), name="Records")
    yield _groups(measurement, everything)


def _notes(measurement: Measurement, everything: Sequence[IndicatorResults]) -> Sheet:
    rows: list[list[Value]] = [[sign, meaning] for sign, meaning in SHORTHAND.items()]
    rows += [
        ["Unknown ethnicity", "Not stated (asked, and declined) and not known are in no group."]
    ]
    rows += [["What is wrong with the records", each] for each in measurement.errors]
    rows += [["What to know about the records", each] for each in measurement.warnings]
    about = NOT_APPLICABLE
    for block in method_words.blocks(measurement, everything):
        match block:
            case Heading():
                about = block.text
            case Paragraph():
                rows.append([about, block.text])
            case Bullets():
                rows += [[about, item] for item in block.items]
    rows += [["Completeness", line] for line in _completeness(everything)]
    return Sheet(
        name="Notes",
        title="Notes",
        notes=(),
        columns=(Column("About"), Column("Note")),
        rows=rows,
    )


def _completeness(everything: Sequence[IndicatorResults]) -> list[str]:
    table = method.completeness(everything)
    if table is None:
        return []
    return [
        f"{title.text}, {year.text}: not stated {stated.text}, not known {known.text}."
        for part in table.parts
        for title, year, stated, known in part.rows
    ]


def _at_a_glance(editions: Sequence[EditionSection]) -> Sheet:
    """In words, for indicators have figures in different units: numbers are on their own sheets."""
    rows: list[list[Value]] = [
        [
            each.edition.title,
            " ".join(filter(None, (of.id, of.title))),
            of.figure or NOT_APPLICABLE,
            of.counts or NOT_APPLICABLE,
            of.finding,
            of.change,
        ]
        for each in editions
        for of in each.summary
    ]
    headings = (
        "Standard", "Indicator", "Figure and 95% interval", "Counts", "Finding", "Change",
    )  # fmt: skip
    return Sheet(
        name="At a glance",
        title="At a glance: the headline figures of the last year",
        notes=(),
        columns=tuple(Column(heading) for heading in headings),
        rows=rows,
    )


def _groups(measurement: Measurement, everything: Sequence[IndicatorResults]) -> Sheet:
    rows: list[list[Value]] = [
        [grouping.title, words.shortened(label, 120), ", ".join(categories), grouping.source]
        for grouping in glossary.terms(measurement, everything)
        for label, categories in grouping.groups
    ]
    headings = ("Grouping", "Group", "Who is counted in it", "Source")
    return Sheet(
        name="Groups",
        title="What groups are called",
        notes=("The names are the body's own choice where it made one.",),
        columns=tuple(Column(heading) for heading in headings),
        rows=rows,
    )
