"""A worker that is really killed, when it asks something certain of the database."""

import signal
from collections.abc import Mapping

from tests.factories.forked import forked

_WORKER = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from django.db import connection
words = {words!r}
def killed(execute, sql, params, many, context):
    if all(word in f"{{sql}} {{params}}" for word in words):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(killed):
    call_command("worker", once=True)
"""


def kill_at(told: Mapping[str, str], *words: str) -> None:
    """Run a worker; SIGKILL ends it before the first statement with all of these words is done."""
    ended = forked([], told, code=_WORKER.format(words=words))
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-3000:]


def work_once(told: Mapping[str, str]) -> None:
    """Run a worker that does all that waits, and ends."""
    ended = forked(["worker", "--once"], told, module="django")
    assert ended.returncode == 0, ended.stderr[-3000:]
