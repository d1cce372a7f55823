"""Considerations and what was done for them. Every time is optional and may be entered later."""

from django.conf import settings
from django.db import models

from evenhand.web.amhp.models.register import Professional
from evenhand.web.bodies.models import Body


class Consideration(models.Model):
    """
    One consideration, as `domain.amhp.considerations` knows it, and the least about the person.

    `reference` is a pseudonym that the service gives; `person` is the pseudonymous reference of the
    person in the service's own records. `version` goes up with every change. Codes are of
    definitions/amhp; "" is not recorded. `communication`, `disability` and `alternatives` are codes
    with commas. `imported` is a digest of the imported row, to know the same row again. `open` is
    what the status says, kept for the board's speed; `status` is derived, never entered.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="considerations")
    reference = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    open = models.BooleanField(default=True)
    made = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    imported = models.CharField(max_length=64, blank=True)

    request = models.CharField(max_length=30, blank=True)
    referrer = models.CharField(max_length=30, blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    triage = models.CharField(max_length=20, blank=True)
    triage_reason = models.CharField(max_length=30, blank=True)
    referrer_told = models.BooleanField(null=True)
    outcome = models.CharField(max_length=30, blank=True)
    attended = models.BooleanField(null=True)
    amhp = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="considerations")
    second = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    referred = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)
    allocated = models.DateTimeField(null=True)
    first_contact = models.DateTimeField(null=True)
    assessment_start = models.DateTimeField(null=True)
    assessment_end = models.DateTimeField(null=True)
    bed_requested = models.DateTimeField(null=True)
    bed_found = models.DateTimeField(null=True)
    application_signed = models.DateTimeField(null=True)
    conveyed = models.DateTimeField(null=True)
    admitted = models.DateTimeField(null=True)
    held_from = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    extended_hours = models.DecimalField(max_digits=4, decimal_places=2, default=0)

    person = models.CharField(max_length=40, blank=True)
    age_band = models.CharField(max_length=20, blank=True)
    gender = models.CharField(max_length=20, blank=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=20, blank=True)
    interpreter = models.CharField(max_length=30, blank=True)
    communication = models.CharField(max_length=200, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    deaf = models.CharField(max_length=20, blank=True)
    sexual_orientation = models.CharField(max_length=20, blank=True)

    out_of_area = models.CharField(max_length=30, blank=True)
    miles = models.PositiveIntegerField(null=True)
    place_of_safety = models.CharField(max_length=30, blank=True)
    transport = models.CharField(max_length=30, blank=True)
    alternatives = models.CharField(max_length=200, blank=True)
    why_none = models.CharField(max_length=30, blank=True)
    advocacy = models.CharField(max_length=30, blank=True)
    advocacy_cultural = models.CharField(max_length=30, blank=True)
    reasons_sent = models.DateField(null=True)

    class Meta:
        ordering = ("-referred", "-pk")
        constraints = (
            models.UniqueConstraint("body", "reference", name="one_consideration_a_reference"),
            models.UniqueConstraint(
                "body",
                "imported",
                condition=~models.Q(imported=""),
                name="one_consideration_an_imported_row",
            ),
        )
        indexes = (
            models.Index("body", "referred", name="considerations_by_time"),
            models.Index("body", condition=models.Q(open=True), name="considerations_under_way"),
        )


class Delay(models.Model):
    """What held the work up, and the kind of body responsible for it."""

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="delays")
    reason = models.CharField(max_length=30)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    responsible = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("pk",)


class Ask(models.Model):
    """
    Something asked of somebody else: a doctor, a bed, conveyance, the police, a warrant, an advocate.

    `of` is an organisation or a place, never a person.
    """

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="asks")
    what = models.CharField(max_length=20)
    of = models.CharField(max_length=80, blank=True)
    asked = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)
    out_of_area = models.BooleanField(null=True)
    miles = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("asked", "pk")


class Clock(models.Model):
    """A legal limit that runs for a consideration, by the rule's name; `met` is when it was kept."""

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="clocks")
    rule = models.CharField(max_length=20)
    starts = models.DateTimeField()
    extended_hours = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    met = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("consideration", "rule", name="one_clock_a_rule"),)


class Note(models.Model):
    """Free text about a consideration, sealed; and which kinds of detail were found in it, if any."""

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20)
    sealed = models.BinaryField()
    found = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class RelativeRecord(models.Model):
    """The guided record of the nearest relative or nominated person: answers and basis, sealed."""

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="relatives")
    edition = models.CharField(max_length=20)
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)


class Change(models.Model):
    """
    A change of a consideration: fields before and after, sealed.

    `beside` marks one that was made on an older version: kept and shown until somebody resolves it.
    """

    consideration = models.ForeignKey(Consideration, models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    beside = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    resolved = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)


class PastLog(models.Model):
    """
    A log that somebody brought in a file, sealed, until it is taken or thrown away.

    `sealed_rows` are the rows that can be taken, gone once they are; `sealed_found` is what a
    check found and, once it is taken, which considerations there was something to ask about.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="past_logs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    sealed_rows = models.BinaryField()
    sealed_found = models.BinaryField()
    taken = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)


class SafetyRecord(models.Model):
    """The AMHP's own safety at one visit or shift: alone, incident, hours over, de-brief."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="safety_records")
    consideration = models.ForeignKey(
        Consideration, models.CASCADE, null=True, related_name="safety"
    )
    professional = models.ForeignKey(Professional, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    lone_visit = models.BooleanField(null=True)
    police_present = models.BooleanField(null=True)
    incident = models.CharField(max_length=30, blank=True)
    harm = models.CharField(max_length=30, blank=True)
    hours_over = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    compensated = models.CharField(max_length=30, blank=True)
    debrief = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("-day", "-pk")


class Retention(models.Model):
    """For how many months after the last time in it a body keeps a consideration. No row: not set."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="retention")
    months = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class KeptCounts(models.Model):
    """
    What is kept of a month once its considerations are deleted, as `domain.amhp.sight.kept` has it.

    `month` is its first day, or None for those without any time. Sealed, since it may be few people.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="kept_counts")
    month = models.DateField(null=True)
    sealed = models.BinaryField()

    class Meta:
        ordering = ("month",)
        constraints = (
            models.UniqueConstraint("body", "month", name="one_count_a_month"),
            models.UniqueConstraint(
                "body", condition=models.Q(month=None), name="one_count_of_the_undated"
            ),
        )
