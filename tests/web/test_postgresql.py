"""The same tests of the site on PostgreSQL: a server of their own, gone afterwards."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.postgresql import server

HERE = Path(__file__).parent
# These start databases and processes of their own, PostgreSQL's among them.
ON_THEIR_OWN = tuple(
    f"test_{name}.py" for name in ("postgresql", "backup", "killed", "upgrade", "single_sign_on")
)


@pytest.fixture
def address() -> Iterator[str]:
    """The address of an empty database on a server that this test starts."""
    with server() as at:
        yield f"{at}postgres"


def test_the_site_keeps_its_rules_on_postgresql(address: str) -> None:
    # Of the AMHP service those in which power goes or two write at once: there databases differ.
    there = [*sorted(HERE.glob("test_*.py")), *sorted(HERE.glob("amhp/test_*faults*.py"))]
    files = [str(path) for path in there if path.name not in ON_THEIR_OWN]
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
