"""What was asked of others for a consideration: doctors, a bed, conveyance, the police, a warrant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from evenhand.data.synthetic.amhp.chance import Codes
from evenhand.data.synthetic.amhp.kinds import Kinds
from evenhand.data.synthetic.amhp.staff import Draws
from evenhand.data.synthetic.amhp.steps import Steps

Row = dict[str, Any]

# Of whom each is asked, in words that name no real body.
_OF = {
    "DOCTOR": "List of section 12 doctors (made up)",
    "OTHER_DOCTOR": "Surgery (made up)",
    "BED": "Bed management of the trust (made up)",
    "CONVEYANCE": "Ambulance service (made up)",
    "POLICE": "Police (made up)",
    "WARRANT": "Magistrates' court (made up)",
    "ADVOCATE": "Advocacy service (made up)",
    "INTERPRETER": "Interpreting service (made up)",
}
_IN_VAIN = {"REFUSED": 0.4, "NONE": 0.35, "NO_ANSWER": 0.25}
# Illustrative, like all here: how many minutes of waiting there are to one more try.
_A_TRY = {"DOCTOR": 90.0, "BED": 480.0}
_MOST_TRIES = 6
_CHANCE = {"OTHER_DOCTOR": 0.4, "POLICE": 0.12, "ADVOCATE": 0.08}
_OUT_OF_AREA = 0.08


@dataclass(frozen=True, kw_only=True)
class _Stretch:
    """What was asked for between two times; `found` says how it ended."""

    what: str
    since: float
    until: float
    found: bool = True
    far: bool = False


def draw_asks(draws: Draws, kinds: Kinds, steps: Steps, interpreter: Codes) -> list[Row]:
    """Asks in minutes since 1970, each naming its consideration by place."""
    far, waited = (
        set(steps.delays.of[steps.delays.reason == reason].tolist())
        for reason in ("BED_OUT_OF_AREA", "S12_DOCTOR")
    )
    rows = []
    for place in np.flatnonzero(kinds.further & ~kinds.planned).tolist():
        for stretch in _stretches(draws, place, kinds, steps, str(interpreter[place]), far, waited):
            if stretch.since <= stretch.until:
                rows += [{"of_work": place, **row} for row in _tries(draws, stretch)]
    return rows


def _stretches(
    draws: Draws,
    place: int,
    kinds: Kinds,
    steps: Steps,
    interpreter: str,
    far: set[int],
    waited: set[int],
) -> Iterator[_Stretch]:
    at = {name: float(times[place]) for name, times in steps.times.items()}
    begins, until = at["allocated"], at["assessment_start"]
    # A doctor is found soon, unless it was the doctor that was waited for.
    soon = until if place in waited else min(until, begins + draws.whole(15, 100))
    yield _Stretch(what="DOCTOR", since=begins, until=soon)
    for what, chance in _CHANCE.items():
        if draws.happens(chance):
            yield _Stretch(what=what, since=begins, until=until)
    if kinds.request[place] == "S135_1":
        yield _Stretch(what="WARRANT", since=begins, until=until)
    if interpreter in ("PROVIDED", "NOT_PROVIDED"):
        found = interpreter == "PROVIDED"
        yield _Stretch(what="INTERPRETER", since=begins, until=until, found=found)
    out = place in far or draws.happens(_OUT_OF_AREA)
    yield _Stretch(what="BED", since=at["bed_requested"], until=at["bed_found"], far=out)
    if kinds.outcome[place] == "NOT_COMPLETED_NO_BED":
        ended = float(steps.ended[place])
        yield _Stretch(what="BED", since=at["bed_requested"], until=ended, found=False)
    yield _Stretch(what="CONVEYANCE", since=at["application_signed"], until=at["conveyed"])


def _tries(draws: Draws, stretch: _Stretch) -> Iterator[Row]:
    """One ask after another; only the last is answered as it was wanted."""
    more = (stretch.until - stretch.since) / _A_TRY.get(stretch.what, 1e9)
    number = 1 + min(_MOST_TRIES - 1, int(draws.rng.poisson(more)))
    times = np.rint(np.linspace(stretch.since, stretch.until, number + 1)).tolist()
    for k in range(number):
        found = stretch.found and k == number - 1
        away = stretch.what == "BED" and found and stretch.far
        yield {
            "what": stretch.what,
            "of": _OF[stretch.what],
            "asked": times[k],
            "answered": times[k + 1],
            "answer": "FOUND" if found else draws.one_of(_IN_VAIN),
            "out_of_area": away if stretch.what == "BED" and found else None,
            "miles": draws.whole(25, 180) if away else None,
        }
