"""Writes to work in the background, and what it keeps when it is done."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions import rules
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.actions.moves import (
    Files,
    Rights,
    held_now,
    move,
    store,
    trail,
)
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.queue import put_in_queue
from evenhand.web.submissions.states import UNDER_WAY


@transaction.atomic
def ask_for(*, submission: Submission, what: str, by: User, at: datetime) -> Job:
    """Put work for the background in the queue, in the same transaction. Raises Refused."""
    held = held_now(submission)
    rules.must_not_be_busy(held.jobs.filter(state__in=UNDER_WAY).exists())
    job = Job.objects.create(submission=held, what=what, asked_by=by, made=at, beat=at)
    put_in_queue(job.pk, what)
    return job


@transaction.atomic
def ask_to_compute(*, submission: Submission, rights: Rights, by: User, at: datetime) -> Job:
    """Have the figures worked out. Raises Refused."""
    held = held_now(submission)
    rules.must_be_ready_for_work("compute", held.state, rights)
    return ask_for(submission=held, what="compute", by=by, at=at)


@transaction.atomic
def start_again(*, submission: Submission, rights: Rights, by: User, at: datetime) -> None:
    """Put work whose worker has gone, or that failed, into the queue once more. Raises Refused."""
    held = held_now(submission)
    job = held.jobs.first()
    if job is None or job.state not in (*UNDER_WAY, "failed"):
        raise Refused(_("No work on this year is waiting or has failed. Look at its list again."))
    rules.must_be_ready_for_work(job.what, held.state, rights)
    if job.state == "failed":
        ask_for(submission=held, what=job.what, by=by, at=at)
    else:
        rules.must_not_be_busy(not job.is_silent(at))
        background.queue_again(job, at=at)
    trail(held, gettext_noop("work started again"), by=by, at=at, after={"what": job.what})


@transaction.atomic
def keep_check(*, job: Job, files: Mapping[str, Files], readable: bool, at: datetime) -> None:
    """What a check found, by purpose; where figures can be worked out, the year is checked."""
    held = job_is_done(job=job, at=at)
    if held is None:
        return
    for purpose, content in files.items():
        held.files.filter(purpose=purpose).delete()
        store(held, purpose, content, at)
    if readable:
        move(held, "check", rights=None, by=None, at=at)


@transaction.atomic
def keep_figures(*, job: Job, files: Mapping[str, Files], at: datetime) -> None:
    """The internal report and its parts: the year is computed."""
    held = job_is_done(job=job, at=at)
    if held is None:
        return
    for purpose, content in files.items():
        held.files.filter(purpose=purpose).delete()
        store(held, purpose, content, at)
    move(held, "compute", rights=None, by=None, at=at)


@transaction.atomic
def job_is_done(*, job: Job, at: datetime) -> Submission | None:
    """The submission, held, so that what was found is kept; None where the job was stopped meanwhile."""
    return held_now(job.submission) if background.done(job, at=at) else None
