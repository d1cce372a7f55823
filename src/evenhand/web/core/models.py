"""The audit trail: a chain of entries, and the keys with which what changed can be read."""

from django.db import models


class RecordKey(models.Model):
    """
    The key of one record's history. Deleting it makes what changed unreadable for ever.

    `about` names the record, as "bodies.membership:12".
    """

    about = models.CharField(max_length=120, unique=True)
    wrapped = models.BinaryField()


class AuditEntry(models.Model):
    """
    One thing that somebody did. Never changed, never deleted; `previous` and `digest` make a chain.

    `sealed` holds before and after, encrypted under the record's key; the chain is over its hash,
    so that it verifies after that key is gone.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    body = models.CharField(max_length=60, blank=True, db_index=True)
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=120, db_index=True)
    sealed = models.BinaryField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
