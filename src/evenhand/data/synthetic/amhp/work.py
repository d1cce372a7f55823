"""Two years of considerations as a service would have them written down by now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from evenhand.data.synthetic.amhp.arrivals import arrivals, hours_between
from evenhand.data.synthetic.amhp.asks import draw_asks
from evenhand.data.synthetic.amhp.by_whom import Numbers, from_the_rota, team
from evenhand.data.synthetic.amhp.chance import Codes, Marks, Minutes, Rng, codes, happens
from evenhand.data.synthetic.amhp.kinds import Kinds, draw_kinds
from evenhand.data.synthetic.amhp.persons import Persons, draw_persons
from evenhand.data.synthetic.amhp.register import Register
from evenhand.data.synthetic.amhp.rota import DAYS_AHEAD, Rota
from evenhand.data.synthetic.amhp.shares import considered_per_completed, shares
from evenhand.data.synthetic.amhp.staff import Draws
from evenhand.data.synthetic.amhp.steps import Steps, draw_steps
from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.considerations import STAMPS

Row = dict[str, Any]

_TIMES = (*STAMPS, "held_from", "held_until")
_ATTENDED_SAID, _SECOND = 0.7, 0.08
# Hours from which those open now are chosen, and among how many.
_RECENT, _CANDIDATES = 30, 1_500
_TODAY = {"TODAY": 0.72, "NOW": 0.22, "PLANNED": 0.06}
# Which kind of body answers for a reason; "" where nobody does.
RESPONSIBLE = {
    "S12_DOCTOR": "ICB",
    "BED": "TRUST",
    "BED_OUT_OF_AREA": "ICB",
    "POLICE": "POLICE",
    "WARRANT": "COURT",
    "AMBULANCE": "AMBULANCE",
    "CONVEYANCE": "AMBULANCE",
    "AMHP_CAPACITY": "COUNCIL",
    "OTHER": "OTHER",
}


@dataclass(kw_only=True)
class Work:
    """Rows by what they are. What belongs to a consideration names it by place (`of_work`)."""

    considerations: list[Row] = field(default_factory=list)
    delays: list[Row] = field(default_factory=list)
    asks: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    safety: list[Row] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """What really happened: of everything, known or not."""

    kinds: Kinds
    steps: Steps
    persons: Persons
    amhp: Numbers
    second: Numbers
    now: float

    def by_now(self, times: Minutes) -> Marks:
        """Which of the times have come."""
        return times <= self.now


def draw_work(
    rng: Rng, register: Register, rota: Rota, *, residents: int, since: datetime, now: datetime
) -> Work:
    """Everything up to `now` that a service of so many residents had to do; nothing of later."""
    referred, kinds, steps = _happened(rng, residents, len(register.acting), since, now)
    staff = team(register, since.date(), (now + timedelta(days=DAYS_AHEAD)).date())
    taken = np.where(np.isnan(steps.times["allocated"]), referred, steps.times["allocated"])
    second = np.where(happens(rng, _SECOND, len(referred)), staff.draw(rng, taken), 0)
    amhp = from_the_rota(rng, rota, taken, staff.draw(rng, taken))
    drawn = _Drawn(
        kinds=kinds,
        steps=steps,
        persons=draw_persons(rng, kinds),
        amhp=amhp,
        second=np.where(second == amhp, 0, second),
        now=now.timestamp() / 60,
    )
    work = Work()
    work.considerations = _considerations(rng, drawn)
    work.delays = _delays(rng, drawn)
    work.asks = _asks(rng, drawn)
    work.clocks = list(_clocks(drawn))
    work.safety = _safety(rng, drawn)
    return work


def _happened(
    rng: Rng, residents: int, people: int, since: datetime, now: datetime
) -> tuple[Minutes, Kinds, Steps]:
    """Every referral up to now in order, what it was, and what came of it."""
    minute = now.timestamp() / 60
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    completed = float(shares()["volume"]["completed_per_100000"]) * residents / 100_000
    hours = hours_between(since, hour)
    referred, when = arrivals(rng, hours, completed * considered_per_completed())
    past = np.flatnonzero(referred <= minute)
    referred, when = referred[past], when.at(past)
    # Of many that might have come since yesterday, some are the ones that are open now.
    recent = np.sort(rng.integers(len(hours.starts) - _RECENT, len(hours.starts), _CANDIDATES))
    others = hours.at(recent)
    times = np.concatenate((referred, others.starts + rng.integers(0, 60, _CANDIDATES)))
    kinds = draw_kinds(rng, when) + draw_kinds(rng, others)
    steps = draw_steps(rng, times, when + others, kinds)
    chosen = _open_now(kinds, steps, minute, len(referred), round(people / 30))
    kept = np.concatenate((np.arange(len(referred), dtype=np.int64), chosen))
    kept = kept[np.argsort(times[kept], kind="stable")]
    return times[kept], kinds.at(kept), steps.at(kept)


def _open_now(kinds: Kinds, steps: Steps, now: float, after: int, times: int) -> Numbers:
    """Places after `after` of considerations at every stage at this moment."""
    at = steps.times
    waits = {
        "held": (kinds.request == "S136") & (at["first_contact"] <= now) & (steps.ended > now),
        "waiting_for_bed": (at["bed_requested"] <= now) & (at["bed_found"] > now),
        "in_contact": (at["first_contact"] <= now) & (at["assessment_start"] > now),
        "not_allocated": (at["accepted"] <= now) & (at["allocated"] > now),
        "referred": (at["referred"] <= now) & (at["accepted"] > now),
        "on_the_way": (at["application_signed"] <= now) & (at["admitted"] > now),
    }
    chosen: list[int] = []
    for name, which in waits.items():
        found = [place for place in np.flatnonzero(which).tolist() if place >= after]
        wanted = int(shares()["now"][name]) * times
        chosen += [place for place in found if place not in chosen][-wanted:]
    return np.array(chosen, dtype=np.int64)


def instant(minutes: float) -> datetime | None:
    """The time of so many minutes since 1970, or None where there is none."""
    return None if np.isnan(minutes) else datetime.fromtimestamp(60 * round(minutes), UTC)


def _considerations(rng: Rng, drawn: _Drawn) -> list[Row]:
    columns = {**_what(rng, drawn), **_details(rng, drawn), **_when(rng, drawn)}
    names = list(columns)
    rows = [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    of_year: dict[int, int] = {}
    for row in rows:
        year = row["referred"].astimezone(LONDON).year
        of_year[year] = of_year.get(year, 0) + 1
        row["reference"] = f"{year}-{of_year[year]:05}"
    return rows


def _what(rng: Rng, drawn: _Drawn) -> dict[str, list[Any]]:
    kinds, steps = drawn.kinds, drawn.steps
    number = len(kinds.request)
    decided = drawn.by_now(np.where(kinds.further, steps.times["accepted"], steps.ended))
    told = drawn.by_now(steps.told) & kinds.further
    allocated = drawn.by_now(steps.times["allocated"])
    out = decided & ~kinds.further
    at_once = kinds.held | (kinds.outcome == "S4")
    soon = np.where(at_once, "NOW", codes(rng, _TODAY, number))
    said = happens(rng, _ATTENDED_SAID, number) | np.isnan(steps.times["assessment_start"])
    referrer_told = codes(rng, {"yes": 0.82, "no": 0.08, "": 0.10}, number)
    not_applied = ~np.isin(kinds.outcome, ("S2", "S3", "S4"))
    reasons_due = (kinds.request == "S13_4") & not_applied & drawn.by_now(steps.ended)
    sent = steps.ended + 1440 * rng.integers(0, 8, number)
    sent = np.where(reasons_due & drawn.by_now(sent), sent, np.nan)
    return {
        "request": kinds.request.tolist(),
        "referrer": kinds.referrer.tolist(),
        "urgency": np.where(kinds.planned, "PLANNED", soon).tolist(),
        "triage": np.where(
            decided, np.where(kinds.further, "proceed", "not appropriate"), ""
        ).tolist(),
        "triage_reason": np.where(out, kinds.triage_reason, "").tolist(),
        "referrer_told": [
            {"yes": True, "no": False}.get(each) if ended else None
            for each, ended in zip(referrer_told.tolist(), out.tolist(), strict=True)
        ],
        "outcome": np.where(told, kinds.outcome, "").tolist(),
        "attended": [True if each else None for each in (told & said).tolist()],
        "amhp": np.where(allocated, drawn.amhp, 0).tolist(),
        "second": np.where(allocated, drawn.second, 0).tolist(),
        "reasons_sent": [found.date() if (found := instant(each)) else None for each in sent],
    }


def _when(rng: Rng, drawn: _Drawn) -> dict[str, list[Any]]:
    ended = drawn.by_now(drawn.steps.ended)
    missing = shares()["missing"]
    found: dict[str, list[Any]] = {}
    for name in _TIMES:
        times = drawn.steps.times[name]
        # Of what goes on, everybody knows the times; of what is over, some were never written down.
        lost = ended & happens(rng, float(missing.get(name, 0.0)), len(times))
        found[name] = [
            instant(each) for each in np.where(drawn.by_now(times) & ~lost, times, np.nan)
        ]
    found["extended_hours"] = drawn.steps.extended_hours.tolist()
    found["made"] = [
        instant(each) for each in np.minimum(drawn.steps.times["referred"] + 4, drawn.now)
    ]
    return found


def _details(rng: Rng, drawn: _Drawn) -> dict[str, list[Any]]:
    kinds, known = drawn.kinds, drawn.persons.known
    number = len(kinds.request)
    told = shares()
    section_136 = kinds.request == "S136"
    place = codes(rng, told["section_136"]["place"], number)
    transport = codes(rng, told["section_136"]["transport"], number)
    seen = drawn.by_now(drawn.steps.times["assessment_start"])
    used = np.isin(kinds.outcome, ("NO_ADMISSION_COMMUNITY", "NO_ADMISSION_CRISIS"))
    why = np.where(used, "USED", codes(rng, told["alternatives"]["why_none"], number))
    sought = seen & ~kinds.planned & happens(rng, 0.85, number)
    far = np.isin(known["out_of_area"], ("OURS_ELSEWHERE",)) & seen
    miles = rng.integers(12, 160, number)
    of_assessment = ("out_of_area", "advocacy", "advocacy_cultural")
    return {
        **{name: values.tolist() for name, values in known.items() if name not in of_assessment},
        **{name: np.where(seen, known[name], "").tolist() for name in of_assessment},
        "person": [f"P{each:05}" for each in drawn.persons.number.tolist()],
        "miles": [
            m if away else None for m, away in zip(miles.tolist(), far.tolist(), strict=True)
        ],
        "place_of_safety": np.where(section_136, place, "").tolist(),
        "transport": np.where(section_136, transport, "").tolist(),
        "alternatives": np.where(sought, _alternatives(rng, number), "").tolist(),
        "why_none": np.where(sought & drawn.by_now(drawn.steps.told), why, "").tolist(),
    }


def _alternatives(rng: Rng, number: int) -> Codes:
    """One or two codes with a comma."""
    weights: Mapping[str, float] = shares()["alternatives"]["sought"]
    first, second = codes(rng, weights, number), codes(rng, weights, number)
    two = happens(rng, 0.3, number) & (first != second)
    both = np.char.add(np.char.add(first, ","), second)
    return np.where(two, both, first)


def _delays(rng: Rng, drawn: _Drawn) -> list[Row]:
    delays = drawn.steps.delays
    lost = happens(rng, float(shares()["missing"]["delay_times"]), len(delays.of))
    over = drawn.by_now(drawn.steps.ended)[delays.of]
    rows = []
    for k in np.flatnonzero(drawn.by_now(delays.since)).tolist():
        gone = lost[k] and over[k]
        until = delays.until[k] if drawn.by_now(delays.until)[k] else np.nan
        rows.append(
            {
                "of_work": int(delays.of[k]),
                "reason": str(delays.reason[k]),
                "since": None if gone else instant(delays.since[k]),
                "until": None if gone else instant(until),
                "responsible": RESPONSIBLE.get(str(delays.reason[k]), ""),
            }
        )
    return rows


def _asks(rng: Rng, drawn: _Drawn) -> list[Row]:
    rows = draw_asks(Draws(rng), drawn.kinds, drawn.steps, drawn.persons.known["interpreter"])
    found = []
    for row in rows:
        if row["asked"] > drawn.now:
            continue
        if row["answered"] > drawn.now:
            row |= {"answered": np.nan, "answer": "", "out_of_area": None, "miles": None}
        found.append(row | {"asked": instant(row["asked"]), "answered": instant(row["answered"])})
    return found


def _clocks(drawn: _Drawn) -> list[Row]:
    """Limits that somebody enters: of a doctor's hold, and of the way to hospital. Others follow from the record."""
    kinds, steps = drawn.kinds, drawn.steps
    doctor = np.fmax(steps.times["referred"] - 300, steps.told - 70 * 60)
    examined = steps.times["application_signed"] - 20
    came = (
        ("S52", (kinds.request == "S5") & kinds.further, doctor, steps.told),
        ("S6A", kinds.admitted & ~kinds.in_hospital, examined, steps.times["admitted"]),
    )
    rows = []
    for rule, which, starts, met in came:
        for place in np.flatnonzero(which & drawn.by_now(starts)).tolist():
            kept = met[place] if met[place] <= drawn.now else np.nan
            rows.append(
                {
                    "of_work": place,
                    "rule": rule,
                    "starts": instant(starts[place]),
                    "met": instant(kept),
                }
            )
    return rows


def _safety(rng: Rng, drawn: _Drawn) -> list[Row]:
    draws, told = Draws(rng), shares()["safety"]
    chance = told["chance"]
    seen = drawn.by_now(drawn.steps.ended) & ~np.isnan(drawn.steps.times["assessment_start"])
    rows = []
    for place in np.flatnonzero(seen).tolist():
        if not draws.happens(chance["recorded"]):
            continue
        began = instant(drawn.steps.times["assessment_start"][place])
        assert began is not None
        incident = draws.one_of(told["incident"])
        over = round(0.25 * draws.whole(1, 14), 2) if draws.happens(chance["over"]) else 0
        rows.append(
            {
                "of_work": place,
                "person": int(drawn.amhp[place]),
                "day": began.astimezone(LONDON).date(),
                "lone_visit": draws.happens(chance["lone_visit"]),
                "police_present": draws.happens(chance["police_present"]),
                "incident": incident,
                "harm": "NONE" if incident == "NONE" else draws.one_of(told["harm"]),
                "hours_over": over,
                "compensated": draws.one_of(told["compensated"]) if over else "NOT_NEEDED",
                "debrief": "NOT_NEEDED" if incident == "NONE" else draws.one_of(told["debrief"]),
            }
        )
    return rows
