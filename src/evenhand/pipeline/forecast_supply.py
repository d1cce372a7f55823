"""From a file of inputs to how many AMHPs there will be: `evenhand forecast supply`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from evenhand.domain.forecast.supply.cost import Cost, cost
from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.model import Intake, InTraining, Known, Stage, starts_of
from evenhand.domain.forecast.supply.outlook import Outlook, outlook
from evenhand.domain.forecast.supply.path import Plan, years_below
from evenhand.domain.forecast.supply.published import Input
from evenhand.pipeline.amhp_register import RowRefused
from evenhand.pipeline.forecast_inputs.tables import Table, read_table
from evenhand.pipeline.forecast_supply_model import Workforce, plain_workforce, read_workforce
from evenhand.pipeline.forecast_supply_register import FromRegister, register_counts
from evenhand.pipeline.forecast_supply_runs import Simulated, simulated
from evenhand.pipeline.forecast_supply_wanted import Wanted, read_wanted

_OWN = ("start", "exit_rate", "starts_per_year", "pass_rate", "lag_years", "in_training")
_LONGEST_LAG = 10.0
_MOST_STARTS = 2_000
DEFAULT_YEARS = 10


@dataclass(frozen=True, kw_only=True)
class SupplyForecast:
    """
    What a file comes to, and where each of its figures is from.

    `plan` and `outlook` are there where it is half a dozen figures; `simulated` is not where these are
    no whole people. `register` is what a register said.
    """

    file: str
    wanted: Wanted
    plan: Plan | None
    outlook: Outlook | None
    simulated: Simulated | None
    cost: Cost
    register: FromRegister | None
    inputs: tuple[Input, ...]

    @property
    def path(self) -> tuple[float, ...]:
        """Expected AMHPs by year from 0: worked out, or the mean of the simulations."""
        if self.outlook is not None:
            return self.outlook.path
        assert self.simulated is not None
        return self.simulated.people.mean

    @property
    def errors(self) -> tuple[RowRefused, ...]:
        """Rows of the register that could not be read."""
        return self.register.errors if self.register else ()

    @property
    def below(self) -> tuple[int, ...]:
        """The years in which fewer are expected than are needed, from 0."""
        need, stock = self.wanted.need, self.path
        if need is None:
            return ()
        if need.fte and self.simulated is not None and self.simulated.fte is not None:
            stock = self.simulated.fte.mean
        return years_below(stock, need.level)


def supply_of_file(
    path: Path, register: Path | None = None, at: datetime | None = None
) -> SupplyForecast:
    """
    The forecast of a file of inputs, and of a register's events up to an instant where one is given.

    Raises WrongUse where a figure is missing or cannot be.
    """
    table = read_table(path)
    plain = is_plain(table)
    wanted = read_wanted(table, default_years=None if plain else DEFAULT_YEARS)
    if plain:
        if register is not None or "people" in table:
            wrong = "It is half a dozen figures, and the people are given as well."
            raise table.refused("start", wrong, "Take start and exit_rate out, or the people.")
        return _plain(table, wanted, path.name)
    if register is None and "people" not in table:
        fix = "Write start and exit_rate, or [[people]], or name a register with --register."
        raise table.refused("start", "It does not say how many AMHPs there are.", fix)
    counts = register_counts(register, at) if register is not None and at is not None else None
    return _of_people(table, wanted, counts, path.name)


def supply_of_people(
    content: Mapping[str, Any], register: FromRegister | None, name: str
) -> SupplyForecast:
    """The same from keys and values that list people; `name` is said where one is at fault."""
    table = Table(content, name)
    return _of_people(table, read_wanted(table, default_years=DEFAULT_YEARS), register, name)


def _of_people(
    table: Table, wanted: Wanted, counts: FromRegister | None, name: str
) -> SupplyForecast:
    workforce = read_workforce(table, wanted.years, counts)
    table.all_read()
    return answered(workforce, wanted, counts, name, seed=wanted.seed)


def answered(
    workforce: Workforce, wanted: Wanted, counts: FromRegister | None, name: str, *, seed: int
) -> SupplyForecast:
    """The forecast of people who are known one by one."""
    return SupplyForecast(
        file=name,
        wanted=wanted,
        plan=None,
        outlook=None,
        simulated=simulated(workforce, wanted, replications=wanted.replications, seed=seed),
        cost=_cost(workforce, wanted),
        register=counts,
        inputs=(*workforce.inputs, *wanted.inputs),
    )


def _plain(table: Table, wanted: Wanted, name: str) -> SupplyForecast:
    plan, own = _plan(table, wanted)
    table.all_read()
    found = outlook(plan, price=wanted.price, aim=wanted.aim)
    runs = None
    if _whole(plan):
        runs = simulated(
            _workforce(plan), wanted, replications=wanted.replications, seed=wanted.seed
        )
    return SupplyForecast(
        file=name,
        wanted=wanted,
        plan=plan,
        outlook=found,
        simulated=runs,
        cost=found.cost,
        register=None,
        inputs=(*own, *wanted.inputs),
    )


def plain_people(table: Table, wanted: Wanted) -> Workforce:
    """Half a dozen figures as people. Raises WrongUse where they are parts of people."""
    plan, own = _plan(table, wanted)
    table.all_read()
    if not _whole(plan):
        fix = "Write whole numbers: parts of people cannot move."
        raise table.refused("start", "It, or in_training, is no whole number.", fix)
    return replace(_workforce(plan), inputs=own)


def is_plain(table: Table) -> bool:
    """Whether it gives half a dozen figures, in the place of people."""
    return any(key in table for key in ("start", "exit_rate"))


def _whole(plan: Plan) -> bool:
    return not any(each % 1 for each in (plan.start, *plan.in_training))


def _workforce(plan: Plan) -> Workforce:
    return plain_workforce(int(plan.start), plan.exit_rate, _intake(plan), plan.years)


def _plan(table: Table, wanted: Wanted) -> tuple[Plan, tuple[Input, ...]]:
    """The figures, and whose they are."""
    if wanted.need and wanted.need.fte:
        fix = "Write the people needed, or list the people with the time that each gives."
        raise table.refused("need", "It is in full-time equivalents, and `start` is people.", fix)
    plan = _figures(table, wanted.years)
    own = tuple(
        Input(name=name, value=_said(table.content[name]), origin="own")
        for name in _OWN
        if name in table
    )
    return plan, own


def _figures(table: Table, years: int) -> Plan:
    return Plan(
        start=table.number("start", most=20_000, unit="people"),
        exit_rate=table.share("exit_rate"),
        starts_per_year=table.number("starts_per_year", most=_MOST_STARTS, unit="people"),
        pass_rate=table.share("pass_rate"),
        lag_years=table.number("lag_years", most=_LONGEST_LAG, unit="years"),
        years=years,
        in_training=table.numbers("in_training", most=_MOST_STARTS),
    )


def _intake(plan: Plan) -> Intake:
    stage = Stage(name="training", years=plan.lag_years, passing=Known(share=plan.pass_rate))
    person = People(kind=Kind(), count=1)
    now = tuple(
        InTraining(people=People(kind=Kind(), count=int(count)), stage=0, years_left=float(year))
        for year, count in enumerate(plan.in_training, start=1)
        if count
    )
    starts = starts_of(plan.starts_per_year, plan.years)
    return Intake(starts=starts, stages=(stage,), kinds=((1.0, person),), now=now)


def _cost(workforce: Workforce, wanted: Wanted) -> Cost:
    """Of the starts that are planned; the share who pass is the middle of what is known of it."""
    intake, passing = workforce.model.intake, 1.0
    for stage in intake.stages:
        known = stage.passing
        passing *= (known.events + 0.5) / (known.of + 1) if known.share is None else known.share
    a_year = sum(intake.starts) / wanted.years
    return cost(wanted.price, starts_per_year=a_year, years=wanted.years, pass_rate=passing)


def _said(value: object) -> str:
    return ", ".join(f"{each:g}" for each in value) if isinstance(value, list) else f"{value:g}"
