"""A backup of a site in use is whole, tells nothing without the keys, and comes back as it was."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.factories.postgresql import new_database, server
from tests.factories.site_in_processes import command, environment, inside, migrate

FILL = """
from tests.factories import site
from tests.factories.years_of_bodies import People, pack, work
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
people = People(site.body("Telltale Council", "nhs-trust"))
year = people.begin()
people.upload(year, pack())
work()
said = people.body.slug
"""
LOOK = """
from evenhand.web.bodies.models import Body, Membership
from evenhand.web.submissions.models import StoredFile, Submission
from evenhand.web.submissions import queries
from evenhand.web.core.models import AuditEntry
year = Submission.objects.get()
said = {
    "bodies": list(Body.objects.values_list("name", flat=True)),
    "members": Membership.objects.count(),
    "state": year.state,
    "files": {n: len(c) for n, c in queries.files_of(year, "upload").items()},
    "trail": list(AuditEntry.objects.values_list("digest", flat=True)),
}
"""


@contextmanager
def databases(kind: str) -> Iterator[Callable[[], str]]:
    """Gives the addresses of empty databases; "" where each is SQLite in the site's folder."""
    if kind == "sqlite":
        yield lambda: ""
        return
    numbers = count(1)
    with server() as at:
        yield lambda: new_database(at, f"site{next(numbers)}")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, Callable[[], str]]]:
    """A site with a checked year in it, which a backup leaves as it is; and more databases beside it."""
    with databases(request.param) as new:
        first = environment(tmp_path_factory.mktemp("first"), new())
        migrate(first)
        inside(first, FILL)
        yield first, new


@pytest.fixture
def sites(filled: tuple[Any, Callable[[], str]], tmp_path: Path) -> tuple[Any, Any]:
    """A site with a checked year in it, and the place of one that is not there yet."""
    first, new = filled
    return first, environment(tmp_path / "second", new())


def test_a_backup_comes_back_as_it_was(sites: tuple[Any, Any], tmp_path: Path) -> None:
    first, second = sites
    backup, keys = tmp_path / "site.backup", tmp_path / "keys"
    done = command(first, "backup", backup, "--keys", keys)
    assert done.returncode == 0, done.stderr
    assert {os.stat(path).st_mode & 0o777 for path in (backup, keys)} == {0o600}
    assert b"Telltale" not in _sealed_parts(backup)
    done = command(second, "restore", backup, "--keys", keys)
    assert done.returncode == 0, done.stderr
    assert "the audit trail verifies" in done.stdout
    assert "opens the keys of all 1 organisations" in done.stdout
    assert inside(second, LOOK) == inside(first, LOOK)
    again = command(second, "restore", backup)
    assert again.returncode == 2 and "There is a site in this database" in again.stderr


def test_a_backup_says_that_the_keys_are_not_in_it(sites: tuple[Any, Any], tmp_path: Path) -> None:
    first, second = sites
    backup = tmp_path / "site.backup"
    assert "keys are not in it" in command(first, "backup", backup).stdout
    key = Path(first["EVENHAND_HOME"], "site.key").read_bytes()
    assert key not in backup.read_bytes() and bytes.fromhex(key.decode()) not in backup.read_bytes()
    taken = command(first, "backup", backup)
    assert taken.returncode == 2 and "is there already" in taken.stderr
    without = command(second, "restore", backup)
    assert without.returncode == 2 and "key that belongs to this backup" in without.stderr
    second["EVENHAND_SITE_KEY"] = "0" * 64
    wrong = command(second, "restore", backup)
    assert wrong.returncode == 2
    assert "1 of 1 organisations' keys do not open" in wrong.stderr


def test_a_backup_that_was_damaged_is_not_taken(tmp_path: Path) -> None:
    first, second = (environment(tmp_path / name) for name in ("first", "second"))
    migrate(first)
    backup = tmp_path / "site.backup"
    command(first, "backup", backup, "--keys", tmp_path / "keys")
    content = bytearray(backup.read_bytes())
    content[5000:9000] = b"x" * 4000
    backup.write_bytes(content)
    done = command(second, "restore", backup, "--keys", tmp_path / "keys")
    assert done.returncode == 2 and "is damaged" in done.stderr


def test_a_backup_whose_trail_was_changed_is_called_so(tmp_path: Path) -> None:
    first, second = (environment(tmp_path / name) for name in ("first", "second"))
    migrate(first)
    inside(first, "from tests.factories import site\nsite.body()\nsite.body()\nsaid = 0")
    backup = tmp_path / "site.backup"
    command(first, "backup", backup, "--keys", tmp_path / "keys")
    with closing(sqlite3.connect(backup)) as opened, opened:
        opened.execute("UPDATE core_auditentry SET what = 'nothing' WHERE number = 1")
    done = command(second, "restore", backup, "--keys", tmp_path / "keys")
    assert done.returncode == 2 and "Entry 1 was changed" in done.stderr


def _sealed_parts(backup: Path) -> bytes:
    """Everything in a backup on SQLite that is kept sealed; nothing for PostgreSQL's own form."""
    if not backup.read_bytes().startswith(b"SQLite"):
        return b""
    with closing(sqlite3.connect(backup)) as opened:
        rows = opened.execute("SELECT sealed FROM core_auditentry").fetchall()
        rows += opened.execute("SELECT sealed FROM submissions_storedfile").fetchall()
    return b"".join(bytes(row[0]) for row in rows)
