"""
Forecasts of representation of a body. Thin.

Small numbers of people stand in them: they are for those who read the body's internal reports.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused
from evenhand.web.bodies.views import access_or_404
from evenhand.web.forecasts.representation import actions, presenters, queries, rules
from evenhand.web.forecasts.representation.forms import Figures, Terms
from evenhand.web.submissions.views import as_download

HERE = "representation"


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The last forecast that was made, whether another is on its way, and asking for one."""
    access = access_or_404(request, slug, Right.READ_RESULTS)
    form = Terms(request.POST if request.method == "POST" else None)
    years = rules.used(queries.held(access.body))
    why_not = rules.why_not(years, access.body.keep_rows_days)
    if request.method == "POST" and form.is_valid():
        if why_not:
            messages.error(request, why_not)
        else:
            _ask(request, access, form.wanted())
        return redirect(HERE, slug)
    done = queries.newest_done(access.body)
    answer = presenters.Answer(queries.answer_of(done)) if done else None
    context = {
        "access": access,
        "Right": Right,
        "form": form,
        "newest": queries.newest(access.body),
        "now": timezone.now(),
        "done": done,
        "answer": answer,
        "days": rules.days_of(years),
        "newer": answer and not answer.typed and {each.number for each in years} - answer.numbers,
        "ended": queries.ended(access.body, answer.numbers) if answer else [],
        "why_not": why_not,
    }
    status = 422 if form.is_bound else 200
    return render(request, "forecasts/representation/page.jinja", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Type figures where no year can tell, and ask for the forecast."""
    access = access_or_404(request, slug, Right.READ_RESULTS)
    before = queries.newest(access.body)
    typed = queries.typed_of(before) if before else None
    form = Figures(
        request.POST if request.method == "POST" else None, initial=typed["form"] if typed else None
    )
    if request.method == "POST" and form.is_valid():
        told = {
            "figures": form.figures(),
            "source": form.cleaned_data["source"],
            "form": form.kept(),
        }
        _ask(request, access, form.wanted(), told)
        return redirect(HERE, slug)
    context = {"access": access, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "forecasts/representation/figures.jinja", context, status=status)


@login_required
@require_http_methods(["GET"])
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The forecast as JSON, for other programs."""
    access = access_or_404(request, slug, Right.READ_RESULTS)
    done = queries.newest_done(access.body)
    if done is None:
        raise Http404
    content = json.dumps(queries.answer_of(done), ensure_ascii=False, indent=2)
    return as_download(f"representation-internal-{slug}.json", content.encode("utf-8"))


def _ask(
    request: HttpRequest,
    access: Access,
    terms: Mapping[str, Any],
    typed: Mapping[str, Any] | None = None,
) -> None:
    try:
        actions.ask(body=access.body, terms=terms, typed=typed, by=request.user, at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Asked for. It takes less than a minute."))
