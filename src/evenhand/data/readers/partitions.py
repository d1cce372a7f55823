"""A table that is many Parquet files: those of a folder, or of a pattern with stars.

Folders called `column=value` on the way to a file say what that column holds in all its rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from evenhand.data.readers.item import Unusable, found
from evenhand.data.readers.place import PARQUET_ENDS, find_file, find_folder

_STARS = ("*", "?", "[")


@dataclass(frozen=True)
class FilePart:
    """One file of a table; `name` is relative to the pack."""

    path: Path
    name: str

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What the folders on the way to the file say, column by column."""
        folders = (each.partition("=") for each in Path(self.name).parts[:-1])
        return {unquote(column): unquote(value) for column, sign, value in folders if sign}


def find_parts(
    folder: Path,
    name: str,
    *,
    table: str = "",
    wanted: Callable[[FilePart], bool] | None = None,
) -> tuple[FilePart, ...]:
    """
    The one file called `name` in a pack's folder, or the Parquet files of the folder or pattern.

    Of several, only those that are `wanted`: looking where each one leads takes a while. In order of their names. Raises Unusable where there is none, or one is not in the pack.
    """
    try:
        if not any(star in name for star in _STARS) or (folder / name).is_file():
            return (FilePart(find_file(folder, name, table=table), name),)
    except Unusable as refusal:
        if refusal.item.code != "missing-file" or not _is_folder(folder, name):
            raise
        name = f"{name}/**/*{PARQUET_ENDS[0]}"
    if ".." in Path(name).parts or Path(name).is_absolute():
        message = f"The name {name} leads out of the pack."
        raise Unusable(found("outside-pack", message, table=table, file=name))
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.glob(name)
        if path.name.lower().endswith(PARQUET_ENDS)
    )
    if not names:
        message = "There is no Parquet file in this folder, or of this pattern, in the pack."
        raise Unusable(found("missing-file", message, table=table, file=name))
    parts = (FilePart(folder / each, each) for each in names)
    return tuple(
        FilePart(find_file(folder, part.name, table=table), part.name)
        for part in parts
        if wanted is None or wanted(part)
    )


def _is_folder(folder: Path, name: str) -> bool:
    try:
        find_folder(folder, name)
    except Unusable:
        return False
    return True
