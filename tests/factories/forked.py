"""
Processes for tests that begin at once: forked from one in which what takes long is imported.

Each is a process of its own, with its own arguments, environment, folder, output and exit code. What
only a start from nothing shows (an import that is missing) is shown by tests that start so.
"""

import atexit
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


class Nursery:
    """One process to fork from. It has one child at a time."""

    def __init__(self) -> None:
        self._asked = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("nursery.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self.pid = 0
        self._code: int | None = None

    def start(
        self,
        argv: list[str],
        env: Mapping[str, str],
        *,
        module: str = "",
        code: str = "",
        cwd: Path | None = None,
        out: str = os.devnull,
        err: str = os.devnull,
    ) -> None:
        """Begin a process: `python -m module argv`, or `python -c code`."""
        told = {
            "argv": argv,
            "env": dict(env),
            "module": module,
            "code": code,
            "cwd": str(cwd or Path.cwd()),
            "out": out,
            "err": err,
        }
        assert self._asked.stdin is not None
        self._asked.stdin.write(json.dumps(told).encode() + b"\n")
        self.pid, self._code = self._said(), None

    def poll(self) -> int | None:
        """The exit code, None while the process goes on."""
        if self._code is None and select.select([self._asked.stdout], [], [], 0)[0]:
            self.wait()
        return self._code

    def wait(self, seconds: float | None = None) -> int:
        """The exit code, once the process has ended. Raises TimeoutError."""
        if self._code is None:
            if not select.select([self._asked.stdout], [], [], seconds)[0]:
                raise TimeoutError(f"process {self.pid} had not ended after {seconds} seconds")
            self._code = self._said()
        return self._code

    def end(self) -> None:
        """Nothing more will be asked."""
        for pipe in (self._asked.stdin, self._asked.stdout):
            assert pipe is not None
            pipe.close()
        self._asked.wait()

    def _said(self) -> int:
        assert self._asked.stdout is not None
        line = b""
        while not line.endswith(b"\n"):
            read = self._asked.stdout.read(1)
            assert read, "the process to fork from has ended; what it said last is above"
            line += read
        return int(line)


@cache
def _nursery() -> Nursery:
    made = Nursery()
    atexit.register(made.end)
    return made


def forked(
    argv: list[str],
    env: Mapping[str, str],
    *,
    module: str = "",
    code: str = "",
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """What `python -m module argv`, or `python -c code`, printed, and its exit code."""
    nursery = _nursery()
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        nursery.start(argv, env, module=module, code=code, cwd=cwd, out=str(out), err=str(err))
        ended = nursery.wait()
        return subprocess.CompletedProcess(argv, ended, out.read_text(), err.read_text())
