"""Open a published CSV file with care: its size, its letters and its columns are checked first."""

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.readers.item import CheckItem, found

# The largest of the published files is 15 MB unpacked. One that unpacks to far more is not it.
LARGEST = 200_000_000
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class PublishedFile:
    """The columns that were asked for, in that order, and what identifies the file."""

    name: str
    sha256: str
    _lines: list[list[str]]
    _places: tuple[int, ...]

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Line number as a spreadsheet shows it, and the cells asked for; short lines are filled."""
        longest = max(self._places) + 1
        for number, line in enumerate(self._lines, start=2):
            if line:
                cells = line + [""] * (longest - len(line))
                yield number, tuple(cells[place] for place in self._places)


def open_published(path: Path, columns: Sequence[str], *, table: str) -> PublishedFile | CheckItem:
    """The file, or the one reason why it cannot be used. It may be packed with gzip."""
    content = _content(path, table)
    if isinstance(content, CheckItem):
        return content
    raw, text = content
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return _refused("damaged-file", path, table, "is not a CSV file.")
    if len(lines) < 2:
        return _refused("empty-file", path, table, "has no rows.")
    header = tuple(name.strip().lower() for name in lines[0])
    missing = [column for column in columns if column.lower() not in header]
    if missing:
        return found(
            "missing-column",
            f"{path.name} has no column {', '.join(missing)}.",
            table=table,
            file=path.name,
            row=1,
            column=missing[0],
            fix="Use the file as it was published. If its publisher has changed the columns, "
            "Evenhand has to learn them: please report it.",
        )
    places = tuple(header.index(column.lower()) for column in columns)
    return PublishedFile(path.name, hashlib.sha256(raw).hexdigest(), lines[1:], places)


def repeated(file: str, row: int, table: str, what: str) -> CheckItem:
    """Two rows for one figure: which of them is right cannot be known."""
    words = f"{file}, row {row} gives a second figure for {what}."
    fix = "Use the whole file as it was published, once."
    return found("repeated-key", words, table=table, file=file, row=row, value=what, fix=fix)


def _content(path: Path, table: str) -> tuple[bytes, str] | CheckItem:
    try:
        raw = path.read_bytes()
        packed = raw.startswith(GZIP)
        text = gzip.GzipFile(fileobj=io.BytesIO(raw)).read(LARGEST + 1) if packed else raw
    except FileNotFoundError:
        return _refused("missing-file", path, table, "is not there.")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return _refused("damaged-file", path, table, "cannot be unpacked to its end.")
    except OSError as mistake:
        return _refused("unreadable-file", path, table, f"cannot be opened: {mistake.strerror}.")
    if len(text) > LARGEST:
        size = f"is larger than {LARGEST // 1_000_000} MB unpacked, so it is not this source."
        return _refused("inflates-too-far", path, table, size)
    try:
        return raw, text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused("unreadable-text", path, table, "is not text in UTF-8, as published.")


def _refused(code: str, path: Path, table: str, why: str) -> CheckItem:
    return found(
        code,
        f"{path.name} {why}",
        table=table,
        file=path.name,
        fix="Check the file's name, or download it again from its publisher.",
    )
