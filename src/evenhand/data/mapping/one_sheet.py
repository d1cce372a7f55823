"""Maps one sheet: which table it is, its columns, its dates and its codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evenhand.data.definitions.load import ladder
from evenhand.data.mapping.columns import (
    Candidate,
    candidates,
    choose_columns,
    one_kind_of,
    system_of,
    table_of,
)
from evenhand.data.mapping.content import fits
from evenhand.data.mapping.grades import is_grade
from evenhand.data.mapping.layout import Layout
from evenhand.data.mapping.memory import Memory
from evenhand.data.mapping.national import grades_beside, groups_across
from evenhand.data.mapping.profile import Profile, date_order, shapes
from evenhand.data.mapping.proposal import LEAVE_OUT, Choose, Mapped, Question, Unsure
from evenhand.data.mapping.sheets import Sheet
from evenhand.data.mapping.values import Label, unknown_labels
from evenhand.data.mapping.words import HeaderWords, System, key_of
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import TABLES, Column, Need, Reads
from evenhand.data.readers.item import counted
from evenhand.data.readers.manifest import TableEntry
from evenhand.data.readers.readings import AFC

_SHOWN_KINDS = (Reads.ETHNICITY, Reads.LABEL, Reads.YES_NO, Reads.BAND)
_MOST_CHOICES = 6
_MOST_LABELS = 12


@dataclass
class OneSheet:
    """A sheet on its way to a table; what comes out is `mapped` and `unsure`."""

    sheet: Sheet
    layout: Layout
    columns: Sequence[Profile]
    words: HeaderWords
    choose: Choose
    memory: Memory | None = None
    # Whether a person answers: what they confirm is not unsure any more.
    confirmed: bool = False
    unsure: list[Unsure] = field(default_factory=list)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    system: System | None = None
    # The source of the earlier pack that has the same headers.
    before: TableEntry | None = None

    def map(self) -> Mapped | None:
        """The table that the sheet is, or None where it is left out or none is known."""
        known = self.memory.find([each.header for each in self.columns]) if self.memory else None
        table, self.before = known or (self._which_table(), None)
        if table == LEAVE_OUT:
            return None
        self.system = system_of([each.header for each in self.columns])
        mapped = Mapped(table, self.sheet.file, self.sheet.sheet, self.layout.header_rows)
        mapped.headers = tuple(each.header for each in self.columns)
        if table == "counts" and self._across(mapped):
            return mapped
        self._columns(mapped)
        self._needed(mapped)
        order = COLUMNS_OF[table]
        mapped.columns = {name: mapped.columns[name] for name in order if name in mapped.columns}
        self._dates(mapped)
        self._values(mapped)
        return mapped

    def by_name(self, mapped: Mapped, name: str) -> Profile | None:
        """What the file has for a mapped column."""
        header = mapped.columns.get(name)
        return next((each for each in self.columns if each.header == header), None)

    def note(self, what: str, fix: str) -> None:
        """List something as unsure."""
        self.unsure.append(Unsure(self.sheet.name, what, fix))

    def _which_table(self) -> str:
        likely = table_of(self.sheet.name, self.columns, self.words)
        if groups_across(self.columns)[1] and grades_beside(self.columns):
            likely = ("counts",)
        if "board" in key_of(self.sheet.sheet or self.sheet.file) and "staff" in likely[:1]:
            self.note(
                "this looks like a list of board members.",
                "Add a column that says who is on the board to the staff table, and map it to board.",
            )
            likely = ()
        if self.layout.header_rows == 0 and not likely:
            likely = self._by_content()
        guess = likely[0] if likely else LEAVE_OUT
        if not likely:
            self.note(
                "no table was recognised in it, so it is left out.",
                "Where it is one, describe it in pack.toml under [tables.NAME].",
            )
        return self.choose(
            Question(
                f"table|{self.sheet.name}",
                f"{self.sheet.name} has {counted(len(self.columns), 'column')}. Which table is it?",
                (),
                guess,
                tuple(dict.fromkeys((*likely, *TABLES))),
            )
        )

    def _by_content(self) -> tuple[str, ...]:
        self.note(
            "it has no header, so columns were told by what they hold alone.",
            "Check each column in pack.toml, or put a header above the rows.",
        )
        ethnic = [c for c in self.columns if self._fit_of("ethnic_category", c)]
        return ("staff",) if ethnic else ()

    def _fit_of(self, name: str, profile: Profile) -> bool:
        several = len(profile.values) >= 2
        return several and fits(COLUMNS_OF["staff"][name], profile, {}) >= 0.9

    def _columns(self, mapped: Mapped) -> None:
        if not self.layout.header_rows:
            for name in ("ethnic_category", "person", "sex"):
                free = [c for c in self.columns if c.header not in mapped.columns.values()]
                if near := next((c for c in free if self._fit_of(name, c)), None):
                    mapped.columns[name] = near.header
            return
        found = candidates(mapped.table, self.columns, self.words, self.system)
        if self.before:
            self._as_before(mapped, self.before, found)
            return
        self._ask_columns(mapped, found)
        for name, several in found.items():
            misfit = several[0]
            if name not in mapped.columns and misfit.order[0] == 3:
                self.note(
                    f"the column {misfit.profile.header} is called like {name}, and {misfit.why}. It"
                    " is left out.",
                    f"If it is right, add columns.{name} to tables.{mapped.table}.",
                )

    def _ask_columns(self, mapped: Mapped, found: Mapping[str, Sequence[Candidate]]) -> None:
        chosen = choose_columns(found)
        guessed = {each.profile.header for each in chosen.values()}
        for name in found:
            if name in chosen:
                taken = guessed | set(mapped.columns.values())
                free = [each.header for each in self.columns if each.header not in taken]
                self._column(mapped, name, chosen[name], free)

    def _column(self, mapped: Mapped, name: str, best: Candidate, free: Sequence[str]) -> None:
        column = COLUMNS_OF[mapped.table][name]
        choices = (best.profile.header, *free)[:_MOST_CHOICES]
        answer = self.choose(
            Question(
                f"column|{mapped.table}|{name}",
                f"{self.sheet.name}: the column {best.profile.header} is {name}"
                f" ({column.about.rstrip('.')})" + (f"; {best.why}" if best.why else "") + ".",
                self._examples(column, best.profile),
                best.profile.header,
                choices,
            )
        )
        if answer == LEAVE_OUT:
            return
        mapped.columns[name] = answer
        if not best.sure and answer == best.profile.header and not self.confirmed:
            self.note(
                f"the column {answer} was taken for {name}: {best.why}.",
                f"If it is not, change columns.{name} of tables.{mapped.table}.",
            )

    def _as_before(
        self, mapped: Mapped, before: TableEntry, found: Mapping[str, Sequence[Candidate]]
    ) -> None:
        assert self.memory is not None
        keys = {key_of(each.header): each.header for each in self.columns}
        mapped.columns = {name: keys[key_of(header)] for name, header in before.columns.items()}
        mapped.same, mapped.dates = dict(before.same), ""
        knew = self.memory.knew(before)
        new = {
            name: [c for c in several if key_of(c.profile.header) not in knew]
            for name, several in found.items()
            if name not in mapped.columns
        }
        self._ask_columns(mapped, {name: several for name, several in new.items() if several})

    def _examples(self, column: Column, profile: Profile) -> tuple[str, ...]:
        """Values only where they are codes that are known; else what they look like."""
        hide = column.personal or self.words.hides(profile.header)
        if column.reads in _SHOWN_KINDS and not hide:
            unknown = {each.text for each in self._labels(column, profile, {})}
            known = [value for value in profile.examples() if value not in unknown]
            if column.reads is Reads.BAND:
                known = [value for value in known if is_grade(value)]
            if known:
                return tuple(known)
        return shapes(profile.values)

    def _labels(
        self,
        column: Column,
        profile: Profile,
        codes: Mapping[str, str],
        mapped: Mapped | None = None,
    ) -> list[Label]:
        personal = [
            each
            for each in self.columns
            if each is not profile
            and (self.words.hides(each.header) or len(each.values) > each.filled / 2)
        ]
        return unknown_labels(column, profile, codes, personal)

    def _needed(self, mapped: Mapped) -> None:
        """Columns that the table cannot do without, found in another way."""
        for name, column in COLUMNS_OF[mapped.table].items():
            if name in mapped.columns or name in mapped.same or column.need is not Need.ALWAYS:
                continue
            kind = one_kind_of(self.sheet.name, self.words)
            if (mapped.table, name) == ("staff", "person"):
                mapped.one_person_a_row = True
                self.note(
                    "no column says who a person is, so every row was taken for another person.",
                    "Add an id to the extract, and columns.person in place of one_person_a_row.",
                )
            elif (mapped.table, name) == ("events", "kind") and kind:
                mapped.same["kind"] = kind
                self.note(
                    f"every row was taken for {kind}, as its name says.",
                    "If not, change same.kind, or map the column that says it.",
                )
            else:
                self.note(
                    f"{mapped.table} needs {name}, and no column was recognised as it.",
                    f"Add columns.{name} to tables.{mapped.table}.",
                )

    def _dates(self, mapped: Mapped) -> None:
        days = [
            profile
            for name, column in COLUMNS_OF[mapped.table].items()
            if column.reads is Reads.DATE and (profile := self.by_name(mapped, name))
        ]
        order = date_order(days)
        if self.before and self.before.dates == "month-first":
            mapped.dates = "month-first"
        elif order == "month-first":
            mapped.dates = order
        elif order == "both":
            self.note(
                "some dates can only be day first, others only month first.",
                "Put them right in the extract. They are read day first; others are set aside.",
            )
        elif order == "either" and self.before is None:
            answer = self.choose(
                Question(
                    f"dates|{mapped.table}",
                    f"{self.sheet.name}: no date has a day after the 12th, so 3/4/2025 could be in"
                    " April or in March. Which comes first?",
                    (),
                    "day-first",
                    ("day-first", "month-first"),
                )
            )
            mapped.dates = "" if answer == LEAVE_OUT else answer
            if self.confirmed and mapped.dates:
                return
            self.note(
                "its dates could be read either way; they are read"
                f" {(mapped.dates or 'day-first').replace('-', ' ')}.",
                f"If that is wrong, set dates in tables.{mapped.table}.",
            )

    def _values(self, mapped: Mapped) -> None:
        for name in mapped.columns:
            column, profile = COLUMNS_OF[mapped.table][name], self.by_name(mapped, name)
            if profile is None:
                continue
            codes = dict(self.system.values.get(name, {})) if self.system else {}
            said = dict(self.before.values.get(name, {})) if self.before else {}
            kept = {code: m for code, m in codes.items() if code in profile.values} | said
            codes |= said
            for label in self._labels(column, profile, codes):
                if label.code:
                    kept[label.text] = label.code
                else:
                    self._label(mapped, name, label, kept)
            if kept:
                mapped.values[name] = kept

    def _label(self, mapped: Mapped, name: str, label: Label, kept: dict[str, str]) -> None:
        key = f"value|{mapped.table}|{name}"
        rows = counted(label.rows, "row")
        left = self.left_out.setdefault(key, ())
        if len(left) >= _MOST_LABELS:
            return
        remembered = self.memory.left_out.get(key, ()) if self.memory else ()
        if label.shown and label.text not in remembered:
            guess = f" It is nearly {label.near}." if label.near else ""
            answer = self.choose(
                Question(
                    f"{key}|{label.text}",
                    f'{name}: "{label.shown}" ({rows}) is {label.why}.{guess} What is it?',
                    (),
                    LEAVE_OUT,
                    (label.near,) if label.near else (),
                    free=True,
                )
            )
            if answer != LEAVE_OUT:
                kept[label.text] = answer
                return
        if label.shown:
            self.left_out[key] = (*left, label.text)
        what = f'"{label.shown}"' if label.shown else "a value that is not shown"
        near = f" It may be {label.near}." if label.near else ""
        fix = f"Say what it means under values.{name} of tables.{mapped.table}."
        if label.is_broad:
            fix = "Ask for finer records; no finer category may be made of it."
        self.note(
            f"{name} has {what} in {rows}: {label.why}.{near} Those rows count as not known.", fix
        )

    def _across(self, mapped: Mapped) -> bool:
        grouping, across = groups_across(self.columns)
        beside = grades_beside(self.columns)
        if not across or beside is None:
            return False
        mapped.columns, mapped.across = {"cell": beside.header}, across
        mapped.same = {"indicator": "1", "grouping": grouping}
        afc = ladder(AFC)
        rungs = {text: afc.find_rung(text) for text in beside.values}
        mapped.values["cell"] = {t: rung for t, rung in rungs.items() if rung and rung != t}
        self.note(
            "it was taken for indicator 1: one row a grade, one column a group.",
            "If it is another, change same.indicator.",
        )
        return True
