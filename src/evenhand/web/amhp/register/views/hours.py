"""Pages of training: entered by the AMHP, agreed or not by whoever keeps the register."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.amhp.register_standing import standing
from evenhand.web.amhp.pages import entered
from evenhand.web.amhp.register import actions, queries
from evenhand.web.amhp.register.presenters import list as listed
from evenhand.web.amhp.register.training_forms import Decision, OwnTraining
from evenhand.web.amhp.register.views.entered import (
    READERS,
    attempted,
    entry_or_404,
    kept,
    person_or_404,
    shown,
)


@login_required
@require_http_methods(["GET", "POST"])
def own_training(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Enter one's own training; it waits for a decision on its hours."""
    access = entered(request, slug, *READERS)
    found = person_or_404(access, number)
    if found.user_id != request.user.pk:
        raise Http404
    form = OwnTraining(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        done = attempted(
            request,
            form,
            lambda: actions.add_own_training(
                professional=found,
                on=told["on"],
                title=told["title"],
                hours=float(told["hours"]),
                by=request.user,
                at=timezone.now(),
            ),
            _("Entered. The hours count once they are agreed."),
        )
        if done:
            return redirect("register-person", slug, number)
    name = queries.name_of(found)
    return shown(request, access, "own-training", form=form, person=found, name=name)


@login_required
@require_http_methods(["GET"])
def to_decide(request: HttpRequest, slug: str) -> HttpResponse:
    """All training on which somebody has to decide, the oldest first."""
    access = kept(request, slug)
    rows = queries.training_to_decide(access.body)
    names = queries.names_of({each.professional for each in rows})
    return shown(request, access, "hours", rows=rows, names=names)


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Agree the hours of one training, or do not agree them and say why."""
    access = kept(request, slug)
    entry = entry_or_404(access, number)
    person = entry.professional
    if entry.event != "training" or entry.agreed is not None or queries.is_corrected(entry):
        return redirect("register-person", slug, person.number)
    form = Decision(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.decide_training(
                entry=entry,
                agreed=form.cleaned_data["agreed"] == "yes",
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            ),
            _("Recorded. The AMHP sees it on their page."),
        )
        if done:
            return redirect("register-hours", slug)
    log = queries.log_of(person)
    now = standing(log, timezone.now())
    context = {
        "form": form,
        "entry": entry,
        "person": person,
        "name": log.person,
        "now": now,
        "year_to": listed.training_year_ends(now),
    }
    return shown(request, access, "decide", **context)
