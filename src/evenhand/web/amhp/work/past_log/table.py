"""
The table of a past log: its columns, and the cells that are read of a file.

Only what a consideration here holds is taken out of a file. Whatever else stands in it, such as a
name or an NHS number in a column of its own, is left behind before anything is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.readers.csv_file import SEPARATORS, Record, TextTable
from evenhand.data.readers.header import squashed
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.place import check_kind
from evenhand.domain.amhp.dataset import IN_WORDS, Column, Kind
from evenhand.web.amhp.work.forms.times import Label
from evenhand.web.amhp.work.words import LABELS
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.working_folder import working_folder

MOST_BYTES, MOST_ROWS = 30_000_000, 25_000
NOTE, REFERENCE = "note", "reference"
# Without any of these a table is hardly a log.
_SOME_OF = ("referred", "assessment_start", "outcome")


@dataclass(frozen=True)
class PastTable:
    """
    Cells by column, row by row as a spreadsheet counts them (the header is row 1), without empty
    ones; `left` are the numbers of columns that are not read, `longer` rows with more cells.
    """

    rows: dict[int, dict[str, str]]
    left: tuple[int, ...]
    longer: tuple[int, ...]


@cache
def columns() -> Mapping[str, Column]:
    """The columns by name: those of the data set's table, and one for words."""
    return data_set().by_name["considerations"].by_name


def label_of(name: str) -> Label:
    """What a column is called on pages."""
    if name == NOTE:
        return _("Note")
    return _("Reference of the consideration") if name == REFERENCE else LABELS[name]


def explained() -> list[tuple[str, Label, str, list[tuple[str, str]]]]:
    """Each column: name, label, what a cell holds, and the codes that may stand there."""
    told = [
        (
            each.name,
            label_of(each.name),
            _held(each),
            [(code.code, code.title) for code in codes_of(each)],
        )
        for each in columns().values()
    ]
    kind = answer_lists()["note_kind"].title_of("OTHER")
    words = _("words of up to 4,000 letters, kept sealed as a note (%(kind)s)") % {"kind": kind}
    return [*told, (NOTE, label_of(NOTE), words, [])]


def read_table(content: bytes) -> PastTable:
    """The cells of a CSV file. Raises Refused where it is no such table."""
    if len(content) > MOST_BYTES:
        raise Refused(
            _("The file is larger than %(most)d MB. Bring it in parts.")
            % {"most": MOST_BYTES // 1_000_000}
        )
    with working_folder(len(content)) as folder:
        file = folder / "log.csv"
        file.write_bytes(content)
        try:
            check_kind(file, table="", name=_("The file"))
            text = TextTable(file, name=_("The file"), table="")
            separator = max(SEPARATORS, key=lambda each: len(next(text.records(each), [])))
            records = list(text.records(separator, most=MOST_ROWS + 2))
        except Unusable as wrong:
            raise Refused(f"{wrong.item.message} {wrong.item.fix}") from wrong
    return _cells(records)


def _cells(records: list[Record]) -> PastTable:
    if len(records) > MOST_ROWS + 1:
        raise Refused(
            _("The file has more than %(most)s rows. Bring it in parts.")
            % {"most": f"{MOST_ROWS:,}"}
        )
    start = next((at for at, record in enumerate(records) if any(map(str.strip, record))), 0)
    header = [_column(cell) for cell in records[start]] if records else []
    twice = sorted({str(label_of(name)) for name in header if name and header.count(name) > 1})
    if twice:
        said = {"what": ", ".join(twice)}
        raise Refused(_("There are two columns for %(what)s. Keep one of them.") % said)
    if not set(_SOME_OF) & set(header):
        raise Refused(
            _(
                "The first row of the file names none of these columns: referred, "
                "assessment_start, outcome. Name the columns as in the template."
            )
        )
    rows, longer = {}, []
    for number, record in enumerate(records[start + 1 :], start=start + 2):
        given = zip(header, record, strict=False)
        cells = {name: text for name, cell in given if name and (text := cell.strip())}
        if any(cell.strip() for cell in record[len(header) :]):
            longer.append(number)
        if cells or number in longer:
            rows[number] = cells
    if not rows:
        raise Refused(_("The file has no rows below the names of the columns."))
    left = tuple(place for place, name in enumerate(header, start=1) if not name)
    return PastTable(rows, left, tuple(longer))


@cache
def _names() -> Mapping[str, str]:
    known = [*columns(), NOTE]
    by_label = {squashed(str(label_of(name))): name for name in known}
    return by_label | {squashed(name): name for name in known}


def _column(cell: str) -> str:
    return _names().get(squashed(cell), "")


def _held(column: Column) -> str:
    match column.kind:
        case Kind.TIME:
            return _("a time, 2026-03-01 09:30 or 01/03/2026 09:30")
        case Kind.DAY:
            return _("a day, 2026-03-01 or 01/03/2026")
        case Kind.REFERENCE if column.name in ("amhp", "second"):
            return _("A and the number in the register, such as A7, or the name as it stands there")
        case _:
            return str(IN_WORDS[column.kind])
