"""Pages for everybody: find a body, read what it has released. They set no cookies and may be kept."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from evenhand.reporting.cut import EDITION, INDICATOR, PROTECTION
from evenhand.web.releases import presenters, queries
from evenhand.web.releases.caching import FROZEN, same_for_everybody
from evenhand.web.releases.queries import Release
from evenhand.web.submissions.views import as_download

AUDIENCE = "public"
REPORT = "report.html"
# What the report itself asks for: its styles stand in the page, and nothing in it may run.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox"
)


@require_safe
@same_for_everybody
def find(request: HttpRequest) -> HttpResponse:
    """Every body that has released anything, by region; or those whose name has a text in it."""
    text = request.GET.get("q", "").strip()
    found = queries.bodies_with_releases(timezone.now(), text)
    context = {"text": text, "regions": presenters.by_region(found), "number": len(found)}
    return render(request, "releases/find.jinja", context)


@require_safe
@same_for_everybody
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: its years, what stands out of the newest, who they are."""
    at = timezone.now()
    body = queries.public_body(slug, at)
    if body is None:
        raise Http404
    years = queries.public_years(body, at)
    newest = next((each for each in years if each.state != "withdrawn"), None)
    context: dict[str, Any] = {"body": body, "years": years, "newest": newest}
    if newest is not None:
        parts = _parts(newest)
        results = queries.public_results(newest)["results"]
        context |= {"parts": parts, "workforces": presenters.workforces(results, parts)}
    return render(request, "releases/about.jinja", context)


@require_safe
@same_for_everybody
def year(request: HttpRequest, slug: str, snapshot: date) -> HttpResponse:
    """The version of a year that stands now."""
    found = _found(slug, snapshot)
    return _version_page(request, found)


@require_safe
@same_for_everybody
def version(request: HttpRequest, slug: str, snapshot: date, number: int) -> HttpResponse:
    """The permanent address of one version."""
    return _version_page(request, _found(slug, snapshot, number))


@require_safe
@same_for_everybody
def indicator(
    request: HttpRequest, slug: str, snapshot: date, number: int, anchor: str
) -> HttpResponse:
    """One indicator of one version."""
    found = _found(slug, snapshot, number)
    if found.state == "withdrawn":
        return _gone(request, found)
    parts = queries.parts_of(found, AUDIENCE)
    part = parts.get(INDICATOR + anchor)
    if part is None:
        raise Http404
    where = presenters.places(found, parts)
    context = _about_version(found) | {
        "part": part,
        "title": presenters.heading(part),
        "parts": parts,
        "page": request.build_absolute_uri(where[anchor]),
        "beside": presenters.beside(parts, anchor, where),
    }
    return render(request, "releases/one-indicator.jinja", context)


def _digest(request: HttpRequest, slug: str, snapshot: date, number: int, name: str) -> str | None:
    found = queries.public_release(slug, timezone.now(), snapshot, number)
    if found is None or found.state == "withdrawn":
        return None
    digest = queries.digest_of_file(found, AUDIENCE, name)
    return f'"{digest}"' if digest else None


@require_safe
@condition(etag_func=_digest)
def file(request: HttpRequest, slug: str, snapshot: date, number: int, name: str) -> HttpResponse:
    """A frozen file, byte for byte as it was released. Its ETag is its SHA-256."""
    found = _found(slug, snapshot, number)
    if found.state == "withdrawn":
        return same_for_everybody(_gone)(request, found)
    known = queries.digest_of_file(found, AUDIENCE, name)
    content = queries.content_of(found, AUDIENCE, "file", name) if known else None
    if content is None:
        raise Http404
    answer = as_download(name, content)
    if name == REPORT:
        answer["Content-Disposition"] = "inline"
        answer["Content-Security-Policy"] = REPORT_POLICY
    answer["Cache-Control"] = FROZEN
    return answer


def _found(slug: str, snapshot: date, number: int | None = None) -> Release:
    found = queries.public_release(slug, timezone.now(), snapshot, number)
    if found is None:
        raise Http404
    return found


def _version_page(request: HttpRequest, found: Release) -> HttpResponse:
    if found.state == "withdrawn":
        return _gone(request, found)
    parts = _parts(found)
    context = _about_version(found) | {
        "parts": parts,
        "editions": [text for name, text in parts.items() if name.startswith(EDITION)],
        "details": [(title, parts[name]) for name, title in _details() if name in parts],
        "downloads": presenters.downloads(found, queries.files_of(found, AUDIENCE)),
        "page": request.build_absolute_uri(presenters.page_of(found)),
    }
    return render(request, "releases/version.jinja", context)


def _details() -> tuple[tuple[str, str], ...]:
    return (
        (PROTECTION, _("How people are protected in these figures")),
        ("data-quality", _("The records behind it")),
        ("method", _("How this was worked out")),
        ("terms", _("What groups are called")),
        ("inputs", _("Which definitions and software were used")),
    )


def _about_version(found: Release) -> dict[str, Any]:
    versions = queries.versions_of(found, timezone.now())
    current = next((each for each in versions if each.state == "released"), None)
    return {
        "release": found,
        "current": current,
        "versions": presenters.history(versions),
        "report_digest": queries.digest_of_file(found, AUDIENCE, REPORT),
    }


def _gone(request: HttpRequest, found: Release) -> HttpResponse:
    """What became of a version that was withdrawn: when and why, and no figure of it."""
    context = _about_version(found) | {"when": queries.withdrawn_at(found)}
    return render(request, "releases/gone.jinja", context, status=410)


def _parts(found: Release) -> dict[str, str]:
    parts = queries.parts_of(found, AUDIENCE)
    return presenters.shown(parts, presenters.places(found, parts))
