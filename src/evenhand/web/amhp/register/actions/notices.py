"""Writes of notices: which follow from what was entered, and when each was sent."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.data.definitions.amhp_register import register_codes
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_notices import Letter, letters
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Entry, Notice, Professional
from evenhand.web.amhp.register import rules
from evenhand.web.amhp.register.actions.held import held_now, trail
from evenhand.web.amhp.register.queries import log_of, standing_rows
from evenhand.web.amhp.sealed import closed
from evenhand.web.bodies.rules import Refused


def write_letters(entry: Entry, at: datetime) -> list[Notice]:
    """Make the notices that an entry calls for, inside its transaction."""
    history = replay(log_of(entry.professional))
    return [
        _made(entry, letter, at)
        for letter in letters(history, register_codes())
        if letter.entry == entry.pk
    ]


def _made(entry: Entry, letter: Letter, at: datetime) -> Notice:
    return Notice.objects.create(
        entry=entry,
        kind=letter.notice,
        addressee=letter.to,
        sealed_letter=closed(entry.professional.body, f"{letter.subject}\n\n{letter.words}"),
        made=at,
    )


def _of_terms_that_ran_out(held: Professional, at: datetime) -> list[Notice]:
    """
    Those that no entry calls for, only time. They belong to the entry with which the term began.

    Of terms that ran out before the person was put on the register here, none are made.
    """
    history = replay(log_of(held), at)
    began = {each.ended: each.first for each in history.approvals}
    rows = held.entries.filter(event__in=(Event.APPROVE, Event.REAPPROVE))
    entries = {each.on: each for each in standing_rows(rows)}
    there = {
        (each.entry_id, each.kind, each.addressee)
        for each in Notice.objects.filter(entry__professional=held)
    }
    due = [
        (entries[began[letter.day]], letter)
        for letter in letters(history, register_codes())
        if letter.entry is None and letter.day >= at_london(held.made).date()
    ]
    return [
        _made(entry, letter, at)
        for entry, letter in due
        if (entry.pk, letter.notice, letter.to) not in there
    ]


@transaction.atomic
def note_sent(*, notice: Notice, sent: date, by: User, at: datetime) -> None:
    """Record when a notice was sent. Raises Refused."""
    held = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    professional = held_now(notice.entry.professional)
    if held.sent is not None:
        raise Refused(_("It is recorded already when this was sent. Look at the page again."))
    rules.must_be_sent_after(held.entry.on, sent, at_london(at).date())
    held.sent, held.sent_by = sent, by
    held.save(update_fields=["sent", "sent_by"])
    trail(
        professional,
        gettext_noop("notice sent"),
        by=str(by.pk),
        at=at,
        after={"kind": held.kind, "to": held.addressee, "sent": sent},
    )


@transaction.atomic
def note_terms_that_ran_out(*, professional: Professional, at: datetime) -> int:
    """Make the notices of a term that ended by time alone; how many."""
    held = held_now(professional)
    made = _of_terms_that_ran_out(held, at)
    if made:
        trail(
            held,
            gettext_noop("term ran out"),
            by="worker",
            at=at,
            after={"notices": [each.kind for each in made]},
        )
    return len(made)
