"""The fields of a consideration: of which kind each is, and how its value is kept in a change."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from evenhand.domain.amhp.considerations import STAMPS
from evenhand.domain.amhp.merging import Plain

TIMES = (*STAMPS, "held_from", "held_until")
DATES = ("reasons_sent",)
FLAGS = ("referrer_told", "attended")
# The answer list, or the code list, of each field that holds a code.
CODES = {
    "request": "requests",
    "referrer": "referrers",
    "outcome": "outcomes",
    "urgency": "urgency",
    "triage": "triage",
    "triage_reason": "triage_reason",
    "age_band": "age_band",
    "gender": "gender",
    "ethnicity": "ethnicity",
    "language": "language",
    "interpreter": "interpreter",
    "deaf": "deaf",
    "sexual_orientation": "sexual_orientation",
    "out_of_area": "out_of_area",
    "place_of_safety": "place_of_safety",
    "transport": "transport",
    "why_none": "why_none",
    "advocacy": "advocacy",
    "advocacy_cultural": "advocacy_cultural",
}
# Several codes with commas.
MANY = ("communication", "disability", "alternatives")
# Professionals, by their numbers in the database.
PEOPLE = ("amhp", "second")
OTHERS = ("person", "miles", "extended_hours")
ALL = (*TIMES, *DATES, *FLAGS, *CODES, *MANY, *PEOPLE, *OTHERS)


def plain(value: object) -> Plain:
    """
    A value as it is kept and compared: times to the minute in UTC, so that a button pressed twice
    tells the same time twice; decimals without what says nothing.
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"{type(value).__name__} is of no field")


def read(name: str, kept: Plain) -> object:
    """The value of a field as the database takes it, from how it is kept."""
    if kept is not None and name in TIMES:
        return datetime.fromisoformat(str(kept))
    if kept is not None and name in DATES:
        return date.fromisoformat(str(kept))
    return Decimal(str(kept)) if name == "extended_hours" else kept


def column(name: str) -> str:
    """The attribute of the row that holds the plain value of a field."""
    return f"{name}_id" if name in PEOPLE else name


def all_plain(values: Mapping[str, object]) -> dict[str, Plain]:
    """Values of fields as they are kept."""
    return {name: plain(value) for name, value in values.items()}
