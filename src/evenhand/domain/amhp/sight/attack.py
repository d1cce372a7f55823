"""
What finished reports on AMHP services give away to somebody who has nothing but them.

Each report is what its pages print of counts. The sums that hold among these are those by which they
were protected, taken from a report of nothing: whatever the numbers are, they are the same. A region's
report is joined to those of its services, and services without a report of their own are taken
together.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.sight.counts import Counting, MonthSafety, Told
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.hide import Name, Sums
from evenhand.domain.amhp.sight.months import YEAR, last_day, up_to
from evenhand.domain.amhp.sight.protect import safety_sums, sums_of
from evenhand.domain.amhp.sight.protect_register import register_sums
from evenhand.domain.amhp.sight.register import register
from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import attack
from evenhand.domain.disclosure.completed import Completed, complete
from evenhand.domain.disclosure.network import Network, Range
from evenhand.domain.disclosure.preset import Preset, could_be, is_small
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.read_back import GivenAway
from evenhand.domain.disclosure.system import Bools, Floats, Whole

WORK, GROUPS, SAFETY, DELAYS, REGISTER = "work", "groups", "safety", "delays", "register"
# Which table a count stands in (WORK and so on), of which month (of GROUPS the last of their year), and
# its name among the sums.
Where = tuple[str, date, Name]
OTHERS = "its services without a report here"


@dataclass(frozen=True, kw_only=True)
class PrintedSight:
    """
    What one finished report prints: of each count a number, or None where it is hidden.

    `month` is the last that it is about, `year` the last month of the year of its groups. `services` are,
    in a report of several, the lines of each: "considered" and "detained" in that year. `exact` are
    numbers in its sentences, with their words.
    """

    file: str
    body: str
    month: date
    year: date
    told: Sequence[tuple[Where, Told]]
    services: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)
    spoken: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class Cell:
    """A count of one body."""

    body: str
    where: Where

    def __str__(self) -> str:
        part, month, name = self.where
        when = f"the year to {month:%B %Y}" if part == GROUPS else f"{month:%B %Y}"
        return f"{self.body}, {part}, {when}: {_said(name)}"


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """What the sums are made of: the code lists, the ways of breaking down, and the rules."""

    codes: CodeLists
    dimensions: Sequence[Dimension]
    preset: Preset


def attack_sight(
    reports: Sequence[PrintedSight], shapes: Shapes
) -> dict[str, tuple[list[GivenAway], int]]:
    """
    By file, what the reports together give away, and how many hidden counts the file has.

    A hidden count is given away where it might be small and is known to within fewer numbers than the
    rules ask for; one that stands nowhere (those of a group without an outcome, or a service's own
    where all others have reports here), where it is known to be small. A number that the rules never print is given away by standing there. Raises Contradiction
    where two files cannot both be true.
    """
    openly = {each.file: [*_openly(each, shapes.preset)] for each in reports}
    made, owner = _network(reports, shapes)
    hidden = {
        cell for cell, known in made.known.items() if known is None and isinstance(cell, Cell)
    }
    if made.no_sums:
        whole = next(str(whole) for whole, _ in made.no_sums)
        raise Contradiction(
            f"{whole} is not the sum of its parts. Were the files made from the same records?"
        )
    done = complete(made)
    for given, low, high in _exposed(done, hidden, shapes.preset):
        openly[owner[given.body]].append(GivenAway(str(given), low, high))
    return {
        each.file: (found := openly[each.file], max(_hidden_in(each, hidden), len(found)))
        for each in reports
    }


def _hidden_in(report: PrintedSight, hidden: set[Cell]) -> int:
    """How many counts one report hides that no other tells."""
    return len({Cell(report.body, where) for where, _ in report.told} & hidden)


def _openly(report: PrintedSight, preset: Preset) -> Iterator[GivenAway]:
    """Numbers that the rules never print."""
    for where, n in dict.fromkeys(report.told):
        if n is not None and not _is_printed(n, preset):
            yield GivenAway(str(Cell(report.body, where)), n, n)
    for words, n in dict.fromkeys(report.spoken):
        if not _is_printed(n, preset):
            yield GivenAway(words, n, n)


def _is_printed(n: int, preset: Preset) -> bool:
    return not is_small(n, preset) and n % preset.rounding_base == 0


def _range(n: int, preset: Preset) -> Range:
    return could_be(n, preset) if _is_printed(n, preset) else (n, n)


def _network(reports: Sequence[PrintedSight], shapes: Shapes) -> tuple[Network, dict[str, str]]:
    """Every count of every body with its sums, and the file that is answerable for each body."""
    made, owner = Network(), dict[str, str]()
    for each in reports:
        owner.setdefault(each.body, each.file)
        for where, n in each.told:
            _know(made, Cell(each.body, where), n, shapes.preset)
        for service, line in each.services.items():
            owner.setdefault(service, each.file)
            for kind, n in line.items():
                _know(made, Cell(service, (GROUPS, each.year, ("year", kind))), n, shapes.preset)
    for each in reports:
        sums = dict(_sums(each, shapes))
        if each.services:
            _join(made, each, sums, _members(each, reports, owner))
        else:
            _link(made, each.body, sums)
    return made, owner


def _know(made: Network, cell: Cell, n: Told, preset: Preset) -> None:
    """One more thing that is printed of a count."""
    before = made.known.get(cell)
    if n is None:
        made.known[cell] = before
        return
    low, high = _range(n, preset)
    if before is not None:
        low, high = max(low, before[0]), min(high, before[1])
        if low > high:
            raise Contradiction(f"{cell} is printed as two different numbers.")
    made.known[cell] = low, high


def _members(
    region: PrintedSight, reports: Sequence[PrintedSight], owner: dict[str, str]
) -> list[str]:
    """The services of a region that have reports here; all others in one, under a name of its own."""
    here = {each.body for each in reports if not each.services}
    members = [service for service in region.services if service in here]
    if left := [service for service in region.services if service not in here]:
        others = left[0] if len(left) == 1 else f"{region.body}, {OTHERS}"
        owner.setdefault(others, region.file)
        members.append(others)
    return members


def _join(
    made: Network,
    region: PrintedSight,
    sums: Mapping[tuple[str, date], Sums],
    members: Sequence[str],
) -> None:
    """A region's counts are those of its services; the sums hold for each service, and so for all."""
    for member in members:
        _link(made, member, sums)
    left = [service for service in region.services if service not in members]
    for (part, month), them in sums.items():
        for name in them.printed:
            where = _where(part, month, name)
            made.link(Cell(region.body, where), [Cell(member, where) for member in members])
    if left:
        for kind in ("considered", "detained"):
            where = (GROUPS, region.year, ("year", kind))
            made.link(Cell(members[-1], where), [Cell(service, where) for service in left])


def _link(made: Network, body: str, sums: Mapping[tuple[str, date], Sums]) -> None:
    for (part, month), them in sums.items():
        for whole, parts in them.sums:
            made.link(
                Cell(body, _where(part, month, whole)),
                [Cell(body, _where(part, month, each)) for each in parts],
            )


def _where(part: str, month: date, name: Name) -> Where:
    """Months of the work stand under their own month, the year's groups under the end of the year."""
    if part == WORK:
        first = _first(name)
        return (WORK, first, name) if isinstance(first, date) else (GROUPS, month, name)
    return part, month, name


def _first(name: Hashable) -> Hashable:
    while isinstance(name, tuple):
        name = name[0]
    return name


def _sums(report: PrintedSight, shapes: Shapes) -> Iterator[tuple[tuple[str, date], Sums]]:
    """The sums that hold in a report, by table and month: those of a report of nothing."""
    of: dict[str, set[date]] = {}
    for (part, month, _), _ in report.told:
        of.setdefault(part, set()).add(month)
    year = up_to(report.year, YEAR)
    months = sorted({*year, *of.get(WORK, ())})
    nothing = Counting(shapes.codes, months, year, shapes.dimensions).done()
    yield (WORK, report.year), sums_of(nothing, shapes.dimensions, shapes.preset)
    for month in sorted(of.get(SAFETY, ())):
        none = MonthSafety(
            month=month, recorded=0, lone=0, incidents=0, racist=0, hours_over=None,
            debriefs_offered=0,
        )  # fmt: skip
        yield (SAFETY, month), safety_sums(none)
    for month in sorted(of.get(DELAYS, ())):
        alone = Sums()
        for (part, when, name), _ in report.told:
            if (part, when) == (DELAYS, month):
                alone.show(name, 0)
        yield (DELAYS, month), alone
    for month in sorted(of.get(REGISTER, ())):
        nobody = register(
            (), last_day(month), ethnic=shapes.dimensions[0], group_of={}, residents={}
        )
        yield (REGISTER, month), register_sums(nobody)


def _exposed(
    done: Completed, hidden: set[Cell], preset: Preset
) -> Iterator[tuple[Cell, float, float]]:
    """Each count that is known too closely, with the lowest and highest that it can be."""
    system = done.system
    is_hidden = np.array([name in hidden for name in system.names], dtype=bool)
    # What is told is as it is; of what stands nowhere, only a rest can be minded.
    minds = is_hidden | (~system.printed if preset.complements else False)
    targets, wanted = np.flatnonzero(minds), asked(system, preset)
    low, high = attack(
        system.equations,
        done.low,
        done.high,
        targets=targets,
        until=wanted,
        example=system.values,
    )
    narrow = ~wanted.of(targets).met(low, high)
    small = _might_be_small(system.names, targets, is_hidden, low, preset)
    small |= (low >= _first_small(preset)) & (high < preset.threshold)
    for at in np.flatnonzero(small & narrow).tolist():
        cell = system.names[targets[at]]
        if isinstance(cell, Cell):
            yield cell, float(low[at]), float(high[at])


def _might_be_small(
    names: Sequence[Hashable], targets: Whole, is_hidden: Bools, low: Floats, preset: Preset
) -> Bools:
    """
    Hidden counts that might be ones that the rules mind.

    "Hidden" stands for both numbers of a group, either of which may be a nought that could be told.
    """
    cells = [names[at] for at in targets.tolist()]
    of_groups = np.array(
        [isinstance(cell, Cell) and cell.where[0] == GROUPS for cell in cells], dtype=bool
    )
    minded: Bools = is_hidden[targets] & (low < preset.threshold)
    return minded & (~of_groups | (low >= _first_small(preset)))


def _first_small(preset: Preset) -> int:
    return 0 if preset.hides_zero else 1


def _said(name: Name) -> str:
    """A count's name in words: "not stated, considered"; a rest is said by what it is left of."""
    if not isinstance(name, tuple):
        return str(name).replace("_", " ")
    if isinstance(name[0], tuple):
        whole, *parts, _ = name
        return f"{_said(whole)} without {' or '.join(_said(part).rpartition(', ')[2] for part in parts)}"
    return ", ".join(_said(each) for each in name if not isinstance(each, date))
