"""Fixtures that every kind of test may use, and the rules of the run.

A test has exactly one kind: the folder it lies in. With --no-skips a skipped test is a failure, as
in continuous integration, where everything that a test needs is there.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Where Python is told to keep nothing that it has compiled, every worker and every process that a
# test starts would compile all of it again: half a minute each.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine is no failure (speed is what `evenhand bench` measures), and the same tree is judged
# the same way each time. "search" draws other cases every time: --hypothesis-profile search.
settings.register_profile("evenhand", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=500)
settings.load_profile("evenhand")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
# What takes longest begins first, so that no worker waits for it at the end.
FIRST = ("test_postgresql.py", "test_killed.py", "test_spark_agrees.py")
KINDS = {"spec", "unit", "property", "engines", "published", "browser", "repo", "web"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failure")
    parser.addoption(
        "--all-on-postgresql",
        action="store_true",
        help="test_postgresql.py repeats every test of the site, and not only those marked for it",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        below = item.path.relative_to(ROOT).parts
        if below[0] == "tests" and below[1] not in KINDS:
            raise pytest.UsageError(f"{item.path} is of no kind: put it in one of {sorted(KINDS)}")
    items.sort(key=lambda item: item.path.name not in FIRST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.skipped and item.config.getoption("--no-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and --no-skips was given: {call.excinfo}"
    return report


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real open data beside the project; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("needs the open data in ../shared/data, which is not here")
    return SHARED
