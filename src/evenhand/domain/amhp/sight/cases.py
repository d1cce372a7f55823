"""Considerations with what is known of the person: made from rows of the data set or of the site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.domain.amhp.considerations import STAMPS, Consideration, Delay, Triage
from evenhand.domain.amhp.dataset_cells import codes_in

Rows = Mapping[str, Iterable[Mapping[str, Any]]]
_TIMES = (*STAMPS, "held_from", "held_until")
_TRIAGE = {each.value: each for each in Triage}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    One consideration, whose it is, and the codes recorded of the person ("" is not asked).

    `day` is London's day of it, None where the record has no time at all.
    """

    consideration: Consideration
    day: date | None
    body: str = ""
    ethnicity: str = ""
    gender: str = ""
    deaf: str = ""
    sexual_orientation: str = ""
    interpreter: str = ""
    disability: tuple[str, ...] = ()


def cases(tables: Rows, *, body: str = "") -> Iterator[Case]:
    """
    The considerations of a set, each with its delays.

    Rows have the columns of the data set, as Python values: times with a zone, codes of several as
    tuples or with commas. A row without "body" is of `body`.
    """
    delays: defaultdict[tuple[str, str], list[Delay]] = defaultdict(list)
    for row in tables.get("delays", ()):
        held_up = Delay(reason=row["reason"], since=row.get("since"), until=row.get("until"))
        delays[row.get("body", body), row["consideration"]].append(held_up)
    for row in tables.get("considerations", ()):
        whose = row.get("body", body)
        one = Consideration(
            reference=row["reference"],
            referrer=row.get("referrer", ""),
            request=row.get("request", ""),
            triage=_TRIAGE.get(row.get("triage", "")),
            outcome=row.get("outcome", ""),
            attended=row.get("attended"),
            delays=tuple(delays.get((whose, row["reference"]), ())),
            extended_hours=float(row.get("extended_hours") or 0),
            **{stamp: row[stamp] for stamp in _TIMES if row.get(stamp)},
        )
        yield Case(
            consideration=one,
            day=one.day,
            body=whose,
            ethnicity=row.get("ethnicity", ""),
            gender=row.get("gender", ""),
            deaf=row.get("deaf", ""),
            sexual_orientation=row.get("sexual_orientation", ""),
            interpreter=row.get("interpreter", ""),
            disability=codes_in(row.get("disability")),
        )
