"""Whether what a column holds is what its name promises."""

import re
from collections.abc import Callable, Mapping

from evenhand.data.definitions.load import ethnic_words, labels, ladder
from evenhand.data.mapping.profile import MOST_CODES, Profile, is_date
from evenhand.data.readers.columns import Column, Reads
from evenhand.data.readers.may_be_shown import may_be_personal
from evenhand.data.readers.numbers import read_number, read_share, read_whole
from evenhand.data.readers.readings import AFC

_MOST_HOURS = 168
_OPEN = ("profession",)
_CODES = (Reads.ETHNICITY, Reads.LABEL, Reads.YES_NO, Reads.BAND)
_MOSTLY = 0.5
_NOT_POUNDS = re.compile(r"[$€]|\b(usd|eur)\b", re.IGNORECASE)
_NUMBERS: Mapping[Reads, Callable[[object], tuple[float | None, str]]] = {
    Reads.NUMBER: read_number,
    Reads.WHOLE: read_whole,
    Reads.SHARE: read_share,
}


def fits(column: Column, profile: Profile, codes: Mapping[str, str]) -> float:
    """
    The share of the filled rows that can be what the column is to hold; 1 for an empty column.

    `codes` are those of a known system.
    """
    if not profile.filled:
        return 1.0
    if column.reads is Reads.ID:
        return _as_id(column, profile)
    if column.reads is Reads.BAND:
        few = len(profile.values) <= MOST_CODES // 4
        return max(profile.share(lambda value: on_afc(value)), 0.6 if few else 0.0)
    return profile.share(lambda value: value in codes or understood(column, value))


def understood(column: Column, value: str) -> bool:
    """Whether a value can be read as the column wants it, without a translation."""
    if column.reads is Reads.ETHNICITY:
        return ethnic_words().meaning(value) is not None
    if column.reads is Reads.BAND:
        return on_afc(value)
    if column.reads is Reads.DATE:
        return is_date(value)
    if column.reads is Reads.YES_NO:
        return labels().find("yes_no", value) is not None
    if column.reads is Reads.LABEL and column.labels not in _OPEN:
        return labels().find(column.labels, value) is not None
    if column.reads in _NUMBERS:
        number, _ = _NUMBERS[column.reads](value)
        too_many = column.name == "weekly_hours" and number is not None and number > _MOST_HOURS
        return number is not None and not too_many
    return True


def may_be(column: Column, profile: Profile) -> bool:
    """
    Whether a column can be offered for a name that it does not have.

    Amounts, dates and ids are no codes, and words are no numbers or days.
    """
    if column.reads in _CODES:
        return profile.share(lambda value: may_be_personal(value) or "£" in value) < _MOSTLY
    if column.reads is Reads.DATE or column.reads in _NUMBERS:
        return fits(column, profile, {}) >= _MOSTLY
    return True


def misfit(column: Column, profile: Profile) -> tuple[str, str]:
    """Why most of what a column holds cannot be what its name promises, and what to do about it."""
    add = f"If it is right, add columns.{column.name} to tables.{column.table}."
    if column.reads in _NUMBERS:
        if profile.share(lambda value: bool(_NOT_POUNDS.search(value))) >= _MOSTLY:
            fix = "Where the amounts are in pounds, take the sign away in the extract and map it again."
            return "its amounts are not in pounds ($ or € stands beside them)", fix
        if profile.share(lambda value: bool(re.search(r"\d", value))) >= _MOSTLY:
            fix = "Leave only the numbers in the extract (45000, 45,000.00, £45,000) and map it again."
            return "words or signs stand beside its numbers, which cannot be read so", fix
    return "what it holds is mostly something else", add


def on_afc(value: str) -> bool:
    """Whether a grade is one of Agenda for Change; "Grade 5" is rather a council's own."""
    return not value.casefold().startswith("grade") and ladder(AFC).find_rung(value) is not None


def _as_id(column: Column, profile: Profile) -> float:
    """An id parts people: nearly every row has another one, where a row is a person."""
    if profile.share(lambda value: value.count(" ") > 0) > 0.5:
        return 0.0
    different = len(profile.values) / profile.filled
    return 1.0 if column.table != "staff" or different >= 0.3 else 0.0
