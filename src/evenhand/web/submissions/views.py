"""Pages of a year's way. Each asks first which body, and whether the person may."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.frameworks.role import Right
from evenhand.reporting.cut import EDITION, INDICATOR, linked
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused
from evenhand.web.bodies.views import access_or_404
from evenhand.web.submissions import actions, presenters, queries
from evenhand.web.submissions.forms import Note, SignOff, Year
from evenhand.web.submissions.queries import Submission
from evenhand.web.submissions.rules import MOST_BYTES
from evenhand.web.submissions.states import State
from evenhand.web.submissions.uploads import files_sent
from evenhand.web.submissions.work import ANSWERS, FOUND, QUESTIONS

# Everybody who has to do with a year before its release.
ANY_PART = (Right.READ_RESULTS, Right.RELEASE)
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def year_or_404(
    request: HttpRequest, slug: str, number: int, *rights: Right
) -> tuple[Access, Submission]:
    """The body and its year. Http404 for strangers and for members with none of these rights."""
    access = access_or_404(request, slug)
    if rights and not access.rights & set(rights):
        raise Http404
    found = queries.submission_of(access.body, number)
    if found is None:
        raise Http404
    return access, found


def tried(request: HttpRequest, do: Callable[[], object], said: str) -> bool:
    """Do something that may be refused; say what came of it."""
    try:
        do()
    except Refused as why:
        messages.error(request, str(why))
        return False
    messages.success(request, said)
    return True


@login_required
@require_http_methods(["GET", "POST"])
def years(request: HttpRequest, slug: str) -> HttpResponse:
    """The years of a body; beginning one."""
    access = access_or_404(request, slug)
    if not access.rights & set(ANY_PART):
        raise Http404
    may_begin = Right.UPLOAD in access.rights
    form = Year(request.POST or None)
    if request.method == "POST":
        if not may_begin:
            raise Http404
        if form.is_valid():
            try:
                made = actions.start(
                    body=access.body,
                    snapshot=form.cleaned_data["snapshot"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as why:
                form.add_error("snapshot", str(why))
            else:
                return redirect("year-upload", slug, made.pk)
    context = {
        "access": access,
        "years": queries.submissions_of(access.body),
        "form": form,
        "may_begin": may_begin,
    }
    return render(request, "submissions/years.jinja", context)


@login_required
@require_http_methods(["GET"])
def year(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The task list of one year."""
    access, found = year_or_404(request, slug, number, *ANY_PART)
    context = {
        "access": access,
        "year": found,
        "tasks": presenters.tasks_of(found, access.rights),
        "job": queries.job_of(found),
        "steps": queries.steps_of(found),
        "Right": Right,
        "State": State,
    }
    return render(request, "submissions/year.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send the files of a year."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    wrong = ""
    if request.method == "POST":
        try:
            _must_not_be_too_large(request)
            files = files_sent(request.FILES.getlist("files"))
            job = actions.upload(
                submission=found,
                files=files,
                rights=access.rights,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as why:
            wrong = str(why)
        else:
            if job is None:
                messages.info(request, _("These are the files that are here already."))
            return redirect("year-check", slug, number)
    context = {
        "access": access,
        "year": found,
        "wrong": wrong,
        "files": queries.list_of_files(found, "upload"),
        "most": MOST_BYTES // 1_000_000,
    }
    return render(request, "submissions/upload.jinja", context)


def _must_not_be_too_large(request: HttpRequest) -> None:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + 1_000_000:
        raise Refused(
            f"The files are larger than {MOST_BYTES // 1_000_000} MB together. Send Parquet files, "
            "or leave out what no indicator needs."
        )


@login_required
@require_http_methods(["GET"])
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the check found."""
    access, found = year_or_404(request, slug, number, Right.READ_ROWS)
    asked = queries.file_of(found, "mapping", QUESTIONS)
    before = queries.same_year_before(found)
    context = {
        "access": access,
        "year": found,
        "job": queries.job_of(found),
        "check": presenters.found_in(queries.file_of(found, "check", FOUND)),
        "before": presenters.found_in(queries.file_of(before, "check", FOUND)) if before else None,
        "before_year": before,
        "questions": json.loads(asked) if asked else None,
        "Right": Right,
        "State": State,
    }
    return render(request, "submissions/check.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How columns and values of an extract are read: confirmed or put right here."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    kept = queries.file_of(found, "mapping", QUESTIONS)
    if kept is None:
        raise Http404
    told = json.loads(kept)
    if request.method == "POST":
        answers = {
            each["key"]: request.POST.get(f"answer-{place}", each["guess"])
            for place, each in enumerate(told["questions"])
        }
        content = json.dumps(answers, ensure_ascii=False).encode("utf-8")
        done = tried(
            request,
            lambda: actions.answer_questions(
                submission=found,
                answers={ANSWERS: content},
                rights=access.rights,
                by=request.user,
                at=timezone.now(),
            ),
            _("Kept. The files are checked again."),
        )
        if done:
            return redirect("year-check", slug, number)
    return render(
        request, "submissions/columns.jinja", {"access": access, "year": found, "told": told}
    )


@login_required
@require_POST
def compute(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Have the figures worked out."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    tried(
        request,
        lambda: actions.ask_to_compute(
            submission=found, rights=access.rights, by=request.user, at=timezone.now()
        ),
        _("The figures are being worked out."),
    )
    return redirect("year", slug, number)


@login_required
@require_http_methods(["GET"])
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How far the work is, for the script of a page that waits."""
    _access, found = year_or_404(request, slug, number, *ANY_PART)
    job = queries.job_of(found)
    told = {"state": job.state if job else "none", "said": job.said if job else ""}
    return JsonResponse(told)


@login_required
@require_http_methods(["GET"])
def results(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All figures of a year at a glance."""
    access, found = year_or_404(request, slug, number, Right.READ_RESULTS)
    parts = _parts(found)
    if not parts:
        raise Http404
    places = _places(found, parts)
    context = {
        "access": access,
        "year": found,
        "standing_out": linked(parts.get("stands-out", ""), places),
        "editions": [
            linked(text, places) for name, text in parts.items() if name.startswith(EDITION)
        ],
        "documents": queries.list_of_files(found, "report"),
        "comments": queries.comments_on(found),
    }
    return render(request, "submissions/results.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def indicator(request: HttpRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """One indicator of a year, and what reviewers say of it."""
    access, found = year_or_404(request, slug, number, Right.READ_RESULTS)
    parts = _parts(found)
    part = parts.get(INDICATOR + anchor)
    if part is None:
        raise Http404
    form = Note(request.POST or None, label=_("Your comment"))
    if request.method == "POST" and form.is_valid():
        done = tried(
            request,
            lambda: actions.comment(
                submission=found,
                indicator=anchor,
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            ),
            _("Your comment is kept."),
        )
        if done:
            return redirect("year-indicator", slug, number, anchor)
    context = {
        "access": access,
        "year": found,
        "part": linked(part, _places(found, parts)),
        "form": form,
        "comments": [each for each in queries.comments_on(found) if each.indicator == anchor],
        "open": found.state in (State.COMPUTED, State.IN_REVIEW, State.SIGNED_OFF),
    }
    return render(request, "submissions/indicator.jinja", context)


@login_required
@require_http_methods(["GET"])
def document(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    """A file of the internal report."""
    _access, found = year_or_404(request, slug, number, Right.READ_RESULTS)
    content = queries.file_of(found, "report", name)
    if content is None:
        raise Http404
    return as_download(name, content)


def as_download(name: str, content: bytes) -> HttpResponse:
    """A file to be kept, under its own name."""
    end = name[name.rfind(".") :]
    answer = HttpResponse(content, content_type=TYPES.get(end, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@require_POST
def send(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send the figures to review."""
    return _step(request, slug, number, actions.send_to_review, _("Sent to the reviewers."))


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Read the figures as a second person; pass them on or ask for changes."""
    access, found = year_or_404(request, slug, number, Right.READ_RESULTS)
    form = Note(request.POST if request.POST.get("do") == "changes" else None)
    if request.method == "POST":
        if request.POST.get("do") != "changes":
            return _step(request, slug, number, actions.pass_on, _("Passed on to be signed off."))
        if form.is_valid():
            note = form.cleaned_data["text"]
            return _step(
                request, slug, number, actions.request_changes, _("Given back."), note=note
            )
    context = {
        "access": access,
        "year": found,
        "form": form,
        "comments": queries.comments_on(found),
        "Right": Right,
        "State": State,
    }
    return render(request, "submissions/review.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def sign_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The certifier answers for the year."""
    access, found = year_or_404(request, slug, number, Right.CERTIFY)
    form = SignOff(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return _step(
            request,
            slug,
            number,
            actions.sign_off,
            _("Signed off."),
            name=told["name"],
            role=told["role"],
        )
    context = {"access": access, "year": found, "form": form, "State": State}
    return render(request, "submissions/sign-off.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a year that is not released."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    form = Note(request.POST or None, label=_("Why is it withdrawn?"))
    if request.method == "POST" and form.is_valid():
        return _step(
            request,
            slug,
            number,
            actions.withdraw,
            _("Withdrawn. The uploaded rows are deleted."),
            note=form.cleaned_data["text"],
        )
    return render(
        request, "submissions/withdraw.jinja", {"access": access, "year": found, "form": form}
    )


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Begin a new version of a released year."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    form = Note(
        request.POST or None,
        label=_("What is corrected, and why"),
        hint=_("Readers see this beside the new version."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_correction(
                released=found,
                note=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as why:
            form.add_error("text", str(why))
        else:
            return redirect("year-upload", slug, made.pk)
    return render(
        request, "submissions/correct.jinja", {"access": access, "year": found, "form": form}
    )


def _step(
    request: HttpRequest,
    slug: str,
    number: int,
    action: Callable[..., object],
    said: str,
    **more: Any,
) -> HttpResponse:
    access, found = year_or_404(request, slug, number, *ANY_PART)
    at: datetime = timezone.now()
    tried(
        request,
        lambda: action(submission=found, rights=access.rights, by=request.user, at=at, **more),
        said,
    )
    return redirect("year", slug, number)


def _parts(found: Submission) -> dict[str, str]:
    return {name: text.decode("utf-8") for name, text in queries.files_of(found, "part").items()}


def _places(found: Submission, parts: dict[str, str]) -> dict[str, str]:
    """The page of each indicator, by its anchor."""
    return {
        (anchor := name.removeprefix(INDICATOR)): reverse(
            "year-indicator", args=[found.body.slug, found.pk, anchor]
        )
        for name in parts
        if name.startswith(INDICATOR)
    }
