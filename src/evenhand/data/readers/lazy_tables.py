"""From raw to clean where the rows lie, in Spark: the rules of `clean.py` and `clean_staff.py`.

What can be told by values alone is the same as in DuckDB, and a test holds the figures equal. What
needs a first row is not done, as rows in Spark have no order: one row a person and year is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evenhand.data.engines.lazy_table import (
    Expr,
    Frame,
    LazyTable,
    Read,
    chosen,
    constant,
    first_of,
    stacked,
)
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.column_list import COLUMNS_OF, QUESTIONS
from evenhand.data.readers.columns import CLEAN, WHEN_ABSENT, Column, Reads
from evenhand.data.readers.header import Wanted, check_columns, find_header
from evenhand.data.readers.item import CheckItem, Unusable, counted, found
from evenhand.data.readers.manifest import TableEntry
from evenhand.data.readers.readings import reading_of
from evenhand.data.readers.setting import Setting

_FLAGS = {
    "board": "board",
    "voting": "voting",
    "executive": "executive",
    "senior": "senior_manager",
    "amhp": "amhp",
}
_PAY = ("salary", "hourly_pay", "bonus")


@dataclass
class LazyCleaned:
    """The clean table, what was found in it, and what became of its rows."""

    frame: Frame
    items: list[CheckItem]
    read: int
    rejected: int
    repeated: int


@dataclass
class _Reading:
    """One raw table being read; `rules` are the conditions by which rows are set aside."""

    table: LazyTable
    name: str
    setting: Setting
    entry: TableEntry
    body: str | None
    snapshot: date | None
    items: list[CheckItem] = field(default_factory=list)
    rules: list[Expr] = field(default_factory=list)
    repeated: int = 0

    def require(self, column: str, *, default: bool = False) -> None:
        """Set aside rows in which it could not be read; and blank ones, where there is no default."""
        if not self.table.has(column):
            return
        self.rules.append(self.table.unreadable(column))
        if not default:
            self.rules.append(self.table.value(column).is_null())

    def reject(self, column: str, bad: Callable[[Expr], Expr]) -> None:
        """Set aside rows with a bad clean value of a column, if the table has it."""
        if self.table.has(column):
            self.rules.append(bad(self.table.value(column)))

    def fields(self) -> dict[str, Expr]:
        """The clean columns that come from one raw column each."""
        fields: dict[str, Expr] = {"row": constant(0)}
        for column, about in COLUMNS_OF[self.name].items():
            if self.table.has(column):
                for number, clean in enumerate(about.cleaned):
                    fields[clean] = self.table.value(column, number)
        for clean, kind in WHEN_ABSENT.items():
            if clean in CLEAN[self.name]:
                fields.setdefault(clean, constant(_PLAIN[kind]))
        return fields | self._whose()

    def _whose(self) -> dict[str, Expr]:
        fields: dict[str, Expr] = {}
        for column, clean, given in (
            ("body", "body", self.body),
            ("year", "snapshot", self.snapshot),
        ):
            if self.table.has(column):
                value = self.table.value(column)
                self.require(column, default=given is not None)
                fields[clean] = value if given is None else first_of(value, constant(given))
            elif given is not None:
                fields[clean] = constant(given)
        return fields


_PLAIN: dict[str, str | int | bool] = {
    "false": False,
    "true": True,
    "-1": -1,
    "'other'": "other",
    "'not on the ladder'": "not on the ladder",
    "''": "",
}


def clean_lazily(
    native: Any,
    columns: list[str],
    name: str,
    entry: TableEntry,
    setting: Setting,
    year: date | None,
) -> LazyCleaned:
    """One raw table as a clean one. Raises Unusable where nothing can be made of it."""
    wanted = Wanted(
        name, entry.file, entry.columns,
        many_bodies=len(setting.bodies) > 1, many_years=year is None and name != "events",
    )  # fmt: skip
    header = find_header([columns], wanted)
    items = check_columns(header, wanted)
    table = LazyTable(native, {c: columns[place] for c, place in header.places.items()})
    body = setting.bodies[0].id if len(setting.bodies) == 1 else None
    reading = _Reading(table, name, setting, entry, body, year, items)
    kinds = {c: _as_it_is(table, COLUMNS_OF[name][c]) for c in header.places}
    table.take({c: kind for c, kind in kinds.items() if kind})
    values = table.values([c for c, kind in kinds.items() if not kind])
    table.read({c: _read(reading, COLUMNS_OF[name][c], those) for c, those in values.items()})
    read = len(table)
    frame = _CLEANERS[name](reading)
    rejected = read - reading.repeated - len(table)
    if rejected:
        message = f"{counted(rejected, 'row')} of {name} could not be used, and were set aside."
        reading.items.append(found("rows-set-aside", message, table=name, file=entry.file))
    return LazyCleaned(frame, reading.items, read, rejected, reading.repeated)


def _as_it_is(table: LazyTable, column: Column) -> str | None:
    """As what to take a column whose type says what it holds; None where its values are looked at."""
    name, reads = column.name, column.reads
    taken = {
        "id": reads is Reads.ID,
        "number": reads in (Reads.NUMBER, Reads.SHARE) and table.is_number(name),
        "whole": reads is Reads.WHOLE and table.is_number(name),
        "day": reads is Reads.DATE and table.is_day(name),
        "yes_no": reads is Reads.YES_NO and table.is_yes_no(name),
    }
    return next((kind for kind, fits in taken.items() if fits), None)


def _read(reading: _Reading, column: Column, values: list[tuple[str, int]]) -> Read:
    """Each distinct value is read as in DuckDB. No value is printed, as any may be somebody's."""
    how = reading_of(column, reading.setting, reading.entry.values.get(column.name, {}))
    meanings = [(text, *how.read(text)) for text, _ in values]
    wrong: dict[str, int] = {}
    for (_, n), (_, _, code) in zip(values, meanings, strict=True):
        if code:
            wrong[code] = wrong.get(code, 0) + n
    for code, n in wrong.items():
        message = f"In {counted(n, 'row')}: {CODES[code].meaning}"
        reading.items.append(
            found(code, message, table=reading.name, file=reading.entry.file, column=column.name)
        )
    return Read(how.types, meanings)


def _staff(reading: _Reading) -> Frame:
    table = reading.table
    fields = reading.fields()
    reading.require("person")
    for column in ("start_date", "leave_date", "full_pay"):
        reading.require(column, default=True)
    reading.reject("age", lambda age: (age < 14) | (age > 100))
    reading.reject("weekly_hours", lambda hours: (hours < 0) | (hours > 168))
    for column in _PAY:
        reading.reject(column, lambda pay: pay < 0)
    if table.has("start_date") and table.has("leave_date"):
        reading.rules.append(table.value("leave_date") < table.value("start_date"))
    for flag, column in _FLAGS.items():
        if table.has(column):
            fields[flag] = table.value(column).fill_null(False)
    registered = [table.value("registration")] if table.has("registration") else []
    by_group = [table.value("staff_group", 1)] if table.has("staff_group") else []
    if told := [each.fill_null(False) for each in (*registered, *by_group)]:
        fields["regulated"] = told[0] if len(told) == 1 else told[0] | told[1]
    group = table.value("staff_group") if table.has("staff_group") else constant("other")
    fields["block"] = group.fill_null("other")
    if table.has("pay_band"):
        medical = table.value("pay_band", 2).fill_null(False)
        fields["block"] = chosen([(medical, constant("medical"))], fields["block"])
    table.without(reading.rules)
    keys = [column for column in ("body", "year", "person") if table.has(column)]
    if table.several(*keys):
        reading.repeated = table.without_copies()
    if reading.setting.posts == "main" and (people := table.several(*keys)):
        message = (
            f"{counted(people, 'person has', 'people have')} several rows in one year. Rows in Spark"
            " have no order, so which of them is the main post cannot be told."
        )
        fix = "Leave one row a person and year, or measure without Spark."
        raise Unusable(found("several-posts", message, table="staff", fix=fix, severity="error"))
    return table.clean(fields, CLEAN["staff"])


def _events(reading: _Reading) -> Frame:
    table = reading.table
    fields = reading.fields()
    for column in ("person", "date", "kind"):
        reading.require(column)
    day = table.value("date")
    if "snapshot" not in fields:
        days = reading.setting.snapshots
        later = [(day <= constant(each), constant(each)) for each in days]
        fields["snapshot"] = chosen(later, constant(days[-1]))
    if table.has("ethnic_category"):
        category = table.value("ethnic_category")
        fields["category"] = chosen([(category != "not-known", category)], constant(None))
    table.without(reading.rules)
    reading.repeated = table.without_copies()
    return table.clean(fields, CLEAN["events"])


def _applications(reading: _Reading) -> Frame:
    table = reading.table
    fields = reading.fields()
    for column in ("shortlisted", "appointed"):
        reading.require(column, default=True)
        fields[column] = table.value(column).fill_null(False)
    if table.has("senior_post"):
        fields["senior"] = table.value("senior_post").fill_null(False)
    else:
        fields["senior"] = constant(False)
    reading.rules.append(table.value("appointed") & ~fields["shortlisted"])
    if table.has("applied"):
        reading.rules.append(fields["shortlisted"] & ~table.value("applied"))
    table.without(reading.rules)
    return table.clean(fields, CLEAN["applications"])


def _survey(reading: _Reading) -> Frame:
    table = reading.table
    asked = [question for question in QUESTIONS if table.has(question)]
    if not asked:
        message = "The survey has no column a question, which is how it is read in Spark."
        fix = f"Give one row a person, with columns {', '.join(QUESTIONS)}."
        raise Unusable(found("missing-column", message, table="survey", fix=fix))
    fields = reading.fields()
    reading.reject("weight", lambda weight: weight < 0)
    reading.require("weight", default=True)
    table.without(reading.rules)
    keys = [column for column in ("body", "year", "respondent") if table.has(column)]
    if table.has("respondent") and table.several(*keys):
        reading.repeated = table.without_copies()
        if people := table.several(*keys):
            message = f"{counted(people, 'person has', 'people have')} several rows in one year."
            raise Unusable(found("repeated-key", message, table="survey", severity="error"))
    answers = {question: table.value(question) for question in asked}
    staff = _harassment_by_staff(table, answers)
    if staff is not None:
        answers["harassment_staff"] = staff
    frames = [
        table.clean(fields | {"question": constant(question), "answer": answer}, CLEAN["survey"])
        for question, answer in answers.items()
    ]
    return stacked([frame.drop_nulls("answer") for frame in frames])


def _harassment_by_staff(table: LazyTable, answers: Mapping[str, Expr]) -> Expr | None:
    """Yes if either part is a yes, no if one is a no and neither a yes; None where it was asked."""
    parts = [answers[q] for q in ("harassment_manager", "harassment_colleagues") if q in answers]
    if not parts or ("harassment_staff" in answers and table.any_value("harassment_staff")):
        return None
    filled = [part.fill_null("") for part in parts]
    either = [
        chosen([(part == word, constant(True))], constant(False))
        for word in ("yes", "no")
        for part in filled
    ]
    yes, no = either[: len(parts)], either[len(parts) :]
    says_yes = yes[0] if len(parts) == 1 else yes[0] | yes[1]
    says_no = no[0] if len(parts) == 1 else no[0] | no[1]
    return chosen([(says_yes, constant("yes")), (says_no, constant("no"))], constant(None))


_CLEANERS: dict[str, Callable[[_Reading], Frame]] = {
    "staff": _staff,
    "applications": _applications,
    "events": _events,
    "survey": _survey,
}
IN_SPARK = tuple(_CLEANERS)
