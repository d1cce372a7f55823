"""What somebody sends as a year's files: known by content, unpacked with care, refused in words."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Protocol

from django.utils.translation import gettext as _

from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.rules import (
    ALLOWED_ENDS,
    MOST_BYTES,
    MOST_FILES,
    MOST_UNPACKED,
)

ZIP, PARQUET, OLD_EXCEL = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
_CHUNK = 1_000_000
_LOCKED = 1
_MACROS = (".xlsm", ".xlsb", ".xltm")
# A table of codes can shrink a hundredfold; a file made to do harm shrinks a thousandfold.
_MOST_SHRUNK = 200
_SMALL = 1_000_000


class Sent(Protocol):
    """A file of a form."""

    name: str
    size: int

    def read(self) -> bytes: ...


def files_sent(sent: Iterable[Sent]) -> dict[str, bytes]:
    """Every file by its place in the pack. Raises Refused, naming the file and what to do."""
    found: dict[str, bytes] = {}
    total = 0
    for each in sent:
        total += each.size
        if total > MOST_BYTES:
            raise Refused(
                _(
                    "The files are larger than %(most)d MB together. Send Parquet files, or leave "
                    "out what no indicator needs."
                )
                % {"most": MOST_BYTES // 1_000_000}
            )
        name = _safe(each.name)
        content = each.read()
        if name.lower().endswith(".zip"):
            _add(found, _unpacked(name, content))
        else:
            _must_be_what_it_says(name, content)
            _add(found, {name: content})
    if not found:
        raise Refused(_("Choose the files of the year: a workbook, tables, or a ZIP of a pack."))
    if len(found) > MOST_FILES:
        raise Refused(
            _("There are more than %(most)d files. Send those of one year.") % {"most": MOST_FILES}
        )
    return _without_common_folder(found)


def _add(found: dict[str, bytes], more: dict[str, bytes]) -> None:
    """Put more files beside those that are there. Raises Refused where one would hide another."""
    # Some systems take names for the same whatever their case.
    there = {name.casefold() for name in found}
    for name, content in more.items():
        if name.casefold() in there:
            raise Refused(
                _("Two files are called %(name)s. Rename one, or send only the right one.")
                % {"name": name}
            )
        there.add(name.casefold())
        found[name] = content


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _members(name, archive)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError
    ) as broken:  # fmt: skip
        raise Refused(
            _(
                "%(name)s cannot be unpacked: it is damaged or packed in an unusual way. Make the "
                "ZIP again."
            )
            % {"name": name}
        ) from broken


def _members(name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = [each for each in archive.infolist() if not _to_be_skipped(each)]
    if len(members) > MOST_FILES:
        raise Refused(
            _("%(name)s holds more than %(most)d files. Send those of one year.")
            % {"name": name, "most": MOST_FILES}
        )
    if any(each.flag_bits & _LOCKED for each in members):
        raise Refused(
            _(
                "%(name)s is locked with a password, so it cannot be read here. Make the ZIP again "
                "without one: what you send is encrypted on its way and where it is kept."
            )
            % {"name": name}
        )
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for each in members:
        place = _safe(each.filename)
        content = _read(archive, each, min(left, max(_SMALL, _MOST_SHRUNK * each.compress_size)))
        if content is None:
            raise Refused(
                _("%(name)s unpacks to far more than its size. Send its files without a ZIP.")
                % {"name": name}
            )
        left -= len(content)
        _must_be_what_it_says(place, content)
        _add(found, {place: content})
    return found


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
    """What a member holds; None where that is more than `most`, whatever it says of itself."""
    read = bytearray()
    with archive.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            read += chunk
            if len(read) > most:
                return None
    return bytes(read)


def _to_be_skipped(member: zipfile.ZipInfo) -> bool:
    """Folders, and what a Mac puts beside files."""
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or not parts or parts[0] == "__MACOSX" or parts[-1].startswith(".")


def _safe(name: str) -> str:
    """A place below the pack. Raises Refused for one that leads out of it."""
    place = PurePosixPath(name.replace("\\", "/"))
    parts = place.parts
    if place.is_absolute() or ".." in parts or not parts or any(":" in each for each in parts):
        raise Refused(
            _("A file's name leads out of the pack. Make the ZIP from the pack's folder.")
        )
    if len(str(place)) > 150 or any(not each.isprintable() for each in str(place)):
        raise Refused(
            _("A file's name is too long or has signs that cannot be printed. Rename it.")
        )
    if parts[-1].lower().endswith(_MACROS):
        raise Refused(
            _(
                "%(name)s is a workbook that can hold macros. In Excel, save it as an Excel "
                "workbook (.xlsx) and send that."
            )
            % {"name": parts[-1]}
        )
    if parts[-1].startswith(".") or not parts[-1].lower().endswith(ALLOWED_ENDS):
        raise Refused(
            _(
                "%(name)s is no file for a year. Send CSV, XLSX, Parquet or TOML files, or a ZIP "
                "of them. An older Excel file (.xls) has to be saved as .xlsx first."
            )
            % {"name": parts[-1]}
        )
    return str(place)


def _must_be_what_it_says(name: str, content: bytes) -> None:
    """By its first bytes, whatever the name says. Raises Refused."""
    if not content:
        raise Refused(
            _("%(name)s is empty (0 bytes). Save it again from the program that made it.")
            % {"name": name}
        )
    end = PurePosixPath(name).suffix.lower()
    if end == ".xlsx":
        right = content.startswith(ZIP)
    elif end == ".parquet":
        right = content.startswith(PARQUET) and content.endswith(PARQUET)
    else:
        right = not content.startswith((ZIP, PARQUET, OLD_EXCEL, b"%PDF", b"\x7fELF", b"MZ"))
    if end == ".zip":
        raise Refused(
            _("%(name)s is a ZIP inside a ZIP. Unpack it, and make one ZIP of all files.")
            % {"name": name}
        )
    if not right:
        raise Refused(
            _(
                "%(name)s is not what its name says (%(end)s). Save it again from the program that "
                "made it."
            )
            % {"name": name, "end": end}
        )


def _without_common_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """A ZIP made of a folder has all its files below that folder: it is taken off."""
    tops = {PurePosixPath(name).parts[0] for name in files}
    if len(tops) != 1 or any(len(PurePosixPath(name).parts) == 1 for name in files):
        return files
    (top,) = tops
    return {str(PurePosixPath(name).relative_to(top)): content for name, content in files.items()}
