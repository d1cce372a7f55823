"""Every write to submissions."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note as note_in_trail
from evenhand.web.core.at_rest import digest_of, put_away
from evenhand.web.core.keys import seal
from evenhand.web.submissions import rules
from evenhand.web.submissions.models import Comment, Job, Step, StoredFile, Submission
from evenhand.web.submissions.queue import put_in_queue
from evenhand.web.submissions.states import ENDED, State

Files = Mapping[str, bytes]
Rights = frozenset[Right]


@transaction.atomic
def start(*, body: Body, snapshot: date, by: User, at: datetime) -> Submission:
    """Begin a year. Raises Refused where it cannot be or is here already."""
    mine = Submission.objects.filter(body=body, snapshot=snapshot)
    rules.must_be_possible_year(
        snapshot, today=at.date(), taken=mine.exclude(state__in=ENDED).exists()
    )
    return _begin(body, snapshot, version=mine.count() + 1, correction="", by=by, at=at)


@transaction.atomic
def start_correction(*, released: Submission, note: str, by: User, at: datetime) -> Submission:
    """Begin a new version of a released year; `note` is what readers are told. Raises Refused."""
    held = Submission.objects.select_for_update().get(pk=released.pk)
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
    held = _held(submission)
    rules.must_be_allowed("upload", held.state, rights)
    digest = digest_of_files(files)
    if held.pack_digest == digest and held.state != State.DRAFT:
        return None
    _stop_jobs(held, at)
    held.files.exclude(purpose="answers").delete()
    _store(held, "upload", files, at)
    held.uploaded_by, held.uploaded_at, held.pack_digest = by, at, digest
    held.reviewed_by = held.reviewed_at = None
    held.save(
        update_fields=["uploaded_by", "uploaded_at", "pack_digest", "reviewed_by", "reviewed_at"]
    )
    _move(held, "upload", rights=rights, by=by, at=at, note=f"{len(files)} files")
    return ask_for(submission=held, what="check", by=by, at=at)


@transaction.atomic
def answer_questions(
    *, submission: Submission, answers: Files, rights: Rights, by: User, at: datetime
) -> Job:
    """Keep how the columns and values of an extract are to be read, and check again."""
    held = _held(submission)
    rules.must_be_allowed("upload", held.state, rights)
    held.files.exclude(purpose="upload").delete()
    _store(held, "answers", answers, at)
    held.reviewed_by = held.reviewed_at = None
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    _move(held, "upload", rights=rights, by=by, at=at, note="answers about the columns")
    return ask_for(submission=held, what="check", by=by, at=at)


@transaction.atomic
def ask_for(*, submission: Submission, what: str, by: User, at: datetime) -> Job:
    """Put work for the background in the queue, in the same transaction. Raises Refused."""
    held = _held(submission)
    rules.must_not_be_busy(held.jobs.filter(state__in=("waiting", "running")).exists())
    job = Job.objects.create(submission=held, what=what, asked_by=by, made=at, beat=at)
    put_in_queue(job.pk, what)
    return job


@transaction.atomic
def ask_to_compute(*, submission: Submission, rights: Rights, by: User, at: datetime) -> Job:
    """Have the figures worked out. Raises Refused."""
    held = _held(submission)
    rules.must_be_ready_to_compute(held.state, rights)
    return ask_for(submission=held, what="compute", by=by, at=at)


@transaction.atomic
def ask_again(*, at: datetime, silent_for: timedelta) -> int:
    """Put jobs whose worker has gone back into the queue; how many there were."""
    gone = Job.objects.select_for_update().filter(
        state__in=("waiting", "running"), beat__lt=at - silent_for
    )
    jobs = list(gone)
    for job in jobs:
        job.state, job.beat = "waiting", at
        job.save(update_fields=["state", "beat"])
        put_in_queue(job.pk, job.what)
    return len(jobs)


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
        _store(held, purpose, content, at)
    if readable:
        _move(held, "check", rights=None, by=None, at=at)


@transaction.atomic
def keep_figures(*, job: Job, files: Mapping[str, Files], at: datetime) -> None:
    """The internal report and its parts: the year is computed."""
    held = _finishing(job, at)
    if held is None:
        return
    for purpose, content in files.items():
        held.files.filter(purpose=purpose).delete()
        _store(held, purpose, content, at)
    _move(held, "compute", rights=None, by=None, at=at)


@transaction.atomic
def send_to_review(*, submission: Submission, rights: Rights, by: User, at: datetime) -> None:
    """Hand the figures to the reviewers."""
    _move(_held(submission), "send to review", rights=rights, by=by, at=at)


@transaction.atomic
def comment(*, submission: Submission, indicator: str, text: str, by: User, at: datetime) -> None:
    """A second person's words on an indicator ("": on the year as a whole)."""
    held = _held(submission)
    rules.must_be_open_to_comments(held.state)
    made = Comment.objects.create(
        submission=held,
        indicator=indicator,
        by=by,
        at=at,
        sealed=seal(bytes(held.body.wrapped_key), text.encode("utf-8")),
    )
    # What was said stays out of the trail: it may be about people, and is kept sealed for itself.
    _trail(held, "commented", by=by, at=at, after={"indicator": indicator, "comment": made.pk})


@transaction.atomic
def pass_on(*, submission: Submission, rights: Rights, by: User, at: datetime) -> None:
    """A reviewer has read the figures: they can be signed off. Raises Refused."""
    held = _held(submission)
    rules.must_be_in_review(held.state, rights)
    rules.must_not_have_uploaded(by.pk, held.uploaded_by_id, doing="review it")
    held.reviewed_by, held.reviewed_at = by, at
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    _trail(held, "reviewed", by=by, at=at, after={"version": held.version})


@transaction.atomic
def request_changes(
    *, submission: Submission, note: str, rights: Rights, by: User, at: datetime
) -> None:
    """Give the year back to whoever uploads, and say why."""
    held = _held(submission)
    move = "take back" if held.state == State.SIGNED_OFF else "request changes"
    _forget_sign_off(held)
    _stop_jobs(held, at)
    _move(held, move, rights=rights, by=by, at=at, note=note)


@transaction.atomic
def sign_off(
    *, submission: Submission, name: str, role: str, rights: Rights, by: User, at: datetime
) -> None:
    """The certifier answers for the year, with name and role. Raises Refused."""
    held = _held(submission)
    rules.must_be_allowed("sign off", held.state, rights)
    rules.must_not_have_uploaded(by.pk, held.uploaded_by_id, doing="sign it off")
    rules.must_be_reviewed(reviewed_by=held.reviewed_by_id, uploaded_by=held.uploaded_by_id)
    held.signed_by, held.signed_at, held.signed_name, held.signed_role = by, at, name, role
    held.save(update_fields=["signed_by", "signed_at", "signed_name", "signed_role"])
    _move(held, "sign off", rights=rights, by=by, at=at, note=f"{name}, {role}")


@transaction.atomic
def withdraw(
    *, submission: Submission, note: str, rights: Rights, by: User, at: datetime
) -> Submission:
    """End a year before or after its release. Its rows go; what was done stays in the trail."""
    held = _held(submission)
    released = held.state == State.RELEASED
    _stop_jobs(held, at)
    move = "withdraw release" if released else "withdraw"
    _move(held, move, rights=rights, by=by, at=at, note=note)
    _delete_rows(held, at)
    return held


@transaction.atomic
def mark_released(
    *, submission: Submission, rights: Rights, by: User, at: datetime
) -> Submission | None:
    """The year is released; the version before it, if there is one, is superseded and returned."""
    held = _held(submission)
    before = Submission.objects.select_for_update().filter(
        body=held.body, snapshot=held.snapshot, state=State.RELEASED
    )
    old = before.first()
    _move(held, "release", rights=rights, by=by, at=at)
    if old is not None:
        _move(old, "supersede", rights=None, by=by, at=at)
    return old


@transaction.atomic
def delete_rows(*, submission: Submission, at: datetime) -> None:
    """Delete rows about persons whose time is over: counts and figures stay."""
    held = _held(submission)
    _delete_rows(held, at)
    _trail(held, "rows deleted", by=None, at=at)


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
    _trail(made, "year begun", by=by, at=at, after=after)
    return made


def _held(submission: Submission) -> Submission:
    """The row as it is now, held until the transaction ends."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("body")
    return rows.get(pk=submission.pk)


def _under_way(of: Submission) -> bool:
    same = Submission.objects.filter(body=of.body, snapshot=of.snapshot)
    return same.exclude(state__in=(*ENDED, State.RELEASED)).exists()


def _move(
    held: Submission,
    name: str,
    *,
    rights: Rights | None,
    by: User | None,
    at: datetime,
    note: str = "",
) -> None:
    move = rules.must_be_allowed(name, held.state, rights)
    before = held.state
    held.state = move.after
    held.save(update_fields=["state"])
    Step.objects.create(
        submission=held, move=name, state=move.after, by=by, at=at, note=note[:2000]
    )
    _trail(held, name, by=by, at=at, before={"state": before}, after={"state": str(move.after)})


def _trail(
    held: Submission,
    what: str,
    *,
    by: User | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    note_in_trail(
        by=str(by.pk) if by else "the site",
        at=at,
        what=what,
        about=f"submissions.submission:{held.pk}",
        body=held.body.slug,
        before=before,
        after=after,
    )


def _store(held: Submission, purpose: str, files: Files, at: datetime) -> None:
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


@transaction.atomic
def job_is_done(*, job: Job, at: datetime) -> Submission | None:
    """For work that another app keeps: the submission, held; None where the job was stopped."""
    return _finishing(job, at)


def _finishing(job: Job, at: datetime) -> Submission | None:
    """The submission of a job that is done; None where it was stopped meanwhile."""
    done = Job.objects.filter(pk=job.pk, state="running").update(state="done", beat=at)
    return _held(job.submission) if done else None


def _stop_jobs(held: Submission, at: datetime) -> None:
    held.jobs.filter(state__in=("waiting", "running")).update(state="stopped", beat=at)


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


def _delete_rows(held: Submission, at: datetime) -> None:
    held.files.filter(purpose__in=("upload", "rejected")).delete()
    held.rows_deleted = at
    held.save(update_fields=["rows_deleted"])
