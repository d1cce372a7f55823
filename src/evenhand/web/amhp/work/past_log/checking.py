"""
A past log checked row by row: what can be taken, what is asked about it, what cannot be read.

What only raises a question is taken and asked about, as on the pages. A row is left out where a cell
cannot be read, where it is there already, or where its reference is another's.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations import is_open
from evenhand.domain.amhp.dataset_cells import CellRefused
from evenhand.domain.amhp.free_text import details
from evenhand.domain.amhp.merging import Plain
from evenhand.web.amhp.register.queries import Acting
from evenhand.web.amhp.work import fields, queries
from evenhand.web.amhp.work.asking import questions
from evenhand.web.amhp.work.past_log.cells import readers
from evenhand.web.amhp.work.past_log.table import NOTE, REFERENCE, PastTable
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.queries import Body


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """Why a row cannot be taken: its number, the column, what is wrong and what to do."""

    row: int
    column: str
    message: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class PastRow:
    """
    A row that can be taken: what it tells, as a change keeps it; its note and which kinds of detail
    were found in that; what is asked about it. `digest` is by what the same row is known again. All of
    it can be written as JSON.
    """

    row: int
    digest: str
    reference: str
    told: Mapping[str, Plain]
    note: str
    found: tuple[str, ...]
    asked: tuple[str, ...]
    open: bool


@dataclass
class Checked:
    """What came of a table: rows to take, rows that are there already, and what is wrong with others."""

    rows: list[PastRow] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def check(body: Body, table: PastTable, at: datetime) -> Checked:
    """Every row of a table, as the register and the work of the body stand now."""
    checking, found = _Checking(body, at), Checked()
    longer = set(table.longer)
    for number, cells in table.rows.items():
        if number in longer:
            found.wrong.append(_longer(number))
            continue
        came = checking.row(number, cells)
        if came is None:
            found.there.append(number)
        elif isinstance(came, PastRow):
            found.rows.append(came)
        else:
            found.wrong += came
    return found


class _Checking:
    """The rows of one table on their way; what stood in those before is known."""

    def __init__(self, body: Body, at: datetime) -> None:
        self.body, self.at, self.today = body, at, at_london(at).date()
        self.lists = queries.lists_of(body)
        self.acting = Acting(body)
        self.people = {each.pk: each for each in self.acting.people}
        numbers = {each.number: each.pk for each in self.acting.people}
        self.readers = readers(self.lists, queries.professionals_of(body), numbers)
        self.known = queries.past_rows_of(body)
        self.counted = frozenset(queries.kept_months_of(body))
        self.seen: Counter[str] = Counter()
        self.references: dict[str, str] = {}

    def row(self, number: int, cells: Mapping[str, str]) -> PastRow | list[Wrong] | None:
        """The row; what is wrong with it; or None where it is there already."""
        read, wrong = self._read(number, cells)
        if wrong:
            return wrong
        reference, note = str(read.pop(REFERENCE, "")), str(read.pop(NOTE, ""))
        told = fields.all_plain(read)
        digest = self._digest(reference, note, told)
        if digest in self.known.digests or self.references.get(reference) == digest:
            return None
        if reference in self.known.references or reference in self.references:
            return [self._taken(number, reference)]
        if reference:
            self.references[reference] = digest
        kept = self._record(reference, told)
        domain = domain_of(kept, ())
        if domain.day and domain.day.replace(day=1) in self.counted:
            return [_counted(number)]
        kept.open = is_open(domain, self.lists.outcomes, self.at)
        asked = questions(kept, domain, self.lists, self.at, self.acting.may_act)
        found = dict.fromkeys(each.kind.value for each in details(note, self.today))
        return PastRow(
            row=number,
            digest=digest,
            reference=reference,
            told=told,
            note=note,
            found=tuple(found),
            asked=tuple(str(each.message) for each in asked),
            open=kept.open,
        )

    def _read(self, number: int, cells: Mapping[str, str]) -> tuple[dict[str, object], list[Wrong]]:
        read: dict[str, object] = {}
        wrong = []
        for name, text in cells.items():
            try:
                read[name] = self.readers[name](text)
            except CellRefused as why:
                wrong.append(Wrong(row=number, column=name, message=str(why), fix=why.fix))
        return read, wrong

    def _digest(self, reference: str, note: str, told: Mapping[str, Plain]) -> str:
        """
        Of what the row says, however it is written. Rows without a reference may be alike and still
        be two: each further one counts as another, and is the same again in the same file.
        """
        text = json.dumps([reference, note, told], sort_keys=True)
        self.seen[text] += 1
        which = 1 if reference else self.seen[text]
        return hashlib.sha256(f"{which} {text}".encode()).hexdigest()

    def _taken(self, number: int, reference: str) -> Wrong:
        if reference in self.references:
            return Wrong(
                row=number,
                column=REFERENCE,
                message=_("A row above has the same reference and says something else."),
                fix=_("Give each consideration a reference of its own, or keep one of the rows."),
            )
        return Wrong(
            row=number,
            column=REFERENCE,
            message=_("A consideration here has this reference and was not brought as this row."),
            fix=_("Change that one on its page, or give this row another reference."),
        )

    def _record(self, reference: str, told: Mapping[str, Plain]) -> queries.Consideration:
        """The row as it would be kept; it is not."""
        kept = queries.Consideration(body=self.body, reference=reference)
        for name, value in told.items():
            setattr(kept, fields.column(name), fields.read(name, value))
        if kept.amhp_id:
            kept.amhp = self.people[kept.amhp_id]
        return kept


def _counted(number: int) -> Wrong:
    return Wrong(
        row=number,
        column="referred",
        message=_(
            "Considerations of this month were deleted after their time, and are still counted. "
            "Taken in again, this one could be counted twice."
        ),
        fix=_("Leave the row out, or check its day."),
    )


def _longer(number: int) -> Wrong:
    return Wrong(
        row=number,
        column="",
        message=_("The row has more cells than there are columns."),
        fix=_("Put a cell with a comma in it into quotes."),
    )
