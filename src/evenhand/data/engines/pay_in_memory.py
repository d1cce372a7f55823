"""The pay audit's counts again, in plain loops over rows: the reference for faster engines."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
# body, snapshot, what, by, cell, category, sex, pay
Key = tuple[str, str, str, str, str, str, str, float | None]


def pay_counts(
    staff: Sequence[Row], *, hours: Mapping[str, float], weeks: float, outside: Sequence[str]
) -> dict[Key, int]:
    """Every count of the clean staff table; counts of nobody are absent."""
    counts: dict[Key, int] = defaultdict(int)
    for row in staff:
        if not _relevant(row, outside):
            continue
        place = (row["body"], row["snapshot"].isoformat())
        sex = "not known" if row.get("sex") is None else row["sex"]
        who = (row["category"], sex)
        counts[(*place, "bonus", "", "", *who, row.get("bonus"))] += 1
        if row.get("full_pay") is False:
            counts[(*place, "reduced", "", "", *who, None)] += 1
            continue
        pay, source = _hourly(row, hours, weeks)
        if source:
            counts[(*place, source, "", "", *who, None)] += 1
        started = row.get("started")
        cells = {
            "": "",
            "grade": row["rung"],
            "role": "not known" if row.get("role") is None else row["role"],
            "start year": "not known" if started is None else str(started.year),
        }
        for by, cell in cells.items():
            counts[(*place, "hourly", by, cell, *who, pay)] += 1
    return dict(counts)


def _relevant(row: Row, outside: Sequence[str]) -> bool:
    started, left = row.get("started"), row.get("left")
    if started is not None and started > row["snapshot"]:
        return False
    if left is not None and left <= row["snapshot"]:
        return False
    if row.get("contract") in outside or not row["main_post"]:
        return False
    return (row.get("employer") or "") in ("", row["body"])


def _hourly(row: Row, hours: Mapping[str, float], weeks: float) -> tuple[float | None, str]:
    """Hourly pay, and from what it was worked out where that had to be done."""
    own = row.get("hourly_pay")
    if own is not None and own > 0:
        return own, ""
    salary = row.get("salary")
    if not salary or salary < 0:
        return None, ""
    own_hours = row.get("weekly_hours")
    if own_hours is not None and own_hours > 0:
        return salary / (weeks * own_hours), "from-hours"
    fte = row.get("fte")
    if not fte or fte < 0 or row["body"] not in hours:
        return None, ""
    return salary / (weeks * (hours[row["body"]] * fte)), "from-salary"
