"""The report over the services of a region or country, for whoever follows them. Thin."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.amhp.sight.months import up_to
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.amhp_report_files import FORMATS, NAME, month_called
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.reporting.cut_document import cut
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.amhp.sight.report_views import MONTHS, MOST_MONTHS, last_month
from evenhand.web.amhp.sight.words import APART, FORMAT_NAMES
from evenhand.web.bodies.rules import Refused
from evenhand.web.bodies.views import access_or_404
from evenhand.web.submissions.views import as_download


@login_required
@require_http_methods(["GET", "POST"])
def region_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a report of a month or a quarter; see which are there and which services are in them."""
    access, now = access_or_404(request, slug, Right.FOLLOW_SUBMISSIONS), timezone.now()
    if request.method == "POST":
        month, length = request.POST.get("month", ""), request.POST.get("length", "")
        wanted = _month(month, length, now)
        try:
            actions.ask_for_region(
                body=access.body, month=wanted, months=MONTHS[length], by=request.user, at=now
            )
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(
                request,
                _("Asked for. It takes seconds for a few services, and two minutes for a hundred."),
            )
        return redirect("region-reports", slug)
    all_of_them = queries.region_reports(access.body)
    last = last_month(now)
    context = {
        "access": access,
        "months": up_to(last, MOST_MONTHS)[::-1],
        "done": {(each.month, each.months): each for each in all_of_them if each.state == "done"},
        "newest": all_of_them[0] if all_of_them else None,
        "now": now,
        "below": queries.services_below(access.body, last),
        "lengths": MONTHS,
    }
    return render(request, "amhp/sight/region.jinja", context)


@login_required
@require_http_methods(["GET"])
def region_report(request: HttpRequest, slug: str, month: str, length: str) -> HttpResponse:
    """A finished report as a page, cut from its file, with the services that are in it."""
    access = access_or_404(request, slug, Right.FOLLOW_SUBMISSIONS)
    wanted = _month(month, length, timezone.now())
    found = _done(access.body, wanted, MONTHS[length])
    page = queries.region_file(found, "html")
    if page is None:
        raise Http404
    context = {
        "access": access,
        "report": found,
        "cut": cut(page.decode("utf-8")),
        "month": wanted,
        "length": length,
        "formats": FORMAT_NAMES,
        "apart": APART,
    }
    return render(request, "amhp/sight/region-report.jinja", context)


@login_required
@require_http_methods(["GET"])
def region_report_file(
    request: HttpRequest, slug: str, month: str, length: str, kind: str
) -> HttpResponse:
    """A finished report as a file."""
    access = access_or_404(request, slug, Right.FOLLOW_SUBMISSIONS)
    wanted = _month(month, length, timezone.now())
    content = queries.region_file(_done(access.body, wanted, MONTHS[length]), kind)
    if content is None or kind not in FORMATS:
        raise Http404
    return as_download(f"{NAME}-{slug}-{month}-{length}.{kind}", content)


def _done(body: queries.Body, month: date, months: int) -> queries.RegionReport:
    for each in queries.region_reports(body):
        if (each.month, each.months, each.state) == (month, months, "done"):
            return each
    raise Http404


def _month(month: str, length: str, now: datetime) -> date:
    """The month that an address or a form names. Http404 where it cannot be reported on."""
    try:
        found = month_called(month)
    except WrongUse as strange:
        raise Http404 from strange
    if length not in MONTHS or found not in up_to(last_month(now), MOST_MONTHS):
        raise Http404
    return found
