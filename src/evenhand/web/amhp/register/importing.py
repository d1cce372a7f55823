"""Reads a register from a council's own table: the columns of `evenhand amhp register`, and names."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import Event, PersonLog
from evenhand.pipeline.amhp_register import RowRefused, logs_of_file
from evenhand.pipeline.amhp_rows import as_first_written, cells_of, read_rows
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.working_folder import working_folder

MOST_BYTES = 400_000
LONGEST_NAME = 120


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a file holds: logs by the person's name, and what is wrong with which row."""

    digest: str
    logs: dict[str, PersonLog]
    errors: list[RowRefused]

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return sum(len(each.entries) for each in self.logs.values())


def read(content: bytes, authority: str) -> Read:
    """
    Check a CSV file. Approvals that name no authority are by `authority`. Raises Refused where it is
    no such table.
    """
    if len(content) > MOST_BYTES:
        raise Refused(
            _("The file is larger than %(most)d KB. Bring it in parts, each person whole.")
            % {"most": MOST_BYTES // 1000}
        )
    with working_folder(len(content)) as folder:
        file = folder / "register.csv"
        file.write_bytes(content)
        try:
            logs, errors = logs_of_file(file)
            names, wrong = _names(file)
        except WrongUse as why:
            raise Refused(str(why)) from why
    logs = [_with_authority(log, authority) for log in logs]
    errors = [*errors, *wrong, *_impossible(logs)]
    return Read(
        digest=hashlib.sha256(content).hexdigest(),
        logs={names.get(log.person, log.person): log for log in logs},
        errors=sorted(errors, key=lambda each: each.row),
    )


def _with_authority(log: PersonLog, authority: str) -> PersonLog:
    begins = (Event.APPROVE, Event.REAPPROVE)
    entries = tuple(
        replace(each, authority=authority) if each.event in begins and not each.authority else each
        for each in log.entries
    )
    return replace(log, entries=entries)


def _impossible(logs: list[PersonLog]) -> list[RowRefused]:
    return [
        RowRefused(
            row=each.entry.id,
            person=log.person,
            column="event",
            code=each.code,
            message=each.message,
            fix=each.fix,
        )
        for log in logs
        for each in replay(log).refused
    ]


def _names(file: Path) -> tuple[dict[str, str], list[RowRefused]]:
    """The name of each person, and where one is missing or two are given."""
    header, rows = read_rows(file, ("person", "name"), ())
    names: dict[str, str] = {}
    first: dict[str, int] = {}
    written: dict[str, str] = {}
    wrong = []
    for row, record in rows:
        cells, _longer = cells_of(header, record)
        person, name = as_first_written(cells["person"], written), " ".join(cells["name"].split())
        if not person:
            continue
        first.setdefault(person, row)
        if not name:
            continue
        if len(name) > LONGEST_NAME:
            wrong.append(_wrong(row, person, _("The name is longer than 120 characters.")))
        elif names.setdefault(person, name) != name:
            wrong.append(_wrong(row, person, _("This person has another name in a row before.")))
    for person, row in first.items():
        if person not in names:
            wrong.append(_wrong(row, person, _("No row says what this person is called.")))
    seen: dict[str, str] = {}
    for person, name in names.items():
        if seen.setdefault(name.casefold(), person) != person:
            other = seen[name.casefold()]
            said = _("%(other)s has the same name.") % {"other": other}
            wrong.append(_wrong(first[person], person, said))
    return names, wrong


def _wrong(row: int, person: str, message: str) -> RowRefused:
    return RowRefused(
        row=row,
        person=person,
        column="name",
        code="name-needed",
        message=message,
        fix=_("Write one full name for each person, the same in all their rows or in the first."),
    )
