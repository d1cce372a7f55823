"""Workforce plans: what was asked, and the answer that the worker made of the service's records."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body


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
