"""The first page of a demonstration: what is here, what was found, how to sign in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand.data.synthetic.region import REGION
from evenhand.web.releases import queries
from evenhand.web.releases.demo_people import PASSWORD, accounts


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where `evenhand demo` opens; a site in use has no such address."""
    now = timezone.now()
    found = [
        (release, queries.parts_of(release, "public", "stands-out").get("stands-out", ""))
        for body in queries.bodies_with_releases(now)
        for release in queries.public_years(body, now)[:1]
    ]
    context = {
        "region": REGION,
        "found": found,
        "accounts": accounts(),
        "password": PASSWORD,
        "public": is_valid_path("/reports/"),
    }
    return render(request, "releases/demo.jinja", context)
