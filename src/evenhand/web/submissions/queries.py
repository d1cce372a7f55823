"""Every read of submissions: of which body, first."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from evenhand.web.bodies.models import Body
from evenhand.web.core.at_rest import take_out
from evenhand.web.core.keys import unseal
from evenhand.web.submissions.models import Comment, StoredFile
from evenhand.web.submissions.models import Job as Job
from evenhand.web.submissions.models import Step as Step
from evenhand.web.submissions.models import Submission as Submission
from evenhand.web.submissions.states import ENDED, State

# What a check found, among a year's files.
FOUND = "check.json"


@dataclass(frozen=True)
class Said:
    """A comment as it is read."""

    indicator: str
    by: str
    at: datetime
    text: str


def submissions_of(body: Body) -> list[Submission]:
    """All years of a body, newest first."""
    return list(Submission.objects.filter(body=body).select_related("uploaded_by"))


def submission_of(body: Body, number: int) -> Submission | None:
    """One year of this body."""
    found = Submission.objects.filter(body=body, pk=number)
    return found.select_related("body", "uploaded_by", "reviewed_by", "signed_by").first()


def latest_of(body: Body, states: Iterable[State]) -> Submission | None:
    """The newest year in one of these states."""
    return Submission.objects.filter(body=body, state__in=list(states)).first()


def files_of(submission: Submission, purpose: str) -> dict[str, bytes]:
    """The opened files of one purpose, by name. Raises CannotOpen."""
    key = bytes(submission.body.wrapped_key)
    found = submission.files.filter(purpose=purpose).order_by("name")
    return {each.name: take_out(key, bytes(each.sealed)) for each in found}


def file_of(submission: Submission, purpose: str, name: str) -> bytes | None:
    """One opened file; None where there is none."""
    found = submission.files.filter(purpose=purpose, name=name).first()
    return take_out(bytes(submission.body.wrapped_key), bytes(found.sealed)) if found else None


def list_of_files(submission: Submission, purpose: str) -> list[StoredFile]:
    """Names and sizes, without what is in them."""
    found = submission.files.filter(purpose=purpose).order_by("name")
    return list(found.only("name", "size", "digest", "at"))


def latest_mapping(submission: Submission) -> dict[str, bytes]:
    """How this body's files were read in the newest other year in which that was confirmed."""
    other = (
        Submission.objects.filter(body=submission.body, files__purpose="mapping")
        .exclude(pk=submission.pk)
        .exclude(state__in=(State.DRAFT, State.UPLOADED, State.WITHDRAWN))
        .order_by("-snapshot", "-version")
        .first()
    )
    if other is None:
        return {}
    kept = files_of(other, "mapping")
    return {name: content for name, content in kept.items() if name.endswith(".toml")}


def earlier_with_rows(submission: Submission) -> list[Submission]:
    """Years of the body that were released and whose files are still here, oldest first."""
    found = (
        Submission.objects.filter(
            body=submission.body, state__in=(State.RELEASED, State.SUPERSEDED)
        )
        .exclude(pk=submission.pk)
        .filter(files__purpose="upload")
        .distinct()
        .select_related("body")
    )
    return sorted(found, key=lambda each: (each.snapshot, each.version))


def description_of(submission: Submission) -> dict[str, Any]:
    """The pack.toml that a year's files are read by; empty where there is none any more."""
    for purpose in ("mapping", "upload"):
        text = file_of(submission, purpose, "pack.toml")
        if text is not None:
            try:
                return tomllib.loads(text.decode("utf-8-sig"))
            except ValueError:
                # The check says what is wrong with it.
                return {}
    return {}


def bodies_before(submission: Submission) -> tuple[Submission, list[list[str]]] | None:
    """
    The year, and the ids and names of bodies, that another year's files held: of what was released
    last, or else of the newest other year whose check is kept.
    """
    others = (
        Submission.objects.filter(body=submission.body, files__purpose="check")
        .exclude(pk=submission.pk)
        .exclude(state=State.WITHDRAWN)
        .select_related("body")
        .order_by("-snapshot", "-version")
    )
    out = (State.RELEASED, State.SUPERSEDED)
    for each in sorted(others, key=lambda other: other.state not in out):
        check = file_of(each, "check", FOUND)
        bodies = json.loads(check)["bodies"] if check else []
        if bodies:
            return each, bodies
    return None


def body_id_of(body: Body) -> str:
    """The id that a body's files gave it last; "" where none did."""
    found = bodies_before(Submission(body=body))
    return str(found[1][0][0]) if found else ""


def same_year_before(submission: Submission) -> Submission | None:
    """The newest earlier year whose check is kept, for what changed since."""
    found = Submission.objects.filter(
        body=submission.body, snapshot__lt=submission.snapshot, files__purpose="check"
    ).exclude(state=State.WITHDRAWN)
    return found.select_related("body").order_by("-snapshot", "-version").first()


def job_of(submission: Submission) -> Job | None:
    """The newest work on a year, whatever came of it."""
    return submission.jobs.first()


def last_step_of(submission: Submission) -> Step:
    """What happened to it last."""
    return submission.steps.select_related("by").order_by("-pk")[0]


def steps_of(submission: Submission) -> list[Step]:
    """Everything that happened to a year, oldest first."""
    return list(submission.steps.select_related("by"))


def comments_on(submission: Submission) -> list[Said]:
    """What was said of it, oldest first."""
    key = bytes(submission.body.wrapped_key)
    found: Iterable[Comment] = submission.comments.select_related("by")
    return [
        Said(each.indicator, each.by.name, each.at, unseal(key, bytes(each.sealed)).decode("utf-8"))
        for each in found
    ]


def rows_past_their_time(at: datetime) -> list[Submission]:
    """
    Ended or released years whose rows have been kept as long as their body wants.

    A year that was withdrawn has none left.
    """
    ended = Q(state=State.RELEASED) | Q(state__in=ENDED)
    found = Submission.objects.filter(ended, files__purpose__in=("upload", "rejected")).distinct()
    past = []
    for each in found.select_related("body"):
        last = each.steps.filter(state=State.RELEASED).order_by("-pk").first()
        if last is not None and (at - last.at).days >= each.body.keep_rows_days:
            past.append(each)
    return past


def under_way(bodies: Iterable[Body]) -> Mapping[int, list[Submission]]:
    """Submissions of several bodies by the body's number, newest year first."""
    found: dict[int, list[Submission]] = {}
    for each in Submission.objects.filter(body__in=list(bodies)):
        found.setdefault(each.body_id, []).append(each)
    return found


def years_of(bodies: Iterable[Body]) -> list[date]:
    """Every snapshot day that any of these bodies has, newest first."""
    days = Submission.objects.filter(body__in=list(bodies)).values_list("snapshot", flat=True)
    return sorted(set(days), reverse=True)
