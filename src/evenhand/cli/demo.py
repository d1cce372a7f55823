"""`evenhand demo`: the made-up reports, and the site with a made-up region in it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.request import urlopen

import typer

from evenhand.cli import say
from evenhand.cli.site_processes import (
    beside,
    demo_environment,
    django,
    ended_by_signals,
    free_port,
    gunicorn,
)
from evenhand.pipeline.wrong_use import WrongUse

# As web/config/home.py has it: by this file a folder is known as a demonstration's.
MARK = "demonstration"
START = "demo/"
_SECONDS_TO_START = 60


def demo(
    out: Annotated[Path, typer.Option(help="Folder to write the demonstration to.")] = Path(
        "out/demo"
    ),
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same people.")] = 1,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the first page where there is a desktop.")
    ] = True,
    with_site: Annotated[
        bool, typer.Option("--site/--no-site", help="Start the site too, or make reports only.")
    ] = True,
    port: Annotated[
        int, typer.Option(min=1, max=65_485, help="The site's port, or the next free one.")
    ] = 8000,
) -> None:
    """
    Make a made-up council and trust, measure them, and write their reports for all readers.

    Then run the site with a made-up region of six bodies, two of them with an AMHP service, until
    Ctrl+C.
    """
    if not with_site or find_spec("django") is None:
        _open(_reports(out, seed), wanted=browser)
        if with_site:
            typer.echo("The site is not installed: pip install 'evenhand[web]' adds it.")
        return
    environment = demo_environment(_new_home(out / "site"))
    with ExitStack() as running:
        running.enter_context(ended_by_signals())
        wait_for(django("migrate", "--verbosity", "0"), environment)
        # Beside the reports: there are two processors nearly everywhere.
        fill = django("demo_region", "fill", "--seed", str(seed))
        filling = running.enter_context(beside(fill, environment, heard=True))
        _reports(out, seed)
        _follow(filling)
        # After the bodies and people that the services belong to.
        fill = django("demo_amhp", "--seed", str(seed))
        _follow(running.enter_context(beside(fill, environment, heard=True)))
        fill = django("demo_plans")
        _follow(running.enter_context(beside(fill, environment, heard=True)))
        _run_site(running, environment, port, browser=browser)


def _reports(out: Path, seed: int) -> Path:
    from evenhand.pipeline.demo import run_demo

    with say.progress() as tell:
        told = run_demo(out, seed=seed, at=say.now(), tell=tell)
    for line in told.lines:
        typer.echo(line)
    return told.start


def _new_home(home: Path) -> Path:
    """The demonstration's own folder, made anew. Raises WrongUse where it is somebody else's."""
    if home.exists():
        if not (home / MARK).is_file():
            raise WrongUse(
                f"{home} was not made by a demonstration, so it is left alone. Choose another "
                "folder: --out."
            )
        shutil.rmtree(home)
    home.mkdir(mode=0o700, parents=True)
    (home / MARK).write_text("Made up by evenhand demo; made anew each time.\n", encoding="utf-8")
    return home.resolve()


def wait_for(command: list[str], environment: Mapping[str, str]) -> str:
    """What a command printed. Raises WrongUse where it failed."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise WrongUse(f"The site could not be made ready: {done.stderr.strip()[-600:]}")
    return done.stdout


def _follow(filling: "subprocess.Popen[str]") -> None:
    """Show how far the filling is, until it is done."""
    if filling.stdout is None:
        raise RuntimeError("its words were to be heard")
    with say.progress() as tell:
        for line in filling.stdout:
            place, _, what = line.strip().partition(" ")
            done, _, total = place.partition("/")
            tell(f"The site: {what}", int(done), int(total))
    if filling.wait():
        raise WrongUse("The site could not be filled: above it says why. The reports are there.")


def _run_site(
    running: ExitStack, environment: Mapping[str, str], wanted: int, *, browser: bool
) -> None:
    wait_for(django("collectstatic", "--no-input", "--verbosity", "0"), environment)
    port = free_port(wanted)
    if port != wanted:
        typer.echo(f"Port {wanted} is taken by another program: the site is at {port}.")
    server = running.enter_context(
        beside(gunicorn(host="127.0.0.1", port=port, workers=2), environment)
    )
    worker = running.enter_context(beside(django("worker"), environment))
    address = f"http://127.0.0.1:{port}/"
    until_it_answers(f"{address}health/", server)
    typer.echo(f"\nThe site, with a made-up region, on this machine alone: {address}{START}")
    typer.echo("Sign in as any of these (no second step is asked for in a demonstration):")
    typer.echo(wait_for(django("demo_region", "accounts"), environment).rstrip())
    typer.echo("Ctrl+C ends it.")
    sys.stdout.flush()
    if browser and _has_desktop():
        typer.launch(f"{address}{START}")
    while server.poll() is None and worker.poll() is None:
        time.sleep(0.5)
    raise WrongUse("The site has stopped by itself. Start the demonstration again.")


def until_it_answers(address: str, server: "subprocess.Popen[str]") -> None:
    """Waits for the first answer. Raises WrongUse where none comes."""
    for _ in range(_SECONDS_TO_START * 4):
        try:
            with urlopen(address, timeout=5):  # noqa: S310 our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                break
            time.sleep(0.25)
    raise WrongUse(f"The site does not answer at {address}. Try another port: --port.")


def _open(page: Path, *, wanted: bool) -> None:
    if wanted and _has_desktop():
        typer.launch(page.resolve().as_uri())


def _has_desktop() -> bool:
    return bool(os.environ.get("DISPLAY")) or sys.platform in ("darwin", "win32")
