"""Tests of the site on PostgreSQL too: a server of their own, gone afterwards."""

import os
import re
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
# Fewer would mean that marks were lost.
FEWEST = 150


@pytest.fixture
def address() -> Iterator[str]:
    """The address of an empty database on a server that this test starts."""
    with server() as at:
        yield f"{at}postgres"


def test_the_site_keeps_its_rules_on_postgresql(address: str, pytestconfig: pytest.Config) -> None:
    """
    Those marked `on_postgresql`, in which databases differ: locks and writes at once, power that
    goes, constraints, the queue, bytes, JSON, times, deletion, searches and sums. With
    --all-on-postgresql every test of the site.
    """
    chosen = ["-m", "on_postgresql"]
    if pytestconfig.getoption("--all-on-postgresql"):
        chosen = [f"--ignore={HERE / name}" for name in ON_THEIR_OWN]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen, str(HERE)],
        cwd=HERE.parents[1],
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None and int(passed[1]) >= FEWEST, done.stdout[-3000:]
