"""Small random clean tables: nulls, duplicates, odd dates, several bodies and years.

`clean_tables()` draws rows as dictionaries, for the plain engine; `as_arrow` turns the same rows
into typed Arrow tables, for the others. Weights are multiples of a quarter, so that sums of them
are exact in whatever order an engine adds them.
"""

from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Tables = dict[str, list[dict[str, Any]]]

BODIES = ("X01", "X02")
SNAPSHOTS = (date(2024, 2, 29), date(2025, 3, 31))
CATEGORIES = (
    "white-british", "irish", "african", "chinese", "black-broad", "not-stated", "not-known",
)  # fmt: skip
# On and around both ends of both years, where "before" and "on or before" part company.
DATES = (
    date(1990, 1, 1),
    date(2023, 2, 27),
    date(2023, 2, 28),
    date(2023, 3, 1),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 3, 31),
    date(2024, 4, 1),
    date(2025, 3, 31),
    date(2025, 4, 1),
    date(2099, 12, 31),
)
QUESTIONS = (
    "harassment_public",
    "harassment_colleagues",
    "harassment_manager",
    "harassment_staff",
    "equal_opportunity",
    "discrimination",
)
EVENT_KINDS = ("disciplinary", "fitness-to-practise", "training", "promotion", "leaving")
CONTRACTS = ("permanent", "fixed-term", "bank", "agency", "non-executive", "volunteer")

_KEYS = {"body": pa.string(), "snapshot": pa.date32(), "row": pa.int32()}
SCHEMAS = {
    "staff": pa.schema(
        _KEYS
        | {
            "person": pa.string(),
            "category": pa.string(),
            "main_post": pa.bool_(),
            "sex": pa.string(),
            "age": pa.int32(),
            "rung": pa.string(),
            "height": pa.int32(),
            "block": pa.string(),
            "contract": pa.string(),
            "fte": pa.float64(),
            "started": pa.date32(),
            "left": pa.date32(),
            "leaving_reason": pa.string(),
            **dict.fromkeys(
                ("board", "voting", "executive", "senior", "regulated", "amhp"), pa.bool_()
            ),
            **dict.fromkeys(
                ("role", "profession", "employer", "host", "route", "setting", "service", "team"),
                pa.string(),
            ),
            **dict.fromkeys(("salary", "hourly_pay", "bonus", "weekly_hours"), pa.float64()),
            "full_pay": pa.bool_(),
            **dict.fromkeys(("disability", "religion", "sexual_orientation"), pa.string()),
        }
    ),
    "applications": pa.schema(
        _KEYS
        | {
            "vacancy": pa.string(),
            "category": pa.string(),
            "rung": pa.string(),
            **dict.fromkeys(("senior", "shortlisted", "appointed"), pa.bool_()),
        }
    ),
    "events": pa.schema(
        _KEYS
        | {
            "person": pa.string(),
            "date": pa.date32(),
            "kind": pa.string(),
            "category": pa.string(),
        }
    ),
    "survey": pa.schema(
        _KEYS
        | {
            "respondent": pa.int64(),
            "category": pa.string(),
            "question": pa.string(),
            "answer": pa.string(),
            "weight": pa.float64(),
        }
    ),
    "population": pa.schema(_KEYS | {"category": pa.string(), "n": pa.int64()}),
}

_people = st.sampled_from(("P1", "P2", "P3", "P4"))
_categories = st.sampled_from(CATEGORIES)
_dates = st.sampled_from(DATES)
_often_null_date = st.none() | _dates

# Columns that no count reads are null in every row; SCHEMAS still types them.
_STRATEGIES: dict[str, dict[str, SearchStrategy[Any]]] = {
    "staff": {
        "person": _people,
        "category": _categories,
        "main_post": st.booleans() | st.just(True),
        "rung": st.sampled_from(("5", "8a", "Consultant", "not on the ladder")),
        "block": st.sampled_from(("clinical", "non-clinical", "medical", "other")),
        "contract": st.none() | st.sampled_from(CONTRACTS),
        "started": _often_null_date,
        "left": _often_null_date,
        "board": st.booleans(),
        "voting": st.booleans(),
        "executive": st.booleans(),
        "senior": st.booleans(),
        "regulated": st.booleans(),
        "amhp": st.booleans(),
        "profession": st.sampled_from((None, "", "social-worker", "nurse")),
        "employer": st.sampled_from((None, "", "X01", "X02", "Somebody Else")),
        "host": st.sampled_from((None, "", "X02")),
        "route": st.sampled_from((None, "employed", "seconded")),
        "setting": st.sampled_from((None, "ward", "community")),
        "team": st.sampled_from((None, "north", "south")),
    },
    "applications": {
        "category": _categories,
        "senior": st.booleans(),
        "shortlisted": st.booleans(),
        "appointed": st.booleans(),
    },
    "events": {
        "person": st.none() | _people | st.just("P9"),
        "date": _dates,
        "kind": st.sampled_from(EVENT_KINDS),
        "category": st.none() | _categories,
    },
    "survey": {
        "respondent": st.integers(1, 5),
        "category": _categories,
        "question": st.sampled_from(QUESTIONS),
        "answer": st.sampled_from(("yes", "no", "dont-know")),
        "weight": st.none() | st.integers(0, 12).map(lambda quarters: quarters / 4),
    },
    "population": {"category": _categories, "n": st.integers(0, 10_000)},
}


@st.composite
def clean_tables(draw: st.DrawFn, *, most_rows: int = 12) -> Tables:
    """Every clean table, any of them perhaps empty, with at most `most_rows` rows in each."""
    return {name: draw(_rows(name, most_rows)) for name in SCHEMAS}


def of_own_bodies(packs: list[Tables]) -> Tables:
    """All packs as one, in which no two share a body: an engine counts them in one go."""
    joined: Tables = {name: [] for name in SCHEMAS}
    for number, pack in enumerate(packs):
        for name, rows in pack.items():
            for row in rows:
                own = {
                    column: f"{number}.{row[column]}"
                    for column in ("body", "employer")
                    if row.get(column) in BODIES
                }
                joined[name].append(row | own)
    return joined


def as_arrow(tables: Tables) -> dict[str, pa.Table]:
    """The same rows as Arrow tables with every column of the clean tables, nulls where not drawn."""
    return {name: pa.Table.from_pylist(rows, SCHEMAS[name]) for name, rows in tables.items()}


def _rows(name: str, most_rows: int) -> SearchStrategy[list[dict[str, Any]]]:
    keys = {"body": st.sampled_from(BODIES), "snapshot": st.sampled_from(SNAPSHOTS)}
    rows = st.lists(st.fixed_dictionaries(keys | _STRATEGIES[name]), max_size=most_rows)
    return rows.map(_numbered)


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # Line 1 of a file is its header.
    return [{**row, "row": line} for line, row in enumerate(rows, start=2)]
