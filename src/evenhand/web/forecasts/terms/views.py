"""A council's pay and terms, and the table of the desk of its region or country. Thin."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.writers.results_csv import table_csv
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.bodies.queries import Access, Body, below
from evenhand.web.bodies.rules import Refused
from evenhand.web.bodies.views import access_or_404
from evenhand.web.forecasts.terms import actions, presenters, queries
from evenhand.web.forecasts.terms.forms import Figures, WhichYear
from evenhand.web.forecasts.terms.rules import EXACT, WHO_HAS_THEM, last_year, must_be_over
from evenhand.web.submissions.views import as_download, seen

ROOM = "workforce-plan"


def _entered(request: HttpRequest, slug: str, *rights: Right) -> Access:
    access = entered(request, slug, *rights)
    if access.body.kind != WHO_HAS_THEM:
        raise Http404
    return access


@login_required
@require_http_methods(["GET", "POST"])
def years(request: HttpRequest, slug: str) -> HttpResponse:
    """The years that are there; beginning another."""
    access, today = _entered(request, slug, Right.READ_SERVICE_REPORTS), timezone.localdate()
    may, posted = bool(access.rights & EXACT), request.method == "POST"
    if posted and not may:
        raise Http404
    form = WhichYear(request.POST if posted else None, initial={"year": last_year(today)})
    if posted and form.is_valid():
        year = form.cleaned_data["year"]
        try:
            must_be_over(year, today)
        except Refused as why:
            form.add_error("year", str(why))
        else:
            return redirect("pay-terms-change", slug, year)
    context = {"years": queries.newest_of(access.body), "form": form, "may": may}
    status = 422 if form.is_bound else 200
    return shown(request, access, "forecasts/pay/years.jinja", context, here=ROOM, status=status)


@login_required
@require_http_methods(["GET"])
def one(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """One year: every number for those who may see them, and what the desk reads."""
    return _year(request, _entered(request, slug, Right.READ_SERVICE_REPORTS), year)


@login_required
@require_http_methods(["GET"])
def version(request: HttpRequest, slug: str, year: int, version: int) -> HttpResponse:
    """The same as one version had it, to read.

    Not for those who read protected counts: versions beside each other could tell what each hides.
    """
    return _year(request, _entered(request, slug, *EXACT), year, version)


def _year(
    request: HttpRequest, access: Access, year: int, version: int | None = None
) -> HttpResponse:
    """One version of a year; the newest, where none is named."""
    versions = queries.versions_of(access.body, year)
    kept = next((each for each in versions if version in (None, each.number)), None)
    if kept is None:
        raise Http404
    may = bool(access.rights & EXACT)
    context = {
        "year": year,
        "kept": kept,
        "newest": versions[0],
        "versions": versions,
        "may": may,
        "exact": presenters.exact(kept.figures) if may else [],
        "table": presenters.table_of([access.body], {access.body.pk: kept}),
    }
    return shown(request, access, "forecasts/pay/year.jinja", context, here=ROOM)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Type what is known of a year."""
    access = _entered(request, slug, *EXACT)
    try:
        must_be_over(year, timezone.localdate())
    except Refused as why:
        raise Http404 from why
    versions = queries.versions_of(access.body, year)
    newest = versions[0] if versions else None
    form = Figures(
        request.POST if request.method == "POST" else None,
        initial=Figures.of(newest.figures if newest else {}),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(
                body=access.body,
                year=year,
                figures=form.figures(),
                seen=seen(request),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, _("Kept. The desks of your region and country can read it now.")
            )
            return redirect("pay-terms-year", slug, year)
    number = newest.number if newest else 0
    context = {
        "year": year,
        "form": form,
        "newest": newest,
        "seen": seen(request) if form.is_bound else number,
    }
    status = 422 if form.is_bound else 200
    return shown(request, access, "forecasts/pay/change.jinja", context, here=ROOM, status=status)


def _desk(request: HttpRequest, slug: str) -> tuple[Access, list[Body], list[int], int | None]:
    """Whose desk, the councils below, the years there are, and the one asked for."""
    access = access_or_404(request, slug, Right.FOLLOW_SUBMISSIONS)
    bodies = [each for each in below(access.body) if each.kind == WHO_HAS_THEM]
    there, asked = queries.years_of(bodies), request.GET.get("year", "")
    year = next((each for each in there if str(each) == asked), next(iter(there), None))
    return access, bodies, there, year


@login_required
@require_http_methods(["GET"])
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The councils of a region or country side by side, and what differs by more than chance."""
    access, bodies, there, year = _desk(request, slug)
    table = presenters.table_of(bodies, queries.of_year(bodies, year)) if year else None
    context = {
        "access": access,
        "bodies": bodies,
        "years": there,
        "year": year,
        "table": table,
    }
    return render(request, "forecasts/pay/desk.jinja", context)


@login_required
@require_http_methods(["GET"])
def desk_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same table for a spreadsheet or another program."""
    _access, bodies, _there, year = _desk(request, slug)
    if year is None:
        raise Http404
    table = presenters.table_of(bodies, queries.of_year(bodies, year))
    content = table_csv(list(presenters.file_rows(table, year)))
    # A spreadsheet takes the bytes at the start as a sign that names are in UTF-8.
    return as_download(f"{slug}-pay-and-terms-{year}.csv", content.encode("utf-8-sig"))
