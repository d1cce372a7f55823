"""Takes a whole register from a file, or nothing of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.register_entries import Entry as Happened
from evenhand.domain.amhp.register_entries import Event, PersonLog
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Entry, Professional
from evenhand.web.amhp.register import rules
from evenhand.web.amhp.register.actions.held import trail
from evenhand.web.amhp.register.importing import Read
from evenhand.web.amhp.register.queries import names_of
from evenhand.web.amhp.register.said import Said
from evenhand.web.amhp.sealed import closed
from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.actions import note
from evenhand.web.core.queries import was_noted


@transaction.atomic
def take_register(*, body: Body, read: Read, by: User, at: datetime) -> int:
    """
    Put everybody of a file on the register with all their entries; how many people. Raises Refused
    where a row cannot be, somebody is there already, or the same file was taken before.

    No notices are made of what happened before: the authority sent them then.
    """
    held = Body.objects.select_for_update().get(pk=body.pk)
    must_be_new_file(held, read)
    if read.errors or not read.logs:
        raise Refused(_("Nothing was taken: every row has to be right first."))
    there = {
        name.casefold()
        for name in names_of(Professional.objects.filter(body=held).select_related("body")).values()
    }
    rules.must_be_new(sorted(each for each in read.logs if each.casefold() in there))
    number = Professional.objects.filter(body=held).aggregate(last=Max("number"))["last"] or 0
    for place, (name, log) in enumerate(read.logs.items(), start=number + 1):
        _take(held, place, name, log, by, at)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("register brought from a file"),
        about=_about(held, read),
        body=held.slug,
        after={"people": len(read.logs), "entries": read.entries},
    )
    return len(read.logs)


def must_be_new_file(body: Body, read: Read) -> None:
    """Refused where the same file was taken before."""
    if was_noted(_about(body, read)):
        raise Refused(_("This very file was taken before. Nothing was taken again."))


def _about(body: Body, read: Read) -> str:
    return f"amhp.import:{body.pk}:{read.digest}"


def _take(body: Body, number: int, name: str, log: PersonLog, by: User, at: datetime) -> None:
    seen = [each.registered_to for each in log.entries if each.registered_to]
    professions = [each.profession for each in log.entries if each.profession]
    made = Professional.objects.create(
        body=body,
        number=number,
        sealed_name=closed(body, name),
        profession=professions[-1] if professions else "",
        registration_expires=max(seen, default=None),
        made=at,
    )
    Entry.objects.bulk_create(_row(made, each, by, at) for each in log.entries)
    trail(
        made,
        gettext_noop("put on the register"),
        by=str(by.pk),
        at=at,
        after={"name": name, "person": log.person, "entries": len(log.entries)},
    )


def _row(made: Professional, each: Happened, by: User, at: datetime) -> Entry:
    training = each.event is Event.TRAINING
    said = Said(
        event=each.event,
        on=each.day,
        reason=each.reason,
        title=each.detail[:200] if training else "",
        profession=each.profession,
        course_completed=each.course_completed,
    )
    return Entry(
        professional=made,
        event=str(each.event),
        on=each.day,
        moment=each.at if each.start.instants else None,
        authority=each.authority,
        hours=each.hours if training else None,
        agreed=each.agreed if training else None,
        detail=said.detail,
        sealed_note=b"" if training else closed(made.body, each.detail),
        by=by,
        recorded=at,
    )
