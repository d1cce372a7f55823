"""What time does to the register: terms that run out, and records that may be kept no longer."""

from datetime import datetime

from django.db import transaction

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import EXPIRED
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Consideration, Professional, Swap
from evenhand.web.amhp.register import rules
from evenhand.web.amhp.register.actions.held import about, held_now
from evenhand.web.amhp.register.actions.notices import note_terms_that_ran_out
from evenhand.web.amhp.register.queries import log_of, logs_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import forget


@transaction.atomic
def remove(*, professional: Professional, by: User, at: datetime) -> None:
    """Remove somebody by hand. Raises Refused, with the day, while the record must be kept."""
    held = held_now(professional)
    rules.must_be_past_keeping(log_of(held), at_london(at).date())
    _removed(held, str(by.pk), at)


def keep_house(*, at: datetime) -> None:
    """
    Make the notices of terms that ran out, and remove records that may be kept no longer.

    Those who were never approved are nobody's by regulation 8: they are removed by hand.
    """
    on = at_london(at).date()
    for body in Body.objects.filter(professionals__isnull=False).distinct():
        for professional, log in logs_of(body).items():
            now = replay(log, at).newest
            kept = rules.kept_to(log, on)
            if kept is not None and kept < on:
                _remove_after_its_time(professional, at)
            elif now is not None and now.reason == EXPIRED:
                note_terms_that_ran_out(professional=professional, at=at)


@transaction.atomic
def _remove_after_its_time(professional: Professional, at: datetime) -> None:
    held = held_now(professional)
    rules.must_be_past_keeping(log_of(held), at_london(at).date())
    _removed(held, "worker", at)


def _removed(held: Professional, by: str, at: datetime) -> None:
    """
    The person's row with all that hangs on it, and the key of its trail, which cannot be read again.

    What they worked on stays, without them; so does that somebody was on a shift.
    """
    held.placements.filter(shift__starts__gt=at).delete()
    Swap.objects.filter(placement__professional=held).delete()
    for column in ("amhp", "second"):
        Consideration.objects.filter(**{column: held}).update(**{column: None})
    held_about, slug = about(held), held.body.slug
    # Corrections hold on to what they correct, so rows go from the newest.
    for entry in held.entries.order_by("-pk"):
        entry.delete()
    held.delete()
    forget(about=held_about, by=by, at=at, body=slug)
