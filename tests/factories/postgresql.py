"""A PostgreSQL server of a test's own, gone afterwards."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

AS_POSTGRES = ["runuser", "-u", "postgres", "--"]


def binaries() -> Path | None:
    """Where Debian keeps PostgreSQL's own programs: the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


@contextmanager
def server() -> Iterator[str]:
    """The address of a new server, to which a database's name is added; skips where there is none."""
    programs = binaries()
    if programs is None:
        pytest.skip("needs Debian's postgresql")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The server refuses to run as root, whose folders its own user cannot read.
    root = os.geteuid() == 0
    before = AS_POSTGRES if root else []
    folder = Path(subprocess.check_output([*before, "mktemp", "-d"], text=True).strip())
    data = folder / "data"
    options = f"-p {port} -k {folder} -h 127.0.0.1 -F"
    control = [*before, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    make = [*before, programs / "initdb", "-A", "trust", "-N", "-U", "postgres", "-D", data]
    subprocess.run(make, check=True, capture_output=True)
    subprocess.run([*control, "-o", options, "start"], check=True, capture_output=True)
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def new_database(address: str, name: str) -> str:
    """The address of an empty database on a server."""
    subprocess.run(
        ["psql", f"{address}postgres", "-c", f"CREATE DATABASE {name}"],
        check=True,
        capture_output=True,
    )
    return f"{address}{name}"
