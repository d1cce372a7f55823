"""A row of a consideration as the domain knows it."""

from collections.abc import Iterable
from typing import Protocol

from evenhand.domain.amhp.considerations import STAMPS, Consideration, Delay, Triage

_TIMES = (*STAMPS, "held_from", "held_until")
_TRIAGE = set(Triage)


class Row(Protocol):
    """What has the fields of a consideration."""

    reference: str
    referrer: str
    request: str
    triage: str
    outcome: str
    attended: bool | None
    extended_hours: object


class DelayRow(Protocol):
    """What has the fields of a delay."""

    reason: str
    since: object
    until: object


def domain_of(row: Row, delays: Iterable[DelayRow]) -> Consideration:
    """The consideration that a row and its delays tell of."""
    return Consideration(
        reference=row.reference,
        referrer=row.referrer,
        request=row.request,
        triage=Triage(row.triage) if row.triage in _TRIAGE else None,
        outcome=row.outcome,
        attended=row.attended,
        delays=tuple(
            Delay(reason=each.reason, since=each.since, until=each.until)  # type: ignore[arg-type]
            for each in delays
        ),
        extended_hours=float(str(row.extended_hours)),
        **{name: getattr(row, name) for name in _TIMES},
    )
