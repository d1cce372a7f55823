"""The page that explains the API to people: what can be asked, with examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand.web.releases import queries
from evenhand.web.releases.api import WHERE, api
from evenhand.web.releases.caching import same_for_everybody


@dataclass(frozen=True)
class Asked:
    """One thing that can be asked, as the API's own description tells it."""

    path: str
    about: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]


@require_safe
@same_for_everybody
def page(request: HttpRequest) -> HttpResponse:
    """What the API is, and examples that work here where anything is released."""
    newest = queries.open_to_public(timezone.now()).first()
    context = {
        "operations": _operations(),
        "where": request.build_absolute_uri(WHERE),
        "slug": newest.body.slug if newest else "some-council",
        "day": newest.snapshot.isoformat() if newest else "2025-03-31",
        "version": newest.version if newest else 1,
    }
    return render(request, "releases/api.jinja", context)


@cache
def _operations() -> tuple[Asked, ...]:
    """Described by code that does not change while the site runs."""
    return tuple(
        _asked(path, each)
        for path, methods in api.get_openapi_schema()["paths"].items()
        for each in methods.values()
    )


def _asked(path: str, told: Mapping[str, Any]) -> Asked:
    asked = [one for one in told["parameters"] if one["in"] == "query"]
    return Asked(
        path,
        told["description"],
        tuple(one["name"] for one in asked if one["required"]),
        tuple(one["name"] for one in asked if not one["required"]),
    )
