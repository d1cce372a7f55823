"""From a council's spreadsheet of events to where each AMHP stands: `evenhand amhp register`."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from evenhand.data.definitions.amhp_register import register_codes
from evenhand.data.readers.item import did_you_mean
from evenhand.domain.amhp.clocks_time import Start, StartRefused, read_start, said_instant
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_codes import RegisterCodes
from evenhand.domain.amhp.register_entries import ENTERED, Entry, Event, PersonLog, Unclear
from evenhand.domain.amhp.register_periods import beginning_of
from evenhand.domain.amhp.register_standing import Standing, standing
from evenhand.pipeline.amhp_rows import as_first_written, cells_of, read_rows

NEEDED = ("person", "event", "date")
OPTIONAL = ("authority", "hours", "agreed", "detail")

_EVENTS = {re.sub(r"\W|_", "", str(each)): each for each in ENTERED}
_ENDS_ACTING = (Event.END, Event.SUSPEND)
_AGREED = {"yes": True, "y": True, "true": True, "1": True}
_AGREED |= {"no": False, "n": False, "false": False, "0": False, "": False}
_HOURS = re.compile(r"\d+(?:\.\d+)?")
_DAY = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4})"
_REGISTERED = re.compile(
    rf"\bregist(?:ered|ration)\W+(?:\w+\W+)?(?:to|until|expires)\W+{_DAY}", re.I
)
_COURSE = re.compile(rf"\bcourse\W+(?:completed\W+)?(?:on\W+)?{_DAY}", re.I)
_PROFESSION = re.compile(r"\bprofession\W+(\w+)", re.I)


@dataclass(frozen=True, kw_only=True)
class RowRefused:
    """What is wrong with a row, and what to do. No cell is repeated but the person's reference."""

    row: int
    person: str
    column: str
    code: str
    message: str
    fix: str

    @property
    def line(self) -> str:
        """The problem as it is printed."""
        return f"error [{self.code}] row {self.row}, {self.column}: {self.message} {self.fix}"


@dataclass(frozen=True, kw_only=True)
class Register:
    """What a file comes to at an instant. Persons are in the order of their references."""

    file: str
    at: datetime
    codes: RegisterCodes
    persons: tuple[Standing, ...]
    errors: tuple[RowRefused, ...]


def register_of_file(path: Path, at: datetime) -> Register:
    """
    Where each person of a file stands. Raises WrongUse where it is no table with the needed columns.

    Rows that cannot be are errors; the others count all the same.
    """
    logs, errors = logs_of_file(path)
    for log in logs:
        errors += [
            RowRefused(
                row=each.entry.id,
                person=log.person,
                column="event",
                code=each.code,
                message=each.message,
                fix=each.fix,
            )
            for each in replay(log).refused
        ]
    return Register(
        file=path.name,
        at=at,
        codes=register_codes(),
        persons=tuple(standing(log, at) for log in logs),
        errors=tuple(sorted(errors, key=lambda each: each.row)),
    )


def logs_of_file(path: Path) -> tuple[list[PersonLog], list[RowRefused]]:
    """The entries of each person, and the rows that cannot be read."""
    header, rows = read_rows(path, NEEDED, OPTIONAL)
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    unclear: defaultdict[str, list[Unclear]] = defaultdict(list)
    errors = []
    written: dict[str, str] = {}
    for row, record in rows:
        cells, longer = cells_of(header, record)
        person = as_first_written(cells["person"], written)
        try:
            entry = _Row(row, person, cells).entry(longer=longer)
            entries[person].append(entry)
        except _Refused as refused:
            errors.append(refused.problem)
            if person:
                unclear[person].append(refused.unclear)
    logs = [
        PersonLog(person=person, entries=tuple(entries[person]), unclear=tuple(unclear[person]))
        for person in sorted({*entries, *unclear})
    ]
    return logs, errors


class _Refused(Exception):
    """A row that cannot be read."""

    def __init__(self, problem: RowRefused, unclear: Unclear) -> None:
        super().__init__(problem.message)
        self.problem, self.unclear = problem, unclear


class _Row:
    """One row on its way to an entry. What was read of it before it is refused is kept."""

    def __init__(self, row: int, person: str, cells: dict[str, str]) -> None:
        self.row, self.person = row, person
        self.cells = {name: cells.get(name, "").strip() for name in (*NEEDED, *OPTIONAL)}
        self.event: Event | None = None
        self.start: Start | None = None

    def entry(self, *, longer: bool) -> Entry:
        """The entry that it is. Raises _Refused."""
        known = re.sub(r"\W|_", "", self.cells["event"].casefold())
        self.event = _EVENTS.get(known)
        self.start, problem = self._start()
        if longer:
            message = "The row has more cells than there are columns."
            raise self._refused(
                "too-many-cells", "person", message, "Put a cell with a comma in quotes."
            )
        if not self.person:
            message = "It does not say whom the row is about."
            raise self._refused("person-needed", "person", message, "Write the person's reference.")
        if self.event is None:
            self.event = self._may_mean(known)
            fix = did_you_mean(self.cells["event"], [str(each) for each in ENTERED])
            message = "There is no such event."
            raise self._refused("unknown-event", "event", message, fix)
        if problem is not None:
            raise problem
        assert self.start is not None
        entry = Entry(
            id=self.row,
            person=self.person,
            event=self.event,
            start=self.start,
            authority=" ".join(self.cells["authority"].split()),
            detail=self.cells["detail"],
            registered_to=self._day_in(_REGISTERED),
        )
        match self.event:
            case Event.TRAINING:
                return replace(entry, hours=self._hours(), agreed=self._agreed())
            case Event.END:
                reason = self._reason()
                words = self.cells["detail"][len(reason) :].strip(" ,;:.-")
                return replace(entry, reason=reason, detail=words)
            case Event.APPROVE | Event.REAPPROVE:
                return self._with_what_was_seen(entry)
            case _:
                return entry

    def _start(self) -> tuple[Start | None, _Refused | None]:
        try:
            start = read_start(self.cells["date"])
        except StartRefused as wrong:
            message = wrong.message.replace("The start", "The date")
            return None, self._refused(wrong.code, "date", message, wrong.fix)
        if not start.ambiguous:
            return start, None
        first, second = (said_instant(each) for each in start.instants)
        message = (
            f"The clocks went back that night, and this time was there twice: {first} and {second}."
        )
        fix = "Find out which and write it with +01:00 (the first) or +00:00."
        return start, self._refused("ambiguous-time", "date", message, fix)

    def _may_mean(self, known: str) -> Event | None:
        close = get_close_matches(known, list(_EVENTS), n=1)
        return _EVENTS[close[0]] if close else None

    def _hours(self) -> float:
        if not _HOURS.fullmatch(self.cells["hours"]):
            message = "The hours are no number of 0 or more."
            raise self._refused(
                "unreadable-hours", "hours", message, "Write hours such as 6 or 7.5."
            )
        return float(self.cells["hours"])

    def _agreed(self) -> bool:
        said = _AGREED.get(self.cells["agreed"].casefold())
        if said is None:
            message = "Whether the approving authority agreed to the training cannot be read."
            raise self._refused("unreadable-agreed", "agreed", message, "Write yes or no.")
        return said

    def _reason(self) -> str:
        """The code that the detail begins with: "REQ", "REQ, moved away", "other lssa"."""
        said = re.sub(r"\W+", "_", self.cells["detail"]).upper()
        found = [each for each in register_codes().reasons if f"{said}_".startswith(f"{each}_")]
        if not found:
            message = "The detail of an end begins with the code of its reason, and this has none."
            codes = ", ".join(register_codes().reasons)
            fix = f"Write one of {codes}. Until then nobody is told that this person may act."
            raise self._refused("unknown-reason", "detail", message, fix)
        return found[0]

    def _with_what_was_seen(self, entry: Entry) -> Entry:
        """Profession and course, where the detail names them: "profession SW; course 2024-07-01"."""
        profession = _PROFESSION.search(entry.detail)
        code = profession[1].upper() if profession else ""
        return replace(
            entry,
            profession=code if code in register_codes().profession else "",
            course_completed=self._day_in(_COURSE),
        )

    def _day_in(self, pattern: re.Pattern[str]) -> date | None:
        found = pattern.search(self.cells["detail"])
        if found is None:
            return None
        try:
            return read_start(found[1]).day
        except StartRefused as wrong:
            message = "The detail names a day that cannot be read."
            raise self._refused(wrong.code, "detail", message, wrong.fix) from wrong

    def _refused(self, code: str, column: str, message: str, fix: str) -> _Refused:
        problem = RowRefused(
            row=self.row, person=self.person, column=column, code=code, message=message, fix=fix
        )
        since = self._since()
        holds = self.event in _ENDS_ACTING
        return _Refused(problem, Unclear(id=self.row, since=since, holds=holds))

    def _since(self) -> datetime | None:
        if self.start is None:
            return None
        return self.start.instants[0] if self.start.instants else beginning_of(self.start.day)
