"""What `evenhand forecast supply` prints of many replications: how sure, who, and what to do."""

from collections.abc import Iterator

from evenhand.domain.forecast.supply.diversity import Group
from evenhand.domain.forecast.supply.fan import Fan
from evenhand.domain.forecast.supply.levers import Effect
from evenhand.domain.forecast.supply.succession import Schedule, StartsFor
from evenhand.domain.results.written import percent
from evenhand.pipeline.forecast_supply_runs import InStage, Simulated
from evenhand.pipeline.forecast_supply_wanted import Wanted, said_year


def lines(found: Simulated, wanted: Wanted) -> Iterator[str]:
    """The fan, the need, starts, levers, and who AMHPs will be."""
    yield from _fan(found, wanted)
    yield from _stages(found.stages, wanted)
    yield from _need(found, wanted)
    yield from _starts(found, wanted)
    yield from _levers(found.levers, wanted)
    yield from _groups(found.groups, wanted)
    yield from _by(found, wanted)


def _fan(found: Simulated, wanted: Wanted) -> Iterator[str]:
    last = said_year(wanted, wanted.years)
    fan = found.people
    if not max(fan.mean):
        yield "There are no AMHPs, and in no simulation will there be any: nobody arrives."
        return
    yield (
        f"How sure: in 95 of 100 of {found.replications:,} simulations there are "
        f"{between(fan, wanted.years)} AMHPs in {last}, most likely about {fan.median[-1]:,.0f}."
    )
    for year in range(wanted.years + 1):
        fte = f"; full-time equivalents {found.fte.median[year]:,.1f}" if found.fte else ""
        # Who starts at the end of the last year is beyond what is looked at.
        training = f"; in training {found.training[year]:,.1f}" if year < wanted.years else ""
        yield f"  {said_year(wanted, year)}: {fan.median[year]:,.0f} ({between(fan, year)}){fte}{training}"


def _stages(stages: tuple[InStage, ...], wanted: Wanted) -> Iterator[str]:
    if len(stages) == 1:
        return
    yield "In training, expected at the beginning of each year, by stage; and how many stop in it in all:"
    for each in stages:
        years = ", ".join(
            f"{said_year(wanted, year)}: {count:,.1f}" for year, count in enumerate(each.people)
        )
        yield f"  {each.name}: {years}; {sum(each.stopped):,.1f} stop"


def between(fan: Fan, year: int) -> str:
    """Where 95 of 100 simulations are in a year."""
    return f"{fan.low['95'][year]:,.0f} to {fan.high['95'][year]:,.0f}"


def _need(found: Simulated, wanted: Wanted) -> Iterator[str]:
    if found.short is None or wanted.need is None:
        yield "No need was given, so whether that is enough cannot be told."
        return
    short, unit = found.short, "full-time equivalents" if wanted.need.fte else "AMHPs"
    if short.likely_from is None:
        yield f"In no year are fewer {unit} than needed as likely as enough."
    else:
        from_year = said_year(wanted, short.likely_from)
        yield f"From {from_year} there are at least as likely too few {unit} as enough."
    yield f"The chance of too few in any year is {percent(short.ever)}. By year, too few (for the first time):"
    for year, chance in enumerate(short.too_few):
        need = wanted.need.level[year]
        first = percent(short.first[year])
        yield f"  {said_year(wanted, year)}: {percent(chance)} ({first}), of {need:,.1f} needed"


def _starts(found: Simulated, wanted: Wanted) -> Iterator[str]:
    last = said_year(wanted, wanted.years)
    if found.hold is not None:
        yield f"To start every year so that in {last} there are at least as many as now: {_chances(found.hold)}"
    if found.reach is not None and wanted.aim is not None:
        aim = wanted.aim
        yield (
            f"To start every year so that there are {aim.level:,.0f} in {said_year(wanted, aim.year)}: "
            f"{_chances(found.reach)}"
        )
    if wanted.aim is not None and wanted.aim.year > wanted.years:
        yield "The level asked for lies beyond the years looked at: raise `years` to see how sure it is."
    if found.schedule is not None:
        yield from _schedule(found.schedule, wanted)


def _chances(starts: StartsFor) -> str:
    said = []
    for chance, number in zip(starts.chances, starts.starts, strict=True):
        if number is None:
            said.append(f"not even {starts.most:,} for {percent(chance)}")
        else:
            said.append(f"{number:,} for a chance of {percent(chance)}")
    fine = "" if starts.step == 1 else f" (tried in steps of {starts.step})"
    return f"{', '.join(said)}{fine}."


def _schedule(plan: Schedule, wanted: Wanted) -> Iterator[str]:
    yield f"To start in each year for enough with a chance of {percent(plan.chance)}:"
    for year, number in enumerate(plan.starts):
        if number is not None:
            yield f"  {said_year(wanted, year)}: {number:,}"
    asked = [year for year, chance in enumerate(plan.reached) if chance < plan.chance]
    for year in asked:
        chance = percent(plan.reached[year])
        yield (
            f"  In {said_year(wanted, year)} the chance of enough is {chance} even so: those who start "
            "come too late for it, or too few would even of the most that were tried."
        )


def _levers(levers: tuple[Effect, ...], wanted: Wanted) -> Iterator[str]:
    if not levers:
        return
    yield f"What might be done, and how many more there would be in {said_year(wanted, wanted.years)}:"
    for each in levers:
        enough = f"; chance of enough {percent(each.enough)}" if each.enough is not None else ""
        cost = f"; £{each.a_head:,.0f} a year for each" if each.a_head is not None else ""
        yield (
            f"  {each.lever.name}: {each.more:+,.1f} ({each.low:+,.1f} to {each.high:+,.1f})"
            f"{enough}{cost}"
        )
    yield "  How much each changes is your assumption. No published effect was found."


def _groups(groups: tuple[Group, ...], wanted: Wanted) -> Iterator[str]:
    if not groups:
        return
    last = said_year(wanted, wanted.years)
    yield f"By ethnic group, now and in {last}:"
    for each in groups:
        name = each.group or "Not known"
        if each.mean[0] != each.mean[0] or each.mean[-1] != each.mean[-1]:
            yield f"  {name}: there is a year without AMHPs, so no share can be told."
            continue
        yield (
            f"  {name}: {percent(each.mean[0])} now, {percent(each.mean[-1])} "
            f"({percent(each.low[-1])} to {percent(each.high[-1])}) in {last}"
            f"{_beside(each)}"
        )
        yield from _to_target(each, last)


def _beside(each: Group) -> str:
    said = ""
    if each.community is not None:
        said += f"; community {percent(each.community)}"
    if each.target is not None:
        said += f"; target {percent(each.target)}"
    return said


def _to_target(each: Group, last: str) -> Iterator[str]:
    if each.target is None or each.reached is None:
        return
    said = f"    The chance to be at the target in {last} is {percent(each.reached[-1])}."
    if each.of_starters is None:
        yield f"{said} Nobody who starts from now on is an AMHP by then."
    elif each.of_starters > 1:
        yield f"{said} It would not be expected even if all who start were of this group."
    else:
        yield f"{said} For it, {percent(each.of_starters)} of those who start would have to be."


def _by(found: Simulated, wanted: Wanted) -> Iterator[str]:
    tables = {**found.by, **({"age": found.ages} if found.ages else {})}
    for name, values in tables.items():
        said = [
            f"{value} {fan.mean[0]:,.1f} to {fan.mean[-1]:,.1f}" for value, fan in values.items()
        ]
        yield f"By {name.replace('_', ' ')}, expected now and in {said_year(wanted, wanted.years)}: {'; '.join(said)}."
