"""Waits that a service watches: what an open consideration waits for, since when, and past which limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from evenhand.domain.amhp.considerations import Consideration


class Wait(StrEnum):
    """What is waited for."""

    ACCEPTANCE = "acceptance"
    ASSESSMENT = "assessment"
    BED = "bed"
    CONVEYANCE = "conveyance"


# From which time a wait runs, and which times end it.
_RUNS: Mapping[Wait, tuple[str, tuple[str, ...]]] = {
    Wait.ACCEPTANCE: ("referred", ("accepted", "allocated", "first_contact", "assessment_start")),
    Wait.ASSESSMENT: ("referred", ("assessment_start", "assessment_end", "application_signed")),
    Wait.BED: ("bed_requested", ("bed_found", "conveyed", "admitted")),
    Wait.CONVEYANCE: ("application_signed", ("conveyed", "admitted")),
}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One wait that runs, since an instant in UTC."""

    wait: Wait
    since: datetime

    def lasted(self, at: datetime) -> timedelta:
        """How long by an instant; nothing where it begins after it."""
        return max(at.astimezone(UTC) - self.since, timedelta(0))

    def passed(self, minutes: int | None, at: datetime) -> bool:
        """Whether it has run for longer than a limit; never where there is none."""
        return minutes is not None and self.lasted(at) > timedelta(minutes=minutes)


def waits_of(one: Consideration) -> tuple[Waiting, ...]:
    """
    The waits that run for an open consideration, in the order of the work.

    A conveyance is waited for only once a bed is found, or where none was asked for.
    """
    found = []
    for wait, (start, ends) in _RUNS.items():
        since = one.time(start)
        if since is None or any(one.time(each) for each in ends):
            continue
        if wait is Wait.CONVEYANCE and one.time("bed_requested") and not one.time("bed_found"):
            continue
        found.append(Waiting(wait=wait, since=since))
    return tuple(found)
