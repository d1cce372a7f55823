"""The first page of a demonstration: what is here, what was found, how to sign in."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand.data.synthetic.region import REGION
from evenhand.web.releases import queries
from evenhand.web.releases.demo_people import PASSWORD, accounts

STANDS_OUT = "stands-out"
# What these lead to stands in the whole report, which has a page of its own.
_LINK = re.compile(r'\s*<a href="#[^"]*">.*?</a>')


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where `evenhand demo` opens; a site in use has no such address."""
    now = timezone.now()
    found = [
        (
            release,
            _LINK.sub("", queries.parts_of(release, "public", STANDS_OUT).get(STANDS_OUT, "")),
        )
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
