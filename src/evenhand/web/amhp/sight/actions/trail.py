"""What the line of sight tells the audit trail."""

from collections.abc import Mapping
from datetime import datetime

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note


def noted(
    body: Body, what: str, about: str, by: User, at: datetime, after: Mapping[str, object]
) -> None:
    """One thing that somebody did; `about` names the record within the service."""
    note(by=str(by.pk), at=at, what=what, about=f"amhp.{about}", body=body.slug, after=after)
