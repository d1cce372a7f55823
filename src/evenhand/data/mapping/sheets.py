"""The files and sheets of an unknown extract, as rows of text."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from evenhand.data.readers.csv_file import SEPARATORS, TextTable
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.parquet_file import holds_single_values, parquet_schema
from evenhand.data.readers.place import PARQUET_ENDS, TEXT_ENDS, WORKBOOK_ENDS, check_kind
from evenhand.data.readers.readings import as_text
from evenhand.data.readers.workbook import Book

# What columns hold is told from so many rows; whatever comes later, `evenhand check` reads.
LOOKED_AT = 20_000
_HEAD = 40
_BATCH = 2_000


@dataclass(frozen=True)
class Sheet:
    """The first rows of a file, or of one sheet of a workbook; `problem` says why there are none."""

    file: str
    sheet: str
    rows: tuple[list[str], ...]
    is_parquet: bool = False
    problem: str = ""

    @property
    def name(self) -> str:
        """What a person would call it."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file


def files_of(path: Path) -> list[Path]:
    """The tables at a path: that file, or those of a folder, by name."""
    if path.is_file():
        return [path]
    ends = (*TEXT_ENDS, *WORKBOOK_ENDS, *PARQUET_ENDS)
    found = (file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    return sorted(file for file in found if file.name.lower().endswith(ends))


def sheets_of(file: Path, known: Callable[[str], bool]) -> Iterator[Sheet]:
    """Every sheet of a file; `known` says whether a header is, and so which separator is right."""
    try:
        check_kind(file, table="", name=file.name)
        lower = file.name.lower()
        if lower.endswith(PARQUET_ENDS):
            yield Sheet(file.name, "", tuple(_parquet(file)), is_parquet=True)
        elif lower.endswith(WORKBOOK_ENDS):
            yield from _workbook(file)
        else:
            text = TextTable(file, name=file.name, table="")
            yield Sheet(file.name, "", tuple(text.records(_separator(text, known), most=LOOKED_AT)))
    except Unusable as refusal:
        yield Sheet(file.name, "", (), problem=f"{refusal.item.message} {refusal.item.fix}".strip())


def _separator(text: TextTable, known: Callable[[str], bool]) -> str:
    """The separator by which most headers are known, then the one that parts rows most evenly."""
    marks: dict[str, tuple[int, int]] = {}
    refused: list[Unusable] = []
    for separator in SEPARATORS:
        try:
            rows = list(text.records(separator, most=_HEAD))
        except Unusable as refusal:
            refused.append(refusal)
            continue
        best = max((sum(map(known, row)) for row in rows), default=0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        marks[separator] = (best, max(widths.values(), default=0))
    if not marks:
        raise refused[0]
    return max(marks, key=lambda separator: marks[separator])


def _workbook(file: Path) -> Iterator[Sheet]:
    book = Book(file, name=file.name)
    try:
        for sheet in book.sheets:
            rows = tuple(book.records(sheet, most=LOOKED_AT))
            yield Sheet(file.name, sheet if len(book.sheets) > 1 else "", rows)
    finally:
        book.close()


def _parquet(file: Path) -> Iterator[list[str]]:
    schema, _ = parquet_schema(file, name=file.name, table="")
    plain = [name for name in schema.names if holds_single_values(schema.field(name))]
    yield plain
    with pq.ParquetFile(file) as opened:
        batches = opened.iter_batches(_BATCH, columns=plain)
        lines = (row for batch in batches for row in batch.to_pylist())
        for row in islice(lines, LOOKED_AT):
            yield [as_text(row[name]) for name in plain]
