"""Reads of councils' pay and terms, body first."""

from collections.abc import Sequence

from evenhand.web.bodies.models import Body
from evenhand.web.forecasts.models import PayTerms

__all__ = ["PayTerms", "newest_of", "of_year", "versions_of", "years_of"]


def newest_of(body: Body) -> list[PayTerms]:
    """Of each year the version that counts, newest year first."""
    found = {each.year: each for each in PayTerms.objects.filter(body=body).order_by("number")}
    return [found[year] for year in sorted(found, reverse=True)]


def versions_of(body: Body, year: int) -> list[PayTerms]:
    """All versions of a year, the one that counts first."""
    found = PayTerms.objects.filter(body=body, year=year).select_related("by")
    return list(found.order_by("-number"))


def years_of(bodies: Sequence[Body]) -> list[int]:
    """The years of which any of these has said something, newest first."""
    found = PayTerms.objects.filter(body__in=bodies).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def of_year(bodies: Sequence[Body], year: int) -> dict[int, PayTerms]:
    """The version that counts of each of these that has one, by the body's key."""
    rows = PayTerms.objects.filter(body__in=bodies, year=year).order_by("number")
    return {each.body_id: each for each in rows}
