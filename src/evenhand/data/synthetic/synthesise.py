"""Made-up packs with effects that are known, so that measuring them can be tested."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from evenhand.data.definitions.load import ethnicity
from evenhand.data.synthetic.chances import Chances, draw_chances
from evenhand.data.synthetic.columns import days, words
from evenhand.data.synthetic.effects import Effects
from evenhand.data.synthetic.files import Layout, write_pieces
from evenhand.data.synthetic.happenings import (
    Columns,
    draw_answers,
    draw_applications,
    draw_events,
)
from evenhand.data.synthetic.staff import Ints, draw_staff, staff_table
from evenhand.data.synthetic.truth import known_truth

MARK = "made up"
# From this many people, in all years together, tables are written as Parquet.
LARGE = 20_000
# Whole bodies are drawn together until they have this many staff: enough to be quick, few enough
# to keep memory small.
_TOGETHER = 125_000
_REGIONS = (
    "London",
    "South East",
    "South West",
    "East of England",
    "Midlands",
    "North West",
    "North East and Yorkshire",
)
_EPOCH = date(1970, 1, 1)


class BadSize(ValueError):
    """Numbers of staff, bodies or years that no pack can have; the message says what to change."""


@dataclass
class _Numbers:
    """The next numbers to give out: nobody has the number of another."""

    person: int = 1
    respondent: int = 1
    application: int = 0


def synthesise(
    *,
    staff: int,
    bodies: int,
    years: int,
    seed: int,
    effects: Effects,
    out: Path,
    last_snapshot: date,
    partitioned: bool = False,
) -> list[Path]:
    """
    Write one pack of made-up bodies into the folder `out`, and the truth behind it.

    `staff` people are in post over all bodies in each of the years, the last of which ends on
    `last_snapshot`; leavers, bank staff and non-executives come on top. Each year is drawn afresh:
    nobody is in two. `partitioned`: each table is a folder of Parquet files, one a body and year.
    Returns the files written: pack.toml, bodies.csv, one for each table, and
    truth.json (`known_truth` says what is in it). The same arguments give the same bytes.
    """
    if bodies < 1 or years < 1 or staff < bodies:
        raise BadSize("Ask for at least one year, one body, and one member of staff for each body.")
    rng = np.random.default_rng(seed)
    chances = draw_chances(effects, staff=staff, bodies=bodies, rng=rng)
    digits = max(3, len(str(bodies)))
    ids = [f"X{number:0{digits}}" for number in range(1, bodies + 1)]
    snapshots = [_years_before(last_snapshot, back) for back in reversed(range(years))]
    out.mkdir(parents=True, exist_ok=True)
    pieces = _pieces(chances, ids, snapshots, rng)
    layout = Layout.PARQUET if staff * years >= LARGE else Layout.CSV
    tables = write_pieces(out, pieces, Layout.PARTITIONED if partitioned else layout)
    return [
        _write_manifest(out / "pack.toml", snapshots, tables),
        _write_bodies(out / "bodies.csv", ids, digits),
        *tables.values(),
        _write_truth(out / "truth.json", known_truth(chances, ids)),
    ]


def _pieces(
    chances: Chances, ids: Sequence[str], snapshots: Sequence[date], rng: np.random.Generator
) -> Iterator[tuple[str, pa.Table]]:
    next_number = _Numbers()
    for snapshot in snapshots:
        end = (snapshot - _EPOCH).days
        for bodies in _together(chances.staff):
            for name, body, category, columns in _tables(chances, bodies, end, next_number, rng):
                keys = {"body": words(body, ids)}
                if len(snapshots) > 1:
                    keys["year"] = days(np.full(len(body), end))
                if category is not None:
                    keys["ethnic_category"] = words(category, _codes(chances.categories))
                yield name, pa.table(keys | columns)


def _tables(
    chances: Chances,
    bodies: Ints,
    snapshot: int,
    number: _Numbers,
    rng: np.random.Generator,
) -> Iterator[tuple[str, Ints, Ints | None, Columns]]:
    """The pieces of all tables for some bodies in one year: name, body, category, other columns."""
    people = draw_staff(chances, bodies=bodies, first=number.person, snapshot=snapshot, rng=rng)
    number.person += len(people.body)
    yield "staff", people.body, people.category, staff_table(people, chances, rng)
    who, events = draw_events(people, chances, snapshot=snapshot, rng=rng)
    yield "events", people.body[who], None, events
    who, answers = draw_answers(people, chances, first=number.respondent, rng=rng)
    number.respondent += len(who)
    yield "survey", people.body[who], people.category[who], answers
    body, category, applications = draw_applications(
        chances, bodies=bodies, first=number.application, rng=rng
    )
    number.application += len(body)
    yield "applications", body, category, applications


def _together(staff: Ints) -> list[Ints]:
    """Places of the bodies, cut into runs that have about the same number of staff."""
    run = (np.cumsum(staff) - staff) // _TOGETHER
    return np.split(np.arange(len(staff)), np.flatnonzero(np.diff(run)) + 1)


def _codes(categories: Sequence[str]) -> list[str]:
    """NHS codes, and the label of a category that has none."""
    known = {category.slug: category for category in ethnicity().categories}
    return [known[slug].nhs or known[slug].label for slug in categories]


def _years_before(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day and years else day.day)


def _write_manifest(path: Path, snapshots: Sequence[date], tables: dict[str, Path]) -> Path:
    lines = [
        f'marked_as = "{MARK}"',
        'bodies = "bodies.csv"',
    ]
    standards = 'standards = ["nhs-wres"]'
    if len(snapshots) == 1:
        lines += ["", "[year]", f"snapshot = {snapshots[0]}", standards]
    else:
        lines += [standards]
        for snapshot in snapshots:
            lines += ["", "[[years]]", f"snapshot = {snapshot}"]
    lines += ["", "[ladder]", 'slug = "agenda-for-change"']
    for name in sorted(tables):
        lines += ["", f"[tables.{name}]", f'file = "{tables[name].name}"']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _write_bodies(path: Path, ids: Sequence[str], digits: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "name", "kind", "region"])
        for place, body in enumerate(ids):
            name = f"Made-up Trust {place + 1:0{digits}}"
            writer.writerow([body, name, "nhs-trust", _REGIONS[place % len(_REGIONS)]])
    return path


def _write_truth(path: Path, truth: dict[str, object]) -> Path:
    path.write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    return path
