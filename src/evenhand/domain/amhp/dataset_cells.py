"""What a cell of the data set means, and how a value is written into one: each the other's inverse."""

import math
import re
from collections.abc import Callable, Container, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from evenhand.domain.amhp.clocks_time import StartRefused, at_london, read_start
from evenhand.domain.amhp.dataset import OFF_THE_LIST, Kind

# One row: only the columns that have a value. Codes of several are tuples.
Row = dict[str, Any]
Reader = Callable[[str], Any]

_REFERENCE = re.compile(r"[A-Za-z0-9._/-]{1,40}")
_LIKE_NHS_NUMBER = re.compile(r"\d{3}[-/.]?\d{3}[-/.]?\d{4}")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
_LARGEST = 1_000_000


class CellRefused(ValueError):
    """A cell that cannot be read: its code and a message that never repeats what stands there."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


class OffTheList(CellRefused):
    """An answer that is on no list: the row is used, and the answer counts as one that is not known."""


def reader(kind: Kind, codes: Container[str]) -> Reader:
    """
    How the cells of a column are read; raises CellRefused.

    A cell with space around it is refused, or read as it would be without.
    """

    def one_code(text: str) -> str:
        if text in codes:
            return text
        raise OffTheList(
            "unknown-code",
            "The answer is on no list.",
            "Write one of the codes of the column's list; a local code has to be mapped to one.",
        )

    def several(text: str) -> tuple[str, ...]:
        return tuple(one_code(part.strip()) for part in text.split(";") if part.strip())

    return {
        Kind.REFERENCE: _reference,
        Kind.CODE: one_code,
        Kind.CODES: several,
        Kind.TIME: _time,
        Kind.DAY: _day,
        Kind.NUMBER: _number,
        Kind.WHOLE: _whole,
        Kind.YES_NO: _yes_no,
    }[kind]


def written(value: Any) -> str:
    """
    The cell of a value; empty for None. Times are written with London's offset.

    >>> written(True), written(("A", "B")), written(date(2026, 3, 1)), written(7.50), written(None)
    ('yes', 'A;B', '2026-03-01', '7.5', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            moment = at_london(value)
            return moment.isoformat(timespec="seconds" if moment.second else "minutes")
        case date():
            return value.isoformat()
        case int() | float() | Decimal():
            return format(value, "f").rstrip("0").rstrip(".") if value % 1 else str(int(value))
        case str():
            return value
        case _:
            return ";".join(value)


def codes_in(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """
    Several codes as they come: a tuple, or text with commas as the site keeps them.

    >>> codes_in("A,B"), codes_in(("A",)), codes_in(""), codes_in(None)
    (('A', 'B'), ('A',), (), ())
    """
    if isinstance(value, str):
        return tuple(part for part in value.split(",") if part)
    return tuple(value or ())


def _reference(text: str) -> str:
    if _LIKE_NHS_NUMBER.fullmatch(text):
        raise CellRefused(
            "looks-like-an-nhs-number",
            "The reference has ten digits, as an NHS number has.",
            "Use a pseudonym that is no number of the person's.",
        )
    if _REFERENCE.fullmatch(text) is None or text == OFF_THE_LIST:
        raise CellRefused(
            "unreadable-reference",
            "The reference has spaces or other signs in it, or is too long: it may be a name.",
            "Use a pseudonym of up to 40 letters, digits and - . _ /.",
        )
    return text


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None and len(text) > 10 and 1983 <= found.year <= 2199:
            return found
    except ValueError:
        pass
    try:
        start = read_start(text)
    except StartRefused as wrong:
        raise CellRefused(wrong.code, wrong.message, wrong.fix) from wrong
    if len(start.instants) != 1:
        raise CellRefused(
            "unclear-time",
            "The cell holds a day without a time, or an hour that was there twice that night.",
            "Write the time with its offset, such as 2026-03-01T09:30+00:00.",
        )
    return start.instants[0]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CellRefused(
            "unreadable-day", "The cell holds no day.", "Write it like 2026-03-01."
        ) from None


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 <= found <= _LARGEST:
        raise CellRefused(
            "unreadable-number",
            "The cell holds no number of 0 or more.",
            "Write it with digits and a point.",
        )
    return found


def _whole(text: str) -> int:
    found = _number(text)
    if found % 1:
        raise CellRefused(
            "unreadable-number", "The cell holds no whole number.", "Write it with digits alone."
        )
    return int(found)


def _yes_no(text: str) -> bool:
    found = _YES_NO.get(text.lower())
    if found is None:
        raise CellRefused(
            "unreadable-answer", "The cell holds neither yes nor no.", "Write yes or no."
        )
    return found
