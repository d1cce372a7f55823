"""Pages that people look at. Each asks first which body, and whether the person may."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.roles import roles
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.compare_peers import NEIGHBOURS
from evenhand.reporting import words
from evenhand.reporting.cut import EDITION, INDICATOR, linked
from evenhand.web.bodies import views as bodies
from evenhand.web.bodies.queries import Access, below, bodies_of
from evenhand.web.bodies.views import access_or_404
from evenhand.web.dashboards import comparing, desk, glance, queries
from evenhand.web.dashboards.bundle import bundle
from evenhand.web.dashboards.choice import ALL, IN, KIND, LIST, REGION, Choose, read
from evenhand.web.dashboards.source import STANDS_OUT, Source, newest
from evenhand.web.dashboards.turns import waiting_for
from evenhand.web.dashboards.years import changes_of, years_of
from evenhand.web.releases import queries as releases
from evenhand.web.releases.queries import Release
from evenhand.web.submissions import queries as submissions
from evenhand.web.submissions.views import as_download

# For whom the board's page is: whoever may read more may read it too.
OF_THE_BOARD = (Right.READ_BOARD_RESULTS, Right.READ_RESULTS, Right.CERTIFY, Right.RELEASE)


@require_http_methods(["GET"])
def home(request: HttpRequest) -> HttpResponse:
    """What waits for somebody who is signed in, and their bodies; for others what this is."""
    if not request.user.is_authenticated:
        return bodies.home(request)
    access = bodies_of(request.user)
    context = {
        "access": access,
        "roles": roles(),
        "waiting": waiting_for(request.user.pk, access),
        "Right": Right,
    }
    return render(request, "dashboards/home.jinja", context)


@login_required
@require_http_methods(["GET"])
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """A body's newest year at a glance."""
    access = access_or_404(request, slug)
    if not access.rights & {Right.READ_RESULTS, Right.READ_BOARD_RESULTS}:
        raise Http404
    source = newest(access)
    among = request.GET.get("among", KIND)
    chosen = tuple(request.GET.getlist("with"))
    choose = Choose(among, chosen, settings.REFERENCE)
    glances, note = _glances(request, access, source, choose) if source else ([], "")
    context = {
        "access": access,
        "source": source,
        "points": source.points if source else [],
        "glances": glances,
        "note": note,
        "placed": any(line.place for each in glances for line in each.lines),
        "among": among,
        "groups": _groups(),
        "bodies": chosen,
        "years": submissions.submissions_of(access.body)
        if Right.READ_RESULTS in access.rights
        else [],
        "Right": Right,
    }
    return render(request, "dashboards/dashboard.jinja", context)


def _glances(
    request: HttpRequest, access: Access, source: Source, choose: Choose
) -> tuple[list[glance.Glance], str]:
    """The lines, and with whom they are compared."""
    body, period = queries.measured_body(access.body), source.day.isoformat()
    seen = queries.visible_to(request.user, timezone.now()).filter(snapshot__gte=source.day)
    places = glance.places_of(body, period, seen, choose, source.own_figures, source.mark)
    own = queries.own_releases(access.body).filter(snapshot__lte=source.day)
    changes = changes_of(body, own, source.own_figures, source.mark)
    return glance.glances(source.parts, changes, places.said), places.note


def _groups(regions: Sequence[str] = ()) -> list[tuple[str, str]]:
    return [
        (ALL, _("All organisations")),
        *((IN + each, _("All in %(region)s") % {"region": each}) for each in regions),
        (KIND, _("Those of its kind")),
        (REGION, _("Those of its kind in its region")),
        (NEIGHBOURS, _("Its statistical neighbours")),
        (LIST, _("The organisations chosen below")),
    ]


def _board_release(access: Access, day: str) -> Release:
    """The current release of the year, the newest for "". Http404 where there is none."""
    if not access.rights & set(OF_THE_BOARD):
        raise Http404
    years = releases.released_years(access.body)
    found = next((each for each in years if day in ("", each.snapshot.isoformat())), None)
    if found is None:
        raise Http404
    return found


@login_required
@require_http_methods(["GET"])
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """A released year on one side of A4, and the board's documents."""
    access = access_or_404(request, slug)
    if not access.rights & set(OF_THE_BOARD):
        raise Http404
    years = releases.released_years(access.body)
    if not years:
        return render(request, "dashboards/no-board.jinja", {"access": access})
    release = _board_release(access, request.GET.get("year", ""))
    parts = releases.parts_of(release, "board", EDITION)
    parts |= releases.parts_of(release, "board", STANDS_OUT)
    body = queries.measured_body(access.body)
    own = queries.own_releases(access.body).filter(snapshot__lte=release.snapshot)
    glances = glance.glances(parts, changes_of(body, own), {})
    wanted = request.GET.get("standard", "")
    shown = next((each for each in glances if each.standard == wanted), next(iter(glances), None))
    points = glance.stands_out(parts)
    context = {
        "access": access,
        "release": release,
        "years": years,
        "glances": glances,
        "shown": shown,
        "points": points,
        "chart": glance.first_chart(
            lambda name: (releases.content_of(release, "board", "part", name) or b"").decode(),
            releases.names_of_parts(release, "board"),
            points,
        ),
        "changed": glance.what_changed(shown.lines) if shown else [],
        "unsaid": glance.cannot_be_said(shown.lines) if shown else [],
        "files": releases.files_of(release, "board"),
        "notes": [each.notes for each in releases.readers_of(release) if each.audience == "board"],
    }
    return render(request, "dashboards/board.jinja", context)


@login_required
@require_http_methods(["GET"])
def board_document(request: HttpRequest, slug: str, day: str, name: str) -> HttpResponse:
    """A file of the board's edition."""
    release = _board_release(access_or_404(request, slug), day)
    content = releases.content_of(release, "board", "file", name)
    if content is None:
        raise Http404
    return as_download(name, content)


@login_required
@require_http_methods(["GET"])
def indicator(request: HttpRequest, slug: str, day: str, anchor: str) -> HttpResponse:
    """One indicator of a released year, as the board may see it, and its years side by side."""
    access = access_or_404(request, slug)
    release = _board_release(access, day)
    part = releases.content_of(release, "board", "part", INDICATOR + anchor)
    if part is None:
        raise Http404
    names = releases.names_of_parts(release, "board")
    pages = {
        (other := name.removeprefix(INDICATOR)): reverse("board-indicator", args=[slug, day, other])
        for name in names
        if name.startswith(INDICATOR)
    }
    standard, number = glance.measure_of(anchor)
    body = queries.measured_body(access.body)
    context = {
        "access": access,
        "release": release,
        "part": linked(part.decode("utf-8"), pages),
        "years": years_of(body, queries.own_releases(access.body), standard, number),
        "indicator": f"{standard}:{number}",
    }
    return render(request, "dashboards/indicator.jinja", context)


@require_http_methods(["GET"])
def compare(request: HttpRequest) -> HttpResponse:
    """Bodies side by side in one indicator, for everybody over what is open to them."""
    seen = queries.visible_to(request.user, timezone.now())
    these = queries.which(seen)
    there = comparing.what_there_is(seen, these)
    mine = bodies_of(request.user) if request.user.is_authenticated else []
    usual = next((each.body.slug for each in mine if each.body.slug in there.slugs), "")
    choice = read(request.GET, there, usual)
    context = {
        "offered": there,
        "choice": choice,
        "periods": [(each, words.period(each)) for each in choice.indicator.periods]
        if choice
        else [],
        "groups": _groups(there.regions),
        "page": comparing.page_of(seen, these, choice, there, settings.REFERENCE)
        if choice
        else None,
    }
    return render(request, "dashboards/compare.jinja", context)


def _desk(request: HttpRequest, slug: str) -> tuple[Access, list[queries.Body], list[date], date]:
    """Whose desk, the bodies below, the years there are and the one asked for."""
    access = access_or_404(request, slug, Right.FOLLOW_SUBMISSIONS)
    under = below(access.body)
    days = submissions.years_of(under)
    asked = request.GET.get("year", "")
    day = next((each for each in days if each.isoformat() == asked), None)
    return access, under, days, day or next(iter(days), timezone.localdate())


def _desk_lines(
    under: list[queries.Body], years: dict[int, list[queries.Submission]]
) -> list[desk.Line]:
    mine = [each for of in years.values() for each in of]
    return desk.lines_of(under, years, queries.last_steps(mine), timezone.now())


@login_required
@require_http_methods(["GET"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """The desk of a region or country."""
    access, under, days, day = _desk(request, slug)
    years = queries.years_on(under, day)
    lines = _desk_lines(under, years)
    shared = queries.releases_of(under, timezone.now(), day)
    mine = [desk.year_of(of) for of in years.values()]
    context = {
        "access": access,
        "days": days,
        "day": day,
        "lines": lines,
        "counted": desk.counted(lines),
        "chasing": desk.chasing(lines, day),
        "failed": desk.failed(each for each in mine if each is not None),
        "together": desk.together(shared, day),
        "among": IN + access.body.name if access.body.kind == "region" else ALL,
    }
    return render(request, "dashboards/desk.jinja", context)


@login_required
@require_http_methods(["GET"])
def follow_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of who has submitted, for a spreadsheet."""
    _access, under, _days, day = _desk(request, slug)
    content = desk.as_csv(_desk_lines(under, queries.years_on(under, day)), day)
    # A spreadsheet takes the bytes at the start as a sign that names are in UTF-8.
    return as_download(f"{slug}-{day.isoformat()}.csv", content.encode("utf-8-sig"))


@login_required
@require_http_methods(["GET"])
def follow_files(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Everything that the bodies below have released of a year, as one ZIP."""
    _access, under, _days, day = _desk(request, slug)
    files = queries.public_files(queries.releases_of(under, timezone.now(), day))
    answer = StreamingHttpResponse(bundle(files), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{day.isoformat()}.zip"'
    return answer
