"""Rows that are in a file twice, and people who have several posts."""

from collections.abc import Sequence
from dataclasses import replace

from evenhand.data.engines.duckdb import name_of
from evenhand.data.readers.item import CheckItem, begun, counted, found, in_rows
from evenhand.data.readers.part import Cleaned, Part


def leave_out_repeats(part: Part, cleaned: Cleaned, *, among: str = "") -> Cleaned:
    """
    The clean table without second copies of a raw row; `among` is SQL of the rows to look at.
    """
    name, raw = name_of(cleaned.name), name_of(part.raw.name)
    same = ", ".join(name_of(column) for column in part.raw.columns)
    # First by a number made of the whole row, so that few rows have to be held and compared.
    repeats = (
        f"WITH looked AS (SELECT row, hash({same}) AS number FROM {raw}"
        f" WHERE row IN ({among or f'SELECT row FROM {name}'}))"
        f" SELECT row FROM {raw} WHERE row IN (SELECT row FROM looked WHERE number IN"
        " (SELECT number FROM looked GROUP BY number HAVING count(*) > 1))"
        f" QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY row) > 1"
    )
    ((number, first),) = part.engine.rows(f"SELECT count(*), min(row, 3) FROM ({repeats})")
    if not number:
        return cleaned
    part.engine.run(f"DELETE FROM {name} WHERE row IN ({repeats})")
    where = "" if number == 1 else f"in {in_rows(number, first)}"
    message = (
        f"{begun(where)}The same as an earlier row in every column that is read. Counted once."
    )
    item = found("repeated-row", message, table=part.raw.table, file=part.raw.file, row=min(first))
    return replace(cleaned, repeated=number, items=[*cleaned.items, item])


def set_aside_second_figures(
    part: Part, cleaned: Cleaned, key: Sequence[str], column: str
) -> Cleaned:
    """The clean table with one row a key, the first; the others are rejected."""
    listed = ", ".join(name_of(each) for each in key)
    second = (
        f"SELECT row FROM {name_of(cleaned.name)}"
        f" QUALIFY row_number() OVER (PARTITION BY {listed} ORDER BY row) > 1"
    )
    return part.set_aside(cleaned, "repeated-key", column, second)


def rows_of_several(cleaned: Cleaned) -> str:
    """SQL of the rows of people who have more than one in one body and year."""
    name, whom = name_of(cleaned.name), "body, snapshot, person"
    return (
        f"SELECT row FROM {name} JOIN (SELECT {whom} FROM {name} GROUP BY {whom}"
        f" HAVING count(*) > 1) USING ({whom})"
    )


def mark_main_posts(part: Part, cleaned: Cleaned) -> Cleaned:
    """
    The staff table with main_post false in all but one row a person, body and year.

    Before the rule of the largest FTE, then the highest rung, then the first row, come posts that
    were held at the snapshot, and of these the ones that count in the workforce: a post left in
    May, or a bank contract, must not hide the one that counts. Being on the board, a senior
    manager, an AMHP or registered is a fact about the person, so the main post takes it over.
    """
    name = name_of(cleaned.name)
    several = rows_of_several(cleaned)
    ((people, rows, first),) = part.engine.rows(
        f"SELECT count(DISTINCT (body, snapshot, person)), count(*), min(row, 3) FROM {name}"
        f" WHERE row IN ({several})"
    )
    if not people:
        return cleaned
    how = "each row counts" if part.setting.posts == "each" else "one of each person's rows counts"
    message = (
        f"{counted(people, 'person has', 'people have')} several rows in one year"
        f" ({rows:,} rows); {how}."
    )
    item = found("several-posts", message, table=part.raw.table, file=part.raw.file, row=min(first))
    differs = _ethnicity_differs(part, cleaned, several)
    cleaned = replace(cleaned, items=[*cleaned.items, item, *differs])
    if part.setting.posts == "each":
        return cleaned
    part.engine.run(f"CREATE OR REPLACE TEMP TABLE posts AS {_ranked(cleaned, several)}")
    part.engine.run(f"ALTER TABLE {name} ADD COLUMN main_post BOOLEAN DEFAULT true")
    part.engine.run(
        f"UPDATE {name} SET main_post = false WHERE row IN (SELECT row FROM posts WHERE place > 1)"
    )
    facts = [f"{fact} = posts.{fact}" for fact in _FACTS if fact in cleaned.columns]
    if facts:
        part.engine.run(
            f"UPDATE {name} AS staff SET {', '.join(facts)} FROM posts"
            " WHERE staff.row = posts.row AND posts.place = 1"
        )
    part.engine.drop("posts")
    return cleaned.with_columns(("main_post",))


def _ethnicity_differs(part: Part, cleaned: Cleaned, several: str) -> list[CheckItem]:
    """A warning where one person's rows give different ethnic categories, with what decides."""
    whom = "body, snapshot, person"
    ((people, first),) = part.engine.rows(
        f"SELECT count(*), min(row) FROM (SELECT min(row) AS row FROM {name_of(cleaned.name)}"
        f" WHERE row IN ({several}) GROUP BY {whom} HAVING count(DISTINCT category) > 1)"
    )
    if not people:
        return []
    how = (
        "Each row counts under its own."
        if part.setting.posts == "each"
        else "That of the main post counts: one held at the snapshot, in the workforce, with the"
        " largest FTE, on the highest rung, or the first row, in this order."
    )
    message = (
        f"{counted(people, 'person has', 'people have')} rows with different ethnic categories in"
        f" one year. {how}"
    )
    where = found("ethnicity-differs", message, table=part.raw.table, file=part.raw.file)
    return [replace(where, row=first, column="ethnic_category")]


_FACTS = ("board", "voting", "executive", "senior", "regulated", "amhp")


def _ranked(cleaned: Cleaned, several: str) -> str:
    has = set(cleaned.columns)
    left = '("left" IS NULL OR "left" > snapshot)' if "left" in has else "true"
    started = "(started IS NULL OR started <= snapshot)" if "started" in has else "true"
    counts = "coalesce(contract::VARCHAR, '') IN ('', 'permanent', 'fixed-term')"
    order = [f"{here} DESC" for here in [f"({left} AND {started})"]]
    order += [f"{counts} DESC"] if "contract" in has else []
    order += ["fte DESC NULLS LAST"] if "fte" in has else []
    order += ["height DESC"] if "height" in has else []
    whom = "PARTITION BY body, snapshot, person"
    facts = "".join(
        f", bool_or({fact} AND {left} AND {started}) OVER ({whom}) AS {fact}"
        for fact in _FACTS
        if fact in has
    )
    return (
        f"SELECT row, row_number() OVER ({whom} ORDER BY {', '.join([*order, 'row'])}) AS place"
        f"{facts} FROM {name_of(cleaned.name)} WHERE row IN (SELECT row FROM ({several}))"
    )
