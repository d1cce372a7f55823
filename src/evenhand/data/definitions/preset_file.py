"""Reads a preset that a body wrote for itself: a TOML file, every mistake in it told in words.

docs/how-to/choose-or-write-a-preset.md explains the keys.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from evenhand.domain.disclosure.preset import (
    LARGEST_THRESHOLD,
    MOST_DECIMALS,
    UNITS,
    Covers,
    Preset,
)
from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source, Status

LONGEST_TEXT, LARGEST_FILE = 300, 100_000
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WHY_DRAFT = "Rules of the body's own: nobody outside it has checked them."


class PresetMistake(ValueError):
    """A preset file that cannot be used: the message says where, what, why and what to do."""


@dataclass(frozen=True)
class _Key:
    """What a key has to hold, in words and as a test; whether a file must have it."""

    holds: str
    fits: Callable[[Any], bool]
    needed: bool = False


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= LONGEST_TEXT


def _is_date(value: object) -> bool:
    # A time of day would be read as a date as well.
    return type(value) is date


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


_TEXT = f"a text of up to {LONGEST_TEXT} letters on one line, in quotation marks"
_DATE = "a date such as 2026-04-01, without quotation marks"
_YES_OR_NO = "true or false, without quotation marks"
_COVERS = tuple(str(each) for each in Covers)
_STANDING = (str(Status.DRAFT), str(Status.PUBLISHED))

KEYS: Mapping[str, _Key] = {
    "title": _Key(_TEXT, _is_text, needed=True),
    "valid_from": _Key(_DATE, _is_date, needed=True),
    "threshold": _Key(f"a whole number from 2 to {LARGEST_THRESHOLD:,}", _is_whole, needed=True),
    "hides_zero": _Key(_YES_OR_NO, _is_yes_or_no, needed=True),
    "sources": _Key("tables, each under a line [[sources]]", lambda v: isinstance(v, list), True),
    "slug": _Key(
        "small letters, digits and hyphens, up to 60",
        lambda v: isinstance(v, str) and len(v) <= 60 and bool(_SLUG.fullmatch(v)),
    ),
    "rounding_base": _Key("a whole number from 1", _is_whole),
    "percent_decimals": _Key(f"a whole number from 0 to {MOST_DECIMALS}", _is_whole),
    "covers": _Key(" or ".join(f'"{each}"' for each in _COVERS), lambda v: v in _COVERS),
    "complements": _Key(_YES_OR_NO, _is_yes_or_no),
    "whole_is_sensitive": _Key(_YES_OR_NO, _is_yes_or_no),
    "dominance_percent": _Key("a whole number from 0 to 100", _is_whole),
    "fewest": _Key("a table, under a line [fewest]", lambda v: isinstance(v, dict)),
    "valid_to": _Key(_DATE, _is_date),
    "used_by": _Key(_TEXT, _is_text),
    "note": _Key(_TEXT, _is_text),
    "status": _Key(" or ".join(f'"{each}"' for each in _STANDING), lambda v: v in _STANDING),
    "why_draft": _Key(_TEXT, _is_text),
    "checked_by": _Key(_TEXT, _is_text),
    "checked_on": _Key(_DATE, _is_date),
}
_OF_A_SOURCE: Mapping[str, _Key] = {
    "title": _Key(_TEXT, _is_text, needed=True),
    "address": _Key(_TEXT, _is_text),
    "section": _Key(_TEXT, _is_text),
}
_FEWEST = {unit: _Key("a whole number from 1", _is_whole) for unit in UNITS}


def read_preset_file(path: Path, *, taken: Collection[str] = ()) -> Preset:
    """
    The preset in a file; PresetMistake, a sentence, where it cannot be read or used.

    Without a `slug` it is called after the file. `taken` are slugs of others.
    """
    where = path.name
    content = _content(path)
    _check(content, KEYS, where)
    _check(content.get("fewest", {}), _FEWEST, f"{where}: fewest")
    if not content["sources"]:
        raise PresetMistake(f"{where}: sources is empty. {_NEEDED['sources']}")
    for number, source in enumerate(content["sources"], start=1):
        if not isinstance(source, dict):
            raise PresetMistake(f"{where}: sources is no list of tables. {_NEEDED['sources']}")
        _check(source, _OF_A_SOURCE, f"{where}: sources {number}")
    slug = content.get("slug") or _slug_of(path)
    if slug in taken:
        raise PresetMistake(
            f"{where}: slug is {slug}, which is a preset that ships with Evenhand. Two sets of "
            "rules with one name would be taken for each other: give another slug, or name the "
            "file otherwise."
        )
    rules = {key: value for key, value in content.items() if key not in ("sources", "slug")}
    rules["status"] = status = Status(rules.get("status", Status.DRAFT))
    rules["covers"] = Covers(rules.get("covers", Covers.EVERY_COUNT))
    if status is Status.DRAFT:
        rules.setdefault("why_draft", _WHY_DRAFT)
    sources = tuple(Source(**{"address": where, **source}) for source in content["sources"])
    try:
        return Preset(**{"used_by": "", **rules, "slug": slug, "sources": sources})
    except DefinitionIncomplete as wrong:
        raise PresetMistake(f"{where}: {str(wrong).partition(': ')[2]}") from wrong


def _content(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_FILE + 1).decode("utf-8-sig")
    except FileNotFoundError as missing:
        raise PresetMistake(f"There is no file {path}. Check the path and try again.") from missing
    except OSError as mistake:
        raise PresetMistake(
            f"{path} cannot be read: {mistake.strerror or mistake}. Name a file that may be read."
        ) from mistake
    except UnicodeDecodeError as mistake:
        raise PresetMistake(
            f"{path.name} is no text, or too long. Save it as UTF-8 text, {LARGEST_FILE:,} letters "
            "at most."
        ) from mistake
    if len(text) > LARGEST_FILE:
        raise PresetMistake(
            f"{path.name} is too long to be a preset. Keep it under {LARGEST_FILE:,} letters."
        )
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as mistake:  # a mistake in TOML is a ValueError
        raise PresetMistake(
            f"{path.name} is not valid TOML: {mistake}. A line is a key, an equals sign and a "
            "value: threshold = 6."
        ) from mistake


_NEEDED = {
    "title": 'Readers are told by whose rules numbers are hidden: add title = "...".',
    "valid_from": "Rules are dated: add the day from which they apply, valid_from = 2026-04-01.",
    "threshold": "Counts below it are hidden: add threshold = 6, or what your rules say.",
    "hides_zero": "A nought is hidden or shown: add hides_zero = true or hides_zero = false.",
    "sources": "Say where the rules are written down: a line [[sources]], and below it "
    'title = "...".',
}


def _check(table: Mapping[str, Any], keys: Mapping[str, _Key], where: str) -> None:
    for key, value in table.items():
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There is {', '.join(keys)}."
            raise PresetMistake(f"{where}: the key {_short(key)} means nothing here. {hint}")
        if not keys[key].fits(value):
            raise PresetMistake(
                f"{where}: {key} is {_short(value)}. It has to be {keys[key].holds}."
            )
    for key, wanted in keys.items():
        if wanted.needed and key not in table:
            raise PresetMistake(f"{where}: {key} is missing. {_NEEDED[key]}")


def _short(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _slug_of(path: Path) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:60].strip("-")
    if not slug:
        raise PresetMistake(
            f"{path.name}: slug is missing, and the file's name has no letter or digit to make one "
            'of. Add slug = "our-rules".'
        )
    return slug
