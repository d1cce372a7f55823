"""From a table of authorities to what differs between them: `evenhand forecast terms`."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.domain.forecast.terms_facts import Compared, Fact
from evenhand.domain.forecast.terms_facts import compare as compare_facts
from evenhand.domain.forecast.terms_shares import Count, Shares
from evenhand.domain.forecast.terms_shares import compare as compare_shares
from evenhand.pipeline.amhp_rows import cells_of, read_rows
from evenhand.pipeline.wrong_use import WrongUse

# What an employer sets: column, title and unit.
FACTS = {
    "salary_low": ("Lowest salary of an AMHP", "£"),
    "salary_high": ("Highest salary of an AMHP", "£"),
    "allowance": ("Allowance for AMHP work, a year", "£"),
    "leave_days": ("Annual leave", "days"),
    "out_of_hours_pay": ("Pay for a shift out of hours", "£"),
}
# What people make: how many, of how many, title, and whether they are days.
SHARES = {
    "turnover": ("leavers", "amhps", "Left in the year", False),
    "vacancies": ("vacancies", "posts", "Posts not filled", False),
    "sickness": ("days_sick", "days_available", "Days lost to sickness", True),
}
# Why people left: parts of those whose reason is known.
EXITS = {
    "exit_retired": "Retired",
    "exit_moved": "Became an AMHP elsewhere",
    "exit_other_post": "Took another post",
    "exit_workload": "Left for the work's pressure",
    "exit_pay": "Left for pay or terms",
    "exit_health": "Left for their health",
    "exit_caring": "Left to care for somebody",
    "exit_other": "Left for another reason",
}
WORDS = "out_of_hours"
NEEDED = ("authority",)
OPTIONAL = (
    "region",
    *FACTS,
    WORDS,
    *(column for x, n, _, _ in SHARES.values() for column in (x, n)),
    *EXITS,
)


@dataclass(frozen=True, kw_only=True)
class CellRefused:
    """What is wrong with a cell, and what to do. The cell does not count, the rest of its row does."""

    row: int
    column: str
    message: str
    fix: str

    @property
    def line(self) -> str:
        """The problem as it is printed."""
        return f"error row {self.row}, {self.column}: {self.message} {self.fix}"


@dataclass(frozen=True, kw_only=True)
class FactTable:
    """A term with its title and unit."""

    name: str
    title: str
    unit: str
    compared: Compared


@dataclass(frozen=True, kw_only=True)
class ShareTable:
    """
    A share with its title; `days` where it is of days and not of people.

    `not_known` are the authorities that did not give it, or gave what cannot be.
    """

    name: str
    title: str
    days: bool
    shares: Shares
    not_known: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The table side by side. `words` are terms out of hours as they were written; `nobody_gave` columns."""

    file: str
    authorities: int
    facts: tuple[FactTable, ...]
    shares: tuple[ShareTable, ...]
    words: tuple[tuple[str, str], ...]
    nobody_gave: tuple[str, ...]
    errors: tuple[CellRefused, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one authority gave, by column; `number` is its row in a file."""

    number: int
    authority: str
    region: str
    values: Mapping[str, float]
    words: str


def terms_of_file(path: Path) -> Terms:
    """What a file comes to. Raises WrongUse where it is no table, or names an authority twice."""
    header, records = read_rows(path, NEEDED, OPTIONAL)
    errors: list[CellRefused] = []
    rows = []
    for number, record in records:
        cells, longer = cells_of(header, record)
        if longer:
            message = "The row has more cells than there are columns."
            errors.append(_refused(number, "authority", message, "Put a comma in quotes."))
            continue
        row = _row(number, cells, errors)
        if row is not None:
            rows.append(row)
    _twice(path, rows)
    if not rows:
        raise WrongUse(f"{path.name} has no row with an authority. Add one for each.")
    shares = tuple(_shares(rows, errors))
    facts = tuple(facts_of(rows))
    given = {name for row in rows for name in row.values}
    return Terms(
        file=path.name,
        authorities=len(rows),
        facts=facts,
        shares=shares,
        words=tuple((row.authority, row.words) for row in rows if row.words),
        nobody_gave=tuple(
            each for each in OPTIONAL if each not in given and each not in ("region", WORDS)
        ),
        errors=tuple(sorted(errors, key=lambda each: each.row)),
    )


def _row(number: int, cells: Mapping[str, str], errors: list[CellRefused]) -> Row | None:
    authority = " ".join(cells.get("authority", "").split())
    if not authority:
        message = "It does not say which authority the row is about."
        errors.append(_refused(number, "authority", message, "Write its name."))
        return None
    values = {}
    for name in OPTIONAL:
        text = cells.get(name, "").strip()
        if name in ("region", WORDS) or not text:
            continue
        value = _number(text)
        if value is None or (name not in FACTS and value % 1):
            kind = "number of 0 or more" if name in FACTS else "whole number of 0 or more"
            errors.append(
                _refused(number, name, f"It is no {kind}.", "Write one, or leave it empty.")
            )
        else:
            values[name] = value
    return Row(
        number=number,
        authority=authority,
        region=" ".join(cells.get("region", "").split()),
        values=values,
        words=" ".join(cells.get(WORDS, "").split()),
    )


def _number(text: str) -> float | None:
    try:
        value = float(text.replace("£", "").replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _twice(path: Path, rows: list[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if (known := row.authority.casefold()) in seen:
            raise WrongUse(
                f"{path.name} has {row.authority} in row {seen[known]} and in row {row.number}. "
                "Write one row for each authority."
            )
        seen[known] = row.number


def facts_of(rows: Sequence[Row]) -> Iterator[FactTable]:
    """The terms that somebody gave, side by side."""
    for name, (title, unit) in FACTS.items():
        facts = [
            Fact(authority=row.authority, region=row.region, value=row.values[name])
            for row in rows
            if name in row.values
        ]
        if facts:
            yield FactTable(name=name, title=title, unit=unit, compared=compare_facts(facts))


def _shares(rows: list[Row], errors: list[CellRefused]) -> Iterator[ShareTable]:
    for name, (x, n, title, days) in SHARES.items():
        found = {row.authority: _count(row, x, n, errors) for row in rows}
        yield from _table(name, title, found, days=days)
    for name, title in EXITS.items():
        yield from _table(
            name, title, {row.authority: _exit(row, name) for row in rows}, days=False
        )


def _table(
    name: str, title: str, found: Mapping[str, Count | None], *, days: bool
) -> Iterator[ShareTable]:
    counts = [each for each in found.values() if each is not None and each.n > 0]
    if counts:
        yield ShareTable(
            name=name,
            title=title,
            days=days,
            shares=compare_shares(counts, days=days),
            not_known=tuple(authority for authority, each in found.items() if each is None),
        )


def _count(row: Row, x: str, n: str, errors: list[CellRefused]) -> Count | None:
    if x not in row.values or n not in row.values:
        return None
    some, everyone = int(row.values[x]), int(row.values[n])
    if some > everyone:
        message = f"It is more than {n}."
        errors.append(_refused(row.number, x, message, "Check both; neither is counted."))
        return None
    return Count(authority=row.authority, region=row.region, x=some, n=everyone)


def _exit(row: Row, name: str) -> Count | None:
    """Of those whose reason is told; where the authority does not tell of this one, nothing."""
    if name not in row.values:
        return None
    told = sum(int(row.values.get(each, 0)) for each in EXITS)
    return Count(authority=row.authority, region=row.region, x=int(row.values[name]), n=told)


def _refused(row: int, column: str, message: str, fix: str) -> CellRefused:
    return CellRefused(row=row, column=column, message=message, fix=fix)
