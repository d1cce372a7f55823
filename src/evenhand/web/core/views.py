"""Pages that belong to no activity: errors, and whether the site is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.web.core.report_style import report_style


def health(request: HttpRequest) -> JsonResponse:
    """For whoever watches the server: 200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"well": True})


def style(request: HttpRequest, mark: str) -> HttpResponse:
    """The style sheet of parts of reports; its address changes with it."""
    answer = HttpResponse(report_style(), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, and for how long."""
    return render(request, "core/privacy.jinja")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site is meant to meet, how that was tested, and what may be hard."""
    return render(request, "core/accessibility.jinja")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this person: the two look alike."""
    return render(request, "core/not-found.jinja", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something about the request was not right."""
    return render(request, "core/refused.jinja", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours went wrong. It may be the database, so nothing is asked of it here."""
    title = _("Sorry, there is a problem")
    saved = _("What you did last may not have been saved. Nothing saved before it is lost.")
    again = _("Try again in a few minutes. If it goes on, tell whoever runs this site.")
    return HttpResponse(
        f"<!DOCTYPE html><html lang='{get_language()}'><meta charset='utf-8'>"
        f"<title>{title} - Evenhand</title>"
        f"<main><h1>{title}</h1><p>{saved}</p><p>{again}</p></main></html>",
        status=500,
    )
