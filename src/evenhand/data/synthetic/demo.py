"""A made-up pair for the demonstration: a council and the mental health trust that works with it.

Three years of records, each body's in the shape of its own HR system. The same people stay, leave,
join and are promoted over the years; some of the council's social workers are seconded to the trust
and stand in both lists. The sizes of the effects are in pair/effects.toml.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path

import numpy as np

from evenhand.data.synthetic.effects import Effects, parse_effects
from evenhand.data.synthetic.pair import council, council_system, trust, trust_system
from evenhand.data.synthetic.pair.drawing import Drawing
from evenhand.data.synthetic.pair.export import Row, YearOfRows, write_pack
from evenhand.data.synthetic.pair.payroll import Payroll
from evenhand.data.synthetic.pair.people import Job
from evenhand.data.synthetic.pair.records import rows_of, staff_row
from evenhand.data.synthetic.pair.years import Year, live
from evenhand.domain.codes.grades import Ladder

SNAPSHOTS = (date(2023, 3, 31), date(2024, 3, 31), date(2025, 3, 31))

RESIDENTS = 262_000
_TRUST_LADDER = """
[ladder]
slug = "agenda-for-change"
"""
# The trust numbers people as it does its own, from here.
_HOSTED_FROM = 50_000

_HEADING = """
# Made-up records of a body that does not exist, as its HR system might export them.
marked_as = "made up"
standards = ["{standard}"]

[body]
id = "{id}"
name = "{name}"
kind = "{kind}"
region = "{region}"
"""
# A job that few have is not scaled, nor is the board: what they are would be lost.
_FEWEST = 8


@dataclass(frozen=True, kw_only=True)
class MadeUp:
    """A made-up body: who it is, what it is measured by, and where it lies."""

    id: str
    name: str
    kind: str
    standard: str
    region: str


COUNCIL = MadeUp(
    id=council.ID,
    name=council.NAME,
    kind="council",
    standard="sc-wres",
    region="Yorkshire and The Humber",
)
TRUST = MadeUp(
    id=trust.ID,
    name=trust.NAME,
    kind="nhs-trust",
    standard="nhs-wres",
    region="North East and Yorkshire",
)


@dataclass(frozen=True, kw_only=True)
class Records:
    """A made-up body's years of records, and how its HR system writes them."""

    body: MadeUp
    years: Mapping[date, YearOfRows]

    def write(self, out: Path, days: Sequence[date] = (), tables: Sequence[str] = ()) -> list[Path]:
        """A pack of these days and tables (all, where none are named) in the folder `out`."""
        kept = {
            day: {name: rows for name, rows in year.items() if name in tables or not tables}
            for day, year in self.years.items()
            if day in days or not days
        }
        is_council = self.body.kind == "council"
        shape = (council_system if is_council else trust_system).SYSTEM
        if tables:
            shape = replace(shape, tables={name: shape.tables[name] for name in tables})
        ladder = _ladder_text(council.LADDER) if is_council else _TRUST_LADDER
        heading = _HEADING.format(**asdict(self.body)) + "\n" + ladder
        return write_pack(out, heading, shape, kept)


def write_demo(out: Path, seed: int) -> list[Path]:
    """Write the packs `council/` and `trust/` into `out`. The same seed gives the same bytes."""
    ours, theirs = pair(seed)
    return [*ours.write(out / "council"), *theirs.write(out / "trust")]


def pair(
    seed: int,
    *,
    ours: MadeUp = COUNCIL,
    theirs: MadeUp = TRUST,
    snapshots: Sequence[date] = SNAPSHOTS,
    size: float = 1.0,
    residents: int = RESIDENTS,
) -> tuple[Records, Records]:
    """
    A council of so many residents and the trust that works with it, of `size` times the usual
    number of staff.

    The same seed makes the same people.
    """
    effects = demo_effects()
    for_council, for_trust = np.random.default_rng(seed).spawn(2)
    last = snapshots[-1].year
    council_years = live(
        _scaled(council.JOBS, size),
        snapshots,
        Drawing(for_council, effects, council.LADDER, last),
    )
    trust_years = live(
        _scaled(trust.JOBS, size), snapshots, Drawing(for_trust, effects, trust.LADDER, last)
    )
    population = _population(effects, residents)
    council_rows, trust_rows = {}, {}
    payroll, their_payroll = _payrolls(effects, seed, last)
    names = {council.NAME: ours.name, trust.NAME: theirs.name}
    for year, their_year in zip(council_years, trust_years, strict=True):
        tables = rows_of(year, _council_id, payroll)
        tables["staff"] = _renamed(tables["staff"], names)
        council_rows[year.snapshot] = tables | {"population": population}
        tables = rows_of(their_year, _trust_id, their_payroll)
        tables["staff"] = _renamed(tables["staff"] + _hosted(year), names)
        trust_rows[their_year.snapshot] = tables
    return Records(body=ours, years=council_rows), Records(body=theirs, years=trust_rows)


def demo_effects() -> Effects:
    """What is true in the made-up pair."""
    file = resources.files("evenhand.data.synthetic.pair") / "effects.toml"
    return parse_effects(file.read_text(encoding="utf-8"), name=file.name)


def _scaled(jobs: Sequence[Job], size: float) -> tuple[Job, ...]:
    """The jobs with as many times the people."""
    return tuple(
        job if job.people < _FEWEST else job._replace(people=max(1, round(job.people * size)))
        for job in jobs
    )


def _renamed(rows: Sequence[Row], names: Mapping[str, str]) -> list[Row]:
    """Rows of staff with the bodies under the names that they have here."""
    places = ("employer", "host")
    return [
        {**row, **{place: names.get(str(row[place]), row[place]) for place in places}}
        for row in rows
    ]


def _payrolls(effects: Effects, seed: int, last: int) -> tuple[Payroll, Payroll]:
    """The council's and the trust's, as they are in the year `last`."""
    return (
        Payroll(
            seed=(seed, 1),
            effects=effects,
            hourly=council.HOURLY,
            hours=council.FULL_TIME,
            last_year=last,
        ),
        Payroll(
            seed=(seed, 2),
            effects=effects,
            hourly={**effects.pay["hourly"], **trust.SPOT_HOURLY},
            hours=trust.FULL_TIME,
            last_year=last,
            bonuses=trust.WITH_BONUSES,
        ),
    )


def _council_id(number: int) -> str:
    return f"E{number:06}"


def _trust_id(number: int) -> str:
    return f"{20_000_000 + number}"


def _hosted(year: Year) -> list[Row]:
    """The council's people who work at the trust, as the trust lists them: without a band of its own."""
    changed = {"employer": council.NAME, "host": trust.NAME, "pay_band": "", "staff_group": ""}
    # The council pays them, so the trust's list does not say what.
    changed |= {"hourly_pay": "", "bonus": "", "full_pay": ""}
    return [
        staff_row(person, lambda number: _trust_id(_HOSTED_FROM + number)) | changed
        for person in year.staff
        if person.job.host == trust.NAME
    ]


def _population(effects: Effects, residents: int) -> list[Row]:
    """Residents by category: everybody's group is known, as in a census."""
    return [
        {"ethnic_category": category, "population": round(residents * share)}
        for category, share in effects.mix.items()
    ]


def _ladder_text(ladder: Ladder) -> str:
    lines = ["[ladder]", f"rungs = {json.dumps(ladder.rungs)}", "", "[ladder.steps]"]
    return "\n".join(lines + [f"{step} = {json.dumps(on)}" for step, on in ladder.steps.items()])
