"""Pages on which a year's figures are read, commented on, reviewed and signed off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.reporting.cut import EDITION, INDICATOR, Row, answers_of, linked, rows_of, title_of
from evenhand.web.bodies.queries import Access
from evenhand.web.submissions import actions, queries
from evenhand.web.submissions.forms import Note, SignOff
from evenhand.web.submissions.found import found_in
from evenhand.web.submissions.queries import FOUND, Submission
from evenhand.web.submissions.states import State
from evenhand.web.submissions.views import as_download, seen, step, tried, year_or_404


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
        "title": title_of(part),
        "explained": explained(part, lines_by_anchor(parts).get(anchor)),
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


@login_required
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Look once more at what goes to the reviewers, then send it."""
    access, found = year_or_404(request, slug, number, Right.UPLOAD)
    if request.method == "POST":
        said = _("Sent to the reviewers.")
        return step(request, slug, number, actions.send_to_review, said, seen=seen(request))
    return render(request, "submissions/send.jinja", _to_answer_for(access, found))


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Read the figures as a second person; pass them on or ask for changes."""
    access, found = year_or_404(request, slug, number, Right.READ_RESULTS)
    form = Note(request.POST if request.POST.get("do") == "changes" else None)
    if request.method == "POST":
        if request.POST.get("do") != "changes":
            said = _("Passed on to be signed off.")
            return step(request, slug, number, actions.pass_on, said, seen=seen(request))
        if form.is_valid():
            note = form.cleaned_data["text"]
            return step(request, slug, number, actions.request_changes, _("Given back."), note=note)
    context = _to_answer_for(access, found) | {"form": form}
    return render(request, "submissions/review.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def sign_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The certifier answers for the year."""
    access, found = year_or_404(request, slug, number, Right.CERTIFY)
    form = SignOff(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return step(
            request,
            slug,
            number,
            actions.sign_off,
            _("Signed off."),
            name=told["name"],
            role=told["role"],
            seen=seen(request),
        )
    context = _to_answer_for(access, found) | {"form": form, "back": Note(label=_("Why"))}
    return render(request, "submissions/sign-off.jinja", context)


@login_required
@require_http_methods(["POST"])
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The certifier takes a sign-off back before the release, with the reason."""
    year_or_404(request, slug, number, Right.CERTIFY)
    form = Note(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a sentence or two why it is taken back."))
        return redirect("year-sign-off", slug, number)
    note = form.cleaned_data["text"]
    return step(request, slug, number, actions.request_changes, _("Given back."), note=note)


def explained(part: str, line: Row | None) -> str:
    """
    A short text on one indicator, to be copied: its title, the finding and the sentences that answer
    its question, as the report has them. Nothing is added, so it says no more than the figures do.
    """
    finding = _("Finding: %(finding)s.") % {"finding": line.finding} if line else ""
    return "\n".join(each for each in (title_of(part), finding, *answers_of(part)) if each)


def lines_by_anchor(parts: dict[str, str]) -> dict[str, Row]:
    """The indicators of all editions, in their order, by anchor."""
    editions = (text for name, text in parts.items() if name.startswith(EDITION))
    return {line.anchor: line for text in editions for line in rows_of(text)}


def _to_answer_for(access: Access, year: Submission) -> dict[str, Any]:
    """What somebody looks at before they send, pass on or sign: files, rows, errors, comments."""
    comments = queries.comments_on(year)
    parts = _parts(year)
    return {
        "access": access,
        "year": year,
        "seen": queries.last_step_of(year).pk,
        "files": queries.list_of_files(year, "upload"),
        "check": found_in(queries.file_of(year, "check", FOUND)),
        "comments": comments,
        "lines": [
            (line, sum(each.indicator == line.anchor for each in comments))
            for line in lines_by_anchor(parts).values()
        ],
        "titles": {line.anchor: line.title for line in lines_by_anchor(parts).values()},
        "Right": Right,
        "State": State,
    }


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
