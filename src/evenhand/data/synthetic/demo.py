"""A made-up pair for the demonstration: a council and the mental health trust that works with it.

Three years of records, each body's in the shape of its own HR system. The same people stay, leave,
join and are promoted over the years; some of the council's social workers are seconded to the trust
and stand in both lists. The sizes of the effects are in pair/effects.toml.
"""

import json
from datetime import date
from importlib import resources
from pathlib import Path

import numpy as np

from evenhand.data.synthetic.effects import Effects, parse_effects
from evenhand.data.synthetic.pair import council, council_system, trust, trust_system
from evenhand.data.synthetic.pair.drawing import Drawing
from evenhand.data.synthetic.pair.export import Row, write_pack
from evenhand.data.synthetic.pair.payroll import Payroll
from evenhand.data.synthetic.pair.records import rows_of, staff_row
from evenhand.data.synthetic.pair.years import Year, live
from evenhand.domain.codes.grades import Ladder

SNAPSHOTS = (date(2023, 3, 31), date(2024, 3, 31), date(2025, 3, 31))

_RESIDENTS = 262_000
# The trust numbers people as it does its own, from here.
_HOSTED_FROM = 50_000

_COUNCIL_HEADING = f"""
# Made-up records of a council that does not exist, as its HR system might export them.
marked_as = "made up"
standards = ["sc-wres"]

[body]
id = "{council.ID}"
name = "{council.NAME}"
kind = "council"
region = "Yorkshire and The Humber"
"""
_TRUST_HEADING = f"""
# Made-up records of a trust that does not exist, as its HR system might export them.
marked_as = "made up"
standards = ["nhs-wres"]

[body]
id = "{trust.ID}"
name = "{trust.NAME}"
kind = "nhs-trust"
region = "North East and Yorkshire"

[ladder]
slug = "agenda-for-change"
"""


def write_demo(out: Path, seed: int) -> list[Path]:
    """Write the packs `council/` and `trust/` into `out`. The same seed gives the same bytes."""
    effects = demo_effects()
    for_council, for_trust = np.random.default_rng(seed).spawn(2)
    last = SNAPSHOTS[-1].year
    council_years = live(
        council.JOBS, SNAPSHOTS, Drawing(for_council, effects, council.LADDER, last)
    )
    trust_years = live(trust.JOBS, SNAPSHOTS, Drawing(for_trust, effects, trust.LADDER, last))
    residents = _population(effects)
    council_rows, trust_rows = {}, {}
    payroll, their_payroll = _payrolls(effects, seed)
    for year, theirs in zip(council_years, trust_years, strict=True):
        tables = rows_of(year, _council_id, payroll)
        council_rows[year.snapshot] = tables | {"population": residents}
        tables = rows_of(theirs, _trust_id, their_payroll)
        tables["staff"] += _hosted(year)
        trust_rows[theirs.snapshot] = tables
    council_heading = _COUNCIL_HEADING + "\n" + _ladder_text(council.LADDER)
    return [
        *write_pack(out / "council", council_heading, council_system.SYSTEM, council_rows),
        *write_pack(out / "trust", _TRUST_HEADING, trust_system.SYSTEM, trust_rows),
    ]


def demo_effects() -> Effects:
    """What is true in the made-up pair."""
    file = resources.files("evenhand.data.synthetic.pair") / "effects.toml"
    return parse_effects(file.read_text(encoding="utf-8"), name=file.name)


def _payrolls(effects: Effects, seed: int) -> tuple[Payroll, Payroll]:
    """The council's and the trust's."""
    last = SNAPSHOTS[-1].year
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


def _population(effects: Effects) -> list[Row]:
    """Residents by category: everybody's group is known, as in a census."""
    return [
        {"ethnic_category": category, "population": round(_RESIDENTS * share)}
        for category, share in effects.mix.items()
    ]


def _ladder_text(ladder: Ladder) -> str:
    lines = ["[ladder]", f"rungs = {json.dumps(ladder.rungs)}", "", "[ladder.steps]"]
    return "\n".join(lines + [f"{step} = {json.dumps(on)}" for step, on in ladder.steps.items()])
