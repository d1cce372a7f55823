"""What a cell of a past log means: the rules of the pages' fields, and messages that repeat no cell."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_dataset import codes_of
from evenhand.domain.amhp.clocks_rules import FIRST_YEAR, LAST_YEAR
from evenhand.domain.amhp.clocks_time import LONDON, StartRefused, read_start, said_day
from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.dataset import Column, Kind
from evenhand.domain.amhp.dataset_cells import CellRefused, reader
from evenhand.web.amhp.work.fields import CODES
from evenhand.web.amhp.work.forms.parts import hours, miles, says_nobody
from evenhand.web.amhp.work.past_log.table import NOTE, REFERENCE, columns

Reader = Callable[[str], Any]

LONGEST_REFERENCE, LONGEST_NOTE = 20, 4000
_OF_SERVICE = ("request", "referrer", "outcome")
_WHICH = re.compile(r"(?P<time>.*\d)\s*\(?(?P<which>earlier|later)\)?", re.IGNORECASE)
_NUMBER = re.compile(r"A?0*(?P<number>\d{1,6})", re.IGNORECASE)


def readers(
    lists: CodeLists, people: Mapping[int, str], by_number: Mapping[int, int]
) -> dict[str, Reader]:
    """
    How the cells of each column are read; each raises CellRefused. `people` are names by row,
    `by_number` rows by the number in the register.
    """
    someone = _someone(people, by_number)
    made: dict[str, Reader] = {
        each.name: _remembered(_of(each, lists)) for each in columns().values()
    }
    return made | {
        REFERENCE: _reference,
        "person": _person,
        "amhp": someone,
        "second": someone,
        "miles": _as_on_the_page(miles("").clean),
        "extended_hours": _as_on_the_page(hours("").clean),
        NOTE: _note,
    }


def _of(column: Column, lists: CodeLists) -> Reader:
    if column.kind is Kind.TIME:
        return _time
    if column.kind is Kind.DAY:
        return _day
    if column.kind in (Kind.CODE, Kind.CODES):
        return _codes(column, lists)
    return reader(column.kind, ())


def _remembered(read: Reader) -> Reader:
    """The same few cells come again and again."""
    known: dict[str, Any] = {}

    def remembered(text: str) -> Any:
        if text not in known:
            known[text] = read(text)
        return known[text]

    return remembered


def _codes(column: Column, lists: CodeLists) -> Reader:
    """One code, or several with commas as the site keeps them, by code or by its words."""
    known = {each.code: each.title for each in codes_of(column)}
    if column.name in _OF_SERVICE:
        known |= {each.code: each.title for each in getattr(lists, CODES[column.name]).local}
    by_words = {title.casefold(): code for code, title in known.items()}
    by_words |= {code.casefold(): code for code in known}
    named = (
        ", ".join(known) if len(known) <= 20 else _("one of those in the list below the template")
    )

    def one(text: str) -> str:
        found = by_words.get(" ".join(text.split()).casefold())
        if found is None:
            raise CellRefused(
                "unknown-code",
                _("The answer is on no list."),
                _("Write %(codes)s, or leave the cell empty.") % {"codes": named},
            )
        return found

    if column.kind is Kind.CODE:
        return one
    return lambda text: ",".join(
        dict.fromkeys(one(part) for part in text.split(";") if part.strip())
    )


def _time(text: str) -> datetime:
    return _plainly(text) or _carefully(text)


def _plainly(text: str) -> datetime | None:
    """A time of a day on which London's clocks were not put: nearly all, and ten times as fast."""
    try:
        shown = datetime.fromisoformat(text)
    except ValueError:
        return None
    if shown.tzinfo is not None or len(text) <= len("2026-03-01"):
        return None
    ahead = _ahead(shown.date())
    return None if ahead is None else (shown - ahead).replace(tzinfo=UTC)


@lru_cache(maxsize=4000)
def _ahead(day: date) -> timedelta | None:
    """How far London was ahead of UTC all day; None where clocks were put, and in years out of range."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    ends = (day, day + timedelta(days=1))
    first, last = (datetime.combine(each, time(), tzinfo=LONDON).utcoffset() for each in ends)
    return first if first == last else None


def _carefully(text: str) -> datetime:
    match = _WHICH.fullmatch(text)
    start = _start(match["time"] if match else text)
    if not start.instants:
        raise CellRefused(
            "no-hour",
            _("There is a day without a time."),
            _("Write the time as well, 2026-03-01 09:30, or leave the cell empty."),
        )
    if not start.ambiguous:
        return start.instants[0]
    if match is None:
        raise CellRefused(
            "which-of-two",
            _("Clocks showed this time twice on %(day)s: they went back that night.")
            % {"day": said_day(start.day)},
            _("Write earlier or later behind the time, such as %(day)s 01:30 earlier.")
            % {"day": start.day.isoformat()},
        )
    return start.instants[0 if match["which"].lower() == "earlier" else 1]


def _day(text: str) -> date:
    return _start(text).day


def _start(text: str) -> Any:
    try:
        return read_start(text)
    except StartRefused as wrong:
        raise CellRefused(wrong.code, wrong.message, wrong.fix) from wrong


_any_reference = reader(Kind.REFERENCE, ())


def _reference(text: str) -> str:
    if len(text) > LONGEST_REFERENCE:
        raise CellRefused(
            "reference-too-long",
            _("The reference is longer than 20 letters."),
            _("Shorten it, the same way in every row, or leave the cell empty."),
        )
    return _person(text)


def _person(text: str) -> str:
    found: str = _any_reference(text)
    return _as_on_the_page(_says_nobody)(found)


def _says_nobody(text: str) -> str:
    says_nobody(text)
    return text


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise CellRefused(
            "note-too-long",
            _("The note is longer than 4,000 letters."),
            _("Shorten it; the fields of the table say most of it."),
        )
    return text


def _someone(people: Mapping[int, str], by_number: Mapping[int, int]) -> Reader:
    by_name = {" ".join(name.split()).casefold(): row for row, name in people.items()}

    def someone(text: str) -> int:
        number = _NUMBER.fullmatch(text)
        found = by_number.get(int(number["number"])) if number else None
        found = found or by_name.get(" ".join(text.split()).casefold())
        if found is None:
            raise CellRefused(
                "nobody-on-the-register",
                _("Nobody on the register has this number or name."),
                _(
                    "Write A and the number in the register, such as A7, or the name as it stands "
                    "there; enter the person there first; or leave the cell empty."
                ),
            )
        return found

    return someone


def _as_on_the_page(clean: Callable[[str], Any]) -> Reader:
    def cleaned(text: str) -> Any:
        try:
            return clean(text)
        except ValidationError as wrong:
            raise CellRefused("as-on-the-page", " ".join(wrong.messages) + ".", "") from wrong

    return cleaned
