"""Making a rota: shifts from a pattern, the check before it is published, and rules of rest."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.amhp.clocks_time import said_day
from evenhand.domain.amhp.rota_findings import findings
from evenhand.domain.amhp.rota_pattern import planned
from evenhand.web.amhp.rota import actions, presenters, queries
from evenhand.web.amhp.rota.forms import MakeShifts, Publish, Rest, Stretch, skill_words
from evenhand.web.amhp.rota.views.entered import managers, shown, tried
from evenhand.web.bodies.queries import Access, Body


@login_required
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Shifts from a pattern. Those that stand already are left as they are."""
    access = managers(request, slug)
    today = timezone.localdate()
    start = {
        "first": presenters.monday_of(today) + timedelta(days=7),
        "weeks": 4,
        "weekdays": list(range(7)),
    }
    form = MakeShifts(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        first = form.cleaned_data["first"]
        _make(request, access, form)
        return redirect(f"{reverse('rota', args=[slug])}?week={first}")
    return shown(request, access, "make", form=form)


def _make(request: HttpRequest, access: Access, form: MakeShifts) -> None:
    told = form.cleaned_data
    holidays = [
        day
        for number in range(7 * told["weeks"])
        if presenters.is_holiday(day := told["first"] + timedelta(days=number))
    ]
    new, known = actions.make_shifts(
        body=access.body,
        planned=planned(
            form.lines(),
            first=told["first"],
            weeks=told["weeks"],
            weekdays=told["weekdays"],
            without=holidays if told["without_holidays"] else (),
        ),
        role=told["role"],
        skills=told["skills"],
        with_second=told["with_second"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _made(new, known, holidays, left_out=told["without_holidays"]))


def _made(new: int, known: int, holidays: list[date], *, left_out: bool) -> str:
    said = [ngettext("%(num)d shift made.", "%(num)d shifts made.", new) % {"num": new}]
    if known:
        said.append(
            ngettext(
                "%(num)d stood there already and was left as it is.",
                "%(num)d stood there already and were left as they are.",
                known,
            )
            % {"num": known}
        )
    if holidays:
        days = {"days": ", ".join(said_day(day) for day in holidays)}
        said.append(
            _("Bank holidays left out: %(days)s.") % days
            if left_out
            else _("Bank holidays among these days: %(days)s.") % days
        )
    return " ".join(said)


@login_required
@require_http_methods(["GET"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Before you publish: what is found in a stretch of days; all that is unpublished, if not asked."""
    access = managers(request, slug)
    form = Stretch(request.GET or None, initial=_unpublished(access.body))
    days = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    return _checked(request, access, form, days, Publish(initial=days))


@login_required
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish what begins on these days."""
    access = managers(request, slug)
    form = Publish(request.POST)
    if not form.is_valid():
        days = {name: form.cleaned_data.get(name) for name in ("since", "until")}
        if None in days.values():
            return redirect("rota-check", slug)
        return _checked(request, access, Stretch(initial=days), days, form)
    span = presenters.days(form.cleaned_data["since"], form.cleaned_data["until"])
    done = tried(
        request,
        lambda: actions.publish(body=access.body, span=span, by=request.user, at=timezone.now()),
        _("The rota is published. All in the service see it now."),
    )
    if not done:
        query = f"since={form.cleaned_data['since']}&until={form.cleaned_data['until']}"
        return redirect(f"{reverse('rota-check', args=[slug])}?{query}")
    return redirect(f"{reverse('rota', args=[slug])}?week={form.cleaned_data['since']}")


def _checked(
    request: HttpRequest, access: Access, form: Stretch, days: dict[str, date], publish: Publish
) -> HttpResponse:
    body = access.body
    span = presenters.days(days["since"], days["until"])
    rota = queries.rota_of(body, span)
    found = findings(rota, queries.rest_rules(queries.rest_rule_of(body)), span, skill_words())
    waiting = [
        each
        for each in queries.shifts_in(body, span)
        if each.published is None and each.starts >= span.since
    ]
    context = {
        "form": form,
        "publish": publish,
        "days": days,
        "found": presenters.by_code(found),
        "number": len(found),
        "waiting": len(waiting),
        "slots": {slot.id for slot in rota.slots},
    }
    return shown(request, access, "check", **context)


def _unpublished(body: Body) -> dict[str, date]:
    """The days of all that is unpublished; this week where nothing is."""
    waiting = queries.unpublished_from_to(body)
    monday = presenters.monday_of(timezone.localdate())
    if waiting is None:
        return {"since": monday, "until": monday + timedelta(days=6)}
    first, last = (timezone.localdate(each) for each in waiting)
    return {"since": first, "until": last}


@login_required
@require_http_methods(["GET", "POST"])
def rest(request: HttpRequest, slug: str) -> HttpResponse:
    """Rules of rest, and whether a duty manager agrees to swaps."""
    access = managers(request, slug)
    kept = queries.rest_rule_of(access.body)
    now = {name: getattr(kept, name) for name in Rest.base_fields}
    form = Rest(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        changed = actions.change_settings(
            body=access.body, settings=form.cleaned_data, by=request.user, at=timezone.now()
        )
        messages.success(request, _("Saved.") if changed else _("Nothing was different."))
        return redirect("rota-rest", slug)
    return shown(request, access, "rest", form=form)
