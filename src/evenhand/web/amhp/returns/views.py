"""Pages of a body's national returns. Thin: each asks first which body, and whether the person may."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_return import last_day_of, return_edition
from evenhand.data.writers.results_csv import table_csv
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.amhp_return import last_day
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.returns import actions, presenters, queries
from evenhand.web.amhp.returns.forms import Answers, Begin
from evenhand.web.amhp.returns.queries import AmhpReturn
from evenhand.web.amhp.returns.rules import ANY_PART, APPROVES, READS
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.forms import Note, SignOff
from evenhand.web.submissions.states import MOVES, State
from evenhand.web.submissions.views import as_download, seen, tried

HERE = "amhp-returns"


def _entered(request: HttpRequest, slug: str, *rights: Right) -> Access:
    """The body, where it is one that approves AMHPs."""
    access = entered(request, slug, *rights)
    if access.body.kind not in APPROVES:
        raise Http404
    return access


def _one(request: HttpRequest, slug: str, number: int, *rights: Right) -> tuple[Access, AmhpReturn]:
    access = _entered(request, slug, *rights)
    found = queries.return_of(access.body, number)
    if found is None:
        raise Http404
    return access, found


@login_required
@require_http_methods(["GET", "POST"])
def returns(request: HttpRequest, slug: str) -> HttpResponse:
    """The returns of a body; beginning one."""
    access = _entered(request, slug, *ANY_PART)
    may_begin, today = Right.UPLOAD in access.rights, timezone.localdate()
    form = Begin(
        request.POST if request.method == "POST" else None, initial={"day": last_day(today)}
    )
    if request.method == "POST":
        if not may_begin:
            raise Http404
        if form.is_valid():
            try:
                made = actions.start(
                    body=access.body,
                    day=form.cleaned_data["day"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as why:
                form.add_error("day", str(why))
            else:
                return redirect("amhp-return-fill", slug, made.pk)
    context = {
        "returns": queries.returns_of(access.body),
        "form": form,
        "may_begin": may_begin,
        "edition": return_edition(),
        "next_day": last_day_of(return_edition(), last_day(today).year + 1),
    }
    return shown(request, access, "amhp/returns/returns.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what no record holds, and have the rest filled from the records."""
    access, found = _one(request, slug, number, Right.UPLOAD)
    form = Answers(
        request.POST if request.method == "POST" else None,
        edition=return_edition(found.edition),
        kept=found.answers,
        suggested=queries.suggested(found),
    )
    if request.method == "POST" and form.is_valid():
        told = form.answers()
        tried(
            request,
            lambda: actions.fill(
                amhp_return=found,
                answers=told,
                rights=access.rights,
                by=request.user,
                at=timezone.now(),
            ),
            _("Filled from the records."),
        )
        return redirect("amhp-return", slug, number)
    context = {"one": found, "form": form, "open": found.state in MOVES["upload"].before}
    return shown(request, access, "amhp/returns/fill.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One return: where it stands, what the check found, its numbers, and what can be done next."""
    access, found = _one(request, slug, number, *ANY_PART)
    do = request.POST.get("do", "")
    forms = _forms(request, do)
    if request.method == "POST":
        if do not in presenters.TO_DO:
            raise Http404
        form = forms.get(do)
        if form is None or form.is_valid():
            return _done(request, access, found, do, form.cleaned_data if form else {})
    exact = bool(access.rights & READS)
    content, before = queries.content_of(found), queries.before(found) if exact else None
    edition = return_edition(found.edition)
    steps = queries.steps_of(found)
    context: dict[str, Any] = {
        "one": found,
        "edition": edition,
        "exact": exact,
        "content": content,
        "before": before,
        "tables": presenters.tables(edition, content.figures, before, content.found)
        if content and exact
        else [],
        "found": presenters.by_what_to_do(edition, content.found) if content and exact else [],
        "outside": presenters.tables(edition, content.told) if content else [],
        "may": presenters.may_do(found, access.rights),
        "may_fill": Right.UPLOAD in access.rights and found.state in MOVES["upload"].before,
        "may_correct": Right.UPLOAD in access.rights and found.state == State.RELEASED,
        "forms": forms,
        "correct": Note(label=_("What is corrected, and why")),
        "steps": steps,
        "seen": steps[-1].pk,
        "given_back": steps[-1] if found.state == State.CHANGES_REQUESTED else None,
        "State": State,
    }
    return shown(request, access, "amhp/returns/return.jinja", context, here=HERE)


def _forms(request: HttpRequest, do: str) -> dict[str, Any]:
    def bound(name: str) -> Any:
        return request.POST if do == name else None

    note = {
        "changes": _("What has to be changed"),
        "back": _("Why it is taken back"),
        "withdraw": _("Why it is withdrawn"),
        "withdraw-release": _("Why it is withdrawn"),
    }
    made: dict[str, Any] = {
        name: Note(bound(name), label=label, prefix=None, auto_id=f"{name}_%s")
        for name, label in note.items()
    }
    made["sign"] = SignOff(bound("sign"), initial={"name": request.user.name})
    return made


def _done(
    request: HttpRequest, access: Access, found: AmhpReturn, do: str, told: dict[str, Any]
) -> HttpResponse:
    """Do what was asked for, and say what came of it."""
    steps: dict[str, tuple[Callable[..., object], str, dict[str, Any]]] = {
        "send": (actions.send_to_review, _("Sent to the reviewers."), {"seen": seen(request)}),
        "pass": (actions.pass_on, _("Passed on to be signed off."), {"seen": seen(request)}),
        "changes": (actions.give_back, _("Given back."), {"note": told.get("text")}),
        "back": (actions.give_back, _("Taken back."), {"note": told.get("text")}),
        "sign": (
            actions.sign_off,
            _("Signed off. The desks of region and country can read it now."),
            {"name": told.get("name"), "role": told.get("role"), "seen": seen(request)},
        ),
        "release": (actions.release, _("Released: it is final."), {"seen": seen(request)}),
        "withdraw": (actions.withdraw, _("Withdrawn."), {"note": told.get("text")}),
        "withdraw-release": (actions.withdraw, _("Withdrawn."), {"note": told.get("text")}),
    }
    action, words, more = steps[do]
    tried(
        request,
        lambda: action(
            amhp_return=found, rights=access.rights, by=request.user, at=timezone.now(), **more
        ),
        words,
    )
    return redirect("amhp-return", access.body.slug, found.pk)


@login_required
@require_http_methods(["POST"])
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Begin a new version of a released return."""
    access, found = _one(request, slug, number, Right.UPLOAD)
    form = Note(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a sentence or two what is corrected, and why."))
        return redirect("amhp-return", slug, number)
    try:
        made = actions.start_correction(
            amhp_return=found,
            note=form.cleaned_data["text"],
            rights=access.rights,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as why:
        messages.error(request, str(why))
        return redirect("amhp-return", slug, number)
    return redirect("amhp-return-fill", slug, made.pk)


@login_required
@require_http_methods(["GET"])
def numbers(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every exact number of a return as a table, for its own people."""
    _access, found = _one(request, slug, number, *READS)
    content = queries.content_of(found)
    if content is None:
        raise Http404
    edition = return_edition(found.edition)
    rows = presenters.rows(edition, content.figures, day=found.day.isoformat())
    name = f"amhp-return-{found.day.isoformat()}.csv"
    return as_download(name, table_csv(list(rows)).encode("utf-8-sig"))
