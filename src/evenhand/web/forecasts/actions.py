"""Writes to workforce plans: asked for, and kept."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note
from evenhand.web.core.keys import seal
from evenhand.web.forecasts.models import Plan
from evenhand.web.submissions.actions import background


@transaction.atomic
def ask(*, body: Body, terms: Mapping[str, Any], by: User, at: datetime) -> Plan:
    """Have a plan made. Raises Refused where one is on its way."""
    made = background.ask(Plan(body=body, terms=dict(terms)), by=by, at=at)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("workforce plan asked for"),
        about=f"forecasts.plan:{made.pk}",
        body=body.slug,
        after={"terms": dict(terms)},
    )
    return made


@transaction.atomic
def keep(*, plan: Plan, answer: Mapping[str, Any], at: datetime) -> None:
    """Keep the answer; the plans before it are gone."""
    content = json.dumps(answer, ensure_ascii=False, allow_nan=False).encode("utf-8")
    if not background.done(plan, at=at, sealed=seal(bytes(plan.body.wrapped_key), content)):
        return
    Plan.objects.filter(body=plan.body, pk__lt=plan.pk).delete()
    note(
        by="worker",
        at=at,
        what=gettext_noop("workforce plan made"),
        about=f"forecasts.plan:{plan.pk}",
        body=plan.body.slug,
    )
