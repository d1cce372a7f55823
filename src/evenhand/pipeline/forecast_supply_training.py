"""Reads who is in training and who will start, from a file of inputs."""

import math
from collections.abc import Sequence

from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.model import Intake, InTraining, Known, Stage, starts_of
from evenhand.domain.forecast.supply.published import Input
from evenhand.pipeline.forecast_inputs.tables import Table
from evenhand.pipeline.forecast_supply_people import read_known, read_row, said_known

_LONGEST = 10.0
_MOST_STARTS = 2_000


def read_intake(
    table: Table | None, years: int, people: Sequence[People]
) -> tuple[Intake, tuple[Input, ...]]:
    """
    Stages, starts and who they are. Without a table nobody is in training and nobody starts.

    Without kinds those who start are like those who are there, at an age that is not known.
    """
    if table is None:
        note = "There is no table [trainees]: nobody is in training, and nobody starts."
        nobody = Stage(name="training", years=1.0, passing=Known(share=1.0))
        intake = Intake(starts=(0,) * years, stages=(nobody,), kinds=_like(people))
        return intake, (Input(name="trainees", value="none", origin="assumed", note=note),)
    stages = _stages(table)
    kinds, said = _kinds(table, people)
    starts = _starts(table, years)
    now = tuple(_now(row, stages) for row in table.tables("now"))
    table.all_read()
    inputs = [
        Input(name="starts", value=_said(starts), origin="own"),
        *(
            Input(
                name=f"passing {each.name}",
                value=said_known(each.passing, "passed", "who finished"),
                origin="own",
            )
            for each in stages
        ),
        said,
    ]
    return Intake(starts=starts, stages=stages, kinds=kinds, now=now), tuple(inputs)


def every_kind(intake: Intake, people: Sequence[People]) -> tuple[People, ...]:
    """Everybody whom a rate may be about: those here, in training and to come."""
    now = (each.people for each in intake.now)
    return (*people, *now, *(each for _, each in intake.kinds))


def _stages(table: Table) -> tuple[Stage, ...]:
    rows = table.tables("stages")
    if not rows:
        passing = read_known(table, "passed", "of", rate="pass_rate")
        return (Stage(name="training", years=_lag(table, "lag_years"), passing=passing),)
    stages = []
    for row in rows:
        passing = read_known(row, "passed", "of", rate="pass_rate")
        stages.append(Stage(name=row.words("name"), years=_lag(row, "years"), passing=passing))
        row.all_read()
    return tuple(stages)


def _lag(table: Table, key: str) -> float:
    return table.number(key, most=_LONGEST, unit="years")


def _starts(table: Table, years: int) -> tuple[int, ...]:
    key = "starts_per_year"
    if not isinstance(table.content.get(key, 0), list):
        return starts_of(table.number(key, most=_MOST_STARTS), years)
    found = table.numbers(key, most=_MOST_STARTS)
    if len(found) != years or any(each % 1 for each in found):
        wrong = f"It is no list of {years} whole numbers."
        raise table.refused(key, wrong, "Write one for each year, or one number for all.")
    return tuple(int(each) for each in found)


def _said(starts: Sequence[int]) -> str:
    """Year by year, unless each is like the first."""
    if len(set(starts)) == 1:
        return f"{starts[0]} in each year"
    return ", ".join(map(str, starts))


def _now(row: Table, stages: Sequence[Stage]) -> InTraining:
    count = row.whole("count", most=_MOST_STARTS)
    names = [each.name for each in stages]
    name = row.words("stage", names[0])
    if name not in names:
        raise row.refused("stage", f"There is no stage {name}.", f"There is {', '.join(names)}.")
    stage = names.index(name)
    ahead = math.fsum(each.years for each in stages[stage:])
    left = row.number("years_left", ahead, most=_LONGEST, unit="years")
    found = InTraining(people=read_row(row, count), stage=stage, years_left=left)
    row.all_read()
    return found


def _kinds(
    table: Table, people: Sequence[People]
) -> tuple[tuple[tuple[float, People], ...], Input]:
    rows = table.tables("kinds")
    if not rows:
        note = (
            "There is no [[trainees.kinds]]: those who start are taken to be like those there now."
        )
        said = Input(name="who starts", value="as now", origin="assumed", note=note)
        return _like(people), said
    found = []
    for row in rows:
        found.append((row.share("share"), read_row(row, 1)))
        row.all_read()
    if not math.isclose(total := math.fsum(share for share, _ in found), 1.0, abs_tol=0.005):
        wrong = f"The shares come to {total:g}."
        raise table.refused("kinds", wrong, "Write shares that come to 1.")
    return tuple(found), Input(name="who starts", value=f"{len(found)} kinds", origin="own")


def _like(people: Sequence[People]) -> tuple[tuple[float, People], ...]:
    """The kinds of those there now, by how many there are, without their ages."""
    here = sum(each.count for each in people)
    if not here:
        return ((1.0, People(kind=Kind(), count=1)),)
    return tuple((each.count / here, People(kind=each.kind, count=1)) for each in people)
