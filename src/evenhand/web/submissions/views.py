"""Pages of a year's way. Each asks first which body, and whether the person may."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.queries import Access, who_may
from evenhand.web.bodies.rules import Refused
from evenhand.web.bodies.views import access_or_404
from evenhand.web.submissions import actions, presenters, queries
from evenhand.web.submissions.forms import Note, Year
from evenhand.web.submissions.queries import Submission
from evenhand.web.submissions.rules import MOST_BYTES
from evenhand.web.submissions.states import State
from evenhand.web.submissions.uploads import files_sent

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
        "Right": Right,
    }
    return render(request, "submissions/years.jinja", context)


@login_required
@require_http_methods(["GET"])
def year(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The task list of one year."""
    access, found = year_or_404(request, slug, number, *ANY_PART)
    steps = queries.steps_of(found)
    context = {
        "access": access,
        "year": found,
        "tasks": presenters.tasks_of(found, access.rights, steps, who_may(access.body)),
        "job": working(found, access),
        "given_back": presenters.given_back(found, steps),
        "steps": steps,
        "may_withdraw": presenters.can_be_withdrawn(found) and Right.UPLOAD in access.rights,
        "Right": Right,
        "State": State,
    }
    return render(request, "submissions/year.jinja", context)


def working(year: Submission, access: Access) -> presenters.Working | None:
    """The work that goes on for a year, as this person may see and start it again."""
    job = queries.job_of(year)
    return presenters.working(job, year, access.rights, timezone.now())


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send the files of a year."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    wrong = ""
    if request.method == "POST":
        try:
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
@require_POST
def start_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put work whose worker has gone, or that failed, into the queue once more."""
    return step(request, slug, number, actions.start_again, _("It is started again."))


@login_required
@require_http_methods(["GET"])
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How far the work is, for the script of a page that waits."""
    _access, found = year_or_404(request, slug, number, *ANY_PART)
    job = queries.job_of(found)
    told = {"state": job.state if job else "none", "said": job.said if job else ""}
    return JsonResponse(told)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a year that is not released."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    form = Note(request.POST or None, label=_("Why is it withdrawn?"))
    if request.method == "POST" and form.is_valid():
        return step(
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


def as_download(name: str, content: bytes) -> HttpResponse:
    """A file to be kept, under its own name."""
    end = name[name.rfind(".") :]
    answer = HttpResponse(content, content_type=TYPES.get(end, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def step(
    request: HttpRequest,
    slug: str,
    number: int,
    action: Callable[..., object],
    said: str,
    **more: Any,
) -> HttpResponse:
    """Do one action on a year, say what came of it, and go to its task list."""
    access, found = year_or_404(request, slug, number, *ANY_PART)
    at: datetime = timezone.now()
    tried(
        request,
        lambda: action(submission=found, rights=access.rights, by=request.user, at=at, **more),
        said,
    )
    return redirect("year", slug, number)


def seen(request: HttpRequest) -> int | None:
    """The number of the last step that stood on the page which is answered; None: no page."""
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 19 else None
