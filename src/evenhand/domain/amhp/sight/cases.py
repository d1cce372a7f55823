"""Considerations with what is known of the person: made from rows of the data set or of the site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from evenhand.domain.amhp.considerations import Consideration, Delay, Triage
from evenhand.domain.amhp.dataset_cells import codes_in

Rows = Mapping[str, Iterable[Mapping[str, Any]]]
_FIELDS = tuple(each.name for each in fields(Consideration) if each.name != "delays")
_OF_PERSON = ("ethnicity", "gender", "deaf", "sexual_orientation", "interpreter", "disability")
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
        one_delay = Delay(reason=row["reason"], since=row.get("since"), until=row.get("until"))
        delays[row.get("body", body), row["consideration"]].append(one_delay)
    for row in tables.get("considerations", ()):
        whose = row.get("body", body)
        told = {name: value for name in _FIELDS if (value := row.get(name)) is not None}
        of_person = {name: value for name in _OF_PERSON if (value := row.get(name)) is not None}
        triage = _TRIAGE.get(told.pop("triage", ""))
        if "extended_hours" in told:
            told["extended_hours"] = float(told["extended_hours"])
        if "disability" in of_person:
            of_person["disability"] = codes_in(of_person["disability"])
        held_up = delays.get((whose, row["reference"]))
        one = Consideration(triage=triage, delays=tuple(held_up) if held_up else (), **told)
        yield Case(consideration=one, day=one.day, body=whose, **of_person)
