"""One shift: who is on it, who can be placed, what it asks for."""

from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.rota import Slot
from evenhand.domain.amhp.rota_pattern import instant_in
from evenhand.domain.amhp.rota_words import said
from evenhand.web.amhp.rota import actions, presenters, queries, rules
from evenhand.web.amhp.rota.forms import ChangeShift, Place, TakeOff, choices_of
from evenhand.web.amhp.rota.views.entered import managers, shown, tried
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused


@login_required
@require_http_methods(["GET"])
def shift(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One shift, for those who make the rota."""
    access = managers(request, slug)
    return _page(request, access, _shift_or_404(access, number))


def _page(
    request: HttpRequest,
    access: Access,
    found: queries.Shift,
    *,
    form: Place | None = None,
    change: ChangeShift | None = None,
) -> HttpResponse:
    slot = queries.slot_of(found)
    rota = queries.rota_from([found], queries.people_of(access.body).values())
    on = {each.person for each in rota.on[slot.id] if each.left is None}
    begun = slot.span.since <= timezone.now()
    rows = {
        each.professional_id: each for each in queries.placements_on([found]) if each.ended is None
    }
    may = presenters.who_may(rota, slot.span, on)
    asked = {
        "needed": found.needed,
        "role": found.role,
        "skills": sorted(slot.skills),
        "with_second": found.with_second,
    }
    context = {
        "shift": found,
        "when": said(slot.span),
        "week": presenters.monday_of(at_london(slot.span.since).date()),
        "about": presenters.about(slot),
        "begun": begun,
        "on": [
            (rows.get(each.person) if each.left is None else None, presenters.who_of(each, rota))
            for each in rota.on[slot.id]
        ],
        "form": form or Place(choices_of(may), begun=begun),
        "any": bool(may),
        "not_offered": presenters.why_not(rota, slot.span, on),
        "change": change or ChangeShift(initial=asked),
        "until": TakeOff(),
    }
    return shown(request, access, "shift", **context)


@login_required
@require_POST
def place(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Place somebody; what it does to their rest is said."""
    access = managers(request, slug)
    found = _shift_or_404(access, number)
    slot = queries.slot_of(found)
    people = queries.people_of(access.body)
    names = {each.id: each.name for each in people.values()}
    form = Place(choices_of(names), request.POST, begun=slot.span.since <= timezone.now())
    if not form.is_valid():
        return _page(request, access, found, form=form)
    professional = queries.professional_with(access.body, form.cleaned_data["who"])
    if professional is None:
        raise Http404
    try:
        told = actions.place(
            shift=found,
            professional=professional,
            second=form.cleaned_data["second"],
            since=_instant(slot, form.cleaned_data.get("since")),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("%(name)s is placed.") % {"name": names[professional.pk]})
        for each in told:
            messages.warning(request, f"{each.message} {each.fix}")
    return redirect("rota-shift", slug, number)


@login_required
@require_POST
def take_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take somebody off."""
    access = managers(request, slug)
    placement = queries.placement_of(access.body, number)
    if placement is None:
        raise Http404
    slot = queries.slot_of(placement.shift)
    name = queries.people_of(access.body, [placement.professional_id])[
        placement.professional_id
    ].name
    form = TakeOff(request.POST)
    begun, until = slot.span.since <= timezone.now(), None
    if begun and not form.is_valid():
        messages.error(request, form.errors["until"][0])
        return redirect("rota-shift", slug, placement.shift_id)
    if begun:
        until = instant_in(slot.span, form.cleaned_data["until"])
    tried(
        request,
        lambda: actions.take_off(
            placement=placement, until=until, by=request.user, at=timezone.now()
        ),
        _("%(name)s is off this shift.") % {"name": name},
    )
    return redirect("rota-shift", slug, placement.shift_id)


@login_required
@require_POST
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change what a shift asks for."""
    access = managers(request, slug)
    found = _shift_or_404(access, number)
    form = ChangeShift(request.POST)
    if not form.is_valid():
        return _page(request, access, found, change=form)
    changed = actions.change_shift(
        shift=found, asked=form.cleaned_data, by=request.user, at=timezone.now()
    )
    messages.success(request, _("Saved.") if changed else _("Nothing was different."))
    return redirect("rota-shift", slug, number)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remove a shift."""
    access = managers(request, slug)
    found = _shift_or_404(access, number)
    monday = presenters.monday_of(at_london(found.starts).date())
    done = tried(
        request,
        lambda: actions.remove_shift(shift=found, by=request.user, at=timezone.now()),
        _("The shift is removed."),
    )
    if not done:
        return redirect("rota-shift", slug, number)
    return redirect(f"{reverse('rota', args=[slug])}?week={monday}")


def _shift_or_404(access: Access, number: int) -> queries.Shift:
    found = queries.shift_of(access.body, number)
    if found is None:
        raise Http404
    return found


def _instant(slot: Slot, clock: time | None) -> datetime | None:
    """When somebody came, from what the clock showed. Raises Refused where that is not in the shift."""
    if clock is None:
        return None
    return rules.must_lie_in(slot, instant_in(slot.span, clock))
