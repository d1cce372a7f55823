"""Reads CSV and its kin: any common separator and encoding, plain or gzipped."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from evenhand.data.readers import limits
from evenhand.data.readers.item import Unusable, counted, found
from evenhand.data.readers.place import inflates_too_far, too_large

SEPARATORS = (",", ";", "\t", "|")
Record = list[str]

_CHUNK = 1 << 20
# A cell is held whole. This is a setting of the module csv, which has none for one reader.
csv.field_size_limit(limits.CELL_CHARACTERS)


class TextTable:
    """One text file of rows: opened as often as it is asked for, never held whole."""

    def __init__(self, file: Path, *, name: str, table: str) -> None:
        """Finds the encoding, which takes one reading of the file. Raises Unusable."""
        self._file = file
        self._name = name
        self._table = table
        self._encoding = self._find_encoding()

    def records(self, separator: str, *, most: int | None = None) -> Iterator[Record]:
        """
        The rows from the first on, at most `most`. A blank line is an empty row, and a row with
        line breaks in quotes is one row, as a spreadsheet counts.
        """
        with (
            self._bytes() as stream,
            io.TextIOWrapper(stream, encoding=self._encoding, newline="") as text,
        ):
            reader = csv.reader(text, delimiter=separator, strict=True)
            row = 1
            try:
                for record in islice(reader, most):
                    yield record
                    row += 1
            except csv.Error as error:
                raise self._broken(error, row) from error

    def _broken(self, error: csv.Error, row: int) -> Unusable:
        """The refusal of a row that has no end: what follows is in it as far as can be told."""
        if "field limit" in str(error):
            code, most = "cell-too-long", limits.CELL_CHARACTERS
            message = f"A cell of row {row:,} holds more than {counted(most, 'character')}."
        else:
            code = "unpaired-quotes"
            message = f"A quotation mark in row {row:,} has none to pair with."
        return Unusable(found(code, message, table=self._table, file=self._name, row=row))

    def _bytes(self) -> io.BufferedReader:
        if self._file.suffix.lower() != ".gz":
            return self._file.open("rb")
        return io.BufferedReader(_Inflated(self._file, self._name, self._table), _CHUNK)

    def _find_encoding(self) -> str:
        with self._bytes() as stream:
            start = stream.peek(4096)[:4096]
            if encoding := _marked(start):
                return encoding if self._decodes(stream, encoding) else self._refuse()
            if b"\0" in start:
                encoding = (
                    "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
                )
                return encoding if self._decodes(stream, encoding) else self._refuse()
            if self._decodes(stream, "utf-8"):
                return "utf-8"
        # Windows' own encoding: what spreadsheets write where nobody asked for another.
        with self._bytes() as stream:
            return "cp1252" if self._decodes(stream, "cp1252") else self._refuse()

    def _decodes(self, stream: io.BufferedReader, encoding: str) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while chunk := stream.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
        except (UnicodeDecodeError, UnicodeError):
            return False
        return True

    def _refuse(self) -> str:
        message = "The file is not text in UTF-8, UTF-16 or Windows-1252."
        raise Unusable(found("unreadable-text", message, table=self._table, file=self._name))


class _Inflated(io.RawIOBase):
    """A gzipped file's content, refused as soon as there is too much of it."""

    def __init__(self, file: Path, name: str, table: str) -> None:
        self._packed = file.stat().st_size
        self._stream = gzip.GzipFile(file, "rb")
        self._name = name
        self._table = table
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            got = self._stream.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            message = "The file is damaged: it cannot be unpacked to its end."
            item = found("damaged-file", message, table=self._table, file=self._name)
            raise Unusable(item) from error
        self._read += len(got)
        if self._read > limits.CSV_BYTES:
            raise too_large(self._name, self._table, limits.CSV_BYTES)
        if self._read > max(limits.RATIO_MATTERS_FROM, self._packed * limits.RATIO):
            raise inflates_too_far(self._name, self._table)
        buffer[: len(got)] = got
        return len(got)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _marked(start: bytes) -> str:
    """The encoding that a byte-order mark gives away, or nothing."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""
