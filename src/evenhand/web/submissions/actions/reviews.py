"""Writes of those who read the figures: sent, commented on, passed on, given back, signed off."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.core.keys import seal
from evenhand.web.submissions import rules
from evenhand.web.submissions.actions.moves import (
    Rights,
    brought_by,
    held_now,
    move,
    must_be_as_seen,
    stop_jobs,
    trail,
)
from evenhand.web.submissions.models import Comment, Submission
from evenhand.web.submissions.states import State


@transaction.atomic
def send_to_review(
    *, submission: Submission, rights: Rights, by: User, at: datetime, seen: int | None = None
) -> None:
    """
    Hand the figures to the reviewers. Raises Refused.

    `seen`, here and below, is the number of the last step that stood on the page.
    """
    held = held_now(submission)
    must_be_as_seen(held, seen)
    move(held, "send to review", rights=rights, by=by, at=at)


@transaction.atomic
def comment(*, submission: Submission, indicator: str, text: str, by: User, at: datetime) -> None:
    """A second person's words on an indicator ("": on the year as a whole)."""
    held = held_now(submission)
    rules.must_be_open_to_comments(held.state)
    made = Comment.objects.create(
        submission=held,
        indicator=indicator,
        by=by,
        at=at,
        sealed=seal(bytes(held.body.wrapped_key), text.encode("utf-8")),
    )
    # What was said stays out of the trail: it may be about people, and is kept sealed for itself.
    trail(
        held,
        gettext_noop("commented"),
        by=by,
        at=at,
        after={"indicator": indicator, "comment": made.pk},
    )


@transaction.atomic
def pass_on(
    *, submission: Submission, rights: Rights, by: User, at: datetime, seen: int | None = None
) -> None:
    """A reviewer has read the figures: they can be signed off. Raises Refused."""
    held = held_now(submission)
    rules.must_be_in_review(held.state, rights)
    rules.must_not_have_brought(
        by.pk,
        brought_by(held),
        _(
            "You uploaded files of this year or said how they are read, so another person has to "
            "review it."
        ),
    )
    must_be_as_seen(held, seen)
    held.reviewed_by, held.reviewed_at = by, at
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    trail(held, gettext_noop("reviewed"), by=by, at=at, after={"version": held.version})


@transaction.atomic
def request_changes(
    *, submission: Submission, note: str, rights: Rights, by: User, at: datetime
) -> None:
    """Give the year back to whoever uploads, and say why."""
    held = held_now(submission)
    which = "take back" if held.state == State.SIGNED_OFF else "request changes"
    _forget_sign_off(held)
    stop_jobs(held, at)
    move(held, which, rights=rights, by=by, at=at, note=note)


@transaction.atomic
def sign_off(
    *,
    submission: Submission,
    name: str,
    role: str,
    rights: Rights,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> None:
    """The certifier answers for the year, with name and role. Raises Refused."""
    held = held_now(submission)
    rules.must_be_allowed("sign off", held.state, rights)
    rules.must_not_have_brought(
        by.pk,
        brought_by(held),
        _(
            "You uploaded files of this year or said how they are read, so another person has to "
            "sign it off."
        ),
    )
    rules.must_be_reviewed(held.reviewed_by_id)
    must_be_as_seen(held, seen)
    held.signed_by, held.signed_at, held.signed_name, held.signed_role = by, at, name, role
    held.save(update_fields=["signed_by", "signed_at", "signed_name", "signed_role"])
    move(held, "sign off", rights=rights, by=by, at=at, note=f"{name}, {role}")


def _forget_sign_off(held: Submission) -> None:
    held.signed_by = held.signed_at = held.reviewed_by = held.reviewed_at = None
    held.signed_name = held.signed_role = ""
    held.save(
        update_fields=[
            "signed_by",
            "signed_at",
            "signed_name",
            "signed_role",
            "reviewed_by",
            "reviewed_at",
        ]
    )
