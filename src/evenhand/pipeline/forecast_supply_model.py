"""Puts a workforce together from a file of inputs and a register, and says whose each figure is."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.data.definitions.forecast_supply import published_supply
from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.model import Cause, Intake, Known, Lever, Model, State
from evenhand.domain.forecast.supply.published import Input
from evenhand.domain.forecast.supply.rates import Elsewhere
from evenhand.pipeline.forecast_inputs.tables import Table
from evenhand.pipeline.forecast_supply_levers import read_community, read_levers
from evenhand.pipeline.forecast_supply_people import (
    read_cause,
    read_known,
    read_people,
    said_known,
)
from evenhand.pipeline.forecast_supply_register import FromRegister
from evenhand.pipeline.forecast_supply_training import every_kind, read_intake
from evenhand.pipeline.forecast_supply_wanted import borrowed

# How many times higher or lower a service may be than what is published about others: a judgement.
WITHIN = 2.0


@dataclass(frozen=True, kw_only=True)
class Workforce:
    """A model, what might be done, whom the workforce is compared with, and where figures are from."""

    model: Model
    levers: tuple[Lever, ...]
    community: dict[str, float]
    target: dict[str, float]
    inputs: tuple[Input, ...]


def read_workforce(table: Table, years: int, register: FromRegister | None) -> Workforce:
    """
    What a file says; what it leaves out comes from the register, then from what is published.

    Raises WrongUse where a figure cannot be.
    """
    people, inputs = _people(table, register)
    intake, about_intake = _intake(table, years, people)
    everybody = every_kind(intake, people)
    leaving, about_leaving = _leaving(table, everybody, register)
    rates, about_rates = _other_rates(table, register)
    retirement = read_cause(
        table.table("retirement"),
        left="retired",
        people=everybody,
        rest=Known(share=0.0),
        elsewhere=None,
    )
    moving = table.table("moving_out")
    moving_out = read_cause(
        moving,
        left="moved",
        people=everybody,
        rest=_moved(register),
        elsewhere=None,
    )
    community, target = read_community(table.table("diversity"))
    return Workforce(
        model=Model(
            people=people,
            intake=intake,
            going={
                State.LEFT: leaving,
                State.RETIRED: retirement,
                State.MOVED_OUT: moving_out,
            },
            years=years,
            not_renewed=rates["not_renewed"],
            returning=rates["returning"],
            moving_in=rates["moving_in"],
        ),
        levers=read_levers(table),
        community=community,
        target=target,
        inputs=(
            *inputs,
            *about_leaving,
            *_about_retirement(table, everybody),
            *_about_moving(table, register),
            *about_rates,
            *about_intake,
        ),
    )


def plain_workforce(start: int, exit_rate: float, intake: Intake, years: int) -> Workforce:
    """The workforce of half a dozen figures: alike people, and one rate."""
    model = Model(
        people=(People(kind=Kind(), count=start),) if start else (),
        intake=intake,
        going={State.LEFT: Cause(rest=Known(share=exit_rate))},
        years=years,
    )
    return Workforce(model=model, levers=(), community={}, target={}, inputs=())


def _people(
    table: Table, register: FromRegister | None
) -> tuple[tuple[People, ...], tuple[Input, ...]]:
    if "people" in table or register is None:
        people = read_people(table)
        count = sum(each.count for each in people)
        return people, (Input(name="people", value=f"{count}", origin="own"),)
    count = sum(each.count for each in register.people)
    note = f"The register on {register.on.isoformat()}, {register.suspended} suspended among them."
    return register.people, (Input(name="people", value=f"{count}", origin="own", note=note),)


def _intake(table: Table, years: int, people: Sequence[People]) -> tuple[Intake, tuple[Input, ...]]:
    return read_intake(table.table("trainees"), years, people)


def _leaving(
    table: Table, people: Sequence[People], register: FromRegister | None
) -> tuple[Cause, tuple[Input, ...]]:
    """Leaving is learnt from own counts drawn towards the published rate, or is that rate."""
    figure = published_supply().figure("leaving")
    elsewhere = Elsewhere(mean=figure.middle, within=WITHIN)
    rest = Known()
    if register is not None:
        rest = Known(events=register.left, of=register.person_years)
    inner = table.table("leaving")
    cause = read_cause(inner, left="left", people=people, rest=rest, elsewhere=elsewhere)
    said = [
        Input(name="leaving", value=_known(known, among.attributes), origin="own")
        for among, known in cause.groups
    ]
    own = cause.rest.share is not None or cause.rest.of > 0
    if own:
        note = "" if inner is not None and "rate" in inner else _since(register, inner)
        said.append(Input(name="leaving", value=_known(cause.rest, {}), origin="own", note=note))
    if cause.rest.share is None or any(known.share is None for _, known in cause.groups):
        towards = "Rates learnt from counts are drawn towards it. " if own or said else ""
        value = f"{figure.low:g} to {figure.high:g} a year"
        lent = borrowed(figure, value)
        if inner is None or "towards" not in inner:
            said.append(
                Input(name=lent.name, value=value, origin="borrowed", note=towards + lent.note)
            )
    return cause, tuple(said)


def _since(register: FromRegister | None, inner: Table | None) -> str:
    if register is None or register.since is None or (inner is not None and "left" in inner):
        return ""
    return f"The register from {register.since.isoformat()} to {register.on.isoformat()}."


def _known(known: Known, attributes: object) -> str:
    who = ", ".join(attributes.values()) if isinstance(attributes, dict) and attributes else ""
    said = said_known(known, "left", "person-years")
    return f"{who}: {said}" if who else said


def _moved(register: FromRegister | None) -> Known:
    if register is None or not register.person_years:
        return Known(share=0.0)
    return Known(events=register.moved, of=register.person_years)


def _other_rates(
    table: Table, register: FromRegister | None
) -> tuple[dict[str, Known], tuple[Input, ...]]:
    """Renewal of approvals, return, and AMHPs from elsewhere."""
    nothing = Known(share=0.0)
    found = {"not_renewed": nothing, "returning": nothing, "moving_in": nothing}
    said = []
    note = ""
    if register is not None:
        note = f"The register to {register.on.isoformat()}."
        if register.terms:
            found["not_renewed"] = Known(events=register.not_renewed, of=register.terms)
        if register.away_years:
            found["returning"] = Known(events=register.returned, of=register.away_years)
    if (inner := table.table("approval")) is not None:
        found["not_renewed"] = read_known(inner, "ended", "terms", rate="not_renewed")
        inner.all_read()
    if (inner := table.table("returning")) is not None:
        found["returning"] = read_known(inner, "returned", "person_years")
        inner.all_read()
    if (inner := table.table("moving_in")) is not None:
        a_year = "a_year" in inner
        found["moving_in"] = (
            Known(share=inner.number("a_year", most=500))
            if a_year
            else Known(events=inner.number("came"), of=inner.number("years"))
        )
        inner.all_read()
    words = {
        "not_renewed": ("not renewed", "terms"),
        "returning": ("returned", "person-years away"),
        "moving_in": ("came", "years"),
    }
    for name, known in found.items():
        if known.share is None and known.of <= 0:
            raise table.refused(name, "A rate cannot be learnt from none.", "Give counts above 0.")
        own = known is not nothing
        said.append(
            Input(
                name=name,
                value=said_known(known, *words[name]) if own else "none",
                origin="own" if own else "assumed",
                note=note if own else "No figure was given: nobody does.",
            )
        )
    return found, tuple(said)


def _about_retirement(table: Table, people: Sequence[People]) -> tuple[Input, ...]:
    if "retirement" in table:
        return (Input(name="retirement", value="as given", origin="own"),)
    note = "There is no table [retirement]: those who retire are taken to be among those who leave."
    if any(each.ages for each in people):
        note += " Ages then change nothing but what is told of them."
    return (Input(name="retirement", value="in leaving", origin="assumed", note=note),)


def _about_moving(table: Table, register: FromRegister | None) -> tuple[Input, ...]:
    if "moving_out" in table:
        return (Input(name="moving_out", value="as given", origin="own"),)
    if register is not None:
        value = said_known(_moved(register), "moved", "person-years")
        return (Input(name="moving_out", value=value, origin="own", note="From the register."),)
    note = "No figure was given: those who move elsewhere are taken to be among those who leave."
    return (Input(name="moving_out", value="in leaving", origin="assumed", note=note),)
