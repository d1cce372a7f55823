"""Workforce plans: what was asked, and the answer that the worker made of the service's records."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body
from evenhand.web.forecasts.representation.models import Representation

__all__ = ["Plan", "Representation"]


class Plan(models.Model):
    """
    One plan. `terms` are figures that somebody typed; `sealed` is the answer as JSON, without rows.

    `state`: waiting, running, done, failed; `beat` is when the worker last said anything, `problem`
    why it failed.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="plans")
    terms = models.JSONField()
    state = models.CharField(max_length=10, default="waiting")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    said = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField()
    beat = models.DateTimeField()
    problem = models.TextField(blank=True)
    sealed = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                "body",
                condition=models.Q(state__in=("waiting", "running")),
                name="one_plan_at_a_time",
            ),
        )
