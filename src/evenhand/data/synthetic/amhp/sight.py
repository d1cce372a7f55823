"""What is told upwards: limits, escalations, obstacles, forums; and what the council arranges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from evenhand.data.synthetic.amhp.chance import Rng
from evenhand.data.synthetic.amhp.shares import shares
from evenhand.data.synthetic.amhp.staff import Draws
from evenhand.data.synthetic.amhp.work import RESPONSIBLE, Work

Row = dict[str, Any]

# Name of a wait (as durations are named), minutes, and to whom it is told.
THRESHOLDS = (
    ("referral to allocation", 120, "Duty manager, by telephone"),
    ("referral to assessment", 480, "AMHP lead, then the director on call"),
    ("waiting for a bed", 720, "Director on call of the trust"),
    ("application to conveyance", 360, "Ambulance service, duty officer"),
)
_WAIT_OF = {
    "BED": "waiting for a bed",
    "BED_OUT_OF_AREA": "waiting for a bed",
    "CONVEYANCE": "application to conveyance",
    "AMBULANCE": "referral to assessment",
    "S12_DOCTOR": "referral to assessment",
    "POLICE": "referral to assessment",
    "WARRANT": "referral to assessment",
    "AMHP_CAPACITY": "referral to assessment",
}
_TOLD, _ANSWERED = 0.6, 0.7
# What is raised, in one line, to whom it goes, and what may be answered. All made up.
_OBSTACLES = (
    (
        "BED",
        "TRUST",
        "No bed in the area for the third night.",
        "Two more beds are open from Monday.",
    ),
    (
        "BED",
        "ICB",
        "Bed offered 120 miles away, no escort.",
        "Escorts are paid for from this month.",
    ),
    (
        "DOCTOR",
        "ICB",
        "Nobody on the list answers after 22:00.",
        "The list is being checked by phone.",
    ),
    (
        "CONVEYANCE",
        "AMBULANCE",
        "Six hours for secure transport.",
        "A second crew works at weekends.",
    ),
    (
        "POLICE",
        "POLICE",
        "No officers for a warrant until tomorrow.",
        "Warrants have a named sergeant.",
    ),
    (
        "WARRANT",
        "COURT",
        "The court cannot be reached out of hours.",
        "A new number is in the handbook.",
    ),
    ("SAFETY", "COUNCIL", "Asked to visit alone at night.", "Two people go at night from now on."),
    (
        "CAPACITY",
        "COUNCIL",
        "Two considerations wait, one AMHP is on.",
        "On-call is doubled on Fridays.",
    ),
    (
        "RACE_EQUALITY",
        "TRUST",
        "Restraint was planned before anybody had met the person.",
        "Looked at with the ward; a review follows.",
    ),
    (
        "ACCESS",
        "ICB",
        "No interpreter for Tigrinya before noon.",
        "A second provider is under contract.",
    ),
)
_ARRANGED = (
    ("LEGAL_ADVICE", "The council's solicitor, and out of hours a firm under contract (made up)."),
    ("INSURANCE", "The council insures those who act for it (made up)."),
    ("SUPERVISION", "Monthly, by an AMHP of at least three years (made up)."),
    ("DEBRIEF", "Within two days, by the AMHP lead or a colleague of choice (made up)."),
    ("CROSS_BORDER", "Neighbours see each other's residents and settle afterwards (made up)."),
    ("SURGE", "Above six open considerations the combined roles are called in (made up)."),
    ("S140", "Made-up Hospital, Ward 1: special urgency. Made-up Unit: under 18 (made up)."),
    ("COMPENSATION", "Time back within a month, or paid at the next rate (made up)."),
)
_FORUMS = (
    ("LOCAL", "Beds, conveyance and the new handbook were talked about (made up)."),
    ("REGIONAL", "Cross-border work and training of the year (made up)."),
    ("NATIONAL_NOTICE", "A notice of the national network was read out (made up)."),
)


@dataclass(kw_only=True)
class Told:
    """Rows by what they are; an escalation names its consideration by place (`of_work`)."""

    thresholds: list[Row] = field(default_factory=list)
    escalations: list[Row] = field(default_factory=list)
    obstacles: list[Row] = field(default_factory=list)
    forums: list[Row] = field(default_factory=list)
    arrangements: list[Row] = field(default_factory=list)
    conditions: list[Row] = field(default_factory=list)
    establishments: list[Row] = field(default_factory=list)


def draw_told(rng: Rng, work: Work, *, approved: int, since: datetime, now: datetime) -> Told:
    """What two years of work led to, up to now."""
    draws = Draws(rng)
    first = since.date()
    return Told(
        thresholds=[
            {"name": name, "minutes": minutes, "route": route}
            for name, minutes, route in THRESHOLDS
        ],
        escalations=list(_escalations(draws, work, now)),
        obstacles=_obstacles(draws, approved, since, now),
        forums=list(_forums(draws, approved, first, now.date())),
        arrangements=[
            {"kind": kind, "words": words, "since": first, "until": None}
            for kind, words in _ARRANGED
        ],
        conditions=[
            {"kind": "ASSESSMENTS_A_YEAR", "amount": 4, "since": first, "until": None},
        ],
        establishments=_establishments(approved, first, now.date()),
    )


def _escalations(draws: Draws, work: Work, now: datetime) -> Iterator[Row]:
    limits = {name: (minutes, route) for name, minutes, route in THRESHOLDS}
    seen: set[tuple[int, str]] = set()
    for delay in work.delays:
        name = _WAIT_OF.get(delay["reason"], "")
        if not name or delay["since"] is None or (delay["of_work"], name) in seen:
            continue
        minutes, route = limits[name]
        at = delay["since"] + timedelta(minutes=minutes)
        if at > (delay["until"] or now) or not draws.happens(_TOLD):
            continue
        answered = at + timedelta(minutes=draws.whole(20, 600))
        seen.add((delay["of_work"], name))
        yield {
            "of_work": delay["of_work"],
            "name": name,
            "route": route,
            "responsible": RESPONSIBLE[delay["reason"]],
            "at": at,
            "answered": answered if answered <= now and draws.happens(_ANSWERED) else None,
        }


def _obstacles(draws: Draws, approved: int, since: datetime, now: datetime) -> list[Row]:
    """About one a month for every 30 AMHPs: raised, sent on, and most of them answered."""
    number = int(draws.rng.poisson(24 * approved / 30)) + 2
    minutes = int((now - since) / timedelta(minutes=1))
    raised = sorted(since + timedelta(minutes=draws.whole(0, minutes)) for _ in range(number))
    # Something of yesterday, so that somebody waits for an answer.
    raised[-1] = max(raised[-1], now - timedelta(hours=20))
    rows: list[Row] = []
    for k, at in enumerate(raised, start=1):
        kind, to, text, answer = _OBSTACLES[draws.whole(0, len(_OBSTACLES) - 1)]
        routed = at + timedelta(hours=draws.whole(2, 60))
        answered = routed + timedelta(days=draws.whole(2, 40))
        row = {"number": k, "kind": kind, "text": text, "raised": at, "state": "raised"}
        row |= {"routed_to": "", "routed": None, "answer": "", "answered": None}
        if routed <= now:
            row |= {"state": "routed", "routed_to": to, "routed": routed}
        if answered <= now and draws.happens(0.9):
            row |= {"state": "answered", "answer": answer, "answered": answered}
        rows.append(row)
    return rows


def _forums(draws: Draws, approved: int, first: date, last: date) -> Iterator[Row]:
    day = first + timedelta(days=20)
    k = 0
    while day <= last:
        kind, words = _FORUMS[k % len(_FORUMS)]
        attended = None if kind == "NATIONAL_NOTICE" else draws.whole(4, max(5, approved // 3))
        recorded = datetime.combine(day, time(16), UTC)
        yield {
            "kind": kind,
            "on": day,
            "attended": attended,
            "words": words,
            "recorded": recorded,
        }
        day += timedelta(days=61)
        k += 1


def _establishments(approved: int, first: date, last: date) -> list[Row]:
    """Each year's posts, of which the published share is vacant."""
    vacant = float(shares()["workforce"]["chance"]["vacant"])
    posts: Sequence[float] = (0.42 * approved, 0.45 * approved)
    return [
        {
            "since": day,
            "fte": round(fte / (1 - vacant), 2),
            "vacant": round(fte / (1 - vacant) * vacant, 2),
        }
        for day, fte in zip((first, last - timedelta(days=200)), posts, strict=True)
    ]
