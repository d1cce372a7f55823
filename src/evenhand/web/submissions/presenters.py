"""What pages of a year show: its list of tasks, the work on it, what is to be signed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from evenhand.domain.frameworks.role import Right
from evenhand.web.submissions.queries import Job, Step, Submission
from evenhand.web.submissions.states import UNRELEASED, WORK, State

DONE, NOW, LATER, WITH = "done", "now", "later", "with somebody else"
ORDER = (
    State.DRAFT,
    State.UPLOADED,
    State.CHECKED,
    State.COMPUTED,
    State.IN_REVIEW,
    State.SIGNED_OFF,
    State.RELEASED,
)
# Where a task is done, and the rights of which one is enough to open that page.
PAGES = {
    "upload": (Right.UPLOAD,),
    "check": (Right.READ_ROWS,),
    "results": (Right.READ_RESULTS,),
    "send": (Right.UPLOAD,),
    "review": (Right.READ_RESULTS,),
    "sign-off": (Right.CERTIFY,),
    "release": (Right.READ_RESULTS, Right.RELEASE),
}


@dataclass(frozen=True)
class Task:
    """
    One line of the task list: `page` is where it is done, "" where this person cannot go there.

    `who` has it, or did it at `when`; empty where nobody of the body may do it.
    """

    title: str
    hint: str
    page: str
    status: str
    who: tuple[str, ...]
    when: datetime | None = None


@dataclass(frozen=True)
class _Line:
    title: str
    hint: str
    page: str
    place: int
    right: Right
    move: str


@dataclass(frozen=True)
class Working:
    """Work in the background as a page shows it. `gone`: its worker has not been heard of."""

    what: str
    state: str
    said: str
    problem: str
    gone: bool
    may_start: bool

    @property
    def under_way(self) -> bool:
        """Whether it waits or is being done."""
        return self.state in ("waiting", "running")


def working(
    job: Job | None, year: Submission, rights: Collection[Right], at: datetime
) -> Working | None:
    """The newest work on a year; None where there is none, or nothing to say of it any more."""
    if job is None or job.state not in ("waiting", "running", "failed"):
        return None
    state, right = WORK[job.what]
    gone = job.is_silent(at)
    may_start = right in rights and year.state == state and (gone or job.state == "failed")
    return Working(job.what, job.state, job.said, job.problem, gone, may_start)


def _lines() -> tuple[_Line, ...]:
    return (
        _Line(_("Upload the files"), _("A pack, a workbook, or extracts"), "upload", 0,
              Right.UPLOAD, "upload"),
        _Line(_("Put right what the check found"), "", "check", 1, Right.UPLOAD, "check"),
        _Line(_("Work out the figures"), "", "results", 2, Right.UPLOAD, "compute"),
        _Line(_("Look at the figures and send them to review"), "", "send", 3, Right.UPLOAD,
              "send to review"),
        _Line(_("Review"), _("By another person than the one who uploaded"), "review", 4,
              Right.REVIEW, ""),
        _Line(_("Sign off"), _("By the certifier"), "sign-off", 4, Right.CERTIFY, "sign off"),
        _Line(_("Release"), _("Two people"), "release", 5, Right.RELEASE, "release"),
    )  # fmt: skip


def tasks_of(
    year: Submission,
    rights: Collection[Right],
    steps: Sequence[Step],
    people: Mapping[Right, Sequence[tuple[int, str]]],
) -> list[Task]:
    """
    The list of what is done, what is next and who has it.

    `people` are numbers and names of accounts by what they may do.
    """
    at = _place(year.state)
    brought = {step.by_id for step in steps if step.move == "upload"}
    made = []
    for line in _lines():
        status = _status(year, at, line)
        if status == NOW and line.right not in rights:
            status = WITH
        if status == DONE:
            who, when = _did(year, line, steps)
        else:
            barred = brought if line.page in ("review", "sign-off") else set()
            who = tuple(n for number, n in people.get(line.right, ()) if number not in barred)
            when = None
        page = _page(year, line, status, rights)
        made.append(Task(line.title, line.hint, page, status, who, when))
    return made


def _page(year: Submission, line: _Line, status: str, rights: Collection[Right]) -> str:
    """Where this person goes for it; a task that is done leads to what came of it."""
    if status not in (DONE, NOW, WITH) or year.state == State.WITHDRAWN:
        return ""
    page = line.page
    if page == "send" and status == DONE:
        page = "results"
    if page == "results" and status != DONE:
        page = "check"
    return page if set(PAGES[page]) & set(rights) else ""


def _did(
    year: Submission, line: _Line, steps: Sequence[Step]
) -> tuple[tuple[str, ...], datetime | None]:
    if line.page == "review":
        return ((year.reviewed_by.name,) if year.reviewed_by else ()), year.reviewed_at
    last = [step for step in steps if step.move == line.move]
    if not last:
        return (), None
    return ((last[-1].by.name,) if last[-1].by else ()), last[-1].at


def _status(year: Submission, at: int, line: _Line) -> str:
    if year.state == State.WITHDRAWN:
        return LATER
    if line.page == "review" and year.reviewed_at is not None and at >= line.place:
        return DONE
    if line.page == "sign-off" and at == line.place and year.reviewed_at is None:
        return LATER
    if at > line.place:
        return DONE
    return NOW if at == line.place else LATER


def _place(state: str) -> int:
    if state == State.CHANGES_REQUESTED:
        return 0
    if state == State.SUPERSEDED:
        return len(ORDER)
    return ORDER.index(State(state)) if state in ORDER else 0


def given_back(year: Submission, steps: Sequence[Step]) -> Step | None:
    """The step with which a year was given back, and why; None where it was not, or is put right."""
    return steps[-1] if steps and year.state == State.CHANGES_REQUESTED else None


def can_be_withdrawn(year: Submission) -> bool:
    """Whether a year can be ended before its release."""
    return State(year.state) in UNRELEASED
