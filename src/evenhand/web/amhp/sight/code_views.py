"""Pages of the codes that a service adds to the lists of outcomes and delays. Thin."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.amhp.sight.code_forms import LISTS, EndCode, NewCode
from evenhand.web.amhp.work.presenters import title_of
from evenhand.web.bodies.rules import Refused

HERE = "amhp-board"


@login_required
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest, slug: str) -> HttpResponse:
    """The service's own codes, and a form to add one."""
    access = entered(request, slug, Right.RUN_AMHP_SERVICE)
    now = timezone.now()
    today = at_london(now).date()
    form = NewCode(
        today, request.POST if request.method == "POST" else None, initial={"valid_from": today}
    )
    if request.method == "POST" and form.is_valid():
        done = _attempted(
            form,
            lambda: actions.add_code(body=access.body, **form.told, by=request.user, at=now),
        )
        if done:
            messages.success(request, _("Added. It is on the pages of the work now."))
            return redirect("amhp-codes", slug)
    found = queries.local_codes_of(access.body)
    context = {
        "form": form,
        "today": today,
        "lists": [
            (kind, [(each, counted_as(each)) for each in found if each.list == name])
            for name, kind in LISTS.items()
        ],
    }
    return shown(request, access, "amhp/sight/codes.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Until when one code is used; one that nothing was recorded with may be taken out."""
    access = entered(request, slug, Right.RUN_AMHP_SERVICE)
    found = queries.local_code_of(access.body, number)
    if found is None:
        raise Http404
    taking_out = request.method == "POST" and request.POST.get("do") == "take-out"
    posted = request.POST if request.method == "POST" and not taking_out else None
    form = EndCode(posted, initial={"valid_to": found.valid_to})
    at = timezone.now()
    done = False
    if taking_out:
        try:
            actions.take_out_code(code=found, by=request.user, at=at)
        except Refused as why:
            messages.error(request, str(why))
            return redirect("amhp-code", slug, number)
        done = True
    elif request.method == "POST" and form.is_valid():
        last = form.cleaned_data["valid_to"]
        done = _attempted(
            form, lambda: actions.end_code(code=found, valid_to=last, by=request.user, at=at)
        )
    if done:
        messages.success(request, _("Saved."))
        return redirect("amhp-codes", slug)
    context = {
        "form": form,
        "code": found,
        "counted_as": counted_as(found),
        "kind": LISTS[found.list],
        "used": queries.times_used(found),
    }
    return shown(request, access, "amhp/sight/code.jinja", context, here=HERE)


def counted_as(found: queries.LocalCode) -> str:
    """The words of the code of the list that a service's own is counted under."""
    return title_of(getattr(code_lists(), found.list), found.maps_to)


def _attempted(form: forms.Form, do: Callable[[], object]) -> bool:
    try:
        do()
    except Refused as why:
        form.add_error(None, str(why))
        return False
    return True
