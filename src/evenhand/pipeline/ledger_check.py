"""What a ledger holds, and whether it and the files of a release are as they were."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.ledger.file import read_ledger
from evenhand.domain.disclosure.ledger import BrokenLedger, Entry
from evenhand.domain.disclosure.ledger import head as last_seal
from evenhand.domain.results.written import plural
from evenhand.pipeline.wrong_use import NotSafe, WrongUse


def entries_of(path: Path) -> list[Entry]:
    """The entries of a ledger. Raises NotSafe where it is not as it was written."""
    try:
        return read_ledger(path)
    except BrokenLedger as broken:
        raise NotSafe(str(broken)) from broken


@dataclass(frozen=True, kw_only=True)
class Verified:
    """Whether a ledger, and the files of one release, are as they were; and what was found."""

    whole: bool
    lines: tuple[str, ...]


def verify_ledger(
    path: Path, *, head: str = "", files: Path | None = None, entry: int = 0
) -> Verified:
    """Compare a ledger with itself, with a seal noted elsewhere, and with files on disk."""
    entries = entries_of(path)
    if not entries:
        return Verified(whole=not head, lines=("The ledger is empty.",))
    last = last_seal(entries)
    releases = plural(len(entries), "release")
    lines = [f"{releases}, each sealed as it was written. Last seal: {last}"]
    whole = True
    if head and head != last:
        known = [each.number for each in entries if each.seal == head]
        whole = bool(known)
        lines.append(
            f"The seal given is that of release {known[0]}: later ones were added."
            if known
            else "The seal given is of no release here: entries are missing, or it is another ledger."
        )
    if files is not None:
        wrong = _not_as_released(_numbered(entries, entry), files)
        whole = whole and not wrong
        lines += wrong or ["The files are as they were released."]
    return Verified(whole=whole, lines=tuple(lines))


def _numbered(entries: Sequence[Entry], number: int) -> Entry:
    if number > len(entries):
        raise WrongUse(f"There is no release {number}. The last is {len(entries)}.")
    return entries[number - 1]


def _not_as_released(entry: Entry, folder: Path) -> list[str]:
    found = []
    for name, digest in entry.files:
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is not there.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(f"{name} is not as it was released.")
    return found
