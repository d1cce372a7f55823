"""Where a site keeps its database and its keys: one folder, closed to other users of the machine."""

import os
import secrets
from pathlib import Path

HOME_VARIABLE = "EVENHAND_HOME"
# The file by which `evenhand demo` marks a site of its own making. Nothing else writes it.
DEMO_MARK = "demonstration"
KEY_BYTES = 32


def home() -> Path:
    """The site's folder, made where it is missing: EVENHAND_HOME, or evenhand-site where one stands."""
    folder = Path(os.environ.get(HOME_VARIABLE, "evenhand-site")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def kept_secret(variable: str, file: Path) -> str:
    """
    A secret from the environment, else from a file that only its owner may read, made once.

    The value is 32 random bytes, in hexadecimal.
    """
    if given := os.environ.get(variable):
        return given
    try:
        # Made and closed to others in one step: at no moment could another user read it.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    made = secrets.token_hex(KEY_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(made)
    return made
