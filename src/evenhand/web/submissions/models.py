"""A body's year on its way, its files sealed, the work on it, what reviewers said."""

from datetime import datetime

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body
from evenhand.web.submissions.states import ENDED, SILENT_FOR, UNDER_WAY, State, in_words


class Submission(models.Model):
    """
    One body's records of one snapshot day. `version` 2 and later correct a released year.

    `pack_digest` is over the uploaded files, to know the same upload again. `correction` is the
    note that readers see beside a corrected release.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="submissions")
    snapshot = models.DateField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=20, default=State.DRAFT)
    made = models.DateTimeField()
    correction = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(null=True)
    pack_digest = models.CharField(max_length=64, blank=True)
    rows_deleted = models.DateTimeField(null=True)
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
        ordering = ("-snapshot", "-version")
        constraints = (
            models.UniqueConstraint("body", "snapshot", "version", name="one_version_a_number"),
            models.UniqueConstraint(
                "body",
                "snapshot",
                condition=~models.Q(state__in=(*ENDED, State.RELEASED)),
                name="one_submission_under_way_a_year",
            ),
        )

    @property
    def state_in_words(self) -> str:
        """Where it stands, for a page."""
        return in_words(self.state)


class Step(models.Model):
    """A state that a submission came into, by whom, when and why."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="steps")
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


class StoredFile(models.Model):
    """
    A file of a submission, sealed under the key of its body.

    `purpose`: "upload" and "rejected" hold rows about persons and are deleted when the time that
    the body sets is over; "answers" and "mapping" say how an extract is read, for next year too;
    "check", "report" and "part" are what came of it, for the body alone.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint("submission", "purpose", "name", name="one_file_a_name"),
        )


class BackgroundWork(models.Model):
    """
    What somebody asks for and the worker does: how it is used stands in `actions.background`.

    `state`: waiting, running, done, failed (a year's also: stopped). `said` is how far it is, `beat`
    when the worker last said anything, `problem` why it failed, in a sentence; `begun` how often it
    was taken up since somebody asked. `what` is its name in `queue.WORK`.
    """

    what: str
    state = models.CharField(max_length=10, default="waiting")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    said = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField()
    beat = models.DateTimeField()
    problem = models.TextField(blank=True)
    begun = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("-pk",)

    @property
    def under_way(self) -> bool:
        """Whether it waits or is being done."""
        return self.state in UNDER_WAY

    def is_silent(self, at: datetime) -> bool:
        """Whether it is under way and nothing has been heard of it: its worker has gone."""
        return self.under_way and at - self.beat >= SILENT_FOR


def one_at_a_time(whose: str, name: str) -> models.UniqueConstraint:
    """Of one kind of work, no two are under way for the same row of `whose`."""
    return models.UniqueConstraint(whose, condition=models.Q(state__in=UNDER_WAY), name=name)


class Job(BackgroundWork):
    """Work on a submission: "check", "compute" or "prepare"."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="jobs")
    what = models.CharField(max_length=10)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta(BackgroundWork.Meta):
        constraints = (one_at_a_time("submission", "one_job_at_a_time"),)


class Comment(models.Model):
    """What a reviewer said of an indicator; sealed, since it may be about people."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    indicator = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("pk",)
