"""The site's processes: the server, the worker, what fills a demonstration. None outlives the command."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from evenhand.pipeline.wrong_use import WrongUse

SETTINGS = "evenhand.web.config.settings"
SECONDS_TO_END = 15
_PORTS_TRIED = 50
Tell = Callable[[str, int, int], None]


def gunicorn(*, host: str, port: int, workers: int) -> list[str]:
    """The command that answers requests. Addresses asked for may tell something: no log is kept."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = [
        "--bind",
        bind,
        "--workers",
        str(workers),
        "--threads",
        "2",
        # A group of many bodies to compare stands in the address.
        "--limit-request-line",
        "8190",
        "--log-level",
        "warning",
    ]
    return [sys.executable, "-m", "gunicorn", *options, "evenhand.web.config.wsgi:application"]


def django(*words: str) -> list[str]:
    """A command of Django's, in a process of its own."""
    return [sys.executable, "-m", "django", *words, "--settings", SETTINGS]


def demo_environment(home: Path) -> Mapping[str, str]:
    """A demonstration has its own folder and SQLite there, whatever the real site's settings are."""
    kept = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("EVENHAND_") and name != "DATABASE_URL"
    }
    return {
        **kept,
        "EVENHAND_HOME": str(home),
        "EVENHAND_INSECURE": "1",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }


def free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """The wanted port, or the next one that nobody listens at. Raises WrongUse."""
    for port in range(wanted, wanted + _PORTS_TRIED):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return port
    raise WrongUse(
        f"Every port from {wanted} to {wanted + _PORTS_TRIED - 1} is taken. Name another: --port."
    )


@contextmanager
def beside(
    command: Sequence[str], environment: Mapping[str, str], *, heard: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended when this block is left; where `heard`, its stdout can be read."""
    out = subprocess.PIPE if heard else None
    started = subprocess.Popen(command, env=environment, stdout=out, text=True)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """A request to end from another process is taken like Ctrl+C, so that nothing is left behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
