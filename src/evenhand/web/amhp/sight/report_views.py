"""Pages of the line of sight that go upwards: the month's report, and the data set. Thin."""

import io
import zipfile
from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.definitions.load import ethnicity
from evenhand.data.readers.amhp_population import NoPopulation, read_population
from evenhand.data.writers.amhp_set import set_files
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.sight.months import month_of, moved, up_to
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.amhp_report_files import FORMATS, NAME, month_called
from evenhand.pipeline.amhp_report_wanted import SightWanted
from evenhand.pipeline.wrong_use import NotSafe, WrongUse
from evenhand.reporting.cut_document import cut
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.amhp.sight.forms import GiveResidents
from evenhand.web.amhp.sight.report_files import report_file
from evenhand.web.amhp.sight.words import APART, FORMAT_NAMES, READERS
from evenhand.web.bodies.queries import Access
from evenhand.web.core.working_folder import working_folder
from evenhand.web.submissions.views import as_download

HERE = "service-reports"
MOST_MONTHS = 12
MOST_BYTES = 5_000_000
# Who reads every number; all others read what may leave the service.
WITHIN = Right.RUN_AMHP_SERVICE
MONTHS = {"month": 1, "quarter": 3}


@login_required
@require_http_methods(["GET"])
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """The months that can be reported on, newest first."""
    access = entered(request, slug, Right.READ_SERVICE_REPORTS)
    context = {
        "months": _months(access)[::-1],
        "readers": _readers(access),
        "titles": READERS,
        "within": WITHIN in access.rights,
        "residents": queries.residents_of(access.body),
    }
    return shown(request, access, "amhp/sight/reports.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET"])
def report_page(
    request: HttpRequest, slug: str, month: str, length: str, readers: str
) -> HttpResponse:
    """A report as a page: cut from the file that can be downloaded from it."""
    access = entered(request, slug, Right.READ_SERVICE_REPORTS)
    wanted = _wanted(access, month, length, readers)
    try:
        made = report_file(request, access.body, wanted, "html")
    except (NotSafe, WrongUse) as why:
        messages.error(request, str(why))
        return redirect("service-reports", slug)
    months = _months(access)
    context = {
        "cut": cut(made.decode("utf-8")),
        "month": wanted.month,
        "length": length,
        "readers": readers,
        "readers_there": _readers(access),
        "titles": READERS,
        "earlier": moved(wanted.month, -1) if moved(wanted.month, -1) in months else None,
        "later": moved(wanted.month, 1) if moved(wanted.month, 1) in months else None,
        "formats": FORMAT_NAMES,
        "apart": APART,
    }
    return shown(request, access, "amhp/sight/report.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET"])
def report(
    request: HttpRequest, slug: str, month: str, length: str, readers: str, kind: str
) -> HttpResponse:
    """A report as a file: for the service itself, or protected for readers outside of it."""
    access = entered(request, slug, Right.READ_SERVICE_REPORTS)
    if kind not in FORMATS:
        raise Http404
    wanted = _wanted(access, month, length, readers)
    try:
        made = report_file(request, access.body, wanted, kind)
    except (NotSafe, WrongUse) as why:
        messages.error(request, str(why))
        return redirect("service-reports", slug)
    return as_download(f"{NAME}-{month}-{length}-{readers}.{kind}", made)


def _months(access: Access) -> list[date]:
    """The months that this service can report on, oldest first."""
    first, last = queries.first_month(access.body), last_month(timezone.now())
    return [each for each in up_to(last, MOST_MONTHS) if first and each >= first]


def _readers(access: Access) -> list[str]:
    """Which reports this person may read, the fullest first."""
    return ["service", "board"] if WITHIN in access.rights else ["board"]


def _wanted(access: Access, month: str, length: str, readers: str) -> SightWanted:
    """The report that an address names. Http404 where there is none for this person."""
    if length not in MONTHS or readers not in _readers(access):
        raise Http404
    try:
        last = month_called(month)
    except WrongUse as strange:
        raise Http404 from strange
    if last > last_month(timezone.now()):
        raise Http404
    return SightWanted(month=last, months=MONTHS[length], readers=readers)


@login_required
@require_http_methods(["GET", "POST"])
def residents(request: HttpRequest, slug: str) -> HttpResponse:
    """Who lives in the area, so that reports can say how many of them are considered."""
    access = entered(request, slug, WITHIN)
    posted = request.method == "POST"
    form = GiveResidents(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            people = _read(access, told["file"])
        except NoPopulation as why:
            form.add_error("file", str(why))
        else:
            actions.keep_residents(
                body=access.body,
                year=told["year"],
                people=people,
                source=told["source"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Kept. Reports count with it from now on."))
            return redirect("service-residents", slug)
    context = {"form": form, "kept": queries.residents_of(access.body)}
    return shown(request, access, "amhp/sight/residents.jinja", context, here=HERE)


def _read(access: Access, sent: UploadedFile) -> dict[str, int]:
    """People by ethnic category. Raises NoPopulation."""
    with working_folder(needed=MOST_BYTES) as folder:
        place = folder / "population.csv"
        place.write_bytes(sent.read(MOST_BYTES))
        found = read_population(place, ethnicity(), [str(access.body.name)])
    if found.missing or not sum(found.people.values()):
        raise NoPopulation(
            _(
                "There is nobody of this council in the file. Its name has to stand there as it does here."
            )
        )
    return found.people


@login_required
@require_http_methods(["GET"])
def data_set_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The service's data set as a ZIP of tables and schemas: rows about people, for the service alone."""
    access = entered(request, slug, WITHIN)
    tables = queries.tables_of(access.body, timezone.now())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in set_files(data_set(), tables, bodies=[str(access.body.name)]).items():
            archive.writestr(name, text)
    return as_download("amhp-data-set.zip", packed.getvalue())


def last_month(now: datetime) -> date:
    """The last month that is over, by its first day: the month under way is not reported on."""
    return moved(month_of(at_london(now).date()), -1)
