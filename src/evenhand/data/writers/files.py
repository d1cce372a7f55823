"""One door to the disk: a file is there whole or not at all, and only its owner may read it."""

import contextlib
import os
import tempfile
from pathlib import Path

# Results have not been through disclosure control: nobody else on the machine may read them.
OWNER_ONLY = 0o600


class RefusedToWrite(OSError):
    """The place asked for is not one to write to. The message says why and what to do."""


def write_whole(path: Path, content: str | bytes) -> None:
    """
    Write a file so that a reader sees the old one or the new one, never half of either.

    Folders on the way are made. A symbolic link is refused, for it could lead anywhere: raises
    RefusedToWrite. Other trouble (a full disk, no permission) raises OSError, and leaves nothing.
    """
    if path.is_symlink():
        raise RefusedToWrite(
            f"{path.name} is a link to another place, so it was not written. "
            "Remove the link, or choose another folder."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    # mkstemp opens a new file that only its owner may read, in the folder where it will stay, so
    # that the last step is a rename and nothing more.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, OWNER_ONLY)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
