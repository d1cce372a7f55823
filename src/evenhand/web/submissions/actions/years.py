"""Writes that begin a year, bring its files, release and end it."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.at_rest import digest_of
from evenhand.web.submissions import rules
from evenhand.web.submissions.actions.jobs import ask_for
from evenhand.web.submissions.actions.moves import (
    Files,
    Rights,
    held_now,
    hold,
    move,
    stop_jobs,
    store,
    trail,
)
from evenhand.web.submissions.models import Job, Step, Submission
from evenhand.web.submissions.states import ENDED, State


@transaction.atomic
def start(*, body: Body, snapshot: date, by: User, at: datetime) -> Submission:
    """Begin a year. Raises Refused where it cannot be or is here already."""
    hold(body)
    mine = Submission.objects.filter(body=body, snapshot=snapshot)
    rules.must_be_possible_year(
        snapshot, today=at.date(), taken=mine.exclude(state__in=ENDED).exists()
    )
    return _begin(body, snapshot, version=mine.count() + 1, correction="", by=by, at=at)


@transaction.atomic
def start_correction(*, released: Submission, note: str, by: User, at: datetime) -> Submission:
    """Begin a new version of a released year; `note` is what readers are told. Raises Refused."""
    hold(released.body)
    held = held_now(released)
    rules.must_be_correctable(held.state, under_way=_under_way(held))
    version = Submission.objects.filter(body=held.body, snapshot=held.snapshot).count() + 1
    return _begin(held.body, held.snapshot, version=version, correction=note, by=by, at=at)


@transaction.atomic
def upload(
    *, submission: Submission, files: Files, rights: Rights, by: User, at: datetime
) -> Job | None:
    """
    Put files in place of those that were there, and ask for a check.

    None where the same files are there already: then nothing changes. Raises Refused.
    """
    held = held_now(submission)
    rules.must_be_allowed("upload", held.state, rights)
    digest = digest_of_files(files)
    if held.pack_digest == digest and held.state != State.DRAFT:
        return None
    stop_jobs(held, at)
    held.files.exclude(purpose="answers").delete()
    store(held, "upload", files, at)
    held.uploaded_by, held.uploaded_at, held.pack_digest = by, at, digest
    held.reviewed_by = held.reviewed_at = None
    held.save(
        update_fields=["uploaded_by", "uploaded_at", "pack_digest", "reviewed_by", "reviewed_at"]
    )
    move(held, "upload", rights=rights, by=by, at=at, note=f"{len(files)} files")
    return ask_for(submission=held, what="check", by=by, at=at)


@transaction.atomic
def answer_questions(
    *, submission: Submission, answers: Files, rights: Rights, by: User, at: datetime
) -> Job:
    """Keep how the columns and values of an extract are to be read, and check again."""
    held = held_now(submission)
    rules.must_be_allowed("upload", held.state, rights)
    stop_jobs(held, at)
    held.files.exclude(purpose="upload").delete()
    store(held, "answers", answers, at)
    held.reviewed_by = held.reviewed_at = None
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    move(held, "upload", rights=rights, by=by, at=at, note="answers about the columns")
    return ask_for(submission=held, what="check", by=by, at=at)


@transaction.atomic
def withdraw(
    *, submission: Submission, note: str, rights: Rights, by: User, at: datetime
) -> Submission:
    """End a year before or after its release. Its rows go; what was done stays in the trail."""
    held = held_now(submission)
    released = held.state == State.RELEASED
    stop_jobs(held, at)
    which = "withdraw release" if released else "withdraw"
    move(held, which, rights=rights, by=by, at=at, note=note)
    _delete_rows(held, at)
    return held


@transaction.atomic
def mark_released(
    *, submission: Submission, rights: Rights, by: User, at: datetime
) -> Submission | None:
    """The year is released; the version before it, if there is one, is superseded and returned."""
    held = held_now(submission)
    before = Submission.objects.select_for_update().filter(
        body=held.body, snapshot=held.snapshot, state=State.RELEASED
    )
    old = before.first()
    move(held, "release", rights=rights, by=by, at=at)
    if old is not None:
        move(old, "supersede", rights=None, by=by, at=at)
    return old


@transaction.atomic
def rows_taken(*, submission: Submission, what: str, by: User, at: datetime) -> None:
    """Somebody took rows about persons away; that they did is kept."""
    trail(held_now(submission), gettext_noop("rows downloaded"), by=by, at=at, after={"file": what})


@transaction.atomic
def delete_rows(*, submission: Submission, at: datetime) -> None:
    """Delete rows about persons whose time is over: counts and figures stay."""
    held = held_now(submission)
    _delete_rows(held, at)
    trail(held, gettext_noop("rows deleted"), by=None, at=at)


def digest_of_files(files: Files) -> str:
    """SHA-256, in hexadecimal, over names and contents, whatever their order."""
    listed = "".join(f"{name}\0{digest_of(files[name])}\n" for name in sorted(files))
    return hashlib.sha256(listed.encode("utf-8")).hexdigest()


def _begin(
    body: Body, snapshot: date, *, version: int, correction: str, by: User, at: datetime
) -> Submission:
    made = Submission.objects.create(
        body=body, snapshot=snapshot, version=version, correction=correction, made=at
    )
    Step.objects.create(submission=made, move="start", state=made.state, by=by, at=at)
    after = {"snapshot": snapshot.isoformat(), "version": version}
    trail(made, gettext_noop("year begun"), by=by, at=at, after=after)
    return made


def _under_way(of: Submission) -> bool:
    same = Submission.objects.filter(body=of.body, snapshot=of.snapshot)
    return same.exclude(state__in=(*ENDED, State.RELEASED)).exists()


def _delete_rows(held: Submission, at: datetime) -> None:
    held.files.filter(purpose__in=("upload", "rejected")).delete()
    held.rows_deleted = at
    held.save(update_fields=["rows_deleted"])
