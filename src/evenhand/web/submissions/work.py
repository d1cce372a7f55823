"""
What the worker does with a year: opens its files in a folder of their own, and keeps what comes of it.

Everything is kept in one transaction at the end. Killed before it, the year is as it was, and the
job is done again.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from django.db import connection
from django.utils import timezone

from evenhand.data.mapping.memory import MAPPING
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.manifest_file import MANIFEST
from evenhand.pipeline.map import About, Question, take_the_guess
from evenhand.pipeline.wrong_use import NotSafe, WrongUse
from evenhand.pipeline.year import (
    CheckedYear,
    Tell,
    check_year,
    compute_year,
    is_described,
    map_year,
)
from evenhand.reporting.cut import parts_of
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.keys import CannotOpen
from evenhand.web.core.working_folder import working_folder
from evenhand.web.submissions import actions, queries
from evenhand.web.submissions.queries import Job, Submission

QUESTIONS, ANSWERS, FOUND = "questions.json", "answers.json", "check.json"
PAGE = "report.html"
BEAT_SECONDS = 20.0
Clock = Callable[[], datetime]


class WorkFailed(Exception):
    """Something of ours went wrong. It names the kind of error and its place, never a value."""


def check(number: int, clock: Clock = timezone.now) -> None:
    """Read the files, say what is to be put right, and keep it."""
    with job(number, clock) as (one, tell):
        if one is None:
            return
        with opened(one.submission) as folder:
            tell("Reading the files", 0, 2)
            found: dict[str, dict[str, bytes]] = {"mapping": {}}
            if not is_described(folder):
                found["mapping"] = _mapped(one.submission, folder)
            tell("Checking every row", 1, 2)
            checked = check_year(folder)
        found["check"] = {FOUND: _as_json(checked)}
        found["rejected"] = {"rejected.csv": checked.rejected} if checked.rejected else {}
        readable = checked.readable and _is_for(one.submission, checked)
        actions.keep_check(job=one, files=found, readable=readable, at=clock())


def compute(number: int, clock: Clock = timezone.now) -> None:
    """Work out the figures and make the internal report."""
    with job(number, clock) as (one, tell):
        if one is None:
            return
        with opened(one.submission) as folder:
            made = compute_year(folder, tell)
        files = {name: _bytes(content) for name, content in made.files.items()}
        parts = parts_of(files[PAGE].decode("utf-8"))
        kept = {
            "report": files,
            "part": {name: text.encode("utf-8") for name, text in parts.items()},
        }
        actions.keep_figures(job=one, files=kept, at=clock())


@contextmanager
def job(number: int, clock: Clock = timezone.now) -> Iterator[tuple[Job | None, Tell]]:
    """
    A job that begins now, and how to say how far it is; it ends as failed where the work cannot be
    done, with the reason.
    """
    one = actions.job_begins(number=number, at=clock())

    def tell(what: str, done: int, total: int) -> None:
        if one is not None:
            actions.job_says(job=one, said=what, done=done, total=total, at=clock())

    try:
        with _heard(one, clock):
            yield one, tell
    except (WrongUse, NotSafe, CannotOpen, Unusable, Refused) as why:
        if one is not None:
            actions.job_failed(job=one, problem=str(why), at=clock())
    except Exception as wrong:
        if one is not None:
            actions.job_failed(
                job=one,
                problem="Something of ours went wrong, and nothing was changed. Try again; if it "
                f"goes on, tell whoever runs this site the number {number}.",
                at=clock(),
            )
        # What went wrong may quote a row: only its kind and place may be written down.
        raise WorkFailed(f"job {number}: {_place_of(wrong)}") from None


@contextmanager
def _heard(one: Job | None, clock: Clock) -> Iterator[None]:
    """Lets it be known, while the work goes on, that this worker is still there."""
    over = Event()

    def beat() -> None:
        while one is not None and not over.wait(BEAT_SECONDS):
            actions.job_lives(job=one, at=clock())
        connection.close()

    beating = Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


@contextmanager
def opened(submission: Submission) -> Iterator[Path]:
    """The uploaded files and how they are to be read, in a folder that is gone afterwards."""
    size = sum(each.size for each in queries.list_of_files(submission, "upload"))
    with working_folder(needed=4 * size) as above:
        yield lay_out(submission, above / "pack")


def lay_out(submission: Submission, folder: Path) -> Path:
    """The files of a year in a folder that somebody else takes away. Raises WrongUse: none are left."""
    files = queries.files_of(submission, "upload")
    if not files:
        raise WrongUse("The files of this year are not here any more. Upload them again.")
    mapping = queries.files_of(submission, "mapping")
    mapping.pop(QUESTIONS, None)
    folder.mkdir(mode=0o700)
    for name, content in (files | mapping).items():
        place = folder / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def _mapped(submission: Submission, folder: Path) -> dict[str, bytes]:
    """How files without a description are read: by last year's answers, this year's, and guesses."""
    given = queries.files_of(submission, "answers")
    answers = json.loads(given[ANSWERS]) if given else {}
    asked: list[Question] = []

    def choose(question: Question) -> str:
        asked.append(question)
        return str(answers.get(question.key, take_the_guess(question)))

    body = submission.body
    about = About(id=body.slug[:30], name=body.name, kind=body.kind, snapshot=submission.snapshot)
    with _last_year(submission) as like:
        made = map_year(folder, choose, about=about, today=timezone.localdate(), like=like)
    told = {
        "questions": [asdict(each) for each in asked],
        "answers": answers,
        "unsure": [asdict(each) for each in made.proposal.unsure],
    }
    kept = {QUESTIONS: json.dumps(told, ensure_ascii=False).encode("utf-8")}
    for file in (MANIFEST, MAPPING):
        if (folder / file).is_file():
            kept[file] = (folder / file).read_bytes()
    return kept


@contextmanager
def _last_year(submission: Submission) -> Iterator[Path | None]:
    """The mapping that was confirmed for an earlier year, in a folder; None where there is none."""
    kept = queries.latest_mapping(submission)
    if not kept:
        yield None
        return
    with working_folder() as folder:
        for name, content in kept.items():
            (folder / name).write_bytes(content)
        yield folder / MANIFEST


def _as_json(checked: CheckedYear) -> bytes:
    told = {
        "items": [asdict(item) for item in checked.items],
        "rows": {name: asdict(count) for name, count in checked.rows.items()},
        "readable": checked.readable,
        "body_id": checked.body_id,
        "body_name": checked.body_name,
        "snapshots": checked.snapshots,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8")


def _is_for(submission: Submission, checked: CheckedYear) -> bool:
    """Whether the files' last snapshot is the day of the year that they were uploaded for."""
    return bool(checked.snapshots) and checked.snapshots[-1] == submission.snapshot.isoformat()


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _place_of(wrong: BaseException) -> str:
    at = wrong.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "nowhere"
    return f"{type(wrong).__name__} at {where}"
