"""
A folder for work on opened files: in memory where the machine has a place for that, gone afterwards.

What is sealed in the database has to be opened for measuring. On Linux it is then in /dev/shm,
which no disk and no backup keeps; elsewhere in the temporary folder, open to this user alone.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108 the folder made in it is closed to others
# Left free there, so that one large pack does not take the memory of everything else.
SPARE_BYTES = 512_000_000


@contextmanager
def working_folder(needed: int = 0) -> Iterator[Path]:
    """A new folder that only this user may open; `needed` bytes are to fit into it."""
    place = IN_MEMORY if _has_room(needed) else None
    with tempfile.TemporaryDirectory(prefix="evenhand-", dir=place) as name:
        yield Path(name)


def _has_room(needed: int) -> bool:
    try:
        return shutil.disk_usage(IN_MEMORY).free > needed + SPARE_BYTES
    except OSError:
        return False
