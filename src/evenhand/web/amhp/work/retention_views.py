"""The page on which a body says how long considerations are kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.work import actions, queries
from evenhand.web.amhp.work.forms.retention import KeepFor


@login_required
@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the time; what it would delete at once is told and asked about first."""
    access = entered(request, slug, Right.RUN_AMHP_SERVICE, Right.MANAGE_SETTINGS)
    now, kept = timezone.now(), queries.retention_of(access.body)
    form = KeepFor(
        request.POST if request.method == "POST" else None,
        initial={"months": kept.months} if kept else {},
    )
    if request.method == "POST" and form.is_valid():
        months = form.cleaned_data["months"]
        if not form.ask_about(queries.past_keeping(access.body, months, now).count()):
            actions.set_retention(body=access.body, months=months, by=request.user, at=now)
            messages.success(request, _("Saved."))
            return redirect("amhp-retention", slug)
    context = {
        "form": form,
        "kept": kept,
        "counts": sorted(queries.kept_months_of(access.body), key=str),
    }
    return shown(request, access, "amhp/considerations/retention.jinja", context, here="")
