"""Maps one sheet: which table it is, and which of its columns is which."""

from collections.abc import Mapping, Sequence

from evenhand.data.definitions.load import ladder
from evenhand.data.mapping.at_hand import AtHand
from evenhand.data.mapping.columns import (
    Candidate,
    candidates,
    choose_columns,
    one_kind_of,
    system_of,
    table_of,
)
from evenhand.data.mapping.content import fits, may_be
from evenhand.data.mapping.meanings import map_dates, map_values
from evenhand.data.mapping.national import grades_beside, groups_across
from evenhand.data.mapping.profile import Profile
from evenhand.data.mapping.proposal import LEAVE_OUT, Mapped, Question
from evenhand.data.mapping.words import key_of
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import TABLES, Need
from evenhand.data.readers.item import counted
from evenhand.data.readers.manifest import TableEntry
from evenhand.data.readers.readings import AFC

_MOST_CHOICES = 6


class OneSheet(AtHand):
    """A sheet on its way to a table."""

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
        map_dates(self, mapped)
        map_values(self, mapped)
        return mapped

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
                    misfit.fix,
                )

    def _ask_columns(self, mapped: Mapped, found: Mapping[str, Sequence[Candidate]]) -> None:
        chosen = choose_columns(found)
        guessed = {each.profile.header for each in chosen.values()}
        for name in found:
            if name in chosen:
                taken = guessed | set(mapped.columns.values())
                column = COLUMNS_OF[mapped.table][name]
                free = [
                    each.header
                    for each in self.columns
                    if each.header not in taken and may_be(column, each)
                ]
                self._column(mapped, name, chosen[name], free)

    def _column(self, mapped: Mapped, name: str, best: Candidate, free: Sequence[str]) -> None:
        column = COLUMNS_OF[mapped.table][name]
        choices = (best.profile.header, *free)[:_MOST_CHOICES]
        answer = self.choose(
            Question(
                f"column|{mapped.table}|{name}",
                f"{self.sheet.name}: the column {best.profile.header} is {name}"
                f" ({column.about.rstrip('.')})" + (f"; {best.why}" if best.why else "") + ".",
                self.examples(column, best.profile),
                best.profile.header,
                choices,
            )
        )
        if answer == LEAVE_OUT:
            return
        mapped.columns[name] = answer
        if not best.sure and answer == best.profile.header:
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
