"""The workforce plan of a body. Thin."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.bodies.rules import Refused
from evenhand.web.forecasts import actions, presenters, queries
from evenhand.web.forecasts.forms import Terms
from evenhand.web.submissions.views import as_download

HERE = "workforce-plan"


@login_required
@require_http_methods(["GET"])
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The last plan that was made, and whether another is on its way."""
    access = entered(request, slug, Right.READ_SERVICE_REPORTS)
    done = queries.newest_done(access.body)
    context = {
        "newest": queries.newest(access.body),
        "now": timezone.now(),
        "done": done,
        "answer": presenters.Answer(queries.answer_of(done)) if done else None,
    }
    return shown(request, access, "forecasts/plan.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Type what no record holds, and ask for the plan."""
    access = entered(request, slug, Right.READ_SERVICE_REPORTS)
    form = Terms(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(body=access.body, terms=form.wanted(), by=request.user, at=timezone.now())
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Asked for. It takes about a minute."))
        return redirect(HERE, slug)
    status = 422 if form.is_bound else 200
    return shown(request, access, "forecasts/terms.jinja", {"form": form}, here=HERE, status=status)


@login_required
@require_http_methods(["GET"])
def plan_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as JSON, for other programs."""
    access = entered(request, slug, Right.READ_SERVICE_REPORTS)
    done = queries.newest_done(access.body)
    if done is None:
        raise Http404
    content = json.dumps(queries.answer_of(done), ensure_ascii=False, indent=2)
    return as_download(f"workforce-plan-{slug}.json", content.encode("utf-8"))
