"""Runs the `evenhand` command as a person would, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.factories.forked import forked

from evenhand.cli.main import WRONG_USE


def evenhand(*words: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What the command printed, and its exit code. Nothing may ever end in a traceback."""
    return _as_it_should(forked([*map(str, words)], os.environ, module="evenhand.cli", cwd=folder))


def started_anew(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """`evenhand` from nothing, with every import of its own: once for each command."""
    command = [sys.executable, "-m", "evenhand.cli", *map(str, words)]
    return _as_it_should(subprocess.run(command, capture_output=True, text=True, check=False))


def _as_it_should(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1, WRONG_USE)
    return done
