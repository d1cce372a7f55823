"""Plans of new posts: figures that somebody types, and what they come to. Thin."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.forecast_growth import new_roles
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.forecast_new_posts import COST_OF_A_POST, new_posts
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused
from evenhand.web.forecasts.new_posts import actions, presenters, queries, rules
from evenhand.web.forecasts.new_posts.forms import CopyOf, LeftTeam, PostsOfRole, Whole
from evenhand.web.forecasts.new_posts.queries import NewPosts
from evenhand.web.submissions.views import seen, tried

ROOM = "workforce-plan"
FOLDER = "forecasts/new-posts"


def _entered(request: HttpRequest, slug: str) -> Access:
    return entered(request, slug, Right.READ_SERVICE_REPORTS)


def _one(request: HttpRequest, slug: str, number: int) -> tuple[Access, NewPosts]:
    access = _entered(request, slug)
    found = queries.plan_of(access.body, number)
    if found is None:
        raise Http404
    return access, found


@login_required
@require_http_methods(["GET", "POST"])
def plans(request: HttpRequest, slug: str) -> HttpResponse:
    """Every plan that is kept; beginning one."""
    access, now = _entered(request, slug), timezone.now()
    posted = request.method == "POST"
    form = Whole(request.POST if posted else None, initial={"first_year": now.year + 1})
    if posted and form.is_valid():
        try:
            made = actions.make(
                body=access.body,
                name=form.cleaned_data["name"],
                figures=form.figures({}),
                by=request.user,
                at=now,
            )
        except Refused as why:
            form.add_error("name", str(why))
        else:
            return redirect("new-posts-plan", slug, made.pk)
    context = {
        "plans": [(each, queries.newest(each)) for each in queries.plans_of(access.body)],
        "form": form,
        "claims": presenters.claims(),
        "report": new_roles(),
    }
    status = 422 if form.is_bound else 200
    return shown(request, access, f"{FOLDER}/plans.jinja", context, here=ROOM, status=status)


@login_required
@require_http_methods(["GET"])
def plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One plan: what it comes to, what it stands on, and where to change it."""
    access, found = _one(request, slug, number)
    newest = queries.newest(found)
    answer = new_posts(newest.figures, name=found.name)
    context = {
        "plan": found,
        "newest": newest,
        "versions": queries.versions_of(found),
        "answer": presenters.Answer(answer) if answer else None,
        "roles": presenters.roles_of(newest.figures),
        "teams": presenters.teams_of(newest.figures),
        "next_team": _next_team(newest.figures),
        "claims": presenters.claims(),
        "report": new_roles(),
        "copy": CopyOf(initial={"name": _("%(name)s, copy") % {"name": found.name[:70]}}),
    }
    return shown(request, access, f"{FOLDER}/plan.jinja", context, here=ROOM)


@login_required
@require_http_methods(["GET"])
def version(request: HttpRequest, slug: str, number: int, version: int) -> HttpResponse:
    """One version of a plan, to read: what its figures come to."""
    access, found = _one(request, slug, number)
    kept = queries.version_of(found, version)
    if kept is None:
        raise Http404
    answer = new_posts(kept.figures, name=found.name)
    context = {
        "plan": found,
        "kept": kept,
        "newest": queries.newest(found),
        "answer": presenters.Answer(answer) if answer else None,
        "teams": presenters.teams_of(kept.figures),
    }
    return shown(request, access, f"{FOLDER}/version.jinja", context, here=ROOM)


def _next_team(figures: presenters.Figures) -> int | None:
    taken = figures.get("teams") or {}
    free = (n for n in range(1, rules.MOST_TEAMS + 1) if f"team-{n}" not in taken)
    return next(free, None)


@login_required
@require_http_methods(["GET", "POST"])
def whole(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change what holds for the whole plan."""
    access, found = _one(request, slug, number)
    newest = queries.newest(found)
    form = Whole(
        request.POST if request.method == "POST" else None,
        initial=Whole.of(newest.figures, found.name),
    )
    return _changed(
        request,
        access,
        found,
        form,
        lambda: (form.cleaned_data["name"], form.figures(newest.figures)),
        title=_("The whole plan"),
    )


@login_required
@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, slug: str, number: int, role: str) -> HttpResponse:
    """Change the posts of one role, or take them out."""
    access, found = _one(request, slug, number)
    figures = queries.newest(found).figures
    named = {each.id: (each, typed) for each, typed in presenters.roles_of(figures)}
    if role not in named:
        raise Http404
    called, kept = named[role]
    removed = _wants_removal(request)
    form = PostsOfRole(
        request.POST if request.method == "POST" and not removed else None,
        first_year=figures["first_year"],
        origins=presenters.origins_of(figures),
        cost=new_roles().figure(COST_OF_A_POST),
        initial=PostsOfRole.of(kept),
    )

    def changed() -> tuple[str, dict[str, Any]]:
        others = {key: told for key, (_called, told) in named.items() if told}
        others.pop(role, None)
        if not removed:
            others[role] = form.role(role)
        return found.name, {**figures, "roles": [others[each] for each in named if each in others]}

    return _changed(request, access, found, form, changed, title=called.words, kept=bool(kept))


@login_required
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, slug: str, number: int, team: int) -> HttpResponse:
    """Change a team that people leave, add one, or take it out."""
    access, found = _one(request, slug, number)
    if not 1 <= team <= rules.MOST_TEAMS:
        raise Http404
    figures, name = queries.newest(found).figures, f"team-{team}"
    teams = dict(figures.get("teams") or {})
    removed = _wants_removal(request)
    form = LeftTeam(
        request.POST if request.method == "POST" and not removed else None,
        initial=LeftTeam.of(teams.get(name, {})),
    )

    def changed() -> tuple[str, dict[str, Any]]:
        if removed:
            rules.must_not_be_drawn_from(name, figures)
            rest = {key: told for key, told in teams.items() if key != name}
            return found.name, {**figures, "teams": rest}
        return found.name, {**figures, "teams": teams | {name: form.team()}}

    title = teams[name]["name"] if name in teams else _("A team that people leave")
    return _changed(request, access, found, form, changed, title=title, kept=name in teams)


def _wants_removal(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("do") == "remove"


def _changed(
    request: HttpRequest,
    access: Access,
    found: NewPosts,
    form: forms.Form,
    changed: Callable[[], tuple[str, dict[str, Any]]],
    *,
    title: str,
    kept: bool = False,
) -> HttpResponse:
    """Keep another version, or say at the form why it cannot be."""
    if request.method == "POST" and (_wants_removal(request) or form.is_valid()):
        try:
            name, figures = changed()
            actions.change(
                plan=found,
                name=name,
                figures=figures,
                seen=seen(request),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as why:
            if not form.is_bound:
                messages.error(request, str(why))
                return redirect("new-posts-plan", access.body.slug, found.pk)
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Kept."))
            return redirect("new-posts-plan", access.body.slug, found.pk)
    context = {
        "plan": found,
        "form": form,
        "title": title,
        "kept": kept,
        "seen": seen(request) if form.is_bound else queries.newest(found).number,
    }
    status = 422 if form.is_bound else 200
    return shown(request, access, f"{FOLDER}/change.jinja", context, here=ROOM, status=status)


@login_required
@require_http_methods(["POST"])
def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep the same figures under another name."""
    access, found = _one(request, slug, number)
    form = CopyOf(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the copy a name of 80 letters at most."))
        return redirect("new-posts-plan", slug, number)
    try:
        made = actions.make(
            body=access.body,
            name=form.cleaned_data["name"],
            figures=queries.newest(found).figures,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as why:
        messages.error(request, str(why))
        return redirect("new-posts-plan", slug, number)
    messages.success(request, _("This is the copy."))
    return redirect("new-posts-plan", slug, made.pk)


@login_required
@require_http_methods(["POST"])
def delete(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Delete a plan with all its versions."""
    _access, found = _one(request, slug, number)
    tried(
        request,
        lambda: actions.delete(plan=found, by=request.user, at=timezone.now()),
        _("Deleted."),
    )
    return redirect("new-posts", slug)
