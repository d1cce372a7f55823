"""A past log is held, taken in one go, or thrown away."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
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
from evenhand.web.core.ready_rows import ReadyRows, ready_rows

_KIND = "OTHER"


def hold_log(
    *, body: Body, rows: Sequence[PastRow], found: object, by: User, at: datetime
) -> PastLog:
    """Hold what can be taken of a file, and what a check found in it, until somebody decides."""
    held = PastLog(
        body=body,
        by=by,
        at=at,
        sealed_rows=closed(body, json.dumps([asdict(row) for row in rows])),
        sealed_found=closed(body, json.dumps(found)),
    )
    with transaction.atomic():
        held.save()
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("past log checked"),
            about=_about(held),
            body=body.slug,
        )
    return held


def take_log(
    *, log: PastLog, rows: Sequence[PastRow], with_words: bool, by: User, at: datetime
) -> int:
    """
    Take these rows of a log in one go, without those that came to be here since it was checked; how
    many. Raises Refused where somebody decided already, or where a row cannot be taken any more.

    `with_words`: notes that may say who somebody is are taken as they are, else without them.
    """
    # Thousands of rows take seconds to make ready, and a moment to write: nobody waits for the first.
    ready = _Ready.of(log.body, rows, by, at)
    with transaction.atomic():
        return _take(log, ready, with_words=with_words, by=by, at=at)


def _take(log: PastLog, ready: "_Ready", *, with_words: bool, by: User, at: datetime) -> int:
    body = Body.objects.select_for_update().get(pk=log.body_id)
    held = PastLog.objects.select_for_update().filter(pk=log.pk, taken=None).first()
    if held is None:
        raise Refused(_("Somebody has decided about this file already. Nothing was taken again."))
    places = _still_to_take(body, ready.rows)
    asked = ready.write(body, places, with_words=with_words, at=at)
    held.taken, held.sealed_rows = at, b""
    held.sealed_found = closed(body, json.dumps({"taken": len(places), "asked": asked}))
    held.save()
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("past log taken"),
        about=_about(held),
        body=body.slug,
        after={"considerations": len(places), "with something to ask about": len(asked)},
    )
    return len(places)


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


@dataclass(frozen=True, kw_only=True)
class _Ready:
    """Rows of a log with what is written of each: the consideration, its first change, its note."""

    rows: Sequence[PastRow]
    considerations: ReadyRows
    changes: ReadyRows
    notes: ReadyRows

    @classmethod
    def of(cls, body: Body, rows: Sequence[PastRow], by: User, at: datetime) -> "_Ready":
        return cls(
            rows=rows,
            considerations=ready_rows(Consideration, (_record(body, row, by, at) for row in rows)),
            changes=ready_rows(Change, (_change(body, row, by, at) for row in rows)),
            notes=ready_rows(Note, (_note(body, row, by, at) for row in rows)),
        )

    def write(
        self, body: Body, places: Sequence[int], *, with_words: bool, at: datetime
    ) -> list[int]:
        """Write the rows in these places; which considerations there is something to ask about."""
        names = next_references(body, at, besides={self.rows[each].reference for each in places})
        named = [self.rows[each].reference or next(names) for each in places]
        self.considerations.write(places, reference=named)
        made = _by_digest(body)
        keys = {each: made[self.rows[each].digest] for each in places}
        self.changes.write(places, consideration_id=[*keys.values()])
        noted = [
            each
            for each in places
            if self.rows[each].note and (with_words or not self.rows[each].found)
        ]
        self.notes.write(noted, consideration_id=[keys[each] for each in noted])
        return [keys[each] for each in places if self.rows[each].asked]


def _by_digest(body: Body) -> dict[str, int]:
    there = Consideration.objects.filter(body=body).exclude(imported="")
    return dict(there.values_list("imported", "pk"))


def _still_to_take(body: Body, rows: Sequence[PastRow]) -> list[int]:
    """The places of those that are not here yet."""
    known = past_rows_of(body)
    places = [place for place, row in enumerate(rows) if row.digest not in known.digests]
    told = [rows[place] for place in places]
    people = {row.told[name] for row in told for name in fields.PEOPLE if name in row.told}
    there = set(Professional.objects.filter(body=body).values_list("pk", flat=True))
    if people - there or any(row.reference in known.references for row in told):
        raise Refused(
            _(
                "The register or the work changed since the file was checked, and some of it cannot "
                "be taken any more. Nothing was taken. Bring the file again."
            )
        )
    if not places:
        raise Refused(_("There is nothing in this file that is not here already."))
    return places


def _about(log: PastLog) -> str:
    return f"amhp.pastlog:{log.pk}"


def _record(body: Body, row: PastRow, by: User, at: datetime) -> Consideration:
    told: Iterator[tuple[str, Any]] = (
        (fields.column(name), fields.read(name, value)) for name, value in row.told.items()
    )
    return Consideration(
        body=body, made=at, made_by=by, imported=row.digest, open=row.open, **dict(told)
    )


def _change(body: Body, row: PastRow, by: User, at: datetime) -> Change:
    before = {name: fields.plain(_empty(name)) for name in row.told}
    text = json.dumps({"before": before, "after": dict(row.told)}, sort_keys=True)
    return Change(version=1, sealed=closed(body, text), by=by, at=at)


def _empty(name: str) -> object:
    """What a field is before anything is told."""
    field = Consideration._meta.get_field(name)
    return None if name in fields.PEOPLE else field.get_default()


def _note(body: Body, row: PastRow, by: User, at: datetime) -> Note:
    return Note(
        kind=_KIND,
        sealed=closed(body, row.note),
        found=",".join(row.found)[:100],
        by=by,
        at=at,
    )
