"""Checks that need more than one row or more than one table, once all are clean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers import limits
from evenhand.data.readers.item import CheckItem, begun, counted, found, in_rows
from evenhand.domain.codes.ethnicity import UNKNOWN

_OFTEN = 0.05
_HERE = '(started IS NULL OR started <= snapshot) AND ("left" IS NULL OR "left" > snapshot)'
_IN_YEAR = "date <= snapshot AND date > snapshot - INTERVAL 1 YEAR"


def check_across(engine: Engine, tables: Mapping[str, str]) -> list[CheckItem]:
    """Warnings and errors about the tables that the engine has; each with its file's name."""
    items = []
    if "staff" in tables:
        items += _often_unknown(engine)
    if "events" in tables:
        items += _outside_year(engine)
    if {"staff", "events"} <= tables.keys():
        items += _not_listed(engine) + _more_than_staff(engine) + _more_than_group(engine)
    return [replace(item, file=tables[item.table]) for item in items]


def _often_unknown(engine: Engine) -> list[CheckItem]:
    rows = engine.rows(
        "SELECT body, snapshot, count(*) FILTER (category IN (SELECT unnest($1))) AS unknown,"
        f" count(*) AS staff FROM staff WHERE main_post AND {_HERE} GROUP BY ALL"
        f" HAVING unknown > {_OFTEN} * staff ORDER BY body, snapshot",
        [list(UNKNOWN)],
    )
    return _of_bodies(
        "ethnicity-often-unknown",
        "staff",
        "ethnic_category",
        [
            (body, day, f"ethnicity not known for {unknown:,} of {staff:,} ({unknown / staff:.1%})")
            for body, day, unknown, staff in rows
        ],
    )


def _outside_year(engine: Engine) -> list[CheckItem]:
    ((number, first),) = engine.rows(
        f"SELECT count(*), min(row, 3) FROM events WHERE NOT ({_IN_YEAR})"
    )
    if not number:
        return []
    message = f"{_in(number, first)}Not in the 12 months to their snapshot. Not counted."
    return [found("event-outside-year", message, table="events", row=min(first), column="date")]


def _not_listed(engine: Engine) -> list[CheckItem]:
    ((people, rows, first),) = engine.rows(
        "SELECT count(DISTINCT (body, snapshot, person)), count(*), min(row, 3) FROM events"
        f" ANTI JOIN staff USING (body, snapshot, person) WHERE category IS NULL AND {_IN_YEAR}"
    )
    if not people:
        return []
    message = (
        f"{_in(rows, first)}{counted(people, 'person is', 'people are')} not on the"
        " staff list, and the events table gives no ethnic category. Counted as not known."
    )
    return [
        found(
            "event-person-not-listed",
            message,
            table="events",
            row=min(first),
            column="ethnic_category",
        )
    ]


def _more_than_staff(engine: Engine) -> list[CheckItem]:
    rows = engine.rows(
        "WITH listed AS (SELECT body, snapshot, count(DISTINCT person) AS people FROM staff"
        " GROUP BY ALL), entered AS (SELECT body, snapshot, count(DISTINCT person) AS people"
        f" FROM events WHERE kind = 'disciplinary' AND {_IN_YEAR} GROUP BY ALL)"
        " SELECT body, snapshot, entered.people, listed.people FROM entered JOIN listed"
        " USING (body, snapshot) WHERE entered.people > listed.people ORDER BY body, snapshot"
    )
    return _of_bodies(
        "more-events-than-staff",
        "events",
        "person",
        [(body, day, _entered(entered, listed)) for body, day, entered, listed in rows],
    )


def _entered(entered: int, listed: int) -> str:
    return (
        f"{counted(entered, 'person', 'people')} entered the disciplinary process, and"
        f" {counted(listed, 'person is', 'people are')} on the staff list"
    )


def _in_groups(kind: str, groups: int) -> str:
    return (
        f"in {counted(groups, 'ethnic category', 'ethnic categories')} more people have an event"
        f" of the kind {kind} than are on the staff list"
    )


def _more_than_group(engine: Engine) -> list[CheckItem]:
    """
    Kinds of event with more people of an ethnic category than the staff list has of it.

    The category is counted as for the figures: the staff list's, else the event's. Categories that
    nobody on the list has give no rate, and people who have left may well be on no list. Groups
    are not named, as they may be of very few.
    """
    rows = engine.rows(
        "WITH main AS (SELECT body, snapshot, person, any_value(category) AS category FROM staff"
        " WHERE main_post GROUP BY ALL), listed AS (SELECT body, snapshot, category,"
        " count(*) AS people FROM main GROUP BY ALL), entered AS (SELECT e.body, e.snapshot, kind,"
        " coalesce(main.category, e.category) AS category, count(DISTINCT e.person) AS people"
        " FROM events e LEFT JOIN main USING (body, snapshot, person)"
        f" WHERE kind <> 'leaving' AND {_IN_YEAR} GROUP BY ALL)"
        " SELECT entered.body, entered.snapshot, kind, count(*) FROM entered JOIN listed"
        " USING (body, snapshot, category) WHERE entered.people > listed.people"
        " AND category NOT IN (SELECT unnest($1)) GROUP BY ALL ORDER BY ALL",
        [list(UNKNOWN)],
    )
    return _of_bodies(
        "more-events-than-group",
        "events",
        "ethnic_category",
        [(body, day, _in_groups(kind, groups)) for body, day, kind, groups in rows],
    )


def _of_bodies(
    code: str, table: str, column: str, told: Sequence[tuple[str, date, str]]
) -> list[CheckItem]:
    """One item a body and year; of very many, the rest are counted."""
    items = [
        found(code, f"{body}, {day}: {what}.", table=table, column=column)
        for body, day, what in told[: limits.ITEMS]
    ]
    if rest := len(told) - len(items):
        message = f"The same for {counted(rest, 'more body or year', 'more bodies or years')}."
        items.append(found(code, message, table=table, column=column))
    return items


def _in(number: int, first: Sequence[int]) -> str:
    """Where it is, for the start of a message; the row of a single one is said beside it."""
    return begun("" if number == 1 else f"in {in_rows(number, first)}")
