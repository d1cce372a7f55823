"""Reads who moved, left and came out of year packs: one body's flows by grade and ethnic group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import Pack, read_pack
from evenhand.domain.codes.ethnicity import plain
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.forecast.representation_flows import Floats, Flows, Recruitment
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.count import Count
from evenhand.domain.measures.moves import rung_of, standing_of, standings
from evenhand.domain.results.written import plural, some_of
from evenhand.pipeline.counting import count_pack
from evenhand.pipeline.forecast_representation_groups import WHITE, Grades, Groups, grouping_called
from evenhand.pipeline.forecast_representation_linked import (
    Moved,
    RecordsCannotTell,
    linked_years,
)
from evenhand.pipeline.forecast_representation_tables import (
    Residents,
    community_of,
    population_of,
    recruitment_of,
)
from evenhand.pipeline.wrong_use import WrongUse


@dataclass(frozen=True, kw_only=True)
class FromPacks:
    """
    Flows, or None and the items that say why; `notes` are sentences on what was read and left out.

    `community_from` says where it is from who lives there; "" where that is not known.
    """

    flows: Flows | None
    items: tuple[CheckItem, ...]
    body: str = ""
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    marked_as: str = ""
    community_from: str = ""


@dataclass
class _Read:
    """What all packs hold together: people and counts by snapshot."""

    items: list[CheckItem] = field(default_factory=list)
    people: list[pa.Table] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    snapshots: list[str] = field(default_factory=list)
    ladder: Ladder | None = None
    marked_as: str = ""
    readable: bool = True


def flows_of_packs(
    packs: Sequence[Path],
    *,
    body: str,
    grouping: str,
    grades: str,
    residents: Residents | None = None,
) -> FromPacks:
    """
    One body's flows between the snapshots of its packs. WrongUse where they cannot tell of any.

    `grades` is steps, the ladder's own few, or rungs; `residents` are taken where the packs have none.
    """
    read = _Read()
    for path in packs:
        _add(read, path)
    items = tuple(dict.fromkeys(read.items))
    if not read.readable:
        return FromPacks(flows=None, items=items)
    one = _one(read.bodies, body)
    if not read.people:
        raise RecordsCannotTell(
            "There is no staff table in these packs, and only a list of people shows who moved.",
            "Type the figures instead: --inputs FILE.toml.",
        )
    assert read.ladder is not None
    groups = Groups(grouping_called(grouping))
    ladder = Grades(read.ladder, grades)
    linked, notes = linked_years(read.people, read.snapshots, one)
    made = _flows(read, one, linked, groups, ladder, residents)
    return FromPacks(
        flows=made.flows,
        items=items,
        body=one.name,
        notes=(*notes, *ladder.notes, *made.notes),
        labels=groups.labels,
        marked_as=read.marked_as,
        community_from=made.community_from,
    )


def _add(read: _Read, path: Path) -> None:
    with Engine() as engine:
        pack = read_pack(path, engine=engine)
        engine.lock()
        read.items += pack.items
        read.readable = read.readable and pack.readable
        if not pack.readable:
            return
        days = [day.isoformat() for day in pack.snapshots]
        if twice := [day for day in days if day in read.snapshots]:
            raise WrongUse(f"{twice[0]} is in two of the packs. Give each snapshot once.")
        read.snapshots += days
        read.bodies |= {each.id: each for each in pack.bodies}
        read.marked_as = read.marked_as or pack.marked_as
        read.counts += count_pack(engine, pack).counts
        if "staff" in pack.tables:
            _same_ladder(read, pack)
            read.people.append(engine.kept(standings(engine.lazy("staff"))))


def _same_ladder(read: _Read, pack: Pack) -> None:
    if read.ladder is not None and read.ladder.rungs != pack.ladder.rungs:
        raise RecordsCannotTell(
            f"{pack.path.name} has another ladder of grades than the packs before it.",
            "Give packs with one ladder.",
        )
    read.ladder = pack.ladder


def _one(bodies: Mapping[str, Body], wanted: str) -> Body:
    if not wanted and len(bodies) == 1:
        return next(iter(bodies.values()))
    for each in bodies.values():
        if wanted and plain(wanted) in (plain(each.id), plain(each.name)):
            return each
    listed = some_of([f"{each.id} ({each.name})" for each in bodies.values()])
    said = f"There is no body {wanted} in these packs." if wanted else "There are several bodies."
    raise WrongUse(f"{said} Name one with --body: {listed}.")


@dataclass(frozen=True)
class _Made:
    flows: Flows
    notes: tuple[str, ...]
    community_from: str


def _flows(
    read: _Read,
    body: Body,
    linked: Sequence[Moved],
    groups: Groups,
    ladder: Grades,
    residents: Residents | None,
) -> _Made:
    size = len(groups.names), len(ladder.names)
    moved, left, hired = np.zeros((*size, size[1])), np.zeros(size), np.zeros(size)
    aside = 0
    for was, now, n in linked:
        before, after = _place(was, ladder), _place(now, ladder)
        group = groups.of(_category(was, now, groups))
        if group is None or (before is None and after is None):
            aside += n
        elif before is None:
            hired[group, after] += n
        elif after is None:
            left[group, before] += n
        else:
            moved[group, before, after] += n
    stock, unknown = _stock(read, body, groups, ladder)
    if not stock.sum():
        raise WrongUse(
            f"Nobody of {body.name} is on the ladder of grades with a known ethnic group on "
            f"{max(read.snapshots)}. Check the pack's grades and ethnic categories."
        )
    kept = Kept(stock, moved, left, hired)
    notes = list(_set_aside(aside, unknown))
    recruitment = recruitment_of(read.counts, body, groups, size)
    if recruitment is None:
        notes.append(
            "There are no shortlists in these packs: policies of recruitment are left out."
        )
    population, community_from = population_of(read.counts, body, residents)
    community = community_of(population, groups)
    flows = Flows(
        grades=tuple(np.array(ladder.names)[kept.grades].tolist()),
        groups=tuple(np.array(groups.names)[kept.groups].tolist()),
        comparator=WHITE,
        stock=kept.both(stock),
        moved=kept.both(moved)[..., kept.grades],
        left=kept.both(left),
        hired=kept.both(hired),
        recruitment=None if recruitment is None else kept.recruitment(recruitment),
        community=None if community is None else community[kept.groups],
    )
    if len(flows.grades) < 2 or len(flows.groups) < 2:
        raise WrongUse(
            f"{body.name} has people at {plural(len(flows.grades), 'grade')} and of "
            f"{plural(len(flows.groups), 'ethnic group')} in these packs. A forecast of "
            "representation needs two of each."
        )
    return _Made(flows, tuple(notes), community_from if community is not None else "")


def _set_aside(aside: int, unknown: int) -> Iterator[str]:
    if unknown:
        yield (
            f"{plural(unknown, 'person is', 'people are')} not counted on the last snapshot: their "
            "ethnic group is not known, or they are not on the ladder of grades."
        )
    if aside:
        yield f"{plural(aside, 'year')} of such people are not in the rates."


class Kept:
    """The groups and grades that anybody is in, in all the years; White stays in any case."""

    def __init__(self, stock: Floats, moved: Floats, left: Floats, hired: Floats) -> None:
        anybody = stock + moved.sum(axis=2) + moved.sum(axis=1) + left + hired
        self.groups = np.flatnonzero(anybody.sum(axis=1))
        if 0 not in self.groups:
            self.groups = np.insert(self.groups, 0, 0)
        self.grades = np.flatnonzero(anybody.sum(axis=0))

    def both(self, counts: Floats) -> Floats:
        """Groups and grades, the first two axes, of those kept."""
        return counts[self.groups][:, self.grades]

    def recruitment(self, of: Recruitment) -> Recruitment:
        """The same of recruitment."""
        return Recruitment(
            shortlisted=self.both(of.shortlisted),
            appointed=self.both(of.appointed),
            applied=None if of.applied is None else self.both(of.applied),
        )


def _category(was: str | None, now: str | None, groups: Groups) -> str:
    """The later record's ethnic category, or the earlier one's where the later does not know it."""
    later, earlier = standing_of(now), standing_of(was)
    if later is not None and groups.of(later.category) is not None:
        return later.category
    return "" if earlier is None else earlier.category


def _place(text: str | None, ladder: Grades) -> int | None:
    """The grade's place; None for those who are not in the workforce, or not on the ladder."""
    stood = standing_of(text)
    if text is None or stood is None or "workforce" not in stood.counts:
        return None
    return ladder.place.get(rung_of(text))


def _stock(read: _Read, body: Body, groups: Groups, ladder: Grades) -> tuple[Floats, int]:
    stock, unknown, last = np.zeros((len(groups.names), len(ladder.names))), 0, max(read.snapshots)
    for each in read.counts:
        if (each.body, each.snapshot, each.name) != (body.id, last, "workforce_by_grade"):
            continue
        group, grade = groups.of(each.category), ladder.place.get(each.cell.split("|")[-1])
        if group is None or grade is None:
            unknown += int(each.n)
        else:
            stock[group, grade] += each.n
    return stock, unknown
