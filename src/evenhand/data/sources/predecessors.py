"""The predecessor table: which body took the place of which, and when."""

from datetime import date
from pathlib import Path

from evenhand.data.readers.item import CheckItem
from evenhand.data.sources.published_file import open_published
from evenhand.domain.measures.succession import Succession

COLUMNS = ("old", "new", "date")


class PredecessorsMistake(ValueError):
    """A predecessor table that cannot be used: the message says where, why and what to do."""


def read_predecessors(path: Path) -> tuple[Succession, ...]:
    """
    Lines of `old` id, `new` id and the `date` (2023-04-01) from which the new one stands.

    Raises PredecessorsMistake.
    """
    file = open_published(path, COLUMNS, table="predecessors")
    if isinstance(file, CheckItem):
        raise PredecessorsMistake(
            f"{file.message} A predecessor table is a CSV file with the columns old, new and date."
        )
    lines = []
    for row, (old, new, day) in file.rows():
        try:
            when = date.fromisoformat(day.strip()).isoformat()
        except ValueError as wrong:
            raise PredecessorsMistake(
                f"{path.name}, row {row}: the date is to be like 2023-04-01. Put it right."
            ) from wrong
        if not old.strip() or not new.strip():
            raise PredecessorsMistake(
                f"{path.name}, row {row} lacks the old or the new id. Give both, or leave it out."
            )
        lines.append(Succession(old.strip(), new.strip(), when))
    return tuple(lines)
