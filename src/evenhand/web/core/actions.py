"""Writes of the audit trail. Every other app's actions call `note` inside their transaction."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.core.audit import FIRST, Link, hash_of
from evenhand.web.core.keys import new_wrapped_key, seal
from evenhand.web.core.models import AuditEntry, RecordKey

Fields = Mapping[str, object]


@transaction.atomic
def note(
    *,
    by: str,
    at: datetime,
    what: str,
    about: str,
    body: str = "",
    before: Fields | None = None,
    after: Fields | None = None,
) -> None:
    """
    Add an entry: who did what to which record, and its fields before and after.

    `by` is an account's id or the name of a command; `about` names the record. Of two at once, one
    waits until the other's transaction has ended.
    """
    text = json.dumps({"before": before, "after": after}, default=str, sort_keys=True)
    sealed = seal(_key_of(about), text.encode("utf-8"))
    # The first entry is there for ever, so it is what those who write hold. Holding the last would
    # not do: whoever waited for it would still take it for the last.
    AuditEntry.objects.select_for_update().filter(number=1).first()
    last = AuditEntry.objects.order_by("-number").first()
    link = Link(
        number=last.number + 1 if last else 1,
        at=at,
        by=by,
        body=body,
        what=what,
        about=about,
        sealed_hash=hash_of(sealed),
        previous=last.digest if last else FIRST,
    )
    AuditEntry.objects.create(
        number=link.number,
        at=at,
        by=by,
        body=body,
        what=what,
        about=about,
        sealed=sealed,
        previous=link.previous,
        digest=link.digest,
    )


@transaction.atomic
def forget(*, about: str, by: str, at: datetime, body: str = "") -> None:
    """Make a record's history unreadable for ever; that it was done is itself an entry."""
    RecordKey.objects.filter(about=about).delete()
    note(by=by, at=at, what=gettext_noop("forgotten"), about=f"forgotten:{about}"[:120], body=body)


def _key_of(about: str) -> bytes:
    kept, _ = RecordKey.objects.get_or_create(about=about, defaults={"wrapped": new_wrapped_key()})
    return bytes(kept.wrapped)
