"""What every write to the register starts and ends with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from evenhand.web.amhp.models import Professional
from evenhand.web.core.actions import note


def held_now(professional: Professional) -> Professional:
    """The person as they are in the database now, held until the transaction ends."""
    return (
        Professional.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=professional.pk)
    )


def about(professional: Professional) -> str:
    """The record whose history all entries of a person's trail are: forgotten with the person."""
    return f"amhp.professional:{professional.pk}"


# What the trail may say of a field. Of every other it says only that it was written: the trail is read by
# administrators, who do not see the register, and words and what is asked of a person are not theirs.
_SAID = frozenset(
    (
        "entry", "entries", "event", "on", "moment", "hours", "agreed", "kind", "sent", "notices",
        "leaf", "heading", "account", "person", "profession", "registration_expires", "employer",
        "role", "service_area", "fte", "stage", "started", "expected", "ended", "since", "until",
    )
)  # fmt: skip


def trail(
    professional: Professional,
    what: str,
    *,
    by: str,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Note in the trail; of `before` and `after` only what administrators may read."""
    note(
        by=by,
        at=at,
        what=what,
        about=about(professional),
        body=professional.body.slug,
        before=_without_words(before),
        after=_without_words(after),
    )


def _without_words(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if told is None:
        return None
    said = {name: value for name, value in told.items() if name in _SAID}
    others = [name for name, value in told.items() if name not in _SAID and value not in ("", None)]
    return said | ({"fields": ", ".join(others)} if others else {})
