"""A body, a person's membership of it, and an invitation to become a member."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from evenhand.web.bodies.kinds import KINDS


class Body(models.Model):
    """
    An organisation, or a part of one, below its parent: region > body > service > team.

    `wrapped_key` encrypts what it uploads. Rows about persons are deleted `keep_rows_days` after
    their year was released; counts stay. A release is for the people of other bodies
    `peers_after_days`, and for everybody `public_after_days` after it was approved. `display_name`
    and `colour` stand in the header of its pages.
    """

    COLOURS = (
        ("blue", _("Dark blue")),
        ("teal", _("Dark teal")),
        ("green", _("Dark green")),
        ("plum", _("Plum")),
        ("brown", _("Dark brown")),
        ("grey", _("Dark grey")),
    )
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=tuple(KINDS.items()))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    wrapped_key = models.BinaryField()
    display_name = models.CharField(max_length=80, blank=True)
    colour = models.CharField(max_length=10, choices=COLOURS, default="blue")
    keep_rows_days = models.PositiveIntegerField(default=90)
    peers_after_days = models.PositiveIntegerField(default=0)
    public_after_days = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """How it is called in the header of its pages."""
        return self.display_name or self.name


class Membership(models.Model):
    """A person holds a role for a body, from `since` until `ended`."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "body",
                "user",
                "role",
                condition=models.Q(ended=None),
                name="one_current_membership",
            ),
        )


class Invitation(models.Model):
    """
    An invitation by link. Only a hash of the link's secret is kept; it works once, for some days.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=40)
    secret_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    taken_up = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
