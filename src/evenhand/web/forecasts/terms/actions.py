"""Writes to a council's pay and terms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note
from evenhand.web.forecasts.models import PayTerms
from evenhand.web.forecasts.terms import rules


@transaction.atomic
def keep(
    *, body: Body, year: int, figures: Mapping[str, Any], seen: int | None, by: User, at: datetime
) -> PayTerms:
    """Keep another version of a year; `seen` is the one that was changed, 0 for none. Raises Refused."""
    Body.objects.select_for_update().get(pk=body.pk)
    rules.must_be_over(year, at_london(at).date())
    newest = PayTerms.objects.filter(body=body, year=year).order_by("-number").first()
    number = newest.number if newest else 0
    rules.must_be_as_seen(seen, number)
    made = PayTerms.objects.create(
        body=body, year=year, number=number + 1, figures=dict(figures), by=by, at=at
    )
    # Which items are known; the numbers themselves may be small, and words are free text.
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("pay and terms kept"),
        about=f"forecasts.payterms:{made.pk}",
        body=body.slug,
        after={"year": year, "version": made.number, "items": sorted(figures)},
    )
    return made
