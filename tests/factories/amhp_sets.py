"""Made-up AMHP services as data sets: seeded, without names, of any size."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.writers.amhp_set import set_files
from evenhand.domain.amhp.dataset_cells import Row

ETHNICITIES = "A" * 50 + "B" * 2 + "C" * 8 + "HJKL" * 3 + "MMNNP" * 3 + "DEFG" + "RS" + "Z" * 4
DETAINED = {"M": 0.55, "N": 0.55, "P": 0.55}
NOT_DETAINED = ("INFORMAL", "NO_ADMISSION_COMMUNITY", "NO_ADMISSION_CRISIS", "S136_DISCHARGED")


def service(
    seed: int = 1,
    *,
    until: date = date(2026, 3, 31),
    months: int = 24,
    a_month: int = 60,
    amhps: int = 30,
    last_month: float = 1.0,
) -> dict[str, list[Row]]:
    """
    Tables of one service up to a day. `last_month`: how many times as many in the last 30 days.

    Black people are detained more often than others once they are considered.
    """
    draw = random.Random(seed)
    end = datetime(until.year, until.month, until.day, 23, 59, tzinfo=UTC)
    tables: dict[str, list[Row]] = {name: [] for name in data_set().by_name}
    moments = [
        end - timedelta(days=draw.uniform(0, 30.44 * months)) for _ in range(months * a_month)
    ]
    recent = [each for each in moments if (end - each).days < 30]
    moments += draw.choices(recent or moments, k=max(0, int(len(recent) * (last_month - 1))))
    for number, referred in enumerate(sorted(moments), start=1):
        row = _considered(draw, f"C{number:06}", referred.replace(microsecond=0), amhps)
        tables["considerations"].append(row)
        _around(draw, row, tables)
    for number in range(1, amhps + 1):
        tables["amhps"].append(_amhp(draw, f"P{number:03}", until))
    for number in range(1, amhps // 8 + 1):
        tables["amhps"].append(
            {"amhp": f"T{number:03}", "status": "TRAINEE", "profession": "SW", "stage": "COURSE",
             "expected": until + timedelta(days=200), "ethnicity": draw.choice(ETHNICITIES)}
        )  # fmt: skip
    for place in range(28):
        day = end.replace(hour=0, minute=0) - timedelta(days=place)
        tables["shifts"].append(
            {"kind": "shift", "starts": day, "ends": day + timedelta(hours=12), "needed": 3,
             "placed": draw.choice((2, 3, 3))}
        )  # fmt: skip
    return tables


def _considered(draw: random.Random, reference: str, referred: datetime, amhps: int) -> Row:
    row: Row = {
        "reference": reference,
        "referred": referred,
        "request": "S13_1",
        "triage": "proceed",
    }
    row["person"] = f"N{draw.randrange(9999):04}"
    group = draw.choice(ETHNICITIES)
    if draw.random() > 0.04:
        row["ethnicity"] = group
    row["gender"] = draw.choice(("FEMALE", "FEMALE", "MALE", "MALE", "NON_BINARY", "NOT_KNOWN"))
    row["age_band"] = draw.choice(("16-17", "18-34", "18-34", "35-49", "50-64", "65+"))
    row["disability"] = draw.choice(
        (("NONE",), ("NONE",), ("LEARNING",), ("AUTISM", "PHYSICAL"), ())
    )
    row["deaf"] = draw.choice(("NO",) * 15 + ("DEAF", "NOT_KNOWN"))
    row["sexual_orientation"] = draw.choice(("HETEROSEXUAL",) * 6 + ("GAY", "NOT_KNOWN", ""))
    row["interpreter"] = draw.choice(("NOT_NEEDED",) * 8 + ("PROVIDED", "NOT_PROVIDED", ""))
    row["amhp"] = f"P{draw.randrange(1, amhps + 1):03}"
    if draw.random() < 0.15:
        return row | {"triage": "not appropriate", "triage_reason": "SEEN_BY_OTHERS"}
    wait = _hours(draw.lognormvariate(1.4, 0.7))
    row["allocated"] = referred + timedelta(minutes=draw.randrange(5, 90))
    row["assessment_start"] = referred + wait
    if draw.random() < 0.06:
        return row | {"outcome": "NOT_COMPLETED_NO_BED", "attended": True}
    row["assessment_end"] = row["assessment_start"] + timedelta(minutes=draw.randrange(45, 200))
    if draw.random() < DETAINED.get(group, 0.35):
        row["outcome"] = draw.choice(("S2", "S2", "S3"))
        row["bed_requested"] = row["assessment_end"]
        row["bed_found"] = row["assessment_end"] + _hours(draw.expovariate(1 / 6))
        row["application_signed"] = row["bed_found"] + timedelta(minutes=20)
        row["admitted"] = row["application_signed"] + _hours(draw.uniform(1, 5))
        return row
    return row | {"outcome": draw.choice((*NOT_DETAINED, "GUARDIANSHIP"))}


def _hours(number: float) -> timedelta:
    """As people write times down: to the minute."""
    return timedelta(minutes=round(60 * number))


def _around(draw: random.Random, row: Row, tables: dict[str, list[Row]]) -> None:
    reference, start = row["reference"], row.get("assessment_start")
    if start is None:
        return
    if draw.random() < 0.35:
        tables["delays"].append(
            {"consideration": reference, "reason": draw.choice(("BED", "BED", "S12_DOCTOR", "CONVEYANCE", "POLICE")),
             "since": start, "until": start + _hours(draw.expovariate(1 / 4)), "responsible": "TRUST"}
        )  # fmt: skip
    if draw.random() < 0.5:
        tables["asks"].append(
            {"consideration": reference, "what": draw.choice(("DOCTOR", "BED", "CONVEYANCE")), "asked": start,
             "answered": start + timedelta(hours=1), "answer": draw.choice(("FOUND", "FOUND", "REFUSED"))}
        )  # fmt: skip
    if draw.random() < 0.7:
        tables["safety"].append(
            {"day": start.date(), "consideration": reference, "amhp": row["amhp"],
             "lone_visit": draw.random() < 0.15, "incident": draw.choice(("NONE",) * 14 + ("VERBAL", "RACIST")),
             "hours_over": round(max(0.0, draw.gauss(0, 1.5)), 1), "debrief": draw.choice(("TAKEN", "NOT_OFFERED", "NOT_NEEDED"))}
        )  # fmt: skip


def _amhp(draw: random.Random, reference: str, until: date) -> Row:
    since = until - timedelta(days=draw.randrange(1, 1820))
    return {
        "amhp": reference,
        "status": draw.choice(("APPROVED",) * 14 + ("SUSPENDED",)),
        "profession": draw.choice(("SW",) * 12 + ("NURSE", "OT")),
        "role": draw.choice(("SOLE", "COMBINED")),
        "fte": draw.choice((0.2, 0.5, 1.0)),
        "approved_from": since,
        "approved_to": since.replace(year=since.year + 5, day=min(since.day, 28)),
        "training_hours": draw.choice((0, 6, 12, 18, 24)),
        "age_band": draw.choice(("<35", "35-44", "45-54", "55-59", "60-64", "65+")),
        "sex": draw.choice(("FEMALE", "FEMALE", "MALE")),
        "ethnicity": draw.choice("AAAAAACHJMNZ"),
        "disability": draw.choice(("NO", "NO", "YES", "NOT_KNOWN")),
    }


def write_set(folder: Path, tables: dict[str, list[Row]], *bodies: str, **words: str) -> Path:
    """The set as files; the folder."""
    for name, text in set_files(
        data_set(), tables, bodies=bodies or ("Ashdale Council",), **words
    ).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def any_value(draw: random.Random, column: Any) -> Any:
    """Something that a column may hold."""
    codes = [each.code for each in codes_of(column)]
    return {
        "reference": lambda: "".join(draw.choices("abcXYZ019.-_/", k=draw.randrange(1, 9))) + "x",
        "code": lambda: draw.choice(codes),
        "codes": lambda: tuple(draw.sample(codes, k=draw.randrange(1, 3))),
        "time": lambda: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(10**8)),
        "day": lambda: date(2020, 1, 1) + timedelta(days=draw.randrange(4000)),
        "number": lambda: draw.randrange(10_000) / 100,
        "whole": lambda: draw.randrange(1000),
        "yes-no": lambda: draw.random() < 0.5,
    }[column.kind]()
