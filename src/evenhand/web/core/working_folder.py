"""
A folder for work on opened files: in memory where the machine has a place for that, gone afterwards.

What is sealed in the database has to be opened for measuring. On Linux it is then in /dev/shm,
which no disk and no backup keeps; elsewhere in the temporary folder, open to this user alone.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

IN_MEMORY = Path("/dev/shm")  # noqa: S108 the folder made in it is closed to others
# Left free there, so that one large pack does not take the memory of everything else.
SPARE_BYTES = 512_000_000
PREFIX = "evenhand-work-"
# Held as long as the work goes on; the system lets go of it when the process ends, however it ends.
_LOCK = ".in-use"
_YOUNG_SECONDS = 60


@contextmanager
def working_folder(needed: int = 0) -> Iterator[Path]:
    """A new folder that only this user may open; `needed` bytes are to fit into it."""
    place = IN_MEMORY if _has_room(needed) else None
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, dir=place) as name,
        FileLock(Path(name) / _LOCK),
    ):
        yield Path(name)


def clear_what_was_left() -> int:
    """Delete the folders of work that was killed, with the rows in them; how many there were."""
    places = {IN_MEMORY, Path(tempfile.gettempdir())}
    return sum(
        _cleared(folder)
        for place in places
        if place.is_dir()
        for folder in place.glob(f"{PREFIX}*")
    )


def _cleared(folder: Path) -> bool:
    try:
        told = folder.stat()
        # Somebody else's cannot be opened; one made just now may not have its lock yet.
        if told.st_uid != os.geteuid() or time.time() - told.st_mtime < _YOUNG_SECONDS:
            return False
        with FileLock(folder / _LOCK, timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
    except (Timeout, FileNotFoundError):
        return False
    return True


def _has_room(needed: int) -> bool:
    try:
        return shutil.disk_usage(IN_MEMORY).free > needed + SPARE_BYTES
    except OSError:
        return False
