"""The ledger on disk: a text file with one entry a line, only ever added to, one writer at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from evenhand.data.writers.files import RefusedToWrite, write_whole
from evenhand.domain.disclosure.ledger import BrokenLedger, Entry, entries_in, line_of

# How long to wait for another release before giving up: one of many bodies takes minutes.
PATIENCE_SECONDS = 600.0


@contextmanager
def locked(
    path: Path, *, waiting: Callable[[], None], patience: float = PATIENCE_SECONDS
) -> Iterator[None]:
    """
    Hold the ledger while a release is made, so that two cannot pass each other unseen.

    `waiting` is called where another holds it. Raises RefusedToWrite where that lasts longer than
    `patience` seconds, or where the ledger could not be written in the end. The lock ends with the
    process that holds it, however that ends.
    """
    lock = _lock_beside(path)
    try:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            waiting()
            lock.acquire(timeout=patience)
    except Timeout:
        raise RefusedToWrite(
            f"Another release is being made with the ledger {path.name}. Nothing was written. "
            "Try again when it is done."
        ) from None
    except OSError as refused:
        raise RefusedToWrite(_no_place(path, refused)) from refused
    try:
        yield
    finally:
        lock.release()


def _lock_beside(path: Path) -> FileLock:
    if path.is_symlink():
        raise RefusedToWrite(
            f"{path.name} is a link to another place. Two names for one ledger could be written at "
            "once: give the ledger itself."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise RefusedToWrite(_no_place(path, refused)) from refused
    return FileLock(f"{path}.lock", mode=0o600)


def _no_place(path: Path, refused: OSError) -> str:
    return (
        f"The ledger {path.name} cannot be kept in {path.parent} ({refused.strerror}). Nothing was "
        "written. Give a place where you may write."
    )


def read_ledger(path: Path) -> list[Entry]:
    """The entries of a ledger file, none where there is no file yet. Raises BrokenLedger."""
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise BrokenLedger(f"{path.name} is no ledger: it is not a text file.") from wrong
    # Only "\n" ends a line: names may hold other signs that end one elsewhere.
    return entries_in(line for line in text.split("\n") if line)


def write_ledger(path: Path, entries: Sequence[Entry]) -> None:
    """Put the whole ledger in place at once: a reader finds the old one or the new one."""
    write_whole(path, "".join(f"{line_of(entry)}\n" for entry in entries))
