"""Somebody's own shifts, and their private calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.rota import actions, presenters, queries
from evenhand.web.amhp.rota.feed import KEPT, written
from evenhand.web.amhp.rota.views.entered import shown, staff
from evenhand.web.bodies.queries import Access, access_to

# Swaps that the page of somebody's own shifts looks back on.
NEWEST = 10


@login_required
@require_http_methods(["GET"])
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """Shifts to come, swaps, and whether there is a private calendar."""
    return _page(request, staff(request, slug))


def _page(request: HttpRequest, access: Access, address: str = "") -> HttpResponse:
    me, now = queries.own(access.body, request.user), timezone.now()
    if me is None:
        return shown(request, access, "nobody")
    about_me = queries.swaps_about(me, NEWEST)
    open_on = {each.placement_id for each in about_me if each.state in ("asked", "offered")}
    lines = []
    for each in queries.shifts_of(me, now):
        slot = queries.slot_of(each.shift)
        line = {
            "placement": each,
            "day": presenters.days_of(slot.span),
            "hours": presenters.hours_of(slot.span),
            "kind": presenters.kind_of(slot),
            "about": presenters.about(slot),
            "asked": each.pk in open_on,
            "begun": slot.span.since <= now,
        }
        lines.append(line)
    context = {"lines": lines, "feed": queries.feed_of(me), "address": address, "me": me}
    return shown(request, access, "mine", **context)


@login_required
@require_POST
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a private address, which is shown once; the one before stops working."""
    access = staff(request, slug)
    me = _me_or_404(request, access)
    secret = actions.make_feed(professional=me, by=request.user, at=timezone.now())
    address = request.build_absolute_uri(reverse("rota-feed", args=[secret]))
    return _page(request, access, address)


@login_required
@require_POST
def end_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the private address useless."""
    access = staff(request, slug)
    me = _me_or_404(request, access)
    if actions.end_feed(professional=me, by=request.user, at=timezone.now()):
        messages.success(request, _("The address does not work any more."))
    return redirect("rota-mine", slug)


@require_http_methods(["GET", "HEAD"])
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """
    Somebody's published shifts, for whoever has the address.

    Ended, wrong, or of somebody who has left the service: 404, and nothing that tells them apart.
    """
    found = queries.feed_with(secret)
    if found is None or not _works_there(found):
        missing = HttpResponseNotFound(_("Not found."), content_type="text/plain")
        # Django writes the address of every 404 into its log, and this one holds a secret.
        missing._has_been_logged = True
        return _private(missing)
    rows = queries.shifts_of(found.professional, timezone.now() - KEPT)
    shifts = [
        (each.pk, queries.placed_of(each, queries.slot_of(each.shift)), each.made) for each in rows
    ]
    answer = HttpResponse(written(shifts), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="shifts.ics"'
    return _private(answer)


def _works_there(found: queries.Feed) -> bool:
    """Whether they still have access to the service: the calendar ends with it."""
    person = found.professional
    access = access_to(person.user, person.body.slug) if person.user else None
    return access is not None and Right.RECORD_CONSIDERATIONS in access.rights


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _me_or_404(request: HttpRequest, access: Access) -> queries.Professional:
    found = queries.own(access.body, request.user)
    if found is None:
        raise Http404
    return found
