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
# Long work on files and made-up people, kept in the same rows as a year's way and an upload's refusals.
ONLY_ON_SQLITE = (
    "test_demo.py::test_six_bodies_have_three_years_each_and_every_record_is_marked_made_up",
    "test_uploads.py::test_an_extract_is_asked_about_once_and_not_again_next_year",
    "test_uploads.py::test_a_label_nobody_knows_is_chosen_from_a_list",
    "test_uploads.py::test_what_was_read_wrongly_without_a_question_is_read_differently",
    "test_uploads.py::test_last_years_way_of_reading_can_be_left_aside",
    "test_uploads.py::test_a_workbook_that_says_what_it_holds_needs_no_question",
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
    left_out = [f"--deselect=tests/web/{each}" for each in ONLY_ON_SQLITE]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *left_out, *files]
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
