"""Every write to releases."""

import secrets
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body, Membership
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.actions import note as note_in_trail
from evenhand.web.core.at_rest import digest_of, put_away
from evenhand.web.releases import rules
from evenhand.web.releases.models import (
    Figure,
    ForReaders,
    Ledger,
    Release,
    ReleasedFile,
    Token,
)
from evenhand.web.submissions import actions as submissions
from evenhand.web.submissions.models import Job, Submission

SECRET_BYTES = 24
# So that whoever finds a secret lying about, or searches files for one, knows what it opens.
SECRET_BEGINS = "evenhand_"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What one audience is to be given: files and parts by name, and figures to set side by side."""

    audience: str
    figures: int
    hidden: int
    notes: tuple[str, ...]
    files: Mapping[str, bytes]
    parts: Mapping[str, bytes]
    told: Sequence[Mapping[str, Any]] = ()


@transaction.atomic
def ask_to_prepare(
    *, submission: Submission, rights: frozenset[Right], by: User, at: datetime
) -> Job:
    """Have a release made ready in the background. Raises Refused."""
    rules.must_be_signed_off(Submission.objects.get(pk=submission.pk).state)
    if Right.RELEASE not in rights:
        raise Refused(_("Your role does not allow that. Ask a certifier."))
    return submissions.ask_for(submission=submission, what="prepare", by=by, at=at)


@transaction.atomic
def keep_prepared(
    *, job: Job, readers: Sequence[Kept], after: str, head: str, ledger: str, at: datetime
) -> Release | None:
    """Keep a release that is ready, in place of one prepared before. None: the job was stopped."""
    _hold(job.submission.body)
    done = submissions.job_is_done(job=job, at=at)
    if done is None or done.state != "signed off":
        return None
    Release.objects.filter(submission=done, state="prepared").delete()
    made = Release.objects.create(
        body=done.body,
        submission=done,
        snapshot=done.snapshot,
        version=done.version,
        prepared_by=job.asked_by,
        prepared_at=at,
        correction=done.correction,
        after=after,
        head=head,
        ledger=put_away(bytes(done.body.wrapped_key), ledger.encode("utf-8")),
    )
    for each in readers:
        _keep(made, each)
    _trail(made, gettext_noop("release prepared"), by=job.asked_by, at=at)
    return made


@transaction.atomic
def approve(
    *, release: Release, rights: frozenset[Right], by: User, at: datetime, seen: str = ""
) -> Release:
    """
    The second person releases what was prepared: frozen from now on. Raises Refused.

    The ledger, the release, the one it supersedes and the submission change together or not at all.
    `seen` is the head that stood on the page.
    """
    _hold(release.body)
    held = Release.objects.select_for_update(of=("self",)).select_related("body", "submission")
    found = held.filter(pk=release.pk).first()
    if found is None:
        raise Refused(_("This release was prepared again meanwhile. Look at it as it is now."))
    rules.must_be_what_was_seen(seen, found.head)
    rules.must_be_another(by.pk, found.prepared_by_id)
    if found.state == "prepared":
        rules.must_be_of_this_sign_off(found.prepared_at, found.submission.signed_at)
    ledger = Ledger.objects.select_for_update().filter(body=found.body).first()
    rules.must_follow(found.after, ledger.head if ledger else "")
    old = submissions.mark_released(submission=found.submission, rights=rights, by=by, at=at)
    if old is not None:
        _end(Release.objects.filter(submission=old), at, state="superseded")
    Ledger.objects.update_or_create(
        body=found.body, defaults={"sealed": found.ledger, "head": found.head}
    )
    body = found.body
    found.state, found.approved_by, found.approved_at = "released", by, at
    found.peers_from = at + timedelta(days=body.peers_after_days)
    found.public_from = max(found.peers_from, at + timedelta(days=body.public_after_days))
    found.save(update_fields=["state", "approved_by", "approved_at", "peers_from", "public_from"])
    _trail(found, gettext_noop("released"), by=by, at=at)
    return found


@transaction.atomic
def withdraw(
    *, release: Release, note: str, rights: frozenset[Right], by: User, at: datetime
) -> None:
    """Take a release off the site; its address says that it was withdrawn, and why."""
    _hold(release.body)
    submissions.withdraw(submission=release.submission, note=note, rights=rights, by=by, at=at)
    _end(Release.objects.filter(pk=release.pk), at, state="withdrawn", withdrawn_note=note)
    _trail(release, gettext_noop("release withdrawn"), by=by, at=at)


def _hold(body: Body) -> None:
    """Until the transaction ends nobody else prepares, approves or withdraws for this body."""
    Body.objects.select_for_update().get(pk=body.pk)


@transaction.atomic
def make_token(
    *, membership: Membership, name: str, expires: datetime, by: User, at: datetime
) -> str:
    """A new token's secret, which is kept nowhere. Raises Refused."""
    rules.must_run_out(expires, at)
    secret = SECRET_BEGINS + secrets.token_urlsafe(SECRET_BYTES)
    made = Token.objects.create(
        membership=membership,
        name=name,
        # 24 random bytes need no slow hash: nobody can try them all.
        secret_hash=digest_of(secret.encode("utf-8")),
        made=at,
        expires=expires,
    )
    _trail_of_token(made, gettext_noop("token made"), by=by, at=at)
    return secret


@transaction.atomic
def end_token(*, token: Token, by: User, at: datetime) -> None:
    """Make a token useless at once."""
    token.ended = at
    token.save(update_fields=["ended"])
    _trail_of_token(token, gettext_noop("token ended"), by=by, at=at)


def _end(which: QuerySet[Release], at: datetime, **changes: str) -> None:
    """What nobody could read before it ended never opens to them."""
    which.update(**changes)
    which.filter(public_from__gt=at).update(public_from=None)
    which.filter(peers_from__gt=at).update(peers_from=None)


def _keep(release: Release, kept: Kept) -> None:
    readers = ForReaders.objects.create(
        release=release,
        audience=kept.audience,
        figures=kept.figures,
        hidden=kept.hidden,
        notes=list(kept.notes),
    )
    ReleasedFile.objects.bulk_create(
        ReleasedFile(
            readers=readers,
            kind=kind,
            name=name,
            size=len(content),
            digest=digest_of(content),
            content=zlib.compress(content, 6),
        )
        for kind, files in (("file", kept.files), ("part", kept.parts))
        for name, content in files.items()
    )
    Figure.objects.bulk_create(
        Figure(
            release=release,
            body=release.body,
            snapshot=told["period"],
            standard=told["standard"],
            indicator=told["indicator"],
            cell=told["cell"],
            group=told["group"],
            comparator=told["comparator"],
            told=dict(told),
        )
        for told in kept.told
    )


def _trail(release: Release, what: str, *, by: User | None, at: datetime) -> None:
    note_in_trail(
        by=str(by.pk) if by else gettext_noop("the site"),
        at=at,
        what=what,
        about=f"releases.release:{release.submission_id}",
        body=release.body.slug,
        after={"snapshot": release.snapshot.isoformat(), "version": release.version},
    )


def _trail_of_token(token: Token, what: str, *, by: User, at: datetime) -> None:
    note_in_trail(
        by=str(by.pk),
        at=at,
        what=what,
        about=f"releases.token:{token.pk}",
        body=token.membership.body.slug,
        after={"name": token.name, "expires": token.expires.isoformat()},
    )
