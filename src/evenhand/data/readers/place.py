"""Finds the files of a pack, and refuses those that are not in it or not what they say they are."""

import hashlib
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from evenhand.data.readers import limits
from evenhand.data.readers.item import Unusable, counted, found

TEXT_ENDS = (".csv", ".txt", ".tsv", ".csv.gz", ".txt.gz", ".tsv.gz")
WORKBOOK_ENDS = (".xlsx", ".xlsm")
PARQUET_ENDS = (".parquet",)
# The folder in a pack for what is kept beside it and never given away.
PRIVATE = ".evenhand"

# The first bytes by which kinds of file know themselves.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip file or an Excel workbook (.xlsx)"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"PAR1", "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<html", "a web page"),
    (b"<!DOC", "a web page"),
    (b"{\\rtf", "a text document"),
)
_RIGHT_MAGIC = {
    ".xlsx": b"PK\x03\x04",
    ".xlsm": b"PK\x03\x04",
    ".gz": b"\x1f\x8b",
    ".parquet": b"PAR1",
}


def find_file(folder: Path, name: str, *, table: str = "", root: Path | None = None) -> Path:
    """
    The file called `name` in a folder of a pack, whose own folder is `root`.

    Raises Unusable where the name leads out of the pack, by itself or through a link, or where
    there is no such file.
    """
    file = _find(folder, name, root or folder, Path.is_file, table)
    if file is None:
        message = "There is no such file in the pack."
        raise Unusable(found("missing-file", message, table=table, file=name))
    return file


def find_folder(folder: Path, name: str) -> Path:
    """The folder called `name` in that of a pack. Raises Unusable in the same cases."""
    there = _find(folder, name, folder, Path.is_dir, "")
    if there is None:
        message = f"There is no folder {name} in the pack."
        raise Unusable(found("missing-file", message, file=name))
    return there


def _find(
    folder: Path, name: str, root: Path, is_there: Callable[[Path], bool], table: str
) -> Path | None:
    windows = PureWindowsPath(name)
    if windows.is_absolute() or windows.drive or ".." in windows.parts or name.startswith("/"):
        raise _outside(name, table)
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(root.resolve())
        there = is_there(path)
    except (OSError, RuntimeError, ValueError):  # too long, a link to itself, a forbidden character
        return None
    if not inside:
        raise _outside(name, table)
    return path if there else None


def check_kind(file: Path, *, table: str, name: str) -> None:
    """Raises Unusable unless the file's end is known, its first bytes fit it, and it is not too large."""
    lower = file.name.lower()
    if not lower.endswith((*TEXT_ENDS, *WORKBOOK_ENDS, *PARQUET_ENDS)):
        message = f"The name ends in {file.suffix or 'nothing'}, which is not a kind of table."
        raise Unusable(found("unknown-file-type", message, table=table, file=name))
    size = file.stat().st_size
    if size > _largest(file):
        raise too_large(name, table, _largest(file))
    if size == 0:
        raise Unusable(found("empty-file", "The file is empty.", table=table, file=name))
    start = first_bytes(file, 8, table=table, name=name)
    right = _RIGHT_MAGIC.get(file.suffix.lower())
    if right is not None and start.startswith(right):
        return
    for magic, words in _MAGIC:
        if start.lower().startswith(magic.lower()):
            message = f"The file is really {words}."
            raise Unusable(found("wrong-file-type", message, table=table, file=name))
    if right is not None:
        message = "The file does not begin as its name says it should."
        raise Unusable(found("wrong-file-type", message, table=table, file=name))


def _largest(file: Path) -> int:
    if file.name.lower().endswith(PARQUET_ENDS):
        return limits.PARQUET_BYTES
    return limits.WORKBOOK_BYTES if file.name.lower().endswith(WORKBOOK_ENDS) else limits.CSV_BYTES


def first_bytes(file: Path, number: int, *, table: str, name: str) -> bytes:
    """The start of a file. Raises Unusable where it may not be opened."""
    try:
        with file.open("rb") as stream:
            return stream.read(number)
    except OSError as error:
        message = f"The file could not be opened: {error.strerror}."
        raise Unusable(found("unreadable-file", message, table=table, file=name)) from error


def too_large(name: str, table: str, largest: int) -> Unusable:
    """The refusal of a file of more than `largest` bytes."""
    message = f"The file holds more than {counted(largest // 1_000_000, 'MB', 'MB')}."
    return Unusable(found("too-large", message, table=table, file=name))


def inflates_too_far(name: str, table: str) -> Unusable:
    """The refusal of a compressed file that grows more than tables do."""
    message = f"The file is more than {limits.RATIO} times as large unpacked as packed."
    return Unusable(found("inflates-too-far", message, table=table, file=name))


def fingerprint(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _outside(name: str, table: str) -> Unusable:
    message = f"The name {name} leads out of the pack."
    return Unusable(found("outside-pack", message, table=table, file=name))
