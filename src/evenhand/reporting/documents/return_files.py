"""A filled return as a workbook and as CSV, row for row as on the form."""

import csv
import io

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import words
from evenhand.reporting.documents.printable import printable, unformulated
from evenhand.reporting.documents.returns import ASK, NOT_MEASURED, FilledReturn, FilledRow
from evenhand.reporting.documents.sheets import SHORTHAND, Column, Sheet, Value
from evenhand.reporting.documents.workbook import Workbook
from evenhand.reporting.marking import caution, marks

EXACT = (
    "This return holds exact counts, also of very few people. It is for the standard's own "
    "collection and for nobody else: send it there, and share it in no other way. Papers and pages "
    "for others are made with “evenhand report” for a board or the public."
)
_SHORTHAND = {
    ASK: "The records cannot tell: write it in before you send the return.",
    NOT_MEASURED: "The records hold nothing on this in this year.",
}


def return_xlsx(filled: FilledReturn, measurement: Measurement) -> bytes:
    """A workbook: the head, the cells, the checks. The same return gives the same bytes."""
    layout = filled.layout
    book = Workbook(title=f"{layout.title}: {filled.body_name}", marks=marks(measurement))
    book.add_cover(
        [
            f"Edition {layout.edition}. Draft layout. {layout.why_draft}",
            EXACT,
            *caution(measurement),
            layout.note,
            *(f"{source.title}: {source.address}" for source in layout.sources),
        ]
    )
    sheets = [_head(filled), _cells(filled), _checks(filled), _notes()]
    book.add_contents(sheets)
    book.add(sheets)
    return book.saved()


def return_csv(filled: FilledReturn) -> str:
    """The cells alone, to paste or upload; what `EXACT` says holds for them too."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    sheet = _cells(filled)
    writer.writerow([column.heading for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow(
            [unformulated(printable(cell)) if isinstance(cell, str) else cell for cell in row]
        )
    return text.getvalue()


def _head(filled: FilledReturn) -> Sheet:
    return Sheet(
        name="Head of the form",
        title=f"{filled.layout.title}: head of the form",
        notes=(),
        columns=(Column("Line"), Column("Entry", "any")),
        rows=[[label, value] for label, value in filled.head],
    )


def _cells(filled: FilledReturn) -> Sheet:
    sides = ("White", filled.minority_label, "Unknown", "Ratio")
    columns = [Column("Item"), Column("Indicator"), Column("Row"), Column("In")]
    for period in filled.periods:
        when = words.period(period)
        columns += [Column(f"{side}, {when}", "any") for side in sides]
    columns += [Column("Worked out by the form"), Column("Not confirmed by a source")]
    return Sheet(
        name="Return",
        title=f"{filled.layout.title}, edition {filled.layout.edition}: {filled.body_name}",
        notes=(filled.layout.note,),
        columns=tuple(columns),
        rows=[_row(row) for row in filled.rows],
    )


def _row(row: FilledRow) -> list[Value]:
    return [
        row.item,
        row.title,
        row.label,
        row.unit,
        *(value for year in row.years for value in year),
        "yes" if row.automatic else "no",
        row.unconfirmed or "confirmed",
    ]


def _checks(filled: FilledReturn) -> Sheet:
    said = {True: "holds", False: "look again", None: "could not be checked"}
    return Sheet(
        name="Checks",
        title="Checks before the return is sent",
        notes=(),
        columns=(Column("Rule"), Column("It"), Column("What was seen")),
        rows=[[each.rule, said[each.holds], each.seen or "as it should be"]
              for each in filled.checks],
    )  # fmt: skip


def _notes() -> Sheet:
    return Sheet(
        name="Notes",
        title="Notes",
        notes=(),
        columns=(Column("Words in brackets"), Column("Meaning")),
        rows=[[sign, meaning] for sign, meaning in (_SHORTHAND | SHORTHAND).items()],
    )
