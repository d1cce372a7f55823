"""Reads of workforce plans, body first."""

import json
from typing import Any

from evenhand.web.bodies.models import Body
from evenhand.web.core.keys import unseal
from evenhand.web.forecasts.models import Plan

__all__ = ["Plan", "answer_of", "newest", "newest_done"]


def newest(body: Body) -> Plan | None:
    """The plan that was asked for last, in whatever state."""
    return Plan.objects.filter(body=body).first()


def newest_done(body: Body) -> Plan | None:
    """The last one that was made."""
    return Plan.objects.filter(body=body, state="done").first()


def answer_of(plan: Plan) -> dict[str, Any]:
    """What the worker made. Raises CannotOpen."""
    told: dict[str, Any] = json.loads(
        unseal(bytes(plan.body.wrapped_key), bytes(plan.sealed)).decode("utf-8")
    )
    return told
