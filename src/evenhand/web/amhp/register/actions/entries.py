"""Writes of entries. An entry is added and never changed: a later one takes its place."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event, PersonLog
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Entry, Professional, Trainee
from evenhand.web.amhp.register import rules
from evenhand.web.amhp.register.actions.held import held_now, trail
from evenhand.web.amhp.register.actions.notices import write_letters
from evenhand.web.amhp.register.queries import evidence_that_is_missing, is_corrected, log_of
from evenhand.web.amhp.register.said import TAKEN_OUT, Said, new_entry
from evenhand.web.amhp.sealed import closed


@transaction.atomic
def add_entry(
    *,
    professional: Professional,
    said: Said,
    corrects: Entry | None = None,
    by: User,
    at: datetime,
) -> Entry:
    """
    Enter what happened, or what had happened instead of an entry. Raises Refused, with the rule and
    what to do, where it cannot be: nothing is written then.
    """
    held = held_now(professional)
    rules.must_be_a_day_of_the_register(said.on, at_london(at).date())
    rules.must_be_decided(said.event, said.decided_by)
    rules.must_be_agreed_by_another(said.event, said.agreed, held.user_id == by.pk)
    rules.must_have_evidence(said.event, said.words, evidence_that_is_missing(held, said.on))
    before = log_of(held)
    number = (Entry.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    left = _without(held, corrects) if corrects else before
    new = new_entry(said, before.person, number)
    after = PersonLog(
        person=before.person,
        entries=(*left.entries, new),
        registered_to=before.registered_to,
    )
    rules.must_be_possible(before, after, number)
    made = _kept(held, said, corrects, by, at)
    _follow(held, said)
    write_letters(made, at)
    return made


@transaction.atomic
def take_out(*, entry: Entry, why: str, by: User, at: datetime) -> Entry:
    """Say that an entry was a mistake and nothing takes its place. It stays to be seen. Raises Refused."""
    held = held_now(entry.professional)
    rules.must_be_possible(log_of(held), _without(held, entry), None)
    made = Entry.objects.create(
        professional=held,
        event=TAKEN_OUT,
        on=at_london(at).date(),
        sealed_note=closed(held.body, why),
        corrects=entry,
        by=by,
        recorded=at,
    )
    trail(
        held,
        gettext_noop("entry taken out"),
        by=str(by.pk),
        at=at,
        before={"entry": entry.pk, "event": entry.event, "on": entry.on},
        after={"entry": made.pk, "why": why},
    )
    return made


def _without(held: Professional, entry: Entry) -> PersonLog:
    rules.must_be_corrected_once(is_corrected(entry), entry.event, TAKEN_OUT)
    return log_of(held, leaving_out=entry.pk)


def _kept(held: Professional, said: Said, corrects: Entry | None, by: User, at: datetime) -> Entry:
    made = Entry.objects.create(
        professional=held,
        event=str(said.event),
        on=said.on,
        moment=said.moment,
        authority=said.authority,
        hours=said.hours if said.event is Event.TRAINING else None,
        agreed=said.agreed,
        detail=said.detail,
        sealed_note=closed(held.body, said.words),
        corrects=corrects,
        decided_by=said.decided_by,
        by=by,
        recorded=at,
    )
    after = {
        "entry": made.pk,
        "event": made.event,
        "on": made.on,
        "moment": made.moment,
        "authority": made.authority,
        "hours": made.hours,
        "agreed": made.agreed,
        "detail": made.detail,
        "note": said.words,
        "decided_by": made.decided_by,
        "registered_to": said.registered_to,
    }
    trail(
        held,
        gettext_noop("entry corrected") if corrects else gettext_noop("entered in the register"),
        by=str(by.pk),
        at=at,
        before={"entry": corrects.pk, "event": corrects.event} if corrects else None,
        after=after,
    )
    return made


def _follow(held: Professional, said: Said) -> None:
    """What an approval changes beside it: what was seen, and training that led to it."""
    if said.event not in (Event.APPROVE, Event.REAPPROVE):
        return
    held.profession = said.profession or held.profession
    held.registration_expires = said.registered_to or held.registration_expires
    held.save(update_fields=["profession", "registration_expires"])
    Trainee.objects.filter(professional=held, ended=None).update(stage="APPROVED", ended=said.on)
