"""The same tests of the site on PostgreSQL: a server of their own, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
AS_POSTGRES = ["runuser", "-u", "postgres", "--"]


def binaries() -> Path | None:
    """Where Debian keeps PostgreSQL's own programs: the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database on a server that this test starts."""
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
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def test_the_site_keeps_its_rules_on_postgresql(address: str) -> None:
    files = [str(path) for path in sorted(HERE.glob("test_*.py")) if path != Path(__file__)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    done = subprocess.run(
        command,
        cwd=HERE.parents[1],
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
