"""Pages on which a release is prepared, looked at, and approved by a second person."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.web.releases import actions, queries
from evenhand.web.releases.forms import Approve
from evenhand.web.submissions.forms import Note
from evenhand.web.submissions.states import State
from evenhand.web.submissions.views import ANY_PART, as_download, tried, working, year_or_404


@login_required
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Prepare a release, look at what is shown and hidden, approve it as another person."""
    access, year = year_or_404(request, slug, number, *ANY_PART)
    found = queries.release_of(year)
    form = Approve(request.POST if request.POST.get("do") == "approve" else None)
    if request.method == "POST":
        if Right.RELEASE not in access.rights:
            raise Http404
        at, rights = timezone.now(), access.rights
        if request.POST.get("do") == "prepare":
            tried(
                request,
                lambda: actions.ask_to_prepare(
                    submission=year, rights=rights, by=request.user, at=at
                ),
                _("The release is being prepared."),
            )
            return redirect("year-release", slug, number)
        if form.is_valid() and found is not None:
            tried(
                request,
                lambda: actions.approve(
                    release=found,
                    rights=rights,
                    by=request.user,
                    at=at,
                    seen=request.POST.get("seen", ""),
                ),
                _("Released."),
            )
            return redirect("year-release", slug, number)
    context = {
        "access": access,
        "year": year,
        "release": found,
        "readers": queries.readers_of(found) if found else [],
        "files": {
            each.audience: queries.files_of(found, each.audience)
            for each in queries.readers_of(found)
        }
        if found
        else {},
        "job": working(year, access),
        "form": form,
        "Right": Right,
        "State": State,
    }
    return render(request, "releases/release.jinja", context)


@login_required
@require_http_methods(["GET"])
def document(
    request: HttpRequest, slug: str, number: int, audience: str, name: str
) -> HttpResponse:
    """A file of a release that is prepared or made, for those who work on it."""
    _access, year = year_or_404(request, slug, number, *ANY_PART)
    found = queries.release_of(year)
    content = queries.content_of(found, audience, "file", name) if found else None
    if content is None:
        raise Http404
    return as_download(name, content)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a release off the site, with the reason."""
    access, year = year_or_404(request, slug, number, Right.RELEASE)
    found = queries.release_of(year)
    if found is None or found.state != "released":
        raise Http404
    form = Note(
        request.POST or None,
        label=_("Why is it withdrawn?"),
        hint=_("Readers see this at its address."),
    )
    if request.method == "POST" and form.is_valid():
        tried(
            request,
            lambda: actions.withdraw(
                release=found,
                note=form.cleaned_data["text"],
                rights=access.rights,
                by=request.user,
                at=timezone.now(),
            ),
            _("Withdrawn."),
        )
        return redirect("year", slug, number)
    context = {"access": access, "year": year, "form": form}
    return render(request, "releases/withdraw.jinja", context)
