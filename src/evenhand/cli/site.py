"""The site's commands. They run Django's own by the settings' name: nothing of the web is imported."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli.options import must_exist
from evenhand.cli.site_processes import SETTINGS, gunicorn
from evenhand.pipeline.wrong_use import WrongUse

HomeOption = Annotated[
    Path | None,
    typer.Option(help="The site's folder: its database and keys. Made where it is missing."),
]
# Where web/config/settings.py looks for each.
KEY_FILES = {"EVENHAND_SITE_KEY": "site.key", "EVENHAND_SECRET_KEY": "secret.key"}
audit = typer.Typer(no_args_is_help=True, help="The trail of what was done on the site.")


def serve(
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 2,
    insecure: Annotated[
        bool,
        typer.Option("--insecure", help="Without HTTPS: to try it on this machine alone."),
    ] = False,
) -> None:
    """Run the site. The first run makes its database and keys."""
    _prepare(home, insecure=insecure)
    _django("migrate", "--verbosity", "0")
    _django("collectstatic", "--no-input", "--verbosity", "0")
    typer.echo(f"The site answers at http://{host}:{port}/ (Ctrl+C ends it).")
    _django("first_administrator")
    typer.echo("Checks, figures and releases need a worker beside it: evenhand worker.")
    sys.stdout.flush()
    os.execv(sys.executable, gunicorn(host=host, port=port, workers=workers))


def worker(home: HomeOption = None) -> None:
    """Do the site's work in the background: checks, figures, releases. Several may run."""
    _prepare(home, insecure=False)
    _django("migrate", "--verbosity", "0")
    _django("worker")


def administrator(email: str, name: str, home: HomeOption = None) -> None:
    """Make an account that may add organisations. Its password is asked for, or read from a pipe."""
    _prepare(home, insecure=False)
    _django("migrate", "--verbosity", "0")
    _django("administrator", email, name)


def backup(
    file: Annotated[Path, typer.Argument(help="The new file to write the backup to.")],
    keys: Annotated[
        Path | None, typer.Option(help="A new file for the site's keys; keep it elsewhere.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Copy the site's database to a file, while it runs. The keys are not in it."""
    _prepare(home, insecure=False)
    _django("backup", str(file), *(["--keys", str(keys)] if keys else []))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that evenhand backup wrote.")],
    keys: Annotated[
        Path | None, typer.Option(help="The file with the keys that belong to it.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Fill an empty folder or database from a backup; say whether its trail and keys are right."""
    must_exist(file, keys)
    _prepare(home, insecure=False)
    place = Path(os.environ.get("EVENHAND_HOME", "evenhand-site"))
    if keys is not None:
        _put_keys(keys, place)
    _must_have_key(place)
    _django("restore", str(file))


@audit.command()
def verify(home: HomeOption = None) -> None:
    """Check that no entry of the trail was changed, taken out or put in."""
    _prepare(home, insecure=False)
    _django("audit", "verify")


def _put_keys(file: Path, home: Path) -> None:
    """The keys that belong to a backup, into the site's folder. Raises WrongUse: others are there."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for line in file.read_text(encoding="ascii").splitlines():
        name, _, text = line.partition("=")
        if name not in KEY_FILES:
            raise WrongUse(f"{file} is no file of keys as evenhand backup --keys writes it.")
        place = home / KEY_FILES[name]
        if place.exists():
            if place.read_text(encoding="ascii").strip() != text:
                raise WrongUse(f"{place} is another key. Name an empty folder: --home.")
            continue
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(text)


def _must_have_key(home: Path) -> None:
    """A key made now would open nothing that is in a backup."""
    if not os.environ.get("EVENHAND_SITE_KEY") and not (home / "site.key").is_file():
        raise WrongUse(
            f"The key that belongs to this backup is not here. Put site.key into {home}, or name "
            "the file with the keys: --keys FILE."
        )


def _prepare(home: Path | None, *, insecure: bool) -> None:
    if find_spec("django") is None:
        raise WrongUse("The site is not installed. Install it: pip install 'evenhand[web]'.")
    if home is not None:
        os.environ["EVENHAND_HOME"] = str(home)
    if insecure:
        os.environ["EVENHAND_INSECURE"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def _django(*command: str) -> None:
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    try:
        call_command(*command)
    except CommandError as wrong:
        raise WrongUse(str(wrong)) from wrong
