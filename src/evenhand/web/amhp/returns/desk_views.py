"""Pages of the desk: the returns of all councils of a region or country. Thin."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_return import return_edition
from evenhand.data.writers.results_csv import table_csv
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.amhp_return import desk_preset, last_day
from evenhand.web.amhp.returns import desk as presented
from evenhand.web.amhp.returns import queries
from evenhand.web.amhp.returns.queries import AmhpReturn
from evenhand.web.amhp.returns.rules import APPROVES
from evenhand.web.bodies.queries import Access, Body, below
from evenhand.web.bodies.views import access_or_404
from evenhand.web.submissions.views import as_download


@dataclass(frozen=True, kw_only=True)
class _Desk:
    """Whose desk, the councils below, the years there are, and the one asked for."""

    access: Access
    bodies: list[Body]
    days: list[date]
    day: date

    @property
    def lines(self) -> list[presented.Line]:
        return presented.lines_of(self.bodies, queries.newest_on(self.bodies, self.day))

    @property
    def readable(self) -> dict[int, AmhpReturn]:
        return queries.readable_on(self.bodies, self.day)


def _desk(request: HttpRequest, slug: str) -> _Desk:
    access = access_or_404(request, slug, Right.FOLLOW_SUBMISSIONS)
    bodies = [each for each in below(access.body) if each.kind in APPROVES]
    days = queries.days_of(bodies)
    asked = request.GET.get("year", "")
    day = next((each for each in days if each.isoformat() == asked), None)
    return _Desk(
        access=access,
        bodies=bodies,
        days=days,
        day=day or next(iter(days), last_day(timezone.localdate())),
    )


@login_required
@require_http_methods(["GET"])
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has sent a return, and those signed off side by side."""
    found = _desk(request, slug)
    lines, readable = found.lines, found.readable
    contents = [each for one in readable.values() if (each := queries.content_of(one))]
    items = presented.items_with_groups(readable)
    asked = request.GET.get("item", "")
    item = asked if asked in dict(items) else next((name for name, _words in items), "")
    groups, sides = presented.by_group(readable, item) if item else ([], [])
    people, work = presented.side_by_side(readable, contents, desk_preset())
    context = {
        "access": found.access,
        "days": found.days,
        "day": found.day,
        "lines": lines,
        "counted": presented.counted(lines),
        "people_heads": presented.PEOPLE_HEADS,
        "work_heads": presented.WORK_HEADS,
        "people": people,
        "work": work,
        "items": items,
        "item": item,
        "item_words": dict(items).get(item, ""),
        "groups": groups,
        "group_sides": sides,
        "edition": return_edition(),
    }
    return render(request, "amhp/returns/desk.jinja", context)


@login_required
@require_http_methods(["GET"])
def states(request: HttpRequest, slug: str) -> HttpResponse:
    """Where each council's return stands, for a spreadsheet."""
    found = _desk(request, slug)
    content = table_csv(presented.state_rows(found.lines, found.day.isoformat()))
    return _sent(found, "amhp-returns", content)


@login_required
@require_http_methods(["GET"])
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every number that the desk reads, for a spreadsheet or another program."""
    found = _desk(request, slug)
    content = table_csv(list(presented.figure_rows(found.readable)))
    return _sent(found, "amhp-return-figures", content)


def _sent(found: _Desk, name: str, content: str) -> HttpResponse:
    # A spreadsheet takes the bytes at the start as a sign that names are in UTF-8.
    file = f"{found.access.body.slug}-{name}-{found.day.isoformat()}.csv"
    return as_download(file, content.encode("utf-8-sig"))
