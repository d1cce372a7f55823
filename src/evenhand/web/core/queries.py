"""Reads of the audit trail."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from evenhand.web.core.audit import Link, broken, hash_of
from evenhand.web.core.keys import opens, unseal
from evenhand.web.core.models import AuditEntry, RecordKey


@dataclass(frozen=True)
class Entry:
    """An entry as a person reads it; what changed is None where its record was forgotten."""

    number: int
    at: datetime
    by: str
    what: str
    about: str
    before: dict[str, object] | None
    after: dict[str, object] | None
    forgotten: bool


def entries_of(body: str, *, newest: int) -> list[Entry]:
    """The newest entries of one body, newest first."""
    found = list(AuditEntry.objects.filter(body=body).order_by("-number")[:newest])
    about = {each.about for each in found}
    keys = {key.about: bytes(key.wrapped) for key in RecordKey.objects.filter(about__in=about)}
    return [_read(each, keys.get(each.about)) for each in found]


def was_noted(about: str) -> bool:
    """Whether anything was ever done to a record."""
    return AuditEntry.objects.filter(about=about).exists()


def what_is_broken() -> str:
    """What is wrong with the whole chain, in a sentence; "" where it verifies."""
    return broken(_links())


def how_many() -> int:
    """How many entries there are."""
    return AuditEntry.objects.count()


def keys_that_do_not_open() -> int:
    """How many keys of records the site's key cannot open."""
    kept = RecordKey.objects.values_list("wrapped", flat=True)
    return sum(not opens(bytes(key)) for key in kept.iterator())


def _links() -> Iterator[tuple[Link, str]]:
    for each in AuditEntry.objects.order_by("number").iterator():
        link = Link(
            number=each.number,
            at=each.at,
            by=each.by,
            body=each.body,
            what=each.what,
            about=each.about,
            sealed_hash=hash_of(each.sealed),
            previous=each.previous,
        )
        yield link, each.digest


def _read(entry: AuditEntry, key: bytes | None) -> Entry:
    told = {"before": None, "after": None}
    if key is not None:
        told = json.loads(unseal(key, bytes(entry.sealed)))
    return Entry(
        number=entry.number,
        at=entry.at,
        by=entry.by,
        what=entry.what,
        about=entry.about,
        before=told["before"],
        after=told["after"],
        forgotten=key is None,
    )
