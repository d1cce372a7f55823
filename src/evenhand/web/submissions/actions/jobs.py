"""Writes to work in the background, and what it keeps when it is done."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions import rules
from evenhand.web.submissions.actions.moves import (
    UNDER_WAY,
    Files,
    Rights,
    held_now,
    move,
    store,
    trail,
)
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.queue import put_in_queue


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
def ask_again(*, at: datetime) -> int:
    """Put jobs whose worker has gone back into the queue; how many there were."""
    gone = Job.objects.select_for_update().filter(
        state__in=UNDER_WAY, beat__lte=at - rules.SILENT_FOR
    )
    jobs = list(gone)
    for job in jobs:
        _queue_again(job, at)
    return len(jobs)


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
        rules.must_be_left_alone(job.beat, at)
        _queue_again(job, at)
    trail(held, gettext_noop("work started again"), by=by, at=at, after={"what": job.what})


@transaction.atomic
def job_begins(*, number: int, at: datetime) -> Job | None:
    """Take a job up; None where another worker has it, or it was stopped or is done."""
    found = (
        Job.objects.select_for_update(of=("self",))
        .filter(pk=number, state="waiting")
        .select_related("submission__body", "asked_by")
        .first()
    )
    if found is not None:
        found.state, found.beat = "running", at
        found.save(update_fields=["state", "beat"])
    return found


def job_says(*, job: Job, said: str, done: int, total: int, at: datetime) -> None:
    """How far it is."""
    Job.objects.filter(pk=job.pk, state="running").update(
        said=said[:200], done=done, total=total, beat=at
    )


def job_lives(*, job: Job, at: datetime) -> None:
    """The worker is still there."""
    Job.objects.filter(pk=job.pk, state="running").update(beat=at)


@transaction.atomic
def job_failed(*, job: Job, problem: str, at: datetime) -> None:
    """It could not be done; the submission stays as it was."""
    Job.objects.filter(pk=job.pk, state="running").update(state="failed", problem=problem, beat=at)


@transaction.atomic
def keep_check(*, job: Job, files: Mapping[str, Files], readable: bool, at: datetime) -> None:
    """What a check found, by purpose; where figures can be worked out, the year is checked."""
    held = _finishing(job, at)
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
    held = _finishing(job, at)
    if held is None:
        return
    for purpose, content in files.items():
        held.files.filter(purpose=purpose).delete()
        store(held, purpose, content, at)
    move(held, "compute", rights=None, by=None, at=at)


@transaction.atomic
def job_is_done(*, job: Job, at: datetime) -> Submission | None:
    """For work that another app keeps: the submission, held; None where the job was stopped."""
    return _finishing(job, at)


def _finishing(job: Job, at: datetime) -> Submission | None:
    """The submission of a job that is done; None where it was stopped meanwhile."""
    done = Job.objects.filter(pk=job.pk, state="running").update(state="done", beat=at)
    return held_now(job.submission) if done else None


def _queue_again(job: Job, at: datetime) -> None:
    job.state, job.beat = "waiting", at
    job.save(update_fields=["state", "beat"])
    put_in_queue(job.pk, job.what)
