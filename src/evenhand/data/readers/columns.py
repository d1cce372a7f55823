"""What a column of a pack is, and the columns of the clean tables that are made from packs."""

from dataclasses import dataclass
from enum import StrEnum


class Reads(StrEnum):
    """How the values of a column are read."""

    ID = "an id"
    TEXT = "text"
    LABEL = "one of a list of codes"
    ETHNICITY = "an ethnic category"
    BAND = "a pay band"
    DATE = "a date"
    NUMBER = "a number"
    WHOLE = "a whole number"
    SHARE = "a share from 0 to 1, or a percentage with its sign"
    YES_NO = "yes or no"
    BODY = "a body's id or name"
    YEAR = "a snapshot date, or a year"
    INDICATOR = "an indicator's id"
    GROUPING = "a grouping's name"
    GROUP = "a group of the grouping"
    REGISTRATION = "a registration number, or yes or no"


class Need(StrEnum):
    """Whether a table can do without the column."""

    ALWAYS = "always"
    EXPECTED = "expected"
    OPTIONAL = "optional"
    MANY_BODIES = "where the pack has many bodies"
    MANY_YEARS = "where several years are in one file"


@dataclass(frozen=True)
class Column:
    """
    A column of a table as a pack gives it; `name` is what pack.toml calls it.

    `labels` names the list of codes in definitions/labels. A personal column's values are never
    shown. `used_for` says what cannot be worked out without it. `cleaned` names the columns of the
    clean table that it becomes.
    """

    table: str
    name: str
    reads: Reads
    about: str
    personal: bool = False
    need: Need = Need.OPTIONAL
    used_for: str = ""
    labels: str = ""
    cleaned: tuple[str, ...] = ()


# The clean tables: every column of each, in order, with DuckDB's name of its type. Those in _FILLED
# are never null.
_WHOSE = {"body": "VARCHAR", "snapshot": "DATE", "row": "INTEGER"}
CLEAN: dict[str, dict[str, str]] = {
    "staff": _WHOSE
    | {
        "person": "VARCHAR",
        "category": "VARCHAR",
        "sex": "VARCHAR",
        "age": "INTEGER",
        "rung": "VARCHAR",
        "height": "INTEGER",
        "block": "VARCHAR",
        "contract": "VARCHAR",
        "fte": "DOUBLE",
        "started": "DATE",
        "left": "DATE",
        "leaving_reason": "VARCHAR",
        "board": "BOOLEAN",
        "voting": "BOOLEAN",
        "executive": "BOOLEAN",
        "senior": "BOOLEAN",
        "regulated": "BOOLEAN",
        "amhp": "BOOLEAN",
        "main_post": "BOOLEAN",
        "role": "VARCHAR",
        "profession": "VARCHAR",
        "employer": "VARCHAR",
        "host": "VARCHAR",
        "route": "VARCHAR",
        "setting": "VARCHAR",
        "service": "VARCHAR",
        "team": "VARCHAR",
        "salary": "DOUBLE",
        "hourly_pay": "DOUBLE",
        "bonus": "DOUBLE",
        "weekly_hours": "DOUBLE",
        "full_pay": "BOOLEAN",
        "disability": "VARCHAR",
        "religion": "VARCHAR",
        "sexual_orientation": "VARCHAR",
    },
    "applications": _WHOSE
    | {
        "vacancy": "VARCHAR",
        "category": "VARCHAR",
        "rung": "VARCHAR",
        "height": "INTEGER",
        "senior": "BOOLEAN",
        "shortlisted": "BOOLEAN",
        "appointed": "BOOLEAN",
    },
    "events": _WHOSE
    | {"person": "VARCHAR", "date": "DATE", "kind": "VARCHAR", "category": "VARCHAR"},
    "survey": _WHOSE
    | {
        "respondent": "VARCHAR",
        "category": "VARCHAR",
        "question": "VARCHAR",
        "answer": "VARCHAR",
        "weight": "DOUBLE",
    },
    "counts": _WHOSE
    | {
        "standard": "VARCHAR",
        "indicator": "VARCHAR",
        "cell": "VARCHAR",
        "grouping": "VARCHAR",
        "group": "VARCHAR",
        "numerator": "BIGINT",
        "denominator": "BIGINT",
        "share": "DOUBLE",
        "base": "DOUBLE",
    },
    "population": _WHOSE | {"category": "VARCHAR", "n": "BIGINT"},
}
TABLES = tuple(CLEAN)

# What a clean column holds where the pack has no such column: null unless it is said here.
WHEN_ABSENT = {
    "rung": "'not on the ladder'",
    "height": "-1",
    "block": "'other'",
    "board": "false",
    "voting": "false",
    "executive": "false",
    "senior": "false",
    "regulated": "false",
    "amhp": "false",
    "main_post": "true",
    "cell": "''",
}
