"""Legal limits and considerations for tests: made up, without names."""

from datetime import UTC, datetime
from pathlib import Path

from tests.factories.command import evenhand

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays, rule_book
from evenhand.domain.amhp.clocks import Limit, limit
from evenhand.domain.amhp.clocks_rules import Rule
from evenhand.domain.amhp.clocks_time import read_start
from evenhand.domain.amhp.considerations import Consideration


def rule(name: str) -> Rule:
    """A rule that ships."""
    found = rule_book().rule(name)
    assert found is not None, name
    return found


def limit_of(name: str, starts: str, hours: float = 0.0) -> Limit:
    """The limit that a rule gives for a start as people write it."""
    return limit(rule(name), read_start(starts), proclaimed_holidays(), extended_hours=hours)


def days(one: Limit) -> str:
    """The days of an answer: the last, or the first and a stroke, or both."""
    if one.served_on:
        return one.served_on.isoformat()
    first = one.first_day.isoformat() if one.first_day else ""
    last = one.last_day.isoformat() if one.last_day else ""
    return f"{first}/{last}" if first else last


def considered(reference: str = "a", **fields: object) -> Consideration:
    """A consideration: text fields that are times, such as "2026-03-02 09:00", are in UTC."""
    made = {
        name: datetime.fromisoformat(value).replace(tzinfo=UTC)
        if isinstance(value, str) and value[:2] == "20"
        else value
        for name, value in fields.items()
    }
    return Consideration(reference=reference, **made)  # type: ignore[arg-type]


def clocks(folder: Path, text: str, *words: str, name: str = "clocks.csv"):  # type: ignore[no-untyped-def]
    """What `evenhand amhp clocks` makes of a file with this text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return evenhand("amhp", "clocks", file, *words)
