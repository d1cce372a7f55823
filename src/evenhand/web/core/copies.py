"""
A copy of the whole database in one file, and a database from such a copy.

SQLite by its own backup, which is whole while the site runs; PostgreSQL by pg_dump and pg_restore.
The keys are in no copy: whoever finds one reads nothing that was sealed.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection

_SQLITE = b"SQLite format 3\x00"
_DUMP = b"PGDMP"


class CannotCopy(ValueError):
    """It was not done; the message says why and what to do."""


def copy_out(to: Path) -> None:
    """Write a copy of the database to a new file that only its owner may read. Raises CannotCopy."""
    if to.exists():
        raise CannotCopy(f"{to} is there already. Name a new file.")
    part = to.with_name(to.name + ".part")
    # Made and closed to others in one step, before anything is in it.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        if connection.vendor == "sqlite":
            _sqlite_to_sqlite(_name(), part)
        else:
            _run("pg_dump", "--format", "custom", "--file", str(part))
        # What is half written never has the name of a copy.
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def must_be_empty() -> None:
    """Raises CannotCopy where the database has anything in it: a copy never replaces a site."""
    if connection.introspection.table_names():
        raise CannotCopy(
            "There is a site in this database already, and a backup is put in place of nothing. "
            "Name an empty folder with --home, or an empty database in DATABASE_URL."
        )


def copy_in(of: Path) -> None:
    """Fill the empty database from a copy. Raises CannotCopy."""
    with of.open("rb") as opened:
        begins = opened.read(len(_SQLITE))
    sqlite = connection.vendor == "sqlite"
    if not begins.startswith(_SQLITE if sqlite else _DUMP):
        kind = "SQLite" if sqlite else "PostgreSQL"
        raise CannotCopy(f"{of} is no backup of a site on {kind}, which this one is to be.")
    must_be_empty()
    if sqlite:
        connection.close()
        _must_be_whole(of)
        _sqlite_to_sqlite(of, _name())
    else:
        database = str(connection.settings_dict["NAME"])
        options = ("--no-owner", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *options, "--dbname", database, str(of))


def _name() -> Path:
    return Path(connection.settings_dict["NAME"])


def _sqlite_to_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _must_be_whole(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as read:
            (said,) = read.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as damaged:
        raise CannotCopy(f"{copy} is damaged ({damaged}). Take another backup.") from damaged
    if said != "ok":
        raise CannotCopy(f"{copy} is damaged ({said}). Take another backup.")


def _run(program: str, *words: str) -> None:
    if shutil.which(program) is None:
        raise CannotCopy(f"{program} is not here. Install PostgreSQL's client programs.")
    done = subprocess.run(
        [program, *words], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotCopy(f"{program} could not do it: {done.stderr.strip()[-500:]}")


def _environment() -> dict[str, str]:
    """Where the database is, so that its password stands in no list of processes."""
    told = connection.settings_dict
    names = {
        "PGHOST": told["HOST"],
        "PGPORT": told["PORT"],
        "PGUSER": told["USER"],
        "PGPASSWORD": told["PASSWORD"],
        "PGDATABASE": told["NAME"],
    }
    return {**os.environ, **{name: str(text) for name, text in names.items() if text}}
