"""A past log is held, taken in one go, or thrown away."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Change, Consideration, Note, PastLog, Professional
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
def hold_log(
    *, body: Body, rows: Sequence[PastRow], found: object, by: User, at: datetime
) -> PastLog:
    """Hold what can be taken of a file, and what a check found in it, until somebody decides."""
    held = PastLog.objects.create(
        body=body,
        by=by,
        at=at,
        sealed_rows=closed(body, json.dumps([asdict(row) for row in rows])),
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
    Take these rows of a log in one go, without those that came to be here since it was checked; how
    many. Raises Refused where somebody decided already, or where a row cannot be taken any more.

    `with_words`: notes that may say who somebody is are taken as they are, else without them.
    """
    body = Body.objects.select_for_update().get(pk=log.body_id)
    held = PastLog.objects.select_for_update().filter(pk=log.pk, taken=None).first()
    if held is None:
        raise Refused(_("Somebody has decided about this file already. Nothing was taken again."))
    rows = _still_to_take(body, rows)
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
    asked = [one.pk for one, row in zip(made, rows, strict=True) if row.asked]
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


def _still_to_take(body: Body, rows: Sequence[PastRow]) -> list[PastRow]:
    known = past_rows_of(body)
    rows = [row for row in rows if row.digest not in known.digests]
    people = {row.told[name] for row in rows for name in fields.PEOPLE if name in row.told}
    there = set(Professional.objects.filter(body=body).values_list("pk", flat=True))
    if people - there or any(row.reference in known.references for row in rows):
        raise Refused(
            _(
                "The register or the work changed since the file was checked, and some of it cannot "
                "be taken any more. Nothing was taken. Bring the file again."
            )
        )
    if not rows:
        raise Refused(_("There is nothing in this file that is not here already."))
    return rows


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
