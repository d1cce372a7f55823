"""Writes of what the authority arranges, asks for beside the regulations, and has posts for."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Arrangement, Establishment, LocalCondition
from evenhand.web.amhp.sealed import closed
from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.actions import note


@transaction.atomic
def add_arrangement(
    *, body: Body, kind: str, words: str, since: date, until: date | None, by: User, at: datetime
) -> Arrangement:
    """Record what is arranged from a day on. One that was recorded before stays. Raises Refused."""
    _must_be_in_order(since, until)
    made = Arrangement.objects.create(
        body=body,
        kind=kind,
        sealed_words=closed(body, words),
        since=since,
        until=until,
        by=by,
        recorded=at,
    )
    # Administrators read the trail, and the words may name people: they are the register keeper's.
    after = {"kind": kind, "since": since, "until": until, "fields": "words"}
    _note(body, gettext_noop("arrangement recorded"), f"arrangement:{made.pk}", by, at, after)
    return made


@transaction.atomic
def add_condition(
    *,
    body: Body,
    kind: str,
    amount: Decimal,
    since: date,
    until: date | None,
    by: User,
    at: datetime,
) -> LocalCondition:
    """Record a condition of the authority's own from a day on. Raises Refused."""
    _must_be_in_order(since, until)
    made = LocalCondition.objects.create(
        body=body, kind=kind, amount=amount, since=since, until=until
    )
    after = {"kind": kind, "amount": amount, "since": since, "until": until}
    _note(body, gettext_noop("local condition recorded"), f"condition:{made.pk}", by, at, after)
    return made


@transaction.atomic
def set_establishment(
    *, body: Body, since: date, fte: Decimal, vacant: Decimal, by: User, at: datetime
) -> Establishment:
    """Record how many posts there are from a day on; the same day again replaces it. Raises Refused."""
    if vacant > fte:
        raise Refused(_("More is vacant than there is. Check both numbers."))
    made, _new = Establishment.objects.update_or_create(
        body=body, since=since, defaults={"fte": fte, "vacant": vacant}
    )
    after = {"since": since, "fte": fte, "vacant": vacant}
    _note(body, gettext_noop("establishment recorded"), f"establishment:{made.pk}", by, at, after)
    return made


def _must_be_in_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refused(_("It ends before it begins. Check both days."))


def _note(
    body: Body, what: str, about: str, by: User, at: datetime, after: dict[str, object]
) -> None:
    note(by=str(by.pk), at=at, what=what, about=f"amhp.{about}", body=body.slug, after=after)
