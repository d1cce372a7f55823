"""Reads a manifest from pack.toml or a workbook's sheet, and says each mistake in it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evenhand.data.readers import limits
from evenhand.data.readers.columns import TABLES
from evenhand.data.readers.item import CheckItem, Unusable, begun, counted, did_you_mean, found
from evenhand.data.readers.manifest import Manifest
from evenhand.data.readers.place import TEXT_ENDS, WORKBOOK_ENDS, check_kind, find_file, first_bytes
from evenhand.data.readers.workbook import Book

MANIFEST = "pack.toml"
SHEET = "pack"
# Keys whose value in a sheet is several, parted by commas.
_LISTS = ("standards", "rungs", "lower", "middle", "upper")


# What pydantic says in a programmer's words.
_PLAIN = {
    "model_type": "must be a table of keys and values",
    "dict_type": 'must be a table of keys and values, such as { a = "b" }',
    "tuple_type": "must be a list in square brackets",
    "string_type": "must be text in quotation marks",
    "string_too_short": "must not be empty",
}


@dataclass(frozen=True)
class Source:
    """
    Where a pack is: its folder, the file of its manifest, and its workbook if it is one.

    Or `frames`: tables that are in memory already, by the names that the manifest gives as files.
    """

    folder: Path
    manifest: Path
    workbook: Path | None = None
    frames: Mapping[str, pa.Table] = field(default_factory=dict)


def find_source(path: Path) -> Source:
    """The pack at a path: a folder, a pack.toml or a workbook. Raises Unusable."""
    if path.is_dir():
        return Source(path, _in_folder(path))
    path = path.resolve()
    if not path.is_file():
        message = f"There is no pack at {path.name}."
        raise Unusable(found("no-manifest", message, file=path.name))
    if path.suffix.lower() == ".toml":
        return Source(path.parent, path)
    if not path.name.lower().endswith(WORKBOOK_ENDS):
        message = f"{path.name} is no pack: a pack is a folder, a pack.toml or a workbook."
        if path.name.lower().endswith(TEXT_ENDS):
            message += " This is a single table."
        raise Unusable(found("no-manifest", message, file=path.name))
    for beside in (path.with_suffix(".toml"), path.parent / MANIFEST):
        if beside.is_file():
            return Source(path.parent, beside, path)
    return Source(path.parent, path, path)


def described_in(folder: Path) -> list[Path]:
    """
    Where a folder holds packs: itself, by a pack.toml, or else workbooks that say what they hold.

    Such a workbook has a sheet called pack, or a file of its own name with .toml beside it.
    """
    if any(file.name.lower() == MANIFEST for file in folder.iterdir()):
        return [folder]
    books = [f for f in sorted(folder.iterdir()) if f.name.lower().endswith(WORKBOOK_ENDS)]
    return [book for book in books if _says_what_it_holds(book)]


def _says_what_it_holds(book: Path) -> bool:
    try:
        read_manifest(find_source(book))
    except Unusable as refusal:
        return refusal.item.code != "no-manifest"
    return True


def read_manifest(source: Source) -> tuple[Manifest | None, list[CheckItem]]:
    """The manifest, or None and what is wrong with it. Raises Unusable where it cannot be read."""
    name = source.manifest.name
    if source.manifest == source.workbook:
        content = _from_sheet(source.manifest)
    else:
        content = _from_toml(source.manifest)
    return manifest_of(content, name)


def manifest_of(
    content: Mapping[str, object], name: str
) -> tuple[Manifest | None, list[CheckItem]]:
    """The manifest in a tree of keys and values, or None and what is wrong with it."""
    try:
        return Manifest.model_validate(content), []
    except ValidationError as mistakes:
        return None, [_mistake(each, name) for each in mistakes.errors(include_url=False)]


def _in_folder(folder: Path) -> Path:
    try:
        return find_file(folder, MANIFEST)
    except Unusable as refusal:
        if refusal.item.code != "missing-file":
            raise
        message = f"There is no {MANIFEST} in the folder {folder.name}."
        raise Unusable(found("no-manifest", message, file=MANIFEST)) from refusal


def _from_toml(file: Path) -> dict[str, Any]:
    if file.stat().st_size > limits.MANIFEST_BYTES:
        message = f"The file holds more than {counted(limits.MANIFEST_BYTES, 'byte')}."
        raise Unusable(found("too-large", message, file=file.name))
    content = first_bytes(file, limits.MANIFEST_BYTES, table="", name=file.name)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = "The file is not text in UTF-8."
        raise Unusable(found("manifest-syntax", message, file=file.name)) from error
    except (ValueError, RecursionError) as error:  # a number may be too long as well
        place = re.search(r"line (\d+), column (\d+)", str(error))
        row = int(place[1]) if place else None
        where = f"at line {place[1]}, column {place[2]}" if place else ""
        what = re.sub(r"\s*\(at .*\)$", "", str(error)).rstrip(".")
        message = f"{begun(where)}{what[:1].upper()}{what[1:]}."
        raise Unusable(found("manifest-syntax", message, file=file.name, row=row)) from error


def _from_sheet(file: Path) -> dict[str, Any]:
    """The sheet `pack` with a dotted key and a value a row, as the same tree as pack.toml gives."""
    check_kind(file, table="", name=file.name)
    book = Book(file, name=file.name)
    try:
        if SHEET not in [sheet.strip().lower() for sheet in book.sheets]:
            message = "The workbook has no sheet called pack, and there is no pack.toml beside it."
            raise Unusable(found("no-manifest", message, file=file.name))
        content = _tree(list(book.records(book.find_sheet(SHEET, table=SHEET), most=10_000)))
        tables = content.setdefault("tables", {})
        for name in {sheet.strip().lower() for sheet in book.sheets} & set(TABLES):
            if isinstance(tables, dict):
                tables.setdefault(name, {})
    finally:
        book.close()
    return content


def _tree(rows: Iterable[list[str]]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        key, value = (*(cell.strip() for cell in row), "", "")[:2]
        if not key or (key.lower(), value.lower()) == ("key", "value"):
            continue
        # What is translated may have a dot in it: tables.staff.values.pay_band.Sp. pt 12
        path = key.split(".", 4)
        branch = tree
        for part in path[:-1]:
            branch = branch.setdefault(part, {})
            if not isinstance(branch, dict):
                break
        if not isinstance(branch, dict) or path[-1] in branch:
            message = f"Sheet {SHEET}, row {number}: the key {key} is given twice."
            raise Unusable(found("bad-setting", message, row=number, column=key))
        branch[path[-1]] = _several(value) if path[-1] in _LISTS else value
    years = tree.get("years")
    if isinstance(years, dict):
        tree["years"] = [years[number] for number in sorted(years)]
    return tree


def _several(value: str) -> list[str]:
    parts = re.split(";" if ";" in value else ",", value)
    return [part.strip() for part in parts if part.strip()]


def _mistake(error: ErrorDetails, file: str) -> CheckItem:
    """What pydantic found, in words: which key, what is wrong, what was probably meant."""
    path = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        known = _keys_at(error["loc"][:-1])
        slip = str(error["loc"][-1])
        fix = f"{did_you_mean(slip, known)} Correct the key or take it out."
        return found("unknown-key", "This key means nothing here.", file=file, column=path, fix=fix)
    if kind == "missing":
        fix = f"Add {path} to {file}."
        return found(
            "missing-key", "This key is needed and is not there.", file=file, column=path, fix=fix
        )
    said = error["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    said = _PLAIN.get(kind, said)
    fix = ""
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(error["ctx"]["expected"]))
        said = f"must be one of {', '.join(choices)}"
        fix = did_you_mean(str(error["input"]), choices)
    value = error["input"] if isinstance(error["input"], str | int | float) else ""
    message = f"{said[:1].upper()}{said[1:]}." if path else f"The pack {said}."
    return found("bad-setting", message, file=file, column=path, value=str(value), fix=fix)


def _keys_at(path: tuple[int | str, ...]) -> list[str]:
    """The keys that are known at a place of the manifest."""
    model: type[BaseModel] = Manifest
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)
