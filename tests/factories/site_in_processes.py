"""A site in a folder of its own, worked on by real processes, as those who run it do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.factories.forked import forked

# Runs in a process with the site's own settings, where the tests' factories can be used.
# Passwords are scrambled quickly there, as in tests/web_settings.py.
_BEFORE = """
import json, django
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()
"""
# Runs one piece of code after another, each with names of its own, and answers each with a line.
_ONE_AFTER_ANOTHER = """
import sys
from django.db import connections
for line in sys.stdin:
    names = {}
    exec(json.loads(line), names)
    connections.close_all()
    print(json.dumps(names["said"]), flush=True)
"""
# The tables of today's models, and that every migration was applied. Migrations one by one take seven
# times as long; that they make the same is tested in tests/web/test_upgrade.py.
_TABLES = """
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
migrations = list(MigrationLoader(None).disk_migrations)
settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
recorder = MigrationRecorder(connection)
recorder.ensure_schema()
for app, name in migrations:
    recorder.record_applied(app, name)
# What was written goes into the file itself, which is copied.
connection.close()
said = len(migrations)
"""
DATABASE = "db.sqlite3"


def environment(home: Path, database: str = "") -> dict[str, str]:
    """What a process of this site is told."""
    kept = {n: t for n, t in os.environ.items() if not n.startswith("EVENHAND_")}
    kept.pop("DATABASE_URL", None)
    told = {"EVENHAND_HOME": str(home), "EVENHAND_INSECURE": "1", "PYTHONPATH": _path()}
    if database:
        told["DATABASE_URL"] = database
    return {**kept, **told, "DJANGO_SETTINGS_MODULE": "evenhand.web.config.settings"}


def command(told: Mapping[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    """What the `evenhand` command printed, in this environment."""
    done = forked([*map(str, words)], told, module="evenhand.cli")
    assert "Traceback" not in done.stderr, done.stderr
    return done


def migrate(told: Mapping[str, str]) -> None:
    """Make the tables of the site; on SQLite those made once for the whole run, which are copied."""
    if told.get("DATABASE_URL"):
        inside(told, _TABLES)
        return
    place = Path(told["EVENHAND_HOME"], DATABASE)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(_migrated())
    # Single sign-on has tables of its own.
    if any(name.startswith("EVENHAND_OIDC") for name in told):
        _django(told, "migrate")


@cache
def _migrated() -> bytes:
    """The database of a site in which there is nothing yet."""
    with TemporaryDirectory() as name:
        inside(environment(Path(name)), _TABLES)
        return Path(name, DATABASE).read_bytes()


def collect_files(told: Mapping[str, str]) -> None:
    """Put what pages load in place; needed where a page is opened."""
    _django(told, "collectstatic", "--no-input")


def _django(told: Mapping[str, str], *words: str) -> None:
    done = forked([*words, "--verbosity", "0"], told, module="django")
    assert done.returncode == 0, done.stderr[-3000:]


def inside(told: Mapping[str, str], code: str) -> object:
    """What `code` calls `said`, from a process with the site's settings; anything JSON can hold."""
    done = forked([], told, code=f"{_BEFORE}\n{code}\nprint('\\n' + json.dumps(said))")
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def kept_open(told: Mapping[str, str]) -> Iterator[Callable[[str], object]]:
    """`inside` for many pieces of code, in one process that goes on: it starts once."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{_BEFORE}\n{_ONE_AFTER_ANOTHER}"],
        env=told,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        asking, answering = process.stdin, process.stdout
        assert asking is not None and answering is not None

        def ask(code: str) -> object:
            asking.write(json.dumps(code) + "\n")
            asking.flush()
            answer = answering.readline()
            assert answer, "the process ended; what it said last is above"
            return json.loads(answer)

        yield ask
        # At the end of what it is asked it ends by itself.


def _path() -> str:
    """The sources and the tests' own factories."""
    root = Path(__file__).resolve().parents[2]
    return os.pathsep.join((str(root / "src"), str(root)))
