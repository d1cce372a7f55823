"""Runs the `evenhand` command as a person would, in a process of its own."""

import subprocess
import sys
from pathlib import Path

from evenhand.cli.main import WRONG_USE


def evenhand(*words: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What the command printed, and its exit code. Nothing may ever end in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "evenhand.cli", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1, WRONG_USE)
    return done
