"""The health of the register: who may act, whose approval ends when, ages, training, succession."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from evenhand.domain.amhp.sight.counts import Told
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.months import moved, quarters

APPROVED, SUSPENDED, TRAINEE = "APPROVED", "SUSPENDED", "TRAINEE"
HOURS_A_YEAR = 18
OLDER = ("55-59", "60-64", "65+")
# Quarters ahead that the register is looked at, and days that count as soon.
AHEAD, SOON_DAYS = 8, 90
YEARS_TO_TARGET = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Somebody whose approval, or registration, ends soon: a pseudonym, what, and its last day."""

    amhp: str
    what: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """How many approvals end in three months, and how many trainees are expected by their end."""

    first: date
    last: date
    ending: Told
    expected: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A group of the workforce beside the same group of the community, and the way to its share."""

    slug: str
    label: str
    broad: str
    people: Told
    residents: int | None
    path: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Register:
    """
    The register as on one day. `ages` and `professions` are of those approved or suspended.

    `endings` name pseudonyms, and are for the service itself. `short_of_training` have fewer than
    18 hours agreed so far in their approval year, of `training_known`.
    """

    on: date
    approved: Told
    suspended: Told
    trainees: Told
    fte: float | None
    fte_known: Told
    ages: Mapping[str, Told]
    professions: Mapping[str, Told]
    short_of_training: Told
    training_known: Told
    quarters: tuple[Quarter, ...]
    workforce: tuple[Share, ...]
    endings: tuple[Ending, ...] = ()

    @property
    def people(self) -> Told:
        """Approved or suspended."""
        if self.approved is None or self.suspended is None:
            return None
        return self.approved + self.suspended


def register(
    rows: Iterable[Mapping[str, Any]],
    on: date,
    *,
    ethnic: Dimension,
    group_of: Mapping[str, str],
    residents: Mapping[str, int],
) -> Register:
    """
    The register's health on a day.

    `group_of` takes a code of ethnicity to a group of `ethnic`; `residents` are people of each
    group in the community, empty where none are given.
    """
    them = list(rows)
    here = [row for row in them if row["status"] in (APPROVED, SUSPENDED)]
    coming = [row for row in them if row["status"] == TRAINEE and not row.get("ended")]
    known_fte = [float(row["fte"]) for row in here if row.get("fte") is not None]
    trained = [row for row in here if row.get("training_hours") is not None]
    return Register(
        on=on,
        approved=sum(row["status"] == APPROVED for row in here),
        suspended=sum(row["status"] == SUSPENDED for row in here),
        trainees=len(coming),
        fte=sum(known_fte) if known_fte else None,
        fte_known=len(known_fte),
        ages=Counter(row.get("age_band", "") for row in here),
        professions=Counter(row.get("profession", "") for row in here),
        short_of_training=sum(float(row["training_hours"]) < HOURS_A_YEAR for row in trained),
        training_known=len(trained),
        quarters=tuple(_quarters(here, coming, on)),
        workforce=_workforce(here, ethnic, group_of, residents),
        endings=tuple(_endings(here, on)),
    )


def _quarters(
    here: Sequence[Mapping[str, Any]], coming: Sequence[Mapping[str, Any]], on: date
) -> Iterable[Quarter]:
    first_month = moved(on.replace(day=1), 1)
    for first, last in quarters(first_month, AHEAD):
        days = first, moved(last, 1) - timedelta(days=1)
        yield Quarter(
            first=days[0],
            last=days[1],
            ending=_between(here, "approved_to", days),
            expected=_between(coming, "expected", days),
        )


def _between(rows: Iterable[Mapping[str, Any]], name: str, days: tuple[date, date]) -> int:
    return sum(days[0] <= row[name] <= days[1] for row in rows if row.get(name))


def _endings(here: Iterable[Mapping[str, Any]], on: date) -> list[Ending]:
    """Approvals in the year ahead and registrations in the next 90 days, soonest first."""
    ahead = {"approved_to": 365, "registration_expires": SOON_DAYS}
    said = {"approved_to": "approval", "registration_expires": "registration"}
    found = [
        Ending(amhp=row["amhp"], what=said[name], on=row[name])
        for row in here
        for name, days in ahead.items()
        if row.get(name) and on <= row[name] <= on + timedelta(days=days)
    ]
    return sorted(found, key=lambda each: (each.on, each.amhp, each.what))


def _workforce(
    here: Sequence[Mapping[str, Any]],
    ethnic: Dimension,
    group_of: Mapping[str, str],
    residents: Mapping[str, int],
) -> tuple[Share, ...]:
    found = Counter(group_of[row.get("ethnicity", "")] for row in here)
    return with_paths(
        Share(
            slug=group.slug,
            label=group.label,
            broad=group.broad,
            people=found[group.slug],
            residents=residents.get(group.slug),
        )
        for group in ethnic.groups
    )


def with_paths(shares: Iterable[Share]) -> tuple[Share, ...]:
    """
    The same with how many people each group would have, year by year, to reach its community's share.

    Standard 3.4 asks for a target: here the same share as in the community, at the workforce's size
    of today, in five equal steps. A group that is there already, or that cannot be shown, has none.
    """
    shares = tuple(shares)
    whole = sum(each.people or 0 for each in shares)
    community = sum(each.residents or 0 for each in shares)
    made = []
    for each in shares:
        path: tuple[int, ...] = ()
        if each.people is not None and each.residents and community:
            target = whole * each.residents / community
            if each.people < target:
                step = (target - each.people) / YEARS_TO_TARGET
                path = tuple(
                    math.ceil(each.people + step * year - 1e-9)
                    for year in range(1, YEARS_TO_TARGET + 1)
                )
        made.append(replace(each, path=path))
    return tuple(made)
