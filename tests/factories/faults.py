"""The power goes at a write: every row of ours before and after, whatever a test does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

OURS = ("core", "bodies", "submissions", "releases", "amhp", "django_tasks_database")
WRITES = ("INSERT", "UPDATE", "DELETE")
Do = Callable[[], object]


class Killed(Exception):
    pass


@contextmanager
def killed_at(number: int) -> Iterator[list[str]]:
    """The power goes before the write of this number; every write that was tried."""
    tried: list[str] = []

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            tried.append(sql)
            if len(tried) == number:
                raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield tried


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of ours, as it is in the database."""
    found = {}
    for model in models():
        rows = model._default_manager.order_by("pk").values_list()
        found[model._meta.label] = [tuple(_plain(value) for value in row) for row in rows]
    return found


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def killed_everywhere(do: Do) -> int:
    """Try with the power going at each write in turn, then without; how many writes there are."""
    before, number = everything(), 0
    while True:
        number += 1
        with killed_at(number) as tried:
            try:
                do()
            except Killed:
                assert everything() == before, f"half done before: {tried[-1][:200]}"
            else:
                assert everything() != before
                return len(tried)
