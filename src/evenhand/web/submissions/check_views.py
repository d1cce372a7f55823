"""Pages on which a year's files are put right: what the check found, how columns are read."""

import json

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions import actions, found, queries
from evenhand.web.submissions.answered import ANSWERS, QUESTIONS, REJECTED
from evenhand.web.submissions.columns import answers_given, columns_page
from evenhand.web.submissions.queries import FOUND, Submission
from evenhand.web.submissions.states import OPEN_TO_FILES, State
from evenhand.web.submissions.views import as_download, working, year_or_404


@login_required
@require_http_methods(["GET"])
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the check found."""
    access, year = year_or_404(request, slug, number, Right.READ_ROWS)
    asked = queries.file_of(year, "mapping", QUESTIONS)
    told = found.found_in(queries.file_of(year, "check", FOUND))
    before_year = queries.same_year_before(year)
    before = found.found_in(queries.file_of(before_year, "check", FOUND)) if before_year else None
    context = {
        "access": access,
        "year": year,
        "job": working(year, access),
        "check": told,
        "all": found.all_of(told["teams"]) if told else None,
        "before_year": before_year,
        "compared": _compared(year, told, before_year, before)
        if told and before and before_year
        else None,
        "has_rejected": bool(queries.list_of_files(year, "rejected")),
        "questions": json.loads(asked) if asked else None,
        "shown": found.SHOWN,
        "Right": Right,
        "State": State,
    }
    return render(request, "submissions/check.jinja", context)


def _compared(
    year: Submission, now: dict[str, object], before_year: Submission, before: dict[str, object]
) -> dict[str, object]:
    """What changed against last year."""
    came, went = found.came_and_went(now, before)
    mine, theirs = queries.description_of(year), queries.description_of(before_year)
    return {
        "changes": found.changes(now, before),
        "came": came,
        "went": went,
        "new_labels": found.new_labels(mine, theirs) if mine and theirs else [],
    }


@login_required
@require_http_methods(["GET"])
def check_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Everything that the check found, to work through in a spreadsheet."""
    _access, year = year_or_404(request, slug, number, Right.READ_ROWS)
    kept = queries.file_of(year, "check", FOUND)
    if kept is None:
        raise Http404
    content = found.check_as_csv(json.loads(kept)["items"])
    return as_download(f"check-{year.snapshot.isoformat()}.csv", content)


@login_required
@require_http_methods(["GET"])
def rejected_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The rows that were set aside, with the reason: records about persons."""
    _access, year = year_or_404(request, slug, number, Right.READ_ROWS)
    kept = queries.file_of(year, "rejected", REJECTED)
    if kept is None:
        raise Http404
    actions.rows_taken(submission=year, what=REJECTED, by=request.user, at=timezone.now())
    name = f"rows-set-aside-{year.snapshot.isoformat()}.csv"
    return as_download(name, found.rows_as_csv(kept))


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How columns and values of an extract are read: confirmed or put right here."""
    access, year = year_or_404(request, slug, number, Right.UPLOAD)
    kept = queries.file_of(year, "mapping", QUESTIONS)
    if kept is None:
        raise Http404
    told = json.loads(kept)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        answers, wrong = answers_given(told, request.POST)
        if not wrong:
            try:
                actions.answer_questions(
                    submission=year,
                    answers={ANSWERS: json.dumps(answers, ensure_ascii=False).encode("utf-8")},
                    rights=access.rights,
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as why:
                wrong = {"confirm": str(why)}
            else:
                return redirect("year-check", slug, number)
    context = {
        "access": access,
        "year": year,
        "page": columns_page(told, request.POST if request.method == "POST" else None),
        "unsure": told["unsure"],
        "remembered": told.get("remembered", False),
        "wrong": wrong,
        "open": year.state in OPEN_TO_FILES,
    }
    return render(request, "submissions/columns.jinja", context)
