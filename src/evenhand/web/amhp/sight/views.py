"""Pages of the line of sight: the live board, escalation, obstacles, meetings. Thin."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.free_text import Detail, details
from evenhand.domain.amhp.waits import Wait
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.rooms import STAFF
from evenhand.web.amhp.sight import actions, forms, queries
from evenhand.web.amhp.sight.presenters import row_shown, waits_shown
from evenhand.web.amhp.sight.states import MOVES, STATES
from evenhand.web.amhp.sight.words import WAITS
from evenhand.web.amhp.work import queries as work
from evenhand.web.bodies.rules import Refused

BOARD, OBSTACLES = "amhp-board", "obstacles"
AHEAD = timedelta(hours=12)
MOST = 200
READERS = (*STAFF, Right.READ_SERVICE_REPORTS)


@login_required
@require_http_methods(["GET"])
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is on, what waits and how long, which legal limit runs out next."""
    access, now = entered(request, slug, *STAFF), timezone.now()
    found = queries.board(access.body, now, now + AHEAD)
    asked = dict(answer_lists()["asked"].choices)
    names = work.professionals_of(access.body)
    rows = [row_shown(each, names, asked, now) for each in found.rows]
    context = {
        "board": found,
        "rows": rows,
        "next_clock": rows[0].clock if rows else None,
        "to_escalate": sum(each.to_escalate for each in rows),
        "now": now,
        "watched": bool(queries.thresholds_of(access.body)),
    }
    return shown(request, access, "amhp/sight/board.jinja", context, here=BOARD)


@login_required
@require_http_methods(["GET", "POST"])
def escalate(request: HttpRequest, slug: str, number: int, wait: str) -> HttpResponse:
    """Tell, by the route that is set, that a wait is past its limit; and keep that it was told."""
    access, now = entered(request, slug, *STAFF), timezone.now()
    row = work.consideration_of(access.body, number)
    if row is None or wait not in list(Wait):
        raise Http404
    form = forms.Escalate(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.escalate(
                consideration=row,
                wait=Wait(wait),
                responsible=form.cleaned_data["responsible"],
                by=request.user,
                at=now,
            )
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Recorded: it was escalated."))
        return redirect("amhp-board", slug)
    waits = [
        each
        for each in waits_shown(queries.waits_of_one(row, work.told_by(row)), now)
        if each.name == wait
    ]
    context = {"row": row, "wait": waits[0] if waits else None, "form": form}
    return shown(request, access, "amhp/sight/escalate.jinja", context, here=BOARD)


@login_required
@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest, slug: str) -> HttpResponse:
    """After how long each wait is escalated, and by which route."""
    access = entered(request, slug, Right.RUN_AMHP_SERVICE)
    kept = queries.thresholds_of(access.body)
    now = {f"{wait}_minutes": each.minutes for wait, each in kept.items()}
    now |= {f"{wait}_route": each.route for wait, each in kept.items()}
    form = forms.Limits(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.set_thresholds(
            body=access.body, limits=form.limits(), by=request.user, at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("amhp-board", slug)
    context = {"form": form, "waits": WAITS}
    return shown(request, access, "amhp/sight/limits.jinja", context, here=BOARD)


@login_required
@require_http_methods(["GET", "POST"])
def obstacles(request: HttpRequest, slug: str) -> HttpResponse:
    """Raise an obstacle in one line; see what became of others."""
    access, now = entered(request, slug, *READERS), timezone.now()
    may_raise = bool(access.rights & STAFF)
    form = forms.RaiseObstacle(request.POST if request.method == "POST" else None)
    found_in: tuple[Detail, ...] = ()
    if request.method == "POST":
        if not may_raise:
            raise Http404
        if form.is_valid():
            found_in = details(form.cleaned_data["text"], at_london(now).date())
            if not found_in or request.POST.get("keep"):
                made = actions.raise_obstacle(
                    body=access.body, **form.cleaned_data, by=request.user, at=now
                )
                messages.success(
                    request, _("Raised as number %(number)s.") % {"number": made.number}
                )
                return redirect("obstacles", slug)
    context = {
        "form": form,
        "may_raise": may_raise,
        "found_in": sorted({each.kind.value for each in found_in}),
        "found": queries.obstacles_of(access.body, most=MOST),
        "kinds": answer_lists()["obstacle"],
        "responsible": answer_lists()["responsible"],
        "states": STATES,
    }
    return shown(request, access, "amhp/sight/obstacles.jinja", context, here=OBSTACLES)


@login_required
@require_http_methods(["GET", "POST"])
def obstacle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One obstacle: who can change it, what was done."""
    access = entered(request, slug, *READERS)
    found = queries.obstacle_of(access.body, number)
    if found is None:
        raise Http404
    move = request.POST.get("do", "")
    boxes: dict[str, Any] = {
        "route": forms.RouteObstacle(request.POST if move == "route" else None),
        "answer": forms.AnswerObstacle(request.POST if move == "answer" else None),
    }
    if request.method == "POST":
        if move not in MOVES:
            raise Http404
        box = boxes.get(move)
        if box is None or box.is_valid():
            try:
                actions.move_obstacle(
                    obstacle=found.row,
                    move=move,
                    rights=access.rights,
                    by=request.user,
                    at=timezone.now(),
                    **(box.cleaned_data if box else {}),
                )
            except Refused as why:
                messages.error(request, str(why))
            else:
                messages.success(request, _("Recorded."))
            return redirect("obstacle", slug, number)
    may = {
        name
        for name, each in MOVES.items()
        if found.row.state in each.start and each.right in access.rights
    }
    context = {
        "found": found,
        "boxes": boxes,
        "chosen": boxes.get(move),
        "may": may,
        "kinds": answer_lists()["obstacle"],
        "responsible": answer_lists()["responsible"],
        "states": STATES,
    }
    return shown(request, access, "amhp/sight/obstacle.jinja", context, here=OBSTACLES)


@login_required
@require_http_methods(["GET", "POST"])
def forums(request: HttpRequest, slug: str) -> HttpResponse:
    """Minutes and attendance of local forums, notices of the national network."""
    access = entered(request, slug, *READERS)
    may_add = Right.RUN_AMHP_SERVICE in access.rights
    form = forms.KeepForum(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_add:
            raise Http404
        if form.is_valid():
            actions.add_forum(
                body=access.body, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            messages.success(request, _("Kept."))
            return redirect("forums", slug)
    context = {
        "form": form,
        "may_add": may_add,
        "found": queries.forums_of(access.body),
        "kinds": answer_lists()["forum"],
    }
    return shown(request, access, "amhp/sight/forums.jinja", context, here=OBSTACLES)
