"""The national return: a year's counts on their way through the states of a submission."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body
from evenhand.web.submissions.states import ENDED, State, in_words


class AmhpReturn(models.Model):
    """
    One authority's return of the year up to `day`. `version` 2 and later correct a released one.

    `answers` are what no record holds: a number, or None for "not known". `sealed` has the exact
    figures, what the check found and what the desk is to read, as JSON; `told` is the last of these,
    from the sign-off on. The state is one of a submission's.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="amhp_returns")
    day = models.DateField()
    version = models.PositiveIntegerField(default=1)
    edition = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=State.DRAFT)
    made = models.DateTimeField()
    correction = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    sealed = models.BinaryField(default=bytes)
    told = models.JSONField(null=True)
    filled_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    signed_name = models.CharField(max_length=120, blank=True)
    signed_role = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-day", "-version")
        constraints = (
            models.UniqueConstraint("body", "day", "version", name="one_return_a_version"),
            models.UniqueConstraint(
                "body",
                "day",
                condition=~models.Q(state__in=(*ENDED, State.RELEASED)),
                name="one_return_under_way_a_year",
            ),
        )

    @property
    def state_in_words(self) -> str:
        """Where it stands, for a page."""
        return in_words(self.state)


class ReturnStep(models.Model):
    """A state that a return came into, by whom, when and why."""

    amhp_return = models.ForeignKey(AmhpReturn, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    @property
    def state_in_words(self) -> str:
        """The state that it came into, for a page."""
        return in_words(self.state)
