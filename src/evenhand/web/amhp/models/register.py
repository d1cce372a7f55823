"""The register: a person's entries, and what follows from each. Entries are added, never changed."""

from django.conf import settings
from django.db import models

from evenhand.web.bodies.models import Body


class Professional(models.Model):
    """
    Somebody on a body's register, or training to be. What they may do follows from their entries.

    `sealed_name` and `sealed_registration` (the number at their regulator) are sealed under the
    body's key. The codes are of definitions/amhp/answers; "" is not asked, not "no". `user` is their
    own account, where they have one. `languages` and `skills` are codes with commas. `fte` is of the
    AMHP role alone.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="professionals")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="professionals"
    )
    sealed_name = models.BinaryField()
    profession = models.CharField(max_length=20)
    sealed_registration = models.BinaryField(default=bytes)
    registration_expires = models.DateField(null=True)
    employer = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, blank=True)
    service_area = models.CharField(max_length=30, blank=True)
    fte = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    age_band = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    ethnicity = models.CharField(max_length=20, blank=True)
    disability = models.CharField(max_length=20, blank=True)
    sexual_orientation = models.CharField(max_length=20, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    skills = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint("body", "number", name="one_professional_a_number"),
            models.UniqueConstraint(
                "body", "user", condition=~models.Q(user=None), name="one_professional_an_account"
            ),
        )


class Entry(models.Model):
    """
    One event of the register, as `domain.amhp.register` replays it.

    `on` is London's day of the event, and `moment` its instant where an hour is known. `corrects` is
    an earlier entry that no longer counts; it stays. `detail` is a code (why an approval ended, which
    profession) or, of training, what it was; other words are sealed.
    """

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="entries")
    event = models.CharField(max_length=20)
    on = models.DateField()
    moment = models.DateTimeField(null=True)
    authority = models.CharField(max_length=200, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    agreed = models.BooleanField(null=True)
    detail = models.CharField(max_length=200, blank=True)
    sealed_note = models.BinaryField(default=bytes)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    decided_by = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Notice(models.Model):
    """A notice that an entry calls for: to whom, the letter, and when it was sent."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    addressee = models.CharField(max_length=200)
    sealed_letter = models.BinaryField()
    made = models.DateTimeField()
    sent = models.DateField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("pk",)


class Evidence(models.Model):
    """
    Evidence for one leaf of the competences (`2a-i`), for re-approval.

    `heading` is one of a draft edition that it stands under too (`newer-headings:1`), or alone.
    """

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="evidence")
    leaf = models.CharField(max_length=10, blank=True)
    heading = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    sealed_text = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ("leaf", "on", "pk")


class Trainee(models.Model):
    """Training before approval: with whom, how far, until when, and why it ended."""

    professional = models.OneToOneField(Professional, models.CASCADE, related_name="trainee")
    funder = models.CharField(max_length=20, blank=True)
    course = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=20)
    backfill = models.CharField(max_length=20, blank=True)
    sealed_mentor = models.BinaryField(default=bytes)
    started = models.DateField(null=True)
    expected = models.DateField(null=True)
    ended = models.DateField(null=True)
    why_ended = models.CharField(max_length=30, blank=True)


class Arrangement(models.Model):
    """
    What the authority arranges: legal advice, insurance, supervision, de-briefs, cross-border
    agreements, the surge plan, the list under section 140. Sealed, since it may name people.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="arrangements")
    kind = models.CharField(max_length=30)
    sealed_words = models.BinaryField()
    since = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ("kind", "-since", "-pk")


class LocalCondition(models.Model):
    """A condition that the authority adds to the regulations' own: shown apart from them."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="local_conditions")
    kind = models.CharField(max_length=30)
    amount = models.DecimalField(max_digits=6, decimal_places=1)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("kind", "-since")


class Establishment(models.Model):
    """How many full-time equivalents the service is to have, and how many are vacant, from a day on."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="establishments")
    since = models.DateField()
    fte = models.DecimalField(max_digits=7, decimal_places=2)
    vacant = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        ordering = ("-since",)
        constraints = (models.UniqueConstraint("body", "since", name="one_establishment_a_day"),)
