"""Writes to forecasts of representation: asked for, and kept."""

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
from evenhand.web.submissions.actions import background


@transaction.atomic
def ask(
    *,
    body: Body,
    terms: Mapping[str, Any],
    typed: Mapping[str, Any] | None = None,
    by: User,
    at: datetime,
) -> Representation:
    """Have one made; without `typed`, from the body's years. Raises Refused where one is on its way."""
    sealed = _sealed(body, typed) if typed is not None else b""
    made = background.ask(Representation(body=body, terms=dict(terms), typed=sealed), by=by, at=at)
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
def keep(*, forecast: Representation, answer: Mapping[str, Any], at: datetime) -> None:
    """Keep the answer; the forecasts before it are gone."""
    if not background.done(forecast, at=at, sealed=_sealed(forecast.body, answer)):
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
