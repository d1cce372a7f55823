"""Children's social workers by role and ethnic group, as the Department for Education prints them.

People in post on 30 September of each year, in councils' *children's* services. Source:
https://explore-education-statistics.service.gov.uk/find-statistics/children-s-social-work-workforce
as DfE's dashboard shows it (children's social care outcomes and enablers). What is left out or
worked out anew, and why: docs/explanation/open-data.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from evenhand.data.definitions.load import ethnicity, ladder
from evenhand.data.readers.item import CheckItem
from evenhand.data.sources import dfe_notes
from evenhand.data.sources.dfe_file import COLUMNS, ENGLAND, TABLE, Area, read_areas
from evenhand.data.sources.headcount import BINARY, BROAD, Headcount, add_up, grouped
from evenhand.data.sources.published_file import open_published
from evenhand.data.sources.reference import Reference, add_population, read_reference
from evenhand.data.sources.source import Neighbours, SourceData
from evenhand.domain.codes.ethnicity import plain
from evenhand.domain.results.shares import GroupedCount

TITLE = "Children's social workers, Department for Education"
CREDIT = (
    "Source: Department for Education, Children's social work workforce; Office for National "
    "Statistics, Census 2021. Contains public sector information licensed under the Open "
    "Government Licence v3.0."
)
LADDER = "dfe-social-workers"
POOLED = "reference.neighbours"
# The population file has London, not its two halves.
WIDER = {"E13000001": "E12000007", "E13000002": "E12000007"}
NO_REFERENCE = Reference(population={}, names={}, neighbours={}, councils={}, items=(), files=())

# A council's neighbours, nearest first; no area where the file has no row for one.
Near = Sequence[tuple[str, Area | None]]
Pool = tuple[Neighbours, Headcount | None]


def read_dfe(path: Path, reference: Path | None) -> SourceData:
    """
    The whole file, with comparisons from the reference folder where there is one.

    Counts, all of people in post on 30 September (`snapshot`), by group in two groupings and not
    known: `workforce`, `workforce_by_grade` (cell "|role"), `senior` (middle and senior managers), and what a
    body is compared with: `reference.region`, `reference.england`, `reference.neighbours`, and the
    same with `.senior`. `population` is of Census 2021 and has no snapshot.

    The roles that have a figure add up to the published total of the body.
    """
    file = open_published(path, COLUMNS, table=TABLE)
    if isinstance(file, CheckItem):
        return SourceData(title=TITLE, credit=CREDIT, items=(file,))
    areas, items = read_areas(file)
    beside = read_reference(reference) if reference is not None else NO_REFERENCE
    files = ((file.name, file.sha256), *beside.files)
    if not areas:
        items.append(dfe_notes.no_rows(file.name))
    if any(item.severity == "error" for item in items):
        return SourceData(title=TITLE, credit=CREDIT, items=(*items, *beside.items), files=files)
    return _assembled(file.name, areas, beside, files, (*items, *beside.items))


def _assembled(
    file: str,
    areas: Sequence[Area],
    beside: Reference,
    files: tuple[tuple[str, str], ...],
    items: tuple[CheckItem, ...],
) -> SourceData:
    population = {
        area.body.id: people for area in areas if (people := _population(area, beside.population))
    }
    near = {area.body.id: _near(area, areas, beside) for area in areas}
    pools = {
        (area.body.id, year, name): pool
        for area in areas
        for year in area.years
        for name, pool in _pooled(near[area.body.id], year)
    }
    return SourceData(
        title=TITLE,
        credit=CREDIT,
        bodies=tuple(area.body for area in areas),
        snapshots=tuple(sorted({snapshot(year) for area in areas for year in area.years})),
        counts=tuple(chain(_counts(areas), _of_neighbours(pools), _people(population))),
        population=population,
        neighbours={
            (body, snapshot(year), name): who for (body, year, name), (who, _) in pools.items()
        },
        known_as=_known_as(areas, beside.names),
        items=(*items, *dfe_notes.about_the_file(file, areas)),
        about={
            area.body.id: dfe_notes.about_a_body(
                file,
                area,
                london=area.body.id in WIDER and area.body.id in population,
                no_population=bool(beside.population) and area.body.id not in population,
                neighbours=_never_there(area, near[area.body.id], beside),
            )
            for area in areas
        },
        files=files,
    )


def snapshot(year: str) -> str:
    """The census day of a reporting year."""
    return f"{year}-09-30"


def _counts(areas: Iterable[Area]) -> Iterator[GroupedCount]:
    wider = {area.body.id: area for area in areas if area.body.kind != "council"}
    england = next((area for area in wider.values() if area.body.name == ENGLAND), None)
    for area in areas:
        region = wider.get(area.region_code) if area.body.kind == "council" else None
        for year in area.years:
            yield from _own(area, year)
            if region is not None:
                yield from _benchmark(area, year, "region", whole=region)
            if england is not None and area is not england:
                yield from _benchmark(area, year, "england", whole=england)


def _own(area: Area, year: str) -> Iterator[GroupedCount]:
    posts = ladder(LADDER)
    body, day = area.body.id, snapshot(year)
    for role in (*posts.rungs, *posts.beside):
        headcount = area.headcount(year, role)
        if headcount is not None:
            yield from grouped(
                body, day, "workforce_by_grade", cell=f"|{role}", headcount=headcount
            )
    everybody = area.headcount(year)
    if everybody is not None:
        yield from grouped(body, day, "workforce", cell="", headcount=everybody)
    senior = _senior(area, year)
    if senior is not None:
        yield from grouped(body, day, "senior", cell="", headcount=senior)


def _senior(area: Area, year: str) -> Headcount | None:
    parts = [area.headcount(year, role) for role in ladder(LADDER).steps["upper"]]
    there = [part for part in parts if part is not None]
    return add_up(there) if len(there) == len(parts) else None


def _benchmark(area: Area, year: str, name: str, *, whole: Area) -> Iterator[GroupedCount]:
    both = {name: whole.headcount(year), f"{name}.senior": _senior(whole, year)}
    for called, headcount in both.items():
        if headcount is not None:
            count = f"reference.{called}"
            yield from grouped(area.body.id, snapshot(year), count, cell="", headcount=headcount)


def _near(area: Area, areas: Iterable[Area], beside: Reference) -> Near:
    councils = {other.old_code: other for other in areas if other.old_code}
    codes = beside.neighbours.get(area.old_code, ())
    near = [(code, councils.get(code)) for code in codes]
    return [
        (other.body.name if other else beside.councils.get(code, code), other)
        for code, other in near
    ]


def _never_there(area: Area, near: Near, beside: Reference) -> list[str] | None:
    if area.body.kind == "council" and beside.neighbours and not near:
        return None
    return [council for council, other in near if other is None]


def _pooled(near: Near, year: str) -> Iterator[tuple[str, Pool]]:
    """The neighbours as one body, of those that have a figure by group that year."""
    for name in (POOLED, f"{POOLED}.senior") if near else ():
        there: dict[str, Headcount] = {}
        for council, other in near:
            if other is not None:
                senior = name.endswith(".senior")
                headcount = _senior(other, year) if senior else other.headcount(year)
                if headcount is not None and headcount.known > 0:
                    there[council] = headcount
        away = tuple(council for council, _ in near if council not in there)
        who = Neighbours(of=len(near), pooled=tuple(there), left_out=away)
        yield name, (who, add_up(there.values()) if there else None)


def _of_neighbours(pools: Mapping[tuple[str, str, str], Pool]) -> Iterator[GroupedCount]:
    for (body, year, name), (_, headcount) in pools.items():
        if headcount is not None:
            yield from grouped(body, snapshot(year), name, cell="", headcount=headcount)


def _population(
    area: Area, population: Mapping[str, Mapping[str, int]]
) -> Mapping[str, int] | None:
    """By any code that the area has had; two councils that report together are added up."""
    for code in (*area.codes, WIDER.get(area.body.id, "")):
        parts = code.split(" / ")
        if all(part in population for part in parts):
            return add_population(parts, population)
    return None


def _people(population: Mapping[str, Mapping[str, int]]) -> Iterator[GroupedCount]:
    for grouping in (ethnicity().grouping(slug) for slug in (BROAD, BINARY)):
        for body, people in population.items():
            for group in grouping.groups:
                n = sum(people.get(category, 0) for category in group.categories)
                yield GroupedCount(body, "", "population", "", grouping.slug, group.slug, n)


def _known_as(areas: Iterable[Area], names: Mapping[str, str]) -> dict[str, str]:
    """Other names in plain words: earlier codes, both halves of a pair, the ONS's spelling."""
    known: dict[str, str] = {}
    for area in areas:
        codes = [part for code in area.codes for part in code.split(" / ")]
        called = [*area.body.name.split(" / "), *(names[code] for code in codes if code in names)]
        for words in (*codes, *called):
            known.setdefault(plain(words), area.body.id)
    return known
