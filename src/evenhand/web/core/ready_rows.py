"""
Rows that are made ready before a lock is taken, so that writing many of them holds it for a moment.

On SQLite whoever writes keeps all other writers waiting. Of the time that many rows take, nearly all
goes into turning their values into those of the database, and `bulk_create` does that under the lock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models


@dataclass(frozen=True)
class ReadyRows:
    """New rows of one model as the database takes them, their keys left to it."""

    model: type[models.Model]
    columns: tuple[str, ...]
    values: list[list[Any]]

    def write(self, places: Sequence[int], **told: Sequence[object]) -> None:
        """Write the rows in these places, with a column of what was not known when they were made ready."""
        rows = [self.values[place] for place in places]
        for column, values in told.items():
            where = self.columns.index(column)
            for row, value in zip(rows, values, strict=True):
                row[where] = value
        name = connection.ops.quote_name
        columns = ", ".join(map(name, self.columns))
        marks = ", ".join(["%s"] * len(self.columns))
        table = name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def ready_rows(model: type[models.Model], rows: Iterable[models.Model]) -> ReadyRows:
    """Make unsaved rows of a model ready. Nothing is read or written; nobody is sent a signal."""
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    return ReadyRows(
        model=model,
        columns=tuple(each.column for each in fields),
        values=[
            [each.get_db_prep_save(each.pre_save(row, True), connection) for each in fields]
            for row in rows
        ],
    )
