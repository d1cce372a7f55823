"""Forecasts of representation: what was asked, and the answer that the worker made."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body


class Representation(models.Model):
    """
    One forecast. `terms` say what is compared; `typed` are figures that somebody typed, sealed and as
    JSON, empty where it is made from the body's years; `sealed` is the answer as JSON, without rows.

    `state`: waiting, running, done, failed; `beat` is when the worker last said anything, `problem`
    why it failed.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="representations")
    terms = models.JSONField()
    typed = models.BinaryField(default=bytes)
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
        app_label = "forecasts"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                "body",
                condition=models.Q(state__in=("waiting", "running")),
                name="one_representation_at_a_time",
            ),
        )
