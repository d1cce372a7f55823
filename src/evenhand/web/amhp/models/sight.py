"""The line of sight: limits that are watched, escalations, obstacles raised, forums, local codes."""

from django.conf import settings
from django.db import models

from evenhand.web.amhp.models.work import Consideration
from evenhand.web.bodies.models import Body
from evenhand.web.submissions.models import BackgroundWork, one_at_a_time


class Threshold(models.Model):
    """After how many minutes a wait is escalated, and by which route. `name`: see sight.rules."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="thresholds")
    name = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField()
    route = models.CharField(max_length=120)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint("body", "name", name="one_threshold_a_name"),)


class Escalation(models.Model):
    """A wait that passed its limit and was told, by which route, to which kind of body."""

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="escalations")
    name = models.CharField(max_length=40)
    route = models.CharField(max_length=120)
    responsible = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class Obstacle(models.Model):
    """An obstacle that somebody at the front line raises in one line, until it is answered."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="obstacles")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    sealed_text = models.BinaryField()
    consideration = models.ForeignKey(
        Consideration, models.SET_NULL, null=True, related_name="obstacles"
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    raised = models.DateTimeField()
    state = models.CharField(max_length=12, default="raised")
    routed_to = models.CharField(max_length=30, blank=True)
    routed = models.DateTimeField(null=True)
    sealed_answer = models.BinaryField(default=bytes)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint("body", "number", name="one_obstacle_a_number"),)


class Forum(models.Model):
    """Minutes of a local forum, or a notice of the national network: sealed, with who attended."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="forums")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    attended = models.PositiveIntegerField(null=True)
    sealed_words = models.BinaryField()
    link = models.URLField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-pk")


class LocalCode(models.Model):
    """A code that a service adds to a list, and the list's code that it is counted under."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="local_codes")
    list = models.CharField(max_length=30)
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=80)
    maps_to = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("list", "code")
        constraints = (
            models.UniqueConstraint("body", "list", "code", name="one_local_code_a_name"),
        )


class Residents(models.Model):
    """How many people of each ethnic category live in a body's area, as of a year; the newest counts."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="residents")
    year = models.PositiveIntegerField()
    people = models.JSONField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-pk")


class KeptReport(models.Model):
    """
    A report as one file, sealed: of which months, for whom, and the digest of what it was made from.

    It is a copy that is made anew where the records, the residents or the program are others.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="kept_reports")
    month = models.DateField()
    months = models.PositiveSmallIntegerField()
    readers = models.CharField(max_length=10)
    kind = models.CharField(max_length=5)
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField()
    made = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "body", "month", "months", "readers", "kind", name="one_kept_report_a_kind"
            ),
        )


class RegionReport(BackgroundWork):
    """
    A report over the services below a region or country.

    `services` are names of those that are in it; `left_out` are [name, why].
    """

    what = "region"
    body = models.ForeignKey(Body, models.PROTECT, related_name="region_reports")
    month = models.DateField()
    months = models.PositiveSmallIntegerField()
    services = models.JSONField(default=list)
    left_out = models.JSONField(default=list)

    class Meta(BackgroundWork.Meta):
        constraints = (one_at_a_time("body", "one_region_report_at_a_time"),)


class RegionFile(models.Model):
    """A file of a report over several services, sealed under the key of the region."""

    report = models.ForeignKey(RegionReport, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=5)
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint("report", "kind", name="one_region_file_a_kind"),)
