"""
A folder for work on opened files: in memory where the machine has a place for that, gone afterwards.

What is sealed in the database has to be opened for measuring. On Linux it is then in /dev/shm,
which no disk and no backup keeps; elsewhere in the temporary folder, open to this user alone.
Whoever works in one holds a lock on it; the folder of a worker that was killed is swept away.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108 the folder made in it is closed to others
# Left free there, so that one large pack does not take the memory of everything else.
SPARE_BYTES = 512_000_000
PREFIX = "evenhand-work-"
# Between making a folder and holding it.
_JUST_MADE_SECONDS = 10


@contextmanager
def working_folder(needed: int = 0) -> Iterator[Path]:
    """A new folder that only this user may open; `needed` bytes are to fit into it."""
    place = IN_MEMORY if _has_room(needed) else None
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=place) as name:
        held = os.open(name, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield Path(name)
        finally:
            os.close(held)


def sweep() -> int:
    """Take away the folders of workers that were killed; how many there were."""
    swept = 0
    for place in {IN_MEMORY, Path(tempfile.gettempdir())}:
        for folder in place.glob(f"{PREFIX}*"):
            swept += _swept(folder)
    return swept


def _swept(folder: Path) -> bool:
    try:
        about = folder.lstat()
        if about.st_uid != os.geteuid() or time.time() - about.st_ctime < _JUST_MADE_SECONDS:
            return False
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        # Gone meanwhile, or no folder at all.
        return False
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        shutil.rmtree(folder)
        return True
    finally:
        os.close(held)


def _has_room(needed: int) -> bool:
    try:
        return shutil.disk_usage(IN_MEMORY).free > needed + SPARE_BYTES
    except OSError:
        return False
