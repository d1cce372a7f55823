"""What a file of inputs asks of a supply forecast besides its people: need, aim, price, years."""

from dataclasses import dataclass

from evenhand.data.definitions.forecast_supply import published_supply
from evenhand.domain.forecast.supply.cost import Price
from evenhand.domain.forecast.supply.outlook import Aim
from evenhand.domain.forecast.supply.published import Figure, Input
from evenhand.pipeline.forecast_inputs.tables import Table

_WORKING_YEAR_DAYS = 366
_MOST_PEOPLE = _MOST_POUNDS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Need:
    """How many are needed in each year from 0: people, or full-time equivalents."""

    level: tuple[float, ...]
    fte: bool


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """
    The questions. `first_year` is the calendar year of year 0, or 0 where nobody said.

    `chance` is that with which there are to be enough, for the starts of each year.
    """

    years: int
    first_year: int
    replications: int
    seed: int
    chance: float
    need: Need | None
    aim: Aim | None
    price: Price
    inputs: tuple[Input, ...]


def read_wanted(table: Table, *, default_years: int | None = None) -> Wanted:
    """The questions of a file. Raises WrongUse where one cannot be."""
    years = table.years("years", default_years)
    first_year = table.whole("first_year", 0, most=2200)
    price, inputs = _price(table.table("cost"))
    return Wanted(
        years=years,
        first_year=first_year,
        replications=table.whole("replications", 1000, least=100, most=10_000),
        seed=table.whole("seed", 1, most=2**31 - 1),
        chance=table.share("chance", 0.8),
        need=_need(table, years),
        aim=_aim(table.table("reach")),
        price=price,
        inputs=inputs,
    )


def borrowed(figure: Figure, value: str) -> Input:
    """A published figure in the list of inputs, with its age and doubt."""
    note = f"{figure.source}. Of {figure.year}. {figure.doubt}"
    return Input(name=figure.name, value=value, origin="borrowed", note=note)


def _need(table: Table, years: int) -> Need | None:
    if "need" not in table:
        return None
    if isinstance(table.content["need"], dict):
        inner = table.table("need")
        assert inner is not None
        fte = "fte" in inner
        found = _by_year(inner, "fte" if fte else "people", years)
        inner.all_read()
        return Need(level=found, fte=fte)
    return Need(level=_by_year(table, "need", years), fte=False)


def _by_year(table: Table, key: str, years: int) -> tuple[float, ...]:
    """One number for all years, or a list with one for each year from 0."""
    if not isinstance(table.content.get(key), list):
        return (table.number(key, most=_MOST_PEOPLE),) * (years + 1)
    found = table.numbers(key, most=_MOST_PEOPLE)
    if len(found) != years + 1:
        wrong = (
            f"It has {len(found)} numbers, and from year 0 to year {years} there are {years + 1}."
        )
        raise table.refused(key, wrong, "Write one for each, or one number for all years.")
    return found


def _aim(table: Table | None) -> Aim | None:
    if table is None:
        return None
    aim = Aim(level=table.number("level", most=_MOST_PEOPLE), year=table.years("year"))
    table.all_read()
    return aim


def _price(table: Table | None) -> tuple[Price, tuple[Input, ...]]:
    table = table or Table({}, "")
    figure = published_supply().figure("course_cost")
    low, high, course = (
        figure.low,
        figure.high,
        borrowed(figure, f"£{figure.low:,.0f} to £{figure.high:,.0f}"),
    )
    if "course" in table:
        low, high = _two(table, "course")
        said = f"£{low:,.0f}" if low == high else f"£{low:,.0f} to £{high:,.0f}"
        course = Input(name="course_cost", value=said, origin="own")
    backfill = None
    note = (
        "The source says that it makes training cost much more, and names no figure. Not counted."
    )
    found = Input(name="backfill", value="not known", origin="missing", note=note)
    if "backfill_days" in table or "backfill_day_rate" in table:
        days = table.number("backfill_days", most=_WORKING_YEAR_DAYS)
        backfill = days * table.number("backfill_day_rate", most=_MOST_POUNDS)
        found = Input(name="backfill", value=f"£{backfill:,.0f} for one trainee", origin="own")
    table.all_read()
    return Price(course_low=low, course_high=high, backfill=backfill), (course, found)


def _two(table: Table, key: str) -> tuple[float, float]:
    """A price, or a lowest and a highest one."""
    if not isinstance(table.content[key], list):
        return (table.number(key, most=_MOST_POUNDS),) * 2
    found = table.numbers(key, most=_MOST_POUNDS)
    if len(found) != 2 or found[0] > found[1]:
        raise table.refused(key, "It is no lowest and highest price.", "Write [3000, 6000].")
    return found[0], found[1]


def said_year(wanted: Wanted, year: int) -> str:
    """A year of the forecast, by the calendar where its first is known."""
    return str(wanted.first_year + year) if wanted.first_year else f"year {year}"
