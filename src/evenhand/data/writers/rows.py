"""Results as plain rows, the same for JSON and CSV: every field, in a stable order."""

import math
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from evenhand.domain.disclosure.preset import IN_WORDS, ZERO_IN_WORDS, Absence
from evenhand.domain.results.measurement import without_numbers
from evenhand.domain.results.result import Result

FIELDS = tuple(field.name for field in fields(Result))
UNBOUNDED = "upper limit unbounded"
# What a null (JSON) or an empty cell (CSV) means, and what a nought does.
SIGNS = {
    "suppressed": "Where `suppressed` is true, and for a count of unknown ethnicity where a flag "
    f"says so. {IN_WORDS[Absence.SUPPRESSED]}",
    "not calculable": "The figure where `finding` says so; `reason` says why. "
    f"{IN_WORDS[Absence.NOT_CALCULABLE]}",
    "not known": "A count of unknown ethnicity without such a flag, and a count behind a share that "
    f"was published alone. {IN_WORDS[Absence.NOT_KNOWN]}",
    "not applicable": f"Everywhere else. {IN_WORDS[Absence.NOT_APPLICABLE]}",
    "nought": f"A number like any other. {ZERO_IN_WORDS}",
}
_ORDER = ("body", "standard", "edition", "period", "indicator", "cell", "grouping", "group")
_ENUMS = ("unit", "finding", "change")


def rows(results: Iterable[Result]) -> list[dict[str, Any]]:
    """
    One dictionary a result, suppressed ones without any number.

    Neither format can say "infinite": an endless upper limit becomes None with the flag "upper
    limit unbounded". Raises ValueError for a number that is none (nan): that is a mistake of ours.
    """
    made = [_row(without_numbers(result)) for result in results]
    return sorted(made, key=lambda row: tuple(str(row[name]) for name in (*_ORDER, "comparator")))


def _row(result: Result) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(result, name) for name in FIELDS}
    flags = list(row["flags"])
    for name, value in row.items():
        if isinstance(value, float) and not math.isfinite(value):
            if math.isnan(value):
                raise ValueError(f"{name} of indicator {result.indicator} is not a number")
            row[name] = None
            if UNBOUNDED not in flags:
                flags.append(UNBOUNDED)
    for name in _ENUMS:
        row[name] = None if row[name] is None else str(row[name])
    return row | {"flags": flags}
