"""Forecasts of representation: what was asked, and the answer that the worker made."""

from django.db import models

from evenhand.web.bodies.models import Body
from evenhand.web.submissions.models import BackgroundWork, one_at_a_time


class Representation(BackgroundWork):
    """
    One forecast. `terms` say what is compared; `typed` are figures that somebody typed, sealed and as
    JSON, empty where it is made from the body's years; `sealed` is the answer as JSON, without rows.
    """

    what = "representation"
    body = models.ForeignKey(Body, models.PROTECT, related_name="representations")
    terms = models.JSONField()
    typed = models.BinaryField(default=bytes)
    sealed = models.BinaryField(default=bytes)

    class Meta(BackgroundWork.Meta):
        app_label = "forecasts"
        constraints = (one_at_a_time("body", "one_representation_at_a_time"),)
