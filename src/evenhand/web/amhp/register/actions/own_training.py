"""Training that an AMHP enters themself, and what the authority decides about its hours."""

from datetime import date, datetime

from django.db import transaction

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Entry, Professional
from evenhand.web.amhp.register import rules
from evenhand.web.amhp.register.actions.entries import add_entry, take_out
from evenhand.web.amhp.register.actions.held import held_now
from evenhand.web.amhp.register.said import Said


@transaction.atomic
def add_own_training(
    *, professional: Professional, on: date, title: str, hours: float, by: User, at: datetime
) -> Entry:
    """Enter one's own training. Its hours count for nothing until they are agreed. Raises Refused."""
    held = held_now(professional)
    rules.must_be_theirs(held.user_id == by.pk)
    rules.must_have_been(on, at_london(at).date())
    said = Said(event=Event.TRAINING, on=on, title=title, hours=hours)
    return add_entry(professional=held, said=said, by=by, at=at)


@transaction.atomic
def take_out_own_training(*, entry: Entry, why: str, by: User, at: datetime) -> Entry:
    """Take out one's own training while nobody has decided about it. Raises Refused."""
    rules.must_be_theirs(entry.professional.user_id == by.pk == entry.by_id)
    rules.must_wait_for_a_decision(entry.event, entry.agreed)
    return take_out(entry=entry, why=why, by=by, at=at)


@transaction.atomic
def decide_training(*, entry: Entry, agreed: bool, words: str, by: User, at: datetime) -> Entry:
    """
    Agree or do not agree the hours: an entry in the place of the one that waited. Raises Refused.

    `words` say why, which the AMHP reads.
    """
    rules.must_wait_for_a_decision(entry.event, entry.agreed)
    rules.must_say_why_not(agreed, words)
    said = Said(
        event=Event.TRAINING,
        on=entry.on,
        title=entry.detail,
        hours=float(entry.hours or 0),
        agreed=agreed,
        words=words,
    )
    return add_entry(professional=entry.professional, said=said, corrects=entry, by=by, at=at)
