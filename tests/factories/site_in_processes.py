"""A site in a folder of its own, worked on by real processes, as those who run it do."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# Runs in a process with the site's own settings, where the tests' factories can be used.
_BEFORE = "import json, django; django.setup(); "


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
    done = subprocess.run(
        [sys.executable, "-m", "evenhand.cli", *map(str, words)],
        env=told,
        capture_output=True,
        text=True,
        check=False,
        input="",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def migrate(told: Mapping[str, str]) -> None:
    """Make the tables of the site."""
    _django(told, "migrate")


def collect_files(told: Mapping[str, str]) -> None:
    """Put what pages load in place; needed where a page is opened."""
    _django(told, "collectstatic", "--no-input")


def _django(told: Mapping[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "django", *words, "--verbosity", "0"],
        env=told,
        check=True,
        capture_output=True,
    )


def inside(told: Mapping[str, str], code: str) -> object:
    """What `code` calls `said`, from a process with the site's settings; anything JSON can hold."""
    done = subprocess.run(
        [sys.executable, "-c", f"{_BEFORE}\n{code}\nprint('\\n' + json.dumps(said))"],
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def _path() -> str:
    """The sources and the tests' own factories."""
    root = Path(__file__).resolve().parents[2]
    return os.pathsep.join((str(root / "src"), str(root)))
