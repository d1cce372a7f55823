"""Everybody between one snapshot and the next, where the same ids mean the same people."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import pyarrow as pa

from evenhand.data.engines.duckdb import Engine
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.moves import SAME_KEYS
from evenhand.domain.results.written import plural
from evenhand.pipeline.counting import People
from evenhand.pipeline.wrong_use import WrongUse

# Snapshots this many days apart are a year apart.
A_YEAR = range(335, 396)
# Earlier and later standing of so many people; None: not here.
Moved = tuple[str | None, str | None, int]


class RecordsCannotTell(WrongUse):
    """`why` is the reason alone, without what to do about it at the command line."""

    def __init__(self, why: str, instead: str) -> None:
        super().__init__(f"{why} {instead}")
        self.why = why


def linked_years(
    people: Sequence[People], snapshots: Sequence[str], body: Body
) -> tuple[list[Moved], list[str]]:
    """
    Everybody of a body between each two snapshots a year apart, and in sentences what was left out.

    RecordsCannotTell where no two snapshots can be linked.
    """
    found: list[Moved] = []
    notes: list[str] = []
    years = 0
    with Engine() as engine:
        engine.load("people", pa.concat_tables(people))
        engine.lock()
        for earlier, later in pairwise(sorted(snapshots)):
            days = (date.fromisoformat(later) - date.fromisoformat(earlier)).days
            if days not in A_YEAR:
                notes.append(f"{earlier} and {later} are not a year apart: not used for rates.")
                continue
            moved = _between(engine, body.id, earlier, later)
            stayed = sum(n for was, now, n in moved if was and now)
            smaller = min(_how_many(moved, 0), _how_many(moved, 1))
            if not stayed or stayed < SAME_KEYS * smaller:
                notes.append(
                    f"Of {earlier} and {later} only {plural(stayed, 'person', 'people')} can be found "
                    "in both: the ids do not match, and the pair is not used for rates."
                )
                continue
            years += 1
            found += moved
    if not years:
        why = (
            "Rates of leaving, promotion and hiring need two snapshots a year apart with the same ids "
            "for the same people, and there are none."
        )
        instead = "Give the packs of several years, or type the figures: --inputs FILE.toml."
        raise RecordsCannotTell(" ".join([why, *notes]), instead)
    return found, [f"Rates are from {plural(years, 'year')} of {body.name}'s own records.", *notes]


def _how_many(moved: Iterable[Moved], side: int) -> int:
    return sum(each[2] for each in moved if each[side])


def _between(engine: Engine, body: str, earlier: str, later: str) -> list[Moved]:
    at = "SELECT person, stands FROM people WHERE body = $1 AND snapshot = "
    sql = (
        f"SELECT a.stands, b.stands, count(*) FROM ({at} $2) a FULL JOIN ({at} $3) b "
        "ON a.person = b.person GROUP BY ALL ORDER BY ALL"
    )
    return [(was, now, int(n)) for was, now, n in engine.rows(sql, [body, earlier, later])]
