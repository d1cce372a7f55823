"""Pages of the people on the register: the list, and one person."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_register import register_codes
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered
from evenhand.web.amhp.register import actions, forms, queries
from evenhand.web.amhp.register.presenters import list as listed
from evenhand.web.amhp.register.presenters import person as one
from evenhand.web.amhp.register.views.entered import (
    READERS,
    attempted,
    kept,
    must_be_theirs,
    person_or_404,
    shown,
    today,
)
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.queries import people_of


@login_required
@require_http_methods(["GET"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody on the register; an AMHP is led to their own entry."""
    access = entered(request, slug, *READERS)
    mine = queries.own(access.body, request.user)
    if not access.rights & {Right.KEEP_REGISTER, Right.RUN_AMHP_SERVICE}:
        if mine is None:
            return shown(request, access, "nobody")
        return redirect("register-person", slug, mine.number)
    now = timezone.now()
    waiting = queries.notices_that_wait(access.body)
    of_each = Counter(each.entry.professional_id for each in waiting)
    lines = [
        listed.line(
            each,
            log,
            now,
            name=opened(access.body, each.sealed_name),
            authority=queries.authority_of(access.body),
            notices=of_each[each.pk],
        )
        for each, log in queries.logs_of(access.body).items()
    ]
    parts = listed.parts(lines)
    context = {
        "parts": parts,
        "now": now,
        "professions": _professions(),
        "mine": mine,
        "waiting": waiting,
        "late": sum(queries.send_by(each) < today() for each in waiting),
    }
    if Right.KEEP_REGISTER in access.rights:
        context["to_decide"] = len(queries.training_to_decide(access.body))
    return shown(request, access, "list", **context)


@login_required
@require_http_methods(["GET"])
def person(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One person: may they act today, and why; what was entered; what is due."""
    access = entered(request, slug, *READERS)
    found = person_or_404(access, number)
    must_be_theirs(request, access, found)
    now, body = timezone.now(), access.body
    log = queries.log_of(found)
    line = listed.line(found, log, now, name=log.person, authority=queries.authority_of(body))
    rows = one.told(body, queries.entries_of(found))
    gone = {each.entry.pk for each in rows if each.gone}
    evidence = queries.evidence_of(found)
    training = one.this_year(rows, line.standing.training_year_from, now)
    context = {
        "person": found,
        "mine": found.user_id == request.user.pk,
        "line": line,
        "warnings": listed.urgent(line.standing),
        "timeline": [each for each in rows if each.entry.event in one.TIMELINE],
        "training": training,
        "waiting_hours": one.hours_that_wait(training),
        "all_training": [each for each in rows if each.entry.event == "training"],
        "notices": one.written(body, queries.notices_of(found), gone),
        "areas": one.proven(body, evidence),
        "draft": one.under_headings(body, evidence),
        "missing": queries.evidence_that_is_missing(found, today()),
        "registration": opened(body, found.sealed_registration),
        "professions": _professions(),
        "lists": answer_lists(),
        "now": now,
    }
    return shown(request, access, "person", **context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put somebody on the register."""
    access = kept(request, slug)
    form = forms.Person(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_person(
            body=access.body, told=form.cleaned_data, by=request.user, at=timezone.now()
        )
        return redirect("register-enter", slug, made.number)
    return shown(request, access, "details", form=form, person=None)


@login_required
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change what is kept of somebody besides their entries."""
    access = kept(request, slug)
    found = person_or_404(access, number)
    now = {name: getattr(found, name) for name in actions.PLAIN}
    now |= {
        name: opened(access.body, getattr(found, column)) for name, column in actions.SEALED.items()
    }
    form = forms.Person(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.change_person(
                professional=found, told=form.cleaned_data, by=request.user, at=timezone.now()
            ),
            _("Saved."),
        )
        if done:
            return redirect("register-person", slug, number)
    return shown(request, access, "details", form=form, person=found, name=now["name"])


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say whose account it is."""
    access = kept(request, slug)
    found = person_or_404(access, number)
    people = {each.user.pk: each.user for each in people_of(access.body)}
    names = [(pk, user.name) for pk, user in people.items()]
    form = forms.Account(names, request.POST or None, initial={"user": str(found.user_id or "")})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["user"]
        done = attempted(
            request,
            form,
            lambda: actions.link_account(
                professional=found,
                user=people[int(chosen)] if chosen else None,
                by=request.user,
                at=timezone.now(),
            ),
            _("Saved."),
        )
        if done:
            return redirect("register-person", slug, number)
    return shown(request, access, "account", form=form, person=found, name=queries.name_of(found))


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remove somebody whose record need not be kept any more."""
    access = kept(request, slug)
    found = person_or_404(access, number)
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.remove(professional=found, by=request.user, at=timezone.now()),
            _("Removed."),
        )
        if done:
            return redirect("register", slug)
    return shown(request, access, "remove", form=form, person=found, name=queries.name_of(found))


def _professions() -> dict[str, str]:
    return {code: each.now for code, each in register_codes().profession.items()}
