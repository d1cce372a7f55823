"""Workforce plans: what was asked, and the answer that the worker made of the service's records."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body
from evenhand.web.forecasts.representation.models import Representation
from evenhand.web.submissions.models import BackgroundWork, one_at_a_time

__all__ = ["NewPosts", "NewPostsVersion", "PayTerms", "Plan", "Representation"]


class Plan(BackgroundWork):
    """One plan. `terms` are figures that somebody typed; `sealed` is the answer as JSON, without rows."""

    what = "plan"
    body = models.ForeignKey(Body, models.PROTECT, related_name="plans")
    terms = models.JSONField()
    sealed = models.BinaryField(default=bytes)

    class Meta(BackgroundWork.Meta):
        constraints = (one_at_a_time("body", "one_plan_at_a_time"),)


class NewPosts(models.Model):
    """A plan of new posts, by the name that somebody gave it; its figures are in its versions."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="new_posts")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint("body", "name", name="one_plan_of_a_name"),)


class NewPostsVersion(models.Model):
    """
    Figures as somebody typed them, laid out as the file of `evenhand forecast growth`; none of a person.

    What is not there is not known. The version with the highest number counts.
    """

    of = models.ForeignKey(NewPosts, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    figures = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint("of", "number", name="one_version_of_a_number"),)


class PayTerms(models.Model):
    """
    One version of what a council says of pay, terms and turnover in the year to 31 March of `year`.

    `figures` by the columns of `evenhand forecast terms`; what is not there is not known. The version
    with the highest number counts.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="pay_terms")
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    figures = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint("body", "year", "number", name="one_version_of_a_year"),
        )
