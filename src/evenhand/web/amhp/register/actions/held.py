"""What every write to the register starts and ends with."""

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


def trail(professional: Professional, what: str, *, by: str, at: datetime, **fields: Any) -> None:
    """Note in the trail; `before` and `after` are its fields."""
    note(by=by, at=at, what=what, about=about(professional), body=professional.body.slug, **fields)
