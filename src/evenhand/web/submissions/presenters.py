"""What pages of a year show: its list of tasks, what a check found, its parts."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from evenhand.domain.frameworks.role import Right
from evenhand.web.submissions.queries import Submission
from evenhand.web.submissions.states import State

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


@dataclass(frozen=True)
class Task:
    """One line of the task list: `page` is where it is done, "" where nobody can go there yet."""

    title: str
    hint: str
    page: str
    status: str


@dataclass(frozen=True)
class Found:
    """Items of one code: the first few with their places, how many there are."""

    code: str
    severity: str
    fix: str
    number: int
    items: list[Mapping[str, Any]]


def tasks_of(submission: Submission, rights: Collection[Right]) -> list[Task]:
    """The list of what is done, what is next and who has it."""
    at = _place(submission.state)
    lines = (
        (_("Upload the files"), _("A pack, a workbook, or extracts"), "upload", 0, Right.UPLOAD),
        (_("Put right what the check found"), "", "check", 1, Right.UPLOAD),
        (_("Work out the figures"), "", "compute", 2, Right.UPLOAD),
        (_("Look at the figures and send them to review"), "", "send", 3, Right.UPLOAD),
        (_("Review"), _("By another person than the one who uploaded"), "review", 4, Right.REVIEW),
        (_("Sign off"), _("By the certifier"), "sign-off", 4, Right.CERTIFY),
        (_("Release"), _("Two people"), "release", 5, Right.RELEASE),
    )
    made = []
    for title, hint, page, when, right in lines:
        status = _status(submission, at, when, page)
        if status == NOW and right not in rights:
            status = WITH
        made.append(Task(title, hint, page if status in (DONE, NOW) else "", status))
    return made


def _status(submission: Submission, at: int, when: int, page: str) -> str:
    if submission.state in (State.WITHDRAWN,):
        return LATER
    if page == "review" and submission.reviewed_at is not None and at >= when:
        return DONE
    if page == "sign-off" and at == when and submission.reviewed_at is None:
        return LATER
    if at > when:
        return DONE
    return NOW if at == when else LATER


def _place(state: str) -> int:
    if state == State.CHANGES_REQUESTED:
        return 0
    if state == State.SUPERSEDED:
        return len(ORDER)
    return ORDER.index(State(state)) if state in ORDER else 0


def found_in(check: bytes | None) -> dict[str, Any] | None:
    """What a check found, grouped by kind: errors first, most frequent first."""
    if check is None:
        return None
    told = json.loads(check)
    items = sorted(told["items"], key=lambda item: (item["severity"] != "error", item["code"]))
    groups = [_group(code, list(of)) for code, of in groupby(items, key=lambda item: item["code"])]
    return {**told, "found": groups}


def _group(code: str, items: Sequence[Mapping[str, Any]]) -> Found:
    first = items[0]
    return Found(code, first["severity"], first["fix"], len(items), list(items))
