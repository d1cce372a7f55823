"""Reads the data set of one AMHP service, or of several put together: a folder of CSV tables.

Rows that cannot be used are counted and kept, and are told by table, row, column and reason; the
others are used all the same. No message repeats a cell, for somebody's name may stand in it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.readers.csv_file import SEPARATORS, Record, TextTable
from evenhand.data.readers.header import squashed
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.place import check_kind
from evenhand.domain.amhp.dataset import OFF_THE_LIST, Column, DataSet, Kind, Table
from evenhand.domain.amhp.dataset_cells import CellRefused, OffTheList, Reader, Row, reader
from evenhand.domain.results.measurement import RowCount

ABOUT, BODY = "dataset.json", "body"
# Tables whose rows belong to a consideration of the set.
_BELONG = ("delays", "asks")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_TOO_MANY = CellRefused(
    "too-many-cells",
    "The row has more cells than there are columns.",
    "Put a cell with a comma in quotes.",
)
_MISSING = CellRefused(
    "missing-cell", "The cell is empty, and the row says nothing without it.", "Fill it in."
)
_NO_COLUMN = CellRefused("no-column", "The column is missing.", "No row can be used without it.")
_NO_BODY = CellRefused(
    "no-body", "The row does not say whose it is.", "Put the sets together again."
)
_TWICE = CellRefused(
    "reference-twice",
    "A row above has the same reference: the set may hold an import twice.",
    "Keep one of the two rows.",
)
_OF_NOTHING = CellRefused(
    "no-such-consideration",
    "No consideration that can be used has this reference.",
    "Add the consideration, or put the reference right.",
)

# Cells of one column that were read already are kept, up to so many: most come again and again.
_MOST_KEPT = 20_000
# Every time of two years is another one.
_MANY = (Kind.TIME,)
# A column of a file, its name in the set, how its cells are read, and those that were read already.
_Place = tuple[Column | None, str, Reader, dict[str, Any]]


class NoDataSet(ValueError):
    """The folder holds no data set that can be read. The message says what to do."""


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose set it is (of several, where it was put together), its edition, and any mark on it."""

    bodies: tuple[str, ...]
    edition: str
    marked_as: str = ""

    @property
    def together(self) -> bool:
        """Whether rows say whose they are."""
        return len(self.bodies) > 1


@dataclass(frozen=True, kw_only=True)
class SetProblem:
    """What is wrong in a row, or in a whole table (row 0). `used`: the row is counted all the same."""

    table: str
    row: int
    column: str
    code: str
    message: str
    fix: str
    used: bool = False

    @property
    def line(self) -> str:
        """The problem as it is printed."""
        where = ", ".join(
            part for part in (f"{self.table}.csv", f"row {self.row}" if self.row else "", self.column)
            if part
        )  # fmt: skip
        severity = "warning" if self.used else "error"
        return f"{severity} [{self.code}] {where}: {self.message} {self.fix}"


class _Left(dict[str, bool]):
    """By the cell that says whose a row is: whether somebody else reads it."""

    def __init__(self, left_to_others: Callable[[str], bool]) -> None:
        super().__init__()
        self._left_to_others = left_to_others

    def __missing__(self, cell: str) -> bool:
        self[cell] = self._left_to_others(_plain(cell))
        return self[cell]


@dataclass
class SetReader:
    """
    A folder being read, table by table. `problems`, `counts` and `rejected` grow as rows are read.

    `rejected` are (table, row, column, code, cells) of rows that could not be used. Rows of those
    whom `left_to_others` names are passed over: several processes read one set together.
    """

    folder: Path
    about: About
    shape: DataSet
    left_to_others: Callable[[str], bool] | None = None
    problems: list[SetProblem] = field(default_factory=list)
    counts: dict[str, RowCount] = field(default_factory=dict)
    rejected: list[tuple[str, int, str, str, Record]] = field(default_factory=list)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def rows(self, name: str) -> Iterator[Row]:
        """
        The rows of a table that can be used, none where there is no such file.

        Considerations are read before delays and asks, which belong to them.
        """
        table = self.shape.by_name[name]
        path = self.folder / table.file
        if not path.exists():
            return
        try:
            check_kind(path, table=name, name=path.name)
            text = TextTable(path, name=path.name, table=name)
            separator = max(SEPARATORS, key=lambda each: len(next(text.records(each), [])))
            yield from self._rows(table, text.records(separator))
        except Unusable as wrong:
            item = wrong.item
            self._say(name, item.row or 0, "", CellRefused(item.code, item.message, item.fix))

    def all(self) -> dict[str, list[Row]]:
        """Every table, read to its end."""
        return {table.name: list(self.rows(table.name)) for table in self.shape.tables}

    def _rows(self, table: Table, records: Iterator[Record]) -> Iterator[Row]:
        columns = self._columns(table, next(records, []))
        key = next((c.name for c in table.columns if c.needed and c.kind is Kind.REFERENCE), "")
        read = used = 0
        seen: set[tuple[str, str]] = set()
        whose = next(
            (at for at, (_, name, _, _) in enumerate(columns) if name == BODY), len(columns)
        )
        left = self.left_to_others and _Left(self.left_to_others)
        for number, record in enumerate(records, start=2):
            if not any(record):
                continue
            if left is not None and left[record[whose] if whose < len(record) else ""]:
                continue
            read += 1
            row = self._row(table, columns, number, record)
            if row is None:
                continue
            wrong = self._misplaced(table, row, key, seen)
            if wrong is not None:
                self._refuse(table.name, number, key, wrong, record)
                continue
            used += 1
            yield row
        self.counts[table.name] = RowCount(read=read, used=used, rejected=read - used)
        if table.name == "considerations":
            self._known = seen

    def _misplaced(
        self, table: Table, row: Row, key: str, seen: set[tuple[str, str]]
    ) -> CellRefused | None:
        """A row of nobody's, one of no consideration, or one that is there already."""
        if self.about.together and row.get(BODY) not in self._bodies:
            return _NO_BODY
        if not key:
            return None
        mine = (row.get(BODY, ""), row[key])
        if table.name in _BELONG:
            return None if mine in self._known else _OF_NOTHING
        if mine in seen:
            return _TWICE
        seen.add(mine)
        return None

    def _columns(self, table: Table, header: Record) -> list[_Place]:
        """What each place of a row holds; None for a column that is not of the set."""
        known = {squashed(each.name): each for each in table.columns}
        found: list[_Place] = []
        there: set[str] = set()
        for cell in header:
            name = squashed(cell)
            if name == BODY and self.about.together:
                found.append((Column(name=BODY, kind=Kind.REFERENCE, about=""), BODY, _plain, {}))
                continue
            column = known.get(name)
            if column is None or column.name in there:
                which = "is there twice" if column else "is not one of the set's"
                message = f"Column {len(found) + 1} {which}."
                told = CellRefused("unknown-column", message, "It is not read.")
                self._say(table.name, 1, "", told, used=True)
                found.append((None, "", str, {}))
                continue
            there.add(column.name)
            codes = {each.code for each in codes_of(column)}
            found.append((column, column.name, reader(column.kind, codes), {}))
        for column in table.columns:
            if column.needed and column.name not in there:
                self._say(table.name, 1, column.name, _NO_COLUMN)
        return found

    def _row(
        self,
        table: Table,
        columns: Sequence[_Place],
        number: int,
        record: Record,
    ) -> Row | None:
        """A row that can be used by itself; None, and it is kept and told, where it cannot."""
        row: Row = {}
        for (column, name, read, kept), cell in zip(columns, record, strict=False):
            if not cell or column is None:
                continue
            if (value := kept.get(cell)) is None:
                try:
                    value = self._read(table, number, column, read, cell)
                except CellRefused as wrong:
                    self._refuse(table.name, number, name, wrong, record)
                    return None
                if value is None:
                    continue
                if column.kind not in _MANY and len(kept) < _MOST_KEPT and _is_known(value):
                    kept[cell] = value
            row[name] = value
        return row if self._whole(table, number, row, record, len(columns)) else None

    def _read(self, table: Table, number: int, column: Column, read: Reader, cell: str) -> Any:
        """
        What a cell means, None where nothing stands in it.

        An answer on no list is told and counts as one that is not known.
        """
        try:
            return read(cell)
        except CellRefused:
            # Most cells are as they should be: only here is what may stand around them looked for.
            if not (text := _plain(cell)):
                return None
        try:
            return read(text)
        except OffTheList as off:
            self._say(table.name, number, column.name, off, used=True)
            return OFF_THE_LIST if column.kind is Kind.CODE else (OFF_THE_LIST,)

    def _whole(self, table: Table, number: int, row: Row, record: Record, columns: int) -> bool:
        """Whether a row has all that it needs and nothing too many."""
        if len(record) > columns and any(record[columns:]):
            self._refuse(table.name, number, "", _TOO_MANY, record)
            return False
        for name in self._needed[table.name]:
            if not row.get(name):
                self._refuse(table.name, number, name, _MISSING, record)
                return False
        return True

    @cached_property
    def _bodies(self) -> frozenset[str]:
        return frozenset(self.about.bodies)

    @cached_property
    def _needed(self) -> dict[str, tuple[str, ...]]:
        return {t.name: tuple(c.name for c in t.columns if c.needed) for t in self.shape.tables}

    def _refuse(
        self, table: str, number: int, column: str, wrong: CellRefused, record: Record
    ) -> None:
        self._say(table, number, column, wrong)
        self.rejected.append((table, number, column, wrong.code, record))

    def _say(
        self, table: str, row: int, column: str, wrong: CellRefused, *, used: bool = False
    ) -> None:
        self.problems.append(
            SetProblem(
                table=table,
                row=row,
                column=column,
                code=wrong.code,
                message=wrong.message,
                fix=wrong.fix,
                used=used,
            )
        )


def _is_known(value: Any) -> bool:
    """Whether it is on its list: what is not is told each time."""
    return value not in (OFF_THE_LIST, (OFF_THE_LIST,))


def _plain(cell: str) -> str:
    """Without space around it, and without the apostrophe that keeps a spreadsheet from running it."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_STARTS) else text


def open_set(folder: Path) -> SetReader:
    """
    A data set to read. NoDataSet where the folder holds none, or one of an edition not known here.

    Without dataset.json it is a set of the newest edition, of the body that the folder is named after.
    """
    if not folder.is_dir():
        raise NoDataSet(f"{folder.name} is no folder. Name the folder of the CSV tables.")
    told = _told(folder)
    try:
        shape = data_set(str(told.get("edition", "")))
    except KeyError as none:
        raise NoDataSet(f"{folder.name}: {none.args[0]}") from none
    if not (folder / shape.by_name["considerations"].file).exists():
        raise NoDataSet(
            f"{folder.name} has no considerations.csv. A data set is a folder with that table and, "
            f"where there are any, {', '.join(t.file for t in shape.tables[1:])}."
        )
    bodies = told.get("bodies") or [told.get("body") or folder.resolve().name]
    about = About(
        bodies=tuple(str(each) for each in bodies),
        edition=shape.edition,
        marked_as=str(told.get("marked_as", "")),
    )
    return SetReader(folder=folder, about=about, shape=shape)


def _told(folder: Path) -> Mapping[str, Any]:
    path = folder / ABOUT
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as wrong:
        raise NoDataSet(f"{folder.name}/{ABOUT} is no JSON that can be read.") from wrong
    if not isinstance(found, dict) or not isinstance(found.get("bodies", []), list):
        raise NoDataSet(
            f"{folder.name}/{ABOUT} does not say whose set it is: write "
            '{"edition": "2026-1", "body": "Your council"}.'
        )
    return found
