"""The rota: shifts, who is placed on them, swaps asked for, and a private calendar for each person."""

from django.conf import settings
from django.db import models

from evenhand.web.amhp.models.register import Professional
from evenhand.web.bodies.models import Body


class Shift(models.Model):
    """
    A stretch of time to be covered by `needed` people.

    `kind` is "shift" or "on-call"; `role` "sole" or "combined"; `skills` are codes with commas that
    the people on it should have between them. `with_second`: a second person has to be there, for
    visits with a risk. Seen by all once `published`.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="shifts")
    kind = models.CharField(max_length=10)
    role = models.CharField(max_length=20, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    needed = models.PositiveIntegerField(default=1)
    skills = models.CharField(max_length=200, blank=True)
    with_second = models.BooleanField(default=False)
    published = models.DateTimeField(null=True)

    class Meta:
        ordering = ("starts", "pk")
        indexes = (models.Index("body", "starts", name="shifts_by_time"),)


class Placement(models.Model):
    """
    Somebody on a shift. Kept after it, so that any past hour can be asked for.

    They are on it from `since`, or from its start where that is empty, until `ended`, or to its end.
    Whoever was taken off before it began was never on it. When this was recorded is in the trail.
    `professional` is empty once somebody is removed from the register: that somebody was on stays.
    """

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="placements")
    professional = models.ForeignKey(
        Professional, models.SET_NULL, null=True, related_name="placements"
    )
    second = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField()
    since = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "shift",
                "professional",
                condition=models.Q(ended=None),
                name="once_on_a_shift",
            ),
        )


class Swap(models.Model):
    """Somebody asks to be taken off a shift, for one colleague or whoever can. `state`: SwapState."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="swaps")
    wanted = models.ForeignKey(
        Professional, models.CASCADE, null=True, related_name="asked_to_swap"
    )
    taken_by = models.ForeignKey(Professional, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=12, default="asked")
    asked = models.DateTimeField()
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class Feed(models.Model):
    """A private address of somebody's calendar. Only a hash of its secret is kept."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)


class RestRule(models.Model):
    """
    A body's rules of rest: hours between shifts, most hours in seven days, most nights in a row.

    `on_call_counts`: time on call is time at work. `swaps_need_agreement`: a duty manager agrees first.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="rest_rule")
    hours_between = models.PositiveIntegerField(default=11)
    most_hours_a_week = models.PositiveIntegerField(default=48)
    most_nights_in_a_row = models.PositiveIntegerField(default=4)
    on_call_counts = models.BooleanField(default=True)
    swaps_need_agreement = models.BooleanField(default=True)
