"""What a check found, as its page shows it: grouped by kind, by team, beside last year."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from evenhand.reporting.documents.printable import unformulated

# A figure that is up or down by more than this against last year is pointed out.
MUCH = 0.2
SHOWN = 10
CSV_COLUMNS = ("severity", "code", "table", "file", "row", "column", "message", "fix")
_LONGEST_FIELD = 10_000_000


@dataclass(frozen=True)
class Found:
    """Items of one code: the first few with their places, how many there are."""

    code: str
    severity: str
    fix: str
    number: int
    items: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Team:
    """Whose ethnicity is known in one team ("": of none); `share` of all of them, None of nobody."""

    name: str
    people: int
    known: int
    not_stated: int
    not_known: int

    @property
    def share(self) -> float | None:
        """Known of all people, 0 to 1."""
        return self.known / self.people if self.people else None


@dataclass(frozen=True)
class Change:
    """One figure this year and last; `much` where it is more than 20% up or down."""

    what: str
    kind: str
    now: float | None
    before: float | None

    @property
    def by(self) -> float | None:
        """The change as a part of last year's figure; None where there is nothing to compare."""
        if self.now is None or not self.before:
            return None
        return self.now / self.before - 1

    @property
    def much(self) -> bool:
        """Whether it is worth a look: far up or down, or there in one year alone."""
        if self.by is None:
            return bool(self.now) != bool(self.before)
        return abs(self.by) > MUCH


def found_in(check: bytes | None) -> dict[str, Any] | None:
    """What a check found: errors first, then by kind."""
    if check is None:
        return None
    told = json.loads(check)
    items = sorted(told["items"], key=_order)
    groups = [_group(code, list(of)) for code, of in groupby(items, key=lambda item: item["code"])]
    errors = sum(item["severity"] == "error" for item in items)
    return {
        **told,
        "found": groups,
        "errors": errors,
        "warnings": len(items) - errors,
        "teams": teams_of(told.get("teams", ())),
    }


def _order(item: Mapping[str, Any]) -> tuple[bool, str, str, int]:
    return item["severity"] != "error", item["code"], item["file"], item["row"] or 0


def _group(code: str, items: Sequence[Mapping[str, Any]]) -> Found:
    first = items[0]
    return Found(code, first["severity"], first["fix"], len(items), list(items[:SHOWN]))


def teams_of(told: Iterable[Mapping[str, Any]]) -> list[Team]:
    """Teams by name, people in none last."""
    made = [
        Team(
            each["team"],
            each["known"] + each["not_stated"] + each["not_known"],
            each["known"],
            each["not_stated"],
            each["not_known"],
        )
        for each in told
    ]
    return sorted(made, key=lambda team: (not team.name, team.name))


def all_of(teams: Iterable[Team]) -> Team:
    """All teams together."""
    listed = list(teams)
    return Team(
        "",
        sum(t.people for t in listed),
        sum(t.known for t in listed),
        sum(t.not_stated for t in listed),
        sum(t.not_known for t in listed),
    )


def changes(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[Change]:
    """Rows by table, people and completeness beside those of last year."""
    tables = dict.fromkeys((*now["rows"], *before["rows"]))
    made = [Change(name, "rows", _used(now, name), _used(before, name)) for name in tables]
    mine, theirs = all_of(now["teams"]), all_of(before["teams"])
    made.append(Change("", "people", mine.people or None, theirs.people or None))
    made.append(Change("", "known", mine.share, theirs.share))
    return made


def _used(check: Mapping[str, Any], table: str) -> float | None:
    rows = check["rows"].get(table)
    return rows["used"] if rows else None


def came_and_went(now: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Teams that are new, and those that are not there any more."""
    mine = {team.name for team in now["teams"]}
    theirs = {team.name for team in before["teams"]}
    return sorted(mine - theirs - {""}), sorted(theirs - mine - {""})


def new_labels(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Values that a description translates now and did not last year: "column: value"."""
    return sorted(_labels(now) - _labels(before))


def _labels(manifest: Mapping[str, Any]) -> set[str]:
    return {
        f"{column}: {text}"
        for table in manifest.get("tables", {}).values()
        if isinstance(table, Mapping)
        for column, translated in table.get("values", {}).items()
        for text in translated
    }


def check_as_csv(items: Iterable[Mapping[str, Any]]) -> bytes:
    """Every item on a line of its own, for a spreadsheet that runs nothing of it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for item in sorted(items, key=_order):
        cells = ("" if item[name] is None else str(item[name]) for name in CSV_COLUMNS)
        writer.writerow([unformulated(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def rows_as_csv(kept: bytes) -> bytes:
    """The rows that were set aside, as they were, for a spreadsheet that runs nothing of them."""
    csv.field_size_limit(_LONGEST_FIELD)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(kept.decode("utf-8"), newline="")):
        writer.writerow([unformulated(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")
