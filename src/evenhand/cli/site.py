"""The site's commands. They run Django's own by the settings' name: nothing of the web is imported."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from evenhand.pipeline.wrong_use import WrongUse

SETTINGS = "evenhand.web.config.settings"
HomeOption = Annotated[
    Path | None,
    typer.Option(help="The site's folder: its database and keys. Made where it is missing."),
]
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
    typer.echo("A new site needs somebody who adds organisations: evenhand administrator.")
    sys.stdout.flush()
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    arguments = ["--bind", bind, "--workers", str(workers), "--threads", "2"]
    # A group of many bodies to compare stands in the address.
    arguments += ["--limit-request-line", "8190"]
    # Addresses asked for may hold what nobody else should read: no log of them is kept.
    program = "evenhand.web.config.wsgi:application"
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments, program])


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


@audit.command()
def verify(home: HomeOption = None) -> None:
    """Check that no entry of the trail was changed, taken out or put in."""
    _prepare(home, insecure=False)
    _django("audit", "verify")


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
