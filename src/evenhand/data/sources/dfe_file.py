"""DfE's file of children's social workers: its rows, put together by council and year.

Three kinds of row are left out: medians over statistical neighbours (percentages only), "Non-white"
(which repeats the headcount of White), and everything full-time equivalent. All three are worked
out anew from headcounts or not needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evenhand.data.definitions.load import ladder
from evenhand.data.readers.item import CheckItem, counted, found, shortened
from evenhand.data.sources.headcount import Headcount
from evenhand.data.sources.published_file import PublishedFile, repeated
from evenhand.data.sources.reference import dfe_code
from evenhand.domain.frameworks.body import Body

TABLE = "workforce"
COLUMNS = (
    "geographic_level",
    "geo_breakdown",
    "code",
    "region_code",
    "region_name",
    "old_la_code",
    "time_period",
    "role",
    "breakdown",
    "inpost_headcount",
)
KINDS = {"Local authority": "council", "Regional": "region", "National": "country"}
MEDIANS = "Statistical neighbours (median)"
NOT_WHITE = "Non-white"
EVERYBODY = "Total"
# DfE's five are those of the 2011 and 2021 lists, where Chinese is in Asian.
GROUPS = {
    "Asian / Asian British": "asian",
    "Black / African / Caribbean / Black British": "black",
    "Mixed / Multiple ethnic groups": "mixed",
    "White": "white",
    "Other ethnic group": "other",
}
WHOLES = (EVERYBODY, "Known", "Not known")
# Government statistics print these where there is no figure: not available, confidential, not
# applicable, low.
MARKS = ("x", "c", "z", "low", ":")
ENGLAND = "England"


@dataclass(frozen=True, kw_only=True)
class Area:
    """
    A council, a region or England, over all the years that it has rows.

    `codes` are its ONS codes, newest first; an area that answers for two councils has a code in
    which both are named. `old_code` is DfE's own, the same through changes of the ONS code.
    `headcounts` are by year and role; `not_given` are those where DfE prints not even a total.
    """

    body: Body
    codes: tuple[str, ...]
    old_code: str
    region_code: str
    headcounts: Mapping[tuple[str, str], Headcount]
    not_given: tuple[tuple[str, str], ...]

    def headcount(self, year: str, role: str = EVERYBODY) -> Headcount | None:
        """People in post that year, in one role or in all; None where there is no row."""
        return self.headcounts.get((year, role))

    @property
    def years(self) -> tuple[str, ...]:
        """Years with a row for everybody, oldest first."""
        return tuple(sorted(year for year, role in self.headcounts if role == EVERYBODY))

    @property
    def parts(self) -> tuple[str, ...]:
        """The codes of the councils that it answers for: one, or two that report together."""
        return tuple(self.codes[0].split(" / "))


@dataclass
class _Gathered:
    level: str
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    regions: dict[str, tuple[str, str]] = field(default_factory=dict)
    old_code: str = ""
    cells: dict[tuple[str, str], dict[str, int | None]] = field(default_factory=dict)
    first_row: dict[tuple[str, str], int] = field(default_factory=dict)


def read_areas(file: PublishedFile) -> tuple[list[Area], list[CheckItem]]:
    """Every area in the file, and what in the file could not be used."""
    roles = _roles()
    gathered: dict[tuple[str, str], _Gathered] = {}
    strange: dict[tuple[str, str], int] = {}
    items: list[CheckItem] = []
    for row, cells in file.rows():
        level, name, code, region_code, region, old, year, role, breakdown, people = cells
        if level == MEDIANS or breakdown == NOT_WHITE:
            continue
        odd = _odd(level, year, role, breakdown, people, roles=roles)
        if odd is not None:
            strange.setdefault(odd, row)
            continue
        # One council through changes of its ONS code; two that report together have no old code.
        area = gathered.setdefault((level, dfe_code(old) or name), _Gathered(level))
        area.names[year], area.codes[year] = name, code
        area.regions[year], area.old_code = (region_code, region), dfe_code(old)
        block = area.cells.setdefault((year, role), {})
        if breakdown in block:
            what = f"{name}, {year}, {role}, {breakdown}"
            items.append(repeated(file.name, row, TABLE, what))
        block[breakdown] = int(people) if people not in MARKS else None
        area.first_row.setdefault((year, role), row)
    items += [_not_understood(file.name, row, *odd) for odd, row in strange.items()]
    areas = [_area(one, file.name, items) for one in gathered.values()]
    return areas, items


def _roles() -> frozenset[str]:
    posts = ladder("dfe-social-workers")
    return frozenset((EVERYBODY, *posts.rungs, *posts.beside))


def _odd(
    level: str, year: str, role: str, breakdown: str, people: str, *, roles: frozenset[str]
) -> tuple[str, str] | None:
    """Column and value of the first cell that is nothing known."""
    known = (
        ("geographic_level", level, level in KINDS),
        ("time_period", year, year.isdecimal() and len(year) == 4),
        ("role", role, role in roles),
        ("breakdown", breakdown, breakdown in GROUPS or breakdown in WHOLES),
        ("inpost_headcount", people, people.isdecimal() or people in MARKS),
    )
    return next(((column, value) for column, value, right in known if not right), None)


def _area(one: _Gathered, file: str, items: list[CheckItem]) -> Area:
    newest_first = sorted(one.codes, reverse=True)
    latest = newest_first[0]
    region_code, region = one.regions[latest]
    name = ENGLAND if one.level == "National" else one.names[latest]
    everything = {*GROUPS, *WHOLES}
    missing = [place for place, block in one.cells.items() if not everything <= block.keys()]
    if missing:
        items.append(_incomplete(file, name, [one.first_row[place] for place in missing]))
    made = {place: _headcount(block) for place, block in one.cells.items() if place not in missing}
    codes = tuple(dict.fromkeys(one.codes[year] for year in newest_first))
    return Area(
        body=Body(
            id=codes[0].replace(" / ", "-"),
            name=name,
            kind=KINDS[one.level],
            region=region if one.level == "Local authority" else "",
        ),
        codes=codes,
        old_code=one.old_code,
        region_code=region_code,
        headcounts={place: n for place, n in made.items() if n is not None},
        not_given=tuple(sorted(place for place, n in made.items() if n is None)),
    )


def _headcount(block: Mapping[str, int | None]) -> Headcount | None:
    total, known, not_known = (block[whole] for whole in WHOLES)
    if total is None or known is None or not_known is None:
        return None
    return Headcount(total, known, not_known, {GROUPS[each]: block[each] for each in GROUPS})


def _not_understood(file: str, row: int, column: str, value: str) -> CheckItem:
    return found(
        "unknown-published-value",
        f"{file}, row {row}: ‘{shortened(value)}’ is not a value of {column} that is known.",
        table=TABLE,
        file=file,
        row=row,
        column=column,
        value=value,
    )


def _incomplete(file: str, name: str, rows: list[int]) -> CheckItem:
    return found(
        "published-rows-missing",
        f"{file}: {name} lacks rows for some ethnic groups or totals in "
        f"{counted(len(rows), 'year and role', 'years and roles')}.",
        table=TABLE,
        file=file,
        row=rows[0],
        column="breakdown",
        value=name,
    )
