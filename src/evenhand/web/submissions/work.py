"""
What the worker does with a year: opens its files in a folder of their own, and keeps what comes of it.

Everything is kept in one transaction at the end. Killed before it, the year is as it was, and the
job is done again.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.data.mapping.memory import MAPPING
from evenhand.data.readers.manifest_file import MANIFEST
from evenhand.pipeline.map import LEAVE_OUT, About, Question, answers_to, take_the_guess
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.pipeline.year import (
    CheckedYear,
    Tell,
    check_year,
    compute_year,
    is_described,
    map_year,
)
from evenhand.reporting.cut import parts_of
from evenhand.web.core.working_folder import working_folder
from evenhand.web.submissions import actions, queries
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.answered import (
    AGAIN,
    ANSWERS,
    CORRECTION,
    FORGET,
    QUESTIONS,
    REJECTED,
)
from evenhand.web.submissions.doing import Clock, doing
from evenhand.web.submissions.queries import FOUND, Job, Submission
from evenhand.web.submissions.states import State

PAGE = "report.html"
OUT = (State.RELEASED, State.SUPERSEDED)


def check(number: int, clock: Clock = timezone.now) -> None:
    """Read the files, say what is to be put right, and keep it."""
    with job(number, clock) as (one, tell):
        if one is None:
            return
        year = one.submission
        mapped = Mapped(kept={}, unanswered=0)
        with opened(year) as folder:
            sent = {
                path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
            }
            tell(_("Reading the files"), 0, 2)
            if not is_described(folder):
                mapped = _mapped(year, folder)
            tell(_("Checking every row"), 1, 2)
            checked = check_year(folder)
        other = _other_body(year, checked)
        told = _as_json(checked) | {
            "unanswered": mapped.unanswered,
            "not_used": sorted(sent - set(checked.used)) if checked.used else [],
            "other_body": other,
        }
        found = {
            "mapping": mapped.kept,
            "check": {FOUND: json.dumps(told, ensure_ascii=False).encode("utf-8")},
            "rejected": {REJECTED: checked.rejected} if checked.rejected else {},
        }
        fit = checked.readable and _is_for(year, checked) and not (other and other["released"])
        readable = fit and not mapped.unanswered
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
    """A job that begins now, and how to say how far it is."""
    with doing(Job, number, clock) as one:

        def tell(what: str, done: int, total: int) -> None:
            if one is not None:
                background.says(one, what, at=clock(), done=done, total=total)

        yield one, tell


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
        raise WrongUse(_("The files of this year are not here any more. Upload them again."))
    mapping = queries.files_of(submission, "mapping")
    mapping.pop(QUESTIONS, None)
    folder.mkdir(mode=0o700)
    for name, content in (files | mapping).items():
        place = folder / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


@dataclass(frozen=True)
class Mapped:
    """How files without a description are read, as files; and how much nobody has confirmed yet."""

    kept: dict[str, bytes]
    unanswered: int


def _mapped(submission: Submission, folder: Path) -> Mapped:
    """By last year's answers, this year's, and guesses."""
    given = queries.files_of(submission, "answers")
    answers: dict[str, str] = json.loads(given[ANSWERS]) if given else {}
    asked: list[Question] = []

    def choose(question: Question) -> str:
        # Two sheets of one kind are asked the same thing: the second time it is another question.
        times = sum(each.key.partition(AGAIN)[0] == question.key for each in asked)
        if times:
            question = replace(question, key=f"{question.key}{AGAIN}{times + 1}")
        asked.append(question)
        answer = answers.get(question.key, "")
        # Other files may have been uploaded since it was answered.
        return answer if _answers(answer, question) else take_the_guess(question)

    body = submission.body
    about = About(
        id=queries.body_id_of(body) or body.slug[:30],
        name=body.name,
        kind=body.kind,
        snapshot=submission.snapshot,
    )
    corrections = {
        key.removeprefix(CORRECTION): answer
        for key, answer in answers.items()
        if key.startswith(CORRECTION)
    }
    with _last_year(submission, forget=FORGET in answers) as like:
        made = map_year(
            folder,
            choose,
            about=about,
            today=timezone.localdate(),
            like=like,
            corrections=corrections,
        )
    tables = made.proposal.tables
    headers = {header for table in tables for header in table.headers}
    told = {
        "questions": [asdict(each) | {"listed": answers_to(each)} for each in asked],
        "answers": answers,
        "unsure": [asdict(each) for each in made.proposal.unsure],
        "tables": [
            {"table": t.table, "headers": t.headers, "columns": t.columns, "values": t.values}
            for t in tables
        ],
        "remembered": like is not None,
    }
    kept = {QUESTIONS: json.dumps(told, ensure_ascii=False).encode("utf-8")}
    for file in (MANIFEST, MAPPING):
        if (folder / file).is_file():
            kept[file] = (folder / file).read_bytes()
    open_ones = [
        each
        for each in asked
        if not _answers(answers.get(each.key, ""), each)
        and corrections.get(each.key.partition(AGAIN)[0]) not in headers
    ]
    return Mapped(kept, len(open_ones))


def _answers(answer: str, question: Question) -> bool:
    known = (*question.choices, *question.names, question.guess, LEAVE_OUT)
    return answer in known or (question.free and bool(answer))


def _other_body(submission: Submission, checked: CheckedYear) -> dict[str, object] | None:
    """Whose records these are, where those of another year were of another body; else None."""
    before = queries.bodies_before(submission)
    if before is None or not checked.bodies:
        return None
    year, bodies = before
    if bodies[0][0] == checked.bodies[0][0]:
        return None
    id_, name = bodies[0]
    return {
        "id": id_,
        "name": name,
        "day": year.snapshot.isoformat(),
        "released": year.state in OUT,
    }


@contextmanager
def _last_year(submission: Submission, *, forget: bool) -> Iterator[Path | None]:
    """The mapping that was confirmed for an earlier year, in a folder; None where there is none."""
    kept = queries.latest_mapping(submission)
    if forget or not kept:
        yield None
        return
    with working_folder() as folder:
        for name, content in kept.items():
            (folder / name).write_bytes(content)
        yield folder / MANIFEST


def _as_json(checked: CheckedYear) -> dict[str, object]:
    return {
        "items": [asdict(item) for item in checked.items],
        "rows": {name: asdict(count) for name, count in checked.rows.items()},
        "readable": checked.readable,
        "bodies": checked.bodies,
        "snapshots": checked.snapshots,
        "teams": [each._asdict() for each in checked.teams],
        "why_not": checked.why_not,
    }


def _is_for(submission: Submission, checked: CheckedYear) -> bool:
    """Whether the files' last snapshot is the day of the year that they were uploaded for."""
    return bool(checked.snapshots) and checked.snapshots[-1] == submission.snapshot.isoformat()


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content
