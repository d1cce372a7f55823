"""Whose records a pack holds."""

from collections.abc import Sequence
from pathlib import Path

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.header import Wanted
from evenhand.data.readers.item import CheckItem, did_you_mean, found
from evenhand.data.readers.manifest import Manifest
from evenhand.data.readers.manifest_file import Source
from evenhand.data.readers.parquet_file import read_by_the_engine
from evenhand.data.readers.place import find_file
from evenhand.data.readers.table_file import read_frame, read_table
from evenhand.domain.frameworks.body import KINDS, Body

_TABLE = "bodies"


def read_bodies(
    manifest: Manifest, source: Source, engine: Engine
) -> tuple[tuple[Body, ...], list[CheckItem], Path | None]:
    """
    The bodies, what is wrong with them, and the file that they come from, if they do.

    In a workbook the bodies may be a sheet. Raises Unusable where they cannot be read.
    """
    if manifest.body is not None:
        entry = manifest.body
        return (Body(id=entry.id, name=entry.name, kind=entry.kind, region=entry.region),), [], None
    name, sheet = manifest.bodies, ""
    if source.workbook is not None and "." not in name:
        name, sheet = source.workbook.name, name
    frame = source.frames.get(name)
    file = find_file(source.folder, name, table=_TABLE) if frame is None else None
    with read_by_the_engine(file, name=name, table=_TABLE):
        if file is None:
            raw = read_frame(engine, frame, Wanted(_TABLE, name, {}), name=_TABLE)
        else:
            raw = read_table(engine, file, Wanted(_TABLE, name, {}), name=_TABLE, sheet=sheet)
        wanted = ", ".join(
            f"trim({column}::VARCHAR)" if column in raw.columns else "NULL"
            for column in ("id", "name", "kind", "region")
        )
        rows = engine.rows(f"SELECT row, {wanted} FROM {_TABLE} ORDER BY row")
    engine.drop(_TABLE)
    engine.drop(f"{_TABLE}_file")
    bodies, items = _checked(rows, name)
    return bodies, [*raw.items, *items], file


def _checked(
    rows: Sequence[tuple[int, str | None, str | None, str | None, str | None]], file: str
) -> tuple[tuple[Body, ...], list[CheckItem]]:
    bodies: dict[str, Body] = {}
    items = []
    for row, id_, name, kind, region in rows:
        if not (id_ and name):
            message = "A body needs an id and a name. It was left out."
            column = "name" if id_ else "id"
            items.append(
                found("missing-value", message, table=_TABLE, file=file, row=row, column=column)
            )
        elif id_ in bodies:
            message = f"The id {id_} is that of another body."
            items.append(
                found("duplicate-body", message, table=_TABLE, file=file, row=row, value=id_)
            )
        elif kind not in KINDS:
            message = f'"{kind or ""}" is no kind of body. It was left out.'
            fix = did_you_mean(kind or "", KINDS)
            items.append(_unknown_kind(message, row, file, kind or "", fix))
        else:
            bodies[id_] = Body(id=id_, name=name, kind=kind, region=region or "")
    return tuple(bodies.values()), items


def _unknown_kind(message: str, row: int, file: str, kind: str, fix: str) -> CheckItem:
    return found(
        "unknown-body-kind",
        message,
        table=_TABLE,
        file=file,
        row=row,
        column="kind",
        value=kind,
        fix=fix,
    )
