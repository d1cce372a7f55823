"""What every write to a year is made of: hold its row, move it, store its files, note it in the trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from django.utils.translation import gettext_noop

from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note as note_in_trail
from evenhand.web.core.at_rest import digest_of, put_away
from evenhand.web.submissions import rules
from evenhand.web.submissions.models import Step, StoredFile, Submission
from evenhand.web.submissions.states import UNDER_WAY

Files: TypeAlias = Mapping[str, bytes]
Rights: TypeAlias = frozenset[Right]


def held_now(submission: Submission) -> Submission:
    """The row as it is now, held until the transaction ends."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("body")
    return rows.get(pk=submission.pk)


def hold(body: Body) -> None:
    """Until the transaction ends nobody else begins, corrects or releases a year of this body."""
    Body.objects.select_for_update().get(pk=body.pk)


def brought_by(held: Submission) -> set[int | None]:
    """Who uploaded files of this year, or said how they are read: also those replaced since."""
    return set(held.steps.filter(move="upload").values_list("by", flat=True))


def must_be_as_seen(held: Submission, seen: int | None) -> None:
    """Refused where a year moved on since step `seen`."""
    rules.must_be_as_seen(seen, held.steps.order_by("-pk").values_list("pk", flat=True)[0])


def stop_jobs(held: Submission, at: datetime) -> None:
    """Work under way is for nothing: what it finds is not kept."""
    held.jobs.filter(state__in=UNDER_WAY).update(state="stopped", beat=at)


def move(
    held: Submission,
    name: str,
    *,
    rights: Rights | None,
    by: User | None,
    at: datetime,
    note: str = "",
) -> None:
    """Take a year over one of states.MOVES; noted as a step and in the trail. Raises Refused."""
    made = rules.must_be_allowed(name, held.state, rights)
    before = held.state
    held.state = made.after
    held.save(update_fields=["state"])
    Step.objects.create(
        submission=held, move=name, state=made.after, by=by, at=at, note=note[:2000]
    )
    trail(held, name, by=by, at=at, before={"state": before}, after={"state": str(made.after)})


def store(held: Submission, purpose: str, files: Files, at: datetime) -> None:
    """Seal files under the key of their body and keep them."""
    key = bytes(held.body.wrapped_key)
    StoredFile.objects.bulk_create(
        StoredFile(
            submission=held,
            purpose=purpose,
            name=name,
            size=len(content),
            digest=digest_of(content),
            sealed=put_away(key, content),
            at=at,
        )
        for name, content in files.items()
    )


def trail(
    held: Submission,
    what: str,
    *,
    by: User | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """An entry of the trail on this year."""
    note_in_trail(
        by=str(by.pk) if by else gettext_noop("the site"),
        at=at,
        what=what,
        about=f"submissions.submission:{held.pk}",
        body=held.body.slug,
        before=before,
        after=after,
    )
