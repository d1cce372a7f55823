"""The national return of a service, from rows with the data set's columns: the use case of the site
and of the command line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.amhp_return import (
    ethnic_group_of,
    last_day_of,
    lists,
    return_edition,
    ways,
)
from evenhand.data.readers.amhp_set import SetProblem
from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.dataset_cells import Row
from evenhand.domain.amhp.returns.checks import Query, check
from evenhand.domain.amhp.returns.edition import ReturnEdition, Value
from evenhand.domain.amhp.returns.fill import Filled, Records, fill
from evenhand.domain.amhp.returns.protect import Outside, ToldFigures, told
from evenhand.domain.amhp.sight.cases import Rows
from evenhand.domain.amhp.sight.kept import KeptMonth
from evenhand.domain.disclosure.preset import Preset
from evenhand.pipeline.amhp_sets import keep_rejected, opened
from evenhand.pipeline.presets import USUAL_PRESET, preset_called
from evenhand.pipeline.wrong_use import WrongUse

NOT_KNOWN = "not known"


@dataclass(frozen=True, kw_only=True)
class OfBody:
    """The return of one service of a set, and what the check says of it."""

    body: str
    filled: Filled
    found: tuple[Query, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnsOfSet:
    """The returns of every service of a set, and what was wrong with some of its rows."""

    edition: ReturnEdition
    day: date
    returns: tuple[OfBody, ...]
    problems: tuple[SetProblem, ...]


def fill_return(
    edition: ReturnEdition,
    tables: Rows,
    day: date,
    answers: Mapping[str, Value],
    codes: CodeLists | None = None,
    kept: Mapping[date | None, KeptMonth] | None = None,
) -> Filled:
    """
    The return of the year up to `day`; `codes` are the lists with a service's own codes, `kept` what
    is kept of months whose considerations were deleted.
    """
    return fill(
        edition,
        Records(
            tables=tables,
            day=day,
            codes=codes or code_lists(),
            lists={name: tuple(codes) for name, codes in lists().items()},
            ways=ways(),
            group_of=ethnic_group_of,
            answers=answers,
            kept=kept or {},
        ),
    )


def told_outside(edition: ReturnEdition, filled: Filled, day: date) -> ToldFigures:
    """What the desk of a region or country reads: by the rules of a board's report."""
    groups = {row.get("ethnicity") or "" for row in filled.people} | {""}
    preset = desk_preset()
    outside = Outside(
        ways=ways(), group_of={code: ethnic_group_of(code) for code in groups}, preset=preset
    )
    return told(edition, filled, day, outside)


def desk_preset() -> Preset:
    """The rules by which numbers leave an authority: those of a board's report."""
    return preset_called(USUAL_PRESET["board"])


def last_day(today: date, edition: ReturnEdition | None = None) -> date:
    """The newest day of a return that has come."""
    edition = edition or return_edition()
    this_year = last_day_of(edition, today.year)
    return this_year if this_year <= today else last_day_of(edition, today.year - 1)


def returns_of_set(folder: Path, day: date, answers: Path | None = None) -> ReturnsOfSet:
    """
    The returns that a data set gives, one for each of its services.

    Answers are of one service. Raises WrongUse where there is no set, no such day, or an answer to
    nothing that is asked.
    """
    edition = return_edition()
    if day != last_day_of(edition, day.year):
        raise WrongUse(f"The day of a return is {edition.day} (month and day) of a year.")
    read = opened(folder)
    bodies = read.about.bodies
    if answers is not None and len(bodies) > 1:
        raise WrongUse("--answers are of one service, and the set is of several.")
    told = _answers(answers, edition) if answers else {}
    tables = read.all()
    keep_rejected(read)
    made = []
    for body in bodies:
        own = {name: _rows_of(rows, body) for name, rows in tables.items()}
        filled = fill_return(edition, own, day, told)
        found = check(edition, filled.figures, day=day, since=filled.since, undated=filled.undated)
        made.append(OfBody(body=body, filled=filled, found=tuple(found)))
    return ReturnsOfSet(
        edition=edition, day=day, returns=tuple(made), problems=tuple(read.problems)
    )


def _rows_of(rows: list[Row], body: str) -> list[Row]:
    """The rows of one service, without the column that says so: in a set of one there is none."""
    return [
        {name: value for name, value in row.items() if name != "body"}
        for row in rows
        if row.get("body", body) == body
    ]


def _answers(path: Path, edition: ReturnEdition) -> dict[str, Value]:
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except ValueError as wrong:
        raise WrongUse(f"{path.name} cannot be read as TOML: {wrong}.") from wrong
    asked = {each.id for each in edition.asked}
    answers: dict[str, Value] = {}
    for name, value in content.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if name not in asked or not (number or value == NOT_KNOWN):
            raise WrongUse(
                f'{path.name}, {name}: write a number or "{NOT_KNOWN}" for one of '
                f"{', '.join(sorted(asked))}."
            )
        answers[name] = value if number else None
    return answers
