"""Every read of national returns: of which body, first. What is sealed is opened here."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Max

from evenhand.data.definitions.amhp_return import return_edition
from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.returns.checks import ERROR, Before, Query
from evenhand.domain.amhp.returns.edition import Figures, Value
from evenhand.domain.amhp.returns.protect import ToldFigures
from evenhand.domain.amhp.sight.register import TRAINEE
from evenhand.web.amhp.models import AmhpReturn as AmhpReturn
from evenhand.web.amhp.models import Establishment, ReturnStep, Trainee
from evenhand.web.amhp.returns.rules import READ_BY_THE_DESK
from evenhand.web.amhp.sight.queries import residents_of, tables_of
from evenhand.web.bodies.queries import Body
from evenhand.web.core.at_rest import take_out
from evenhand.web.submissions.states import UNRELEASED, State

_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a filled return holds: exact figures, what the check found, what the desk is to read."""

    figures: Figures
    found: tuple[Query, ...]
    told: ToldFigures

    @property
    def errors(self) -> int:
        """How many things have to be put right."""
        return sum(each.severity == ERROR for each in self.found)


def returns_of(body: Body) -> list[AmhpReturn]:
    """All returns of a body, newest first."""
    return list(AmhpReturn.objects.filter(body=body))


def return_of(body: Body, number: int) -> AmhpReturn | None:
    """One return of this body."""
    found = AmhpReturn.objects.filter(body=body, pk=number)
    return found.select_related("body", "reviewed_by", "signed_by").first()


def content_of(one: AmhpReturn) -> Content | None:
    """What it holds; None where it has not been filled. Raises CannotOpen."""
    if not one.sealed:
        return None
    kept: dict[str, Any] = json.loads(take_out(bytes(one.body.wrapped_key), bytes(one.sealed)))
    return Content(
        figures=kept["figures"],
        found=tuple(Query(**each) for each in kept["found"]),
        told=kept["told"],
    )


def tables_on(body: Body, day: date) -> dict[str, list[dict[str, Any]]]:
    """The body's records as they stood at the end of a day: who trains by then, and nobody later."""
    tables = tables_of(body, datetime.combine(day, _LAST_MINUTE, LONDON))
    later = Trainee.objects.filter(professional__body=body, started__gt=day)
    not_yet = {f"A{number}" for number in later.values_list("professional__number", flat=True)}
    tables["amhps"] = [
        row for row in tables["amhps"] if not (row["status"] == TRAINEE and row["amhp"] in not_yet)
    ]
    return tables


def before(one: AmhpReturn) -> Before | None:
    """The newest return of an earlier year that was signed off, for what changed since."""
    found = (
        AmhpReturn.objects.filter(
            body=one.body, day__lt=one.day, state__in=(*READ_BY_THE_DESK, State.SUPERSEDED)
        )
        .select_related("body")
        .first()
    )
    content = content_of(found) if found else None
    if found is None or content is None:
        return None
    edition = return_edition(found.edition)
    return Before(figures=content.figures, day=found.day, fte_id=edition.fte_id)


def filled_by(one: AmhpReturn) -> set[int | None]:
    """Everybody who filled it, also before it was filled again."""
    return set(one.steps.filter(move="upload").values_list("by", flat=True))


def returns_under_way(bodies: Iterable[Body]) -> list[AmhpReturn]:
    """Returns of these bodies with which something is still to be done."""
    found = AmhpReturn.objects.filter(body__in=list(bodies), state__in=UNRELEASED)
    return list(found.select_related("body"))


def steps_of(one: AmhpReturn) -> list[ReturnStep]:
    """Everything that happened to a return, oldest first."""
    return list(one.steps.select_related("by"))


def suggested(one: AmhpReturn) -> dict[str, Value]:
    """What the records say of things that are asked all the same: posts and residents, if recorded."""
    found: dict[str, Value] = {}
    posts = Establishment.objects.filter(body=one.body, since__lte=one.day).first()
    if posts is not None:
        found |= {"posts-fte": float(posts.fte), "vacant-fte": float(posts.vacant)}
    people = residents_of(one.body)
    if people is not None:
        found["residents"] = sum(people.people.values())
    return found


def days_of(bodies: Iterable[Body]) -> list[date]:
    """Every day of which any of these bodies has a return, newest first."""
    days = AmhpReturn.objects.filter(body__in=list(bodies)).values_list("day", flat=True)
    return sorted(set(days), reverse=True)


def newest_on(bodies: Sequence[Body], day: date) -> dict[int, tuple[AmhpReturn, datetime]]:
    """
    The newest version of each body's return of a year, and since when it stands where it stands.

    One that was withdrawn counts as not begun.
    """
    rows = (
        AmhpReturn.objects.filter(body__in=list(bodies), day=day)
        .exclude(state=State.WITHDRAWN)
        .annotate(last=Max("steps__at"))
        .select_related("body")
        .order_by("version")
    )
    return {each.body_id: (each, each.last) for each in rows}


def readable_on(bodies: Sequence[Body], day: date) -> dict[int, AmhpReturn]:
    """What the desk reads of a year, by the body's number: a release stays until it is superseded."""
    rows = AmhpReturn.objects.filter(body__in=list(bodies), day=day, state__in=READ_BY_THE_DESK)
    return {each.body_id: each for each in rows.select_related("body").order_by("version")}
