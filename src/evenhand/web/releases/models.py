"""Releases: prepared by one person, approved by another, then frozen."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body, Membership
from evenhand.web.submissions.models import Submission
from evenhand.web.submissions.states import in_words


class Ledger(models.Model):
    """
    Everything that a body's releases told, so that the next one tells no more beside them.

    `sealed` is the text of the ledger (evenhand ledger show reads it), under the body's key; `head`
    the seal of its last entry.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="ledger")
    sealed = models.BinaryField()
    head = models.CharField(max_length=64)


class Release(models.Model):
    """
    One release of one year. `state`: prepared, released, superseded, withdrawn.

    `after` is the head of the ledger that it was prepared beside, `ledger` (sealed) what the ledger
    is with it: it can be approved only while the body's ledger still ends with `after`. From
    `peers_from` other bodies may see it, from `public_from` everybody.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="releases")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="release")
    snapshot = models.DateField()
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default="prepared")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    peers_from = models.DateTimeField(null=True)
    public_from = models.DateTimeField(null=True)
    correction = models.TextField(blank=True)
    withdrawn_note = models.TextField(blank=True)
    after = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64)
    ledger = models.BinaryField()

    class Meta:
        ordering = ("-snapshot", "-version")
        constraints = (
            models.UniqueConstraint("body", "snapshot", "version", name="one_release_a_version"),
        )

    @property
    def state_in_words(self) -> str:
        """Once it is released: what became of it, for a page."""
        return in_words(self.state)


class ForReaders(models.Model):
    """
    A release as one audience has it: how much of it is hidden, and the sentences on how.

    `notes` is a JSON list of sentences.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="readers")
    audience = models.CharField(max_length=10)
    figures = models.PositiveIntegerField()
    hidden = models.PositiveIntegerField()
    notes = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint("release", "audience", name="one_an_audience"),)


class ReleasedFile(models.Model):
    """A frozen file of a release, or a part of its page, compressed; never changed."""

    readers = models.ForeignKey(ForReaders, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=6)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint("readers", "kind", "name", name="one_released_file_a_name"),
        )


class Figure(models.Model):
    """
    One released figure of the public report, to be set beside those of other bodies.

    `told` is the result as the file of results has it. Only figures of the coarsest grouping.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="figures")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    snapshot = models.CharField(max_length=10)
    standard = models.CharField(max_length=40)
    indicator = models.CharField(max_length=40)
    cell = models.CharField(max_length=120, blank=True)
    group = models.CharField(max_length=60)
    comparator = models.CharField(max_length=60)
    told = models.JSONField()

    class Meta:
        indexes = (
            models.Index(
                fields=("standard", "indicator", "snapshot", "cell", "group"),
                name="figures_side_by_side",
            ),
            models.Index(fields=("body", "snapshot"), name="figures_of_a_body"),
        )


class Token(models.Model):
    """
    Lets a program of a member read their body's drafts. Only a hash of its secret is kept.

    It works until `expires`, until it is `ended`, or until the membership is.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    ended = models.DateTimeField(null=True)
