"""How the values of each kind of column are read: from one raw value to clean ones."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.data.readers.columns import Column, Reads
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.numbers import read_number, read_share, read_whole
from evenhand.data.readers.setting import Setting
from evenhand.domain.codes.ethnicity import NOT_KNOWN
from evenhand.domain.codes.grades import OFF_LADDER
from evenhand.domain.codes.labels import BLANK

# The clean values, and the code of what is to be said about the raw one ("" if nothing).
Read = tuple[tuple[Any, ...], str]

AFC = "agenda-for-change"
_UNKNOWN = {
    "event_kind": "unknown-event-kind",
    "question": "unknown-question",
    "answer": "unknown-answer",
}
# Lists that cannot name everything: a word that is not in them is kept as it is written.
_OPEN = ("profession",)


@dataclass(frozen=True)
class Reading:
    """`read` turns the values of `columns` in one row into values of these SQL `types`."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    read: Callable[..., Read]


def as_text(value: object) -> str:
    """A raw value as the text that a person would have typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return " ".join(str(value).split())


def reading_of(column: Column, setting: Setting, translated: Mapping[str, str]) -> Reading:
    """The reading of a column, after the translations that pack.toml gives for its values."""
    translate = translation_of(translated)
    types, read = _HOW.get(column.reads, (("VARCHAR",), _text))
    if column.labels == "staff_group":
        types, read = ("VARCHAR", "BOOLEAN"), _staff_group
    return Reading((column.name,), types, lambda value: read(translate(value), column, setting))


def translation_of(translated: Mapping[str, str]) -> Callable[[object], object]:
    """What turns a raw value into the text that pack.toml gives for it, or leaves it as it is."""
    known = {as_text(text).casefold(): code for text, code in translated.items()}
    return lambda value: known.get(as_text(value).casefold(), value) if known else value


def _one(value: object, problem: str) -> Read:
    return (value,), problem


def _ethnicity(value: object, column: Column, setting: Setting) -> Read:
    category = setting.ethnicity.find_category(as_text(value))
    if category is None:
        return _one(NOT_KNOWN, "unknown-ethnic-label")
    return _one(category, "broad-ethnic-label" if category in setting.ethnicity.broad_only else "")


def _band(value: object, column: Column, setting: Setting) -> Read:
    ladder = setting.ladder
    rung = ladder.find_rung(as_text(value))
    if rung is None:
        # Without any ladder one message says so, not one a band.
        return (OFF_LADDER, -1, False), "band-not-on-ladder" if ladder.rungs else ""
    medical = ladder.slug == AFC and rung in ladder.beside
    return (rung, ladder.height(rung), medical), ""


def _text(value: object, column: Column, setting: Setting) -> Read:
    return _one(as_text(value) or None, "")


def _date(value: object, column: Column, setting: Setting) -> Read:
    latest = max(setting.snapshots).year + 1
    return _one(*read_date(value, latest_year=latest, month_first=setting.month_first))


def _whole(value: object, column: Column, setting: Setting) -> Read:
    return _one(*read_whole(value))


def _number(value: object, column: Column, setting: Setting) -> Read:
    return _one(*(read_share if column.reads is Reads.SHARE else read_number)(value))


def _label(value: object, column: Column, setting: Setting) -> Read:
    text = as_text(value)
    code = setting.labels.find(column.labels, text)
    if code is None:
        if column.labels in _OPEN:
            return _one(text, "")
        return _one(None, _UNKNOWN.get(column.labels, "unknown-label"))
    return _one(None if code == BLANK else code, "")


def _staff_group(value: object, column: Column, setting: Setting) -> Read:
    (code,), problem = _label(value, column, setting)
    if code == "regulated-profession":
        return ("other", True), problem
    return (code or "other", False), problem


def _yes_no(value: object, column: Column, setting: Setting) -> Read:
    code = setting.labels.find("yes_no", as_text(value))
    if code is None:
        return _one(None, "unreadable-yes-no")
    return _one(None if code == BLANK else code == "yes", "")


def _registration(value: object, column: Column, setting: Setting) -> Read:
    text = as_text(value)
    return _one(setting.labels.find("yes_no", text) not in ("no", BLANK) and text != "-", "")


def _body(value: object, column: Column, setting: Setting) -> Read:
    text = as_text(value)
    known = setting.body_ids.get(text.casefold())
    if known or column.name != "body":
        return _one(known or text or None, "")
    return _one(None, "unknown-body" if text else "")


def _year(value: object, column: Column, setting: Setting) -> Read:
    text = as_text(value)
    if not text:
        return _one(None, "")
    if match := re.fullmatch(r"(?:FY\s*)?(\d{4})(?:\s*[-/]\s*(\d{2}|\d{4}))?", text):
        # "2024-25" and "2024/2025" are the year that ends in 2025.
        year = int(match[1]) if not match[2] else int(match[1][: 4 - len(match[2])] + match[2])
        meant = [day for day in setting.snapshots if day.year == year]
        return _one(meant[0], "") if len(meant) == 1 else _one(None, "unknown-year")
    day, _ = read_date(value, latest_year=max(setting.snapshots).year)
    return _one(day, "") if day in setting.snapshots else _one(None, "unknown-year")


_HOW: dict[Reads, tuple[tuple[str, ...], Callable[[object, Column, Setting], Read]]] = {
    Reads.ETHNICITY: (("VARCHAR",), _ethnicity),
    Reads.BAND: (("VARCHAR", "INTEGER", "BOOLEAN"), _band),
    Reads.LABEL: (("VARCHAR",), _label),
    Reads.YES_NO: (("BOOLEAN",), _yes_no),
    Reads.REGISTRATION: (("BOOLEAN",), _registration),
    Reads.BODY: (("VARCHAR",), _body),
    Reads.YEAR: (("DATE",), _year),
    Reads.DATE: (("DATE",), _date),
    Reads.WHOLE: (("BIGINT",), _whole),
    Reads.NUMBER: (("DOUBLE",), _number),
    Reads.SHARE: (("DOUBLE",), _number),
}
