"""Pages on which something is entered, corrected or taken out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import ENTERED, Event
from evenhand.domain.amhp.register_states import MOVES
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered
from evenhand.web.amhp.register import actions, forms, queries
from evenhand.web.amhp.register.presenters import person as one
from evenhand.web.amhp.register.presenters.events import EVENTS
from evenhand.web.amhp.register.queries import Entry, Professional
from evenhand.web.amhp.register.said import TAKEN_OUT, entry_of
from evenhand.web.amhp.register.views.entered import (
    READERS,
    attempted,
    entry_or_404,
    is_own_and_undecided,
    kept,
    person_or_404,
    shown,
)
from evenhand.web.amhp.sealed import opened


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose what happened, then say it: `?event=`."""
    access = kept(request, slug)
    found = person_or_404(access, number)
    event = _event(request.GET.get("event", ""))
    name = queries.name_of(found)
    if event is None:
        which = forms.Which(_possible(found), request.GET if "event" in request.GET else None)
        return shown(request, access, "which", form=which, person=found, name=name)
    start = {"authority": queries.authority_of(access.body), "profession": found.profession}
    form = forms.Happened(event, request.POST or None, initial=start if _by_us(event) else {})
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.add_entry(
                professional=found, said=form.said(), by=request.user, at=timezone.now()
            ),
            _("Entered."),
        )
        if done:
            return redirect("register-person", slug, number)
    context = {"event": event, "words": EVENTS[event], "form": form, "person": found, "name": name}
    return shown(request, access, "enter", **context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what had happened instead: a new entry, beside which the old one stays."""
    access = kept(request, slug)
    entry = entry_or_404(access, number)
    if entry.event == TAKEN_OUT or queries.is_corrected(entry):
        return redirect("register-person", slug, entry.professional.number)
    event = Event(entry.event)
    form = forms.Happened(event, request.POST or None, initial=_as_typed(entry))
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.add_entry(
                professional=entry.professional,
                said=form.said(),
                corrects=entry,
                by=request.user,
                at=timezone.now(),
            ),
            _("Corrected. The entry that it corrects can still be seen."),
        )
        if done:
            return redirect("register-person", slug, entry.professional.number)
    return shown(request, access, "correct", form=form, out=forms.Why(), **_about(entry))


@login_required
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that an entry was a mistake altogether: the keeper any, others training that they entered."""
    access = entered(request, slug, *READERS)
    entry = entry_or_404(access, number)
    do = actions.take_out
    if Right.KEEP_REGISTER not in access.rights:
        if not is_own_and_undecided(request, entry):
            raise Http404
        do = actions.take_out_own_training
    form = forms.Why(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: do(
                entry=entry, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
            ),
            _("Taken out. It can still be seen."),
        )
        if done:
            return redirect("register-person", slug, entry.professional.number)
    return shown(request, access, "take-out", form=form, **_about(entry))


def _event(told: str) -> Event | None:
    return Event(told) if told in [str(each) for each in ENTERED] else None


def _possible(found: Professional) -> list[Event]:
    """What may follow now comes first; the rest is for what was forgotten, dated before."""
    state = replay(queries.log_of(found), timezone.now()).state
    return sorted(ENTERED, key=lambda each: (state, each) not in MOVES)


def _by_us(event: Event) -> bool:
    return event in (Event.APPROVE, Event.REAPPROVE)


def _as_typed(row: Entry) -> dict[str, object]:
    entry = entry_of(row, "")
    return {
        "on": row.on,
        "hour": f"{at_london(row.moment):%H:%M %Z}" if row.moment else "",
        "authority": row.authority,
        "profession": entry.profession,
        "course_completed": entry.course_completed,
        "reason": entry.reason,
        "title": row.detail,
        "hours": row.hours,
        "agreed": {True: "yes", False: "no"}.get(row.agreed, "later"),
        "decided_by": row.decided_by,
        "words": opened(row.professional.body, row.sealed_note),
    }


def _about(entry: Entry) -> dict[str, object]:
    body = entry.professional.body
    (told,) = one.told(body, [entry])
    return {
        "told": told,
        "person": entry.professional,
        "name": opened(body, entry.professional.sealed_name),
    }
