"""The week, and who was on at any hour."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evenhand.domain.amhp.clocks_time import said_instant
from evenhand.domain.amhp.rota_cover import gaps
from evenhand.domain.amhp.rota_findings import said_gap
from evenhand.web.amhp.rota import presenters, queries
from evenhand.web.amhp.rota.forms import AskAt
from evenhand.web.amhp.rota.views.entered import manages, shown, staff

# Gaps that a week's page tells in words; the shifts themselves show the others.
FEW = 5


@login_required
@require_http_methods(["GET"])
def week(request: HttpRequest, slug: str) -> HttpResponse:
    """Gaps first, then who is on now, then the week. Who does not make the rota sees what is published."""
    access = staff(request, slug)
    now = timezone.now()
    today = timezone.localdate(now)
    monday = presenters.monday_of(_asked(request.GET.get("week", "")) or today)
    span, published = presenters.week_of(monday), not manages(access)
    shifts = queries.shifts_in(access.body, span, published=published)
    rota = queries.rota_from(shifts, queries.people_of(access.body).values())
    lacking = [gap for gap in gaps(rota) if gap.span.until > now and gap.span.meets(span)]
    context = {
        "title": presenters.days_in_words(monday, monday + timedelta(days=6)),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "gaps": [said_gap(gap) for gap in lacking[:FEW]],
        "more": len(lacking[FEW:]),
        "on": queries.on_now(access.body, now),
        "days": presenters.week(monday, rota, shifts, today),
        "any_shifts": bool(shifts),
        "unpublished": any(each.published is None for each in shifts),
        "about": presenters.about,
    }
    return shown(request, access, "week", **context)


@login_required
@require_http_methods(["GET"])
def on(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was on at any hour, past or to come; both answers where clocks showed it twice."""
    access = staff(request, slug)
    form = AskAt(request.GET or None, initial={"day": timezone.localdate()})
    answers = []
    if form.is_bound and form.is_valid():
        answers = [
            (said_instant(instant), queries.on_at(access.body, instant))
            for instant in form.cleaned_data["instants"]
        ]
    return shown(request, access, "on", form=form, answers=answers, about=presenters.about)


def _asked(text: str) -> date | None:
    """A day from an address; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
