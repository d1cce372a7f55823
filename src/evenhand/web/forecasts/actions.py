"""Writes to workforce plans: asked for, on their way, and done."""

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
from evenhand.web.forecasts import rules
from evenhand.web.forecasts.models import Plan
from evenhand.web.submissions.queue import put_in_queue


@transaction.atomic
def ask(*, body: Body, terms: Mapping[str, Any], by: User, at: datetime) -> Plan:
    """
    Put a plan in the queue, in the same transaction; work that has gone silent is put aside.

    Raises Refused where one is on its way.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    under_way = Plan.objects.filter(body=body, state__in=rules.UNDER_WAY).first()
    if under_way is not None:
        rules.must_be_silent(under_way.state, under_way.beat, at)
        Plan.objects.filter(pk=under_way.pk).update(state="failed", beat=at)
    made = Plan.objects.create(body=body, terms=dict(terms), asked_by=by, made=at, beat=at)
    put_in_queue(made.pk, "plan")
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
def begins(*, number: int, at: datetime) -> Plan | None:
    """Take one up; None where another worker has it, or it is over."""
    found = (
        Plan.objects.select_for_update(of=("self",))
        .filter(pk=number, state="waiting")
        .select_related("body")
        .first()
    )
    if found is not None:
        found.state, found.beat = "running", at
        found.save(update_fields=["state", "beat"])
    return found


def says(*, plan: Plan, said: str, at: datetime) -> None:
    """How far it is: the worker is still there."""
    Plan.objects.filter(pk=plan.pk, state="running").update(said=said[:200], beat=at)


def failed(*, plan: Plan, problem: str, at: datetime) -> None:
    """It could not be made, and why."""
    Plan.objects.filter(pk=plan.pk, state="running").update(
        state="failed", problem=problem, beat=at
    )


@transaction.atomic
def keep(*, plan: Plan, answer: Mapping[str, Any], at: datetime) -> None:
    """Keep the answer; the plans before it are gone."""
    content = json.dumps(answer, ensure_ascii=False, allow_nan=False).encode("utf-8")
    done = Plan.objects.filter(pk=plan.pk, state="running").update(
        state="done", beat=at, sealed=seal(bytes(plan.body.wrapped_key), content)
    )
    if not done:
        return
    Plan.objects.filter(body=plan.body, pk__lt=plan.pk).delete()
    note(
        by="worker",
        at=at,
        what=gettext_noop("workforce plan made"),
        about=f"forecasts.plan:{plan.pk}",
        body=plan.body.slug,
    )
