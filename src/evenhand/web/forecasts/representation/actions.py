"""Writes to forecasts of representation: asked for, on their way, and done."""

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
from evenhand.web.forecasts.representation.models import Representation
from evenhand.web.forecasts.rules import UNDER_WAY, must_be_silent
from evenhand.web.submissions.queue import put_in_queue


@transaction.atomic
def ask(
    *,
    body: Body,
    terms: Mapping[str, Any],
    typed: Mapping[str, Any] | None = None,
    by: User,
    at: datetime,
) -> Representation:
    """
    Put a forecast in the queue, in the same transaction; work that has gone silent is put aside.

    Without `typed` it is made from the body's years. Raises Refused where one is on its way.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    under_way = Representation.objects.filter(body=body, state__in=UNDER_WAY).first()
    if under_way is not None:
        must_be_silent(under_way.state, under_way.beat, at)
        Representation.objects.filter(pk=under_way.pk).update(state="failed", beat=at)
    made = Representation.objects.create(
        body=body,
        terms=dict(terms),
        typed=_sealed(body, typed) if typed is not None else b"",
        asked_by=by,
        made=at,
        beat=at,
    )
    put_in_queue(made.pk, "representation")
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("forecast of representation asked for"),
        about=f"forecasts.representation:{made.pk}",
        body=body.slug,
        # Typed figures are small numbers of people: they are nowhere but sealed.
        after={"terms": dict(terms), "figures": "years" if typed is None else "typed"},
    )
    return made


@transaction.atomic
def begins(*, number: int, at: datetime) -> Representation | None:
    """Take one up; None where another worker has it, or it is over."""
    found = (
        Representation.objects.select_for_update(of=("self",))
        .filter(pk=number, state="waiting")
        .select_related("body")
        .first()
    )
    if found is not None:
        found.state, found.beat = "running", at
        found.save(update_fields=["state", "beat"])
    return found


def says(*, forecast: Representation, said: str, at: datetime) -> None:
    """How far it is: the worker is still there."""
    Representation.objects.filter(pk=forecast.pk, state="running").update(said=said[:200], beat=at)


def failed(*, forecast: Representation, problem: str, at: datetime) -> None:
    """It could not be made, and why."""
    Representation.objects.filter(pk=forecast.pk, state="running").update(
        state="failed", problem=problem, beat=at
    )


@transaction.atomic
def keep(*, forecast: Representation, answer: Mapping[str, Any], at: datetime) -> None:
    """Keep the answer; the forecasts before it are gone."""
    done = Representation.objects.filter(pk=forecast.pk, state="running").update(
        state="done", beat=at, sealed=_sealed(forecast.body, answer)
    )
    if not done:
        return
    Representation.objects.filter(body=forecast.body, pk__lt=forecast.pk).delete()
    note(
        by="worker",
        at=at,
        what=gettext_noop("forecast of representation made"),
        about=f"forecasts.representation:{forecast.pk}",
        body=forecast.body.slug,
    )


def _sealed(body: Body, told: Mapping[str, Any]) -> bytes:
    content = json.dumps(told, ensure_ascii=False, allow_nan=False).encode("utf-8")
    return seal(bytes(body.wrapped_key), content)
