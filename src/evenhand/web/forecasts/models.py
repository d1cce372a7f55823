"""Workforce plans: what was asked, and the answer that the worker made of the service's records."""

from django.db import models

from evenhand.web.bodies.models import Body
from evenhand.web.forecasts.representation.models import Representation
from evenhand.web.submissions.models import BackgroundWork, one_at_a_time

__all__ = ["Plan", "Representation"]


class Plan(BackgroundWork):
    """One plan. `terms` are figures that somebody typed; `sealed` is the answer as JSON, without rows."""

    what = "plan"
    body = models.ForeignKey(Body, models.PROTECT, related_name="plans")
    terms = models.JSONField()
    sealed = models.BinaryField(default=bytes)

    class Meta(BackgroundWork.Meta):
        constraints = (one_at_a_time("body", "one_plan_at_a_time"),)
