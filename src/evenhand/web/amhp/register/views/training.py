"""Pages of evidence, its portfolio, and training before approval."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_register import newer_competences, register_codes
from evenhand.web.amhp.pages import entered
from evenhand.web.amhp.register import actions, files, forms, queries
from evenhand.web.amhp.register.presenters import portfolio as kept_in
from evenhand.web.amhp.register.presenters.trainees import trainee_line
from evenhand.web.amhp.register.training_forms import Proof
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


@login_required
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Add evidence for one matter of competence."""
    access = entered(request, slug, *READERS)
    found = person_or_404(access, number)
    must_be_theirs(request, access, found)
    form = Proof(
        request.POST if request.method == "POST" else None,
        initial={"leaf": request.GET.get("leaf", ""), "on": today()},
    )
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.add_evidence(
                professional=found, **form.cleaned_data, by=request.user, at=timezone.now()
            ),
            _("The evidence is kept."),
        )
        if done:
            return redirect("register-person", slug, number)
    name = queries.name_of(found)
    draft = newer_competences()
    return shown(request, access, "evidence", form=form, person=found, name=name, draft=draft)


@login_required
@require_http_methods(["GET"])
def portfolio(request: HttpRequest, slug: str, number: int, kind: str = "") -> HttpResponse:
    """Evidence and training, to print or to take away as a file."""
    access = entered(request, slug, *READERS)
    found = person_or_404(access, number)
    must_be_theirs(request, access, found)
    whole = kept_in.portfolio(
        access.body,
        name=queries.name_of(found),
        entries=queries.entries_of(found),
        evidence=queries.evidence_of(found),
        today=today(),
    )
    if kind == "csv":
        return files.download(f"portfolio-{number}.csv", files.csv(*kept_in.as_table(whole)))
    if kind == "json":
        return files.download(f"portfolio-{number}.json", files.json(kept_in.as_json(whole)))
    return shown(request, access, "portfolio", portfolio=whole, person=found)


@login_required
@require_http_methods(["GET"])
def trainees(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody in training, and how it ended for others."""
    access = kept(request, slug)
    lines = [trainee_line(access.body, each) for each in queries.trainees_of(access.body)]
    context = {
        "now": [each for each in lines if each.in_training],
        "over": [each for each in lines if not each.in_training],
        "lists": answer_lists(),
        "professions": {code: each.now for code, each in register_codes().profession.items()},
    }
    return shown(request, access, "trainees", **context)


@login_required
@require_http_methods(["GET", "POST"])
def add_trainee(request: HttpRequest, slug: str) -> HttpResponse:
    """Put somebody among those in training."""
    access = kept(request, slug)
    person = forms.Person(request.POST or None, prefix="person")
    form = forms.Training(request.POST or None)
    if request.method == "POST" and person.is_valid() and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.add_person(
                body=access.body,
                told=person.cleaned_data,
                training=form.cleaned_data,
                by=request.user,
                at=timezone.now(),
            ),
            _("Put among those in training."),
        )
        if done:
            return redirect("register-trainees", slug)
    return shown(request, access, "training", form=form, about=person, person=None)


@login_required
@require_http_methods(["GET", "POST"])
def training(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How somebody's training stands."""
    access = kept(request, slug)
    found = person_or_404(access, number)
    now = getattr(found, "trainee", None)
    start = {name: getattr(now, name) for name in actions.OF_TRAINEES} if now else {}
    if now:
        start["mentor"] = opened(access.body, now.sealed_mentor)
    form = forms.Training(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.set_training(
                professional=found, told=form.cleaned_data, by=request.user, at=timezone.now()
            ),
            _("Saved."),
        )
        if done:
            return redirect("register-trainees", slug)
    context = {"form": form, "person": found, "about": None, "name": queries.name_of(found)}
    return shown(request, access, "training", **context)
