"""Registers of AMHPs for tests: made up, without names."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.factories.command import evenhand

from evenhand.cli.say_register import as_json
from evenhand.domain.amhp.clocks_time import read_start
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import Entry, Event, PersonLog
from evenhand.domain.amhp.register_history import History
from evenhand.domain.amhp.register_may_act import Answer, may_act
from evenhand.domain.amhp.register_periods import asked_at
from evenhand.domain.amhp.register_standing import Standing, standing
from evenhand.pipeline.amhp_register import register_of_file

HEAD = "person,event,date,authority,hours,agreed,detail\n"


def moment(text: str) -> datetime:
    """An instant as people write it in London; a day alone means its end."""
    return asked_at(read_start(text))


def log(*said: str, registered_to: date | None = None) -> PersonLog:
    """
    One person's log from entries such as "approve 2021-03-15 Kent" or "training 2021-05-01 7.5 yes".

    An hour is joined to its day: "suspend 2022-01-01T10:00". After "end" comes the reason.
    """
    entries = tuple(_entry(number, *text.split()) for number, text in enumerate(said, start=1))
    return PersonLog(person="a", entries=entries, registered_to=registered_to)


def _entry(number: int, event: str, day: str, *more: str) -> Entry:
    made: dict[str, Any] = {}
    if event == "training":
        made = {"hours": float(more[0]), "agreed": more[1:] != ("no",)}
    elif event == "end":
        made = dict(zip(("reason", "authority"), more, strict=False))
    else:
        made = dict(zip(("authority", "detail"), more, strict=False))
    return Entry(id=number, person="a", event=Event(event), start=read_start(day), **made)


def may(at: str, *said: str, authority: str = "") -> Answer:
    """Whether one person may act."""
    return may_act(log(*said), moment(at), authority)


def stands(at: str, *said: str, registered_to: date | None = None) -> Standing:
    """Where one person stands."""
    return standing(log(*said, registered_to=registered_to), moment(at))


def history(*said: str, at: str = "") -> History:
    """Everything that one person's entries come to."""
    return replay(log(*said), moment(at) if at else None)


def refused(*said: str) -> list[str]:
    """The codes of what cannot be."""
    return [each.code for each in history(*said).refused]


def of_file(
    folder: Path, rows: str | Iterable[str], on: str = "2026-05-01T09:00"
) -> dict[str, Any]:
    """What --json prints for these rows."""
    file = folder / "register.csv"
    text = rows if isinstance(rows, str) else "".join(f"{row}\n" for row in rows)
    file.write_text(HEAD + text, encoding="utf-8")
    return as_json(register_of_file(file, moment(on)))


def register(folder: Path, text: str, *words: str, name: str = "register.csv"):  # type: ignore[no-untyped-def]
    """What `evenhand amhp register` makes of a file with this text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return evenhand("amhp", "register", file, *words)
