"""A past log is held, taken in one go, or thrown away."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Change, Consideration, Note, PastLog
from evenhand.web.amhp.sealed import closed
from evenhand.web.amhp.work import fields
from evenhand.web.amhp.work.actions.changes import next_references
from evenhand.web.amhp.work.past_log.checking import PastRow
from evenhand.web.amhp.work.queries.past_logs import past_rows_of
from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.actions import note

_AT_ONCE = 500
_KIND = "OTHER"


@transaction.atomic
def hold_log(*, body: Body, rows: object, found: object, by: User, at: datetime) -> PastLog:
    """Hold what was read of a file, and what a check found in it, until somebody decides."""
    held = PastLog.objects.create(
        body=body,
        by=by,
        at=at,
        sealed_rows=closed(body, json.dumps(rows)),
        sealed_found=closed(body, json.dumps(found)),
    )
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("past log checked"),
        about=_about(held),
        body=body.slug,
    )
    return held


@transaction.atomic
def take_log(
    *, log: PastLog, rows: Sequence[PastRow], with_words: bool, by: User, at: datetime
) -> int:
    """
    Take these rows of a log, all of them or none; how many. Raises Refused where somebody decided
    already, or where one of them came to be here since it was checked.

    `with_words`: notes that may say who somebody is are taken as they are, else without them.
    """
    body = Body.objects.select_for_update().get(pk=log.body_id)
    held = PastLog.objects.select_for_update().filter(pk=log.pk, taken=None).first()
    if held is None:
        raise Refused(_("Somebody has decided about this file already. Nothing was taken again."))
    known = past_rows_of(body)
    if any(row.digest in known.digests or row.reference in known.references for row in rows):
        raise Refused(_("Some of it came to be here while it was taken. Check the file once more."))
    names = next_references(body, at, besides={row.reference for row in rows})
    made = Consideration.objects.bulk_create(
        (_record(body, row, row.reference or next(names), by, at) for row in rows),
        batch_size=_AT_ONCE,
    )
    Change.objects.bulk_create(
        (_change(one, row, by, at) for one, row in zip(made, rows, strict=True)),
        batch_size=_AT_ONCE,
    )
    Note.objects.bulk_create(
        (
            _note(one, row, by, at)
            for one, row in zip(made, rows, strict=True)
            if row.note and (with_words or not row.found)
        ),
        batch_size=_AT_ONCE,
    )
    asked = [one.pk for one, row in zip(made, rows, strict=True) if row.questions]
    held.taken, held.sealed_rows = at, b""
    held.sealed_found = closed(body, json.dumps({"taken": len(made), "asked": asked}))
    held.save()
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("past log taken"),
        about=_about(held),
        body=body.slug,
        after={"considerations": len(made), "with something to ask about": len(asked)},
    )
    return len(made)


@transaction.atomic
def throw_away(*, log: PastLog, by: User, at: datetime) -> None:
    """Let go of a log that was not taken."""
    gone, _kinds = PastLog.objects.filter(pk=log.pk, taken=None).delete()
    if gone:
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("past log thrown away"),
            about=_about(log),
            body=log.body.slug,
        )


def _about(log: PastLog) -> str:
    return f"amhp.pastlog:{log.pk}"


def _record(body: Body, row: PastRow, reference: str, by: User, at: datetime) -> Consideration:
    told: Iterator[tuple[str, Any]] = (
        (fields.column(name), fields.read(name, value)) for name, value in row.told.items()
    )
    return Consideration(
        body=body,
        reference=reference,
        made=at,
        made_by=by,
        imported=row.digest,
        open=row.open,
        **dict(told),
    )


def _change(one: Consideration, row: PastRow, by: User, at: datetime) -> Change:
    before = {name: fields.plain(_empty(name)) for name in row.told}
    text = json.dumps({"before": before, "after": dict(row.told)}, sort_keys=True)
    return Change(
        consideration=one, version=one.version, sealed=closed(one.body, text), by=by, at=at
    )


def _empty(name: str) -> object:
    """What a field is before anything is told."""
    field = Consideration._meta.get_field(name)
    return None if name in fields.PEOPLE else field.get_default()


def _note(one: Consideration, row: PastRow, by: User, at: datetime) -> Note:
    return Note(
        consideration=one,
        kind=_KIND,
        sealed=closed(one.body, row.note),
        found=",".join(row.found)[:100],
        by=by,
        at=at,
    )
