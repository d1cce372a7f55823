"""Every read that pages of figures need beside those of submissions and releases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from evenhand.domain.frameworks.body import Body as MeasuredBody
from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body as Body
from evenhand.web.bodies.queries import bodies_of
from evenhand.web.releases.models import Figure, Release, ReleasedFile
from evenhand.web.releases.queries import open_to_peers, open_to_public
from evenhand.web.submissions.models import Submission as Submission

# Whoever holds one of these for a body may read its releases before other bodies may.
READS_RELEASES = (Right.READ_RESULTS, Right.READ_BOARD_RESULTS, Right.RELEASE)
_WITH_BODY = (
    "body__slug",
    "body__name",
    "body__kind",
    "body__parent__name",
    "body__parent__kind",
)
# In a grouping of two, the second group says the first one's figure over again.
MIRROR = "white"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A released figure that is set beside others; `told` is its line of results.json."""

    body: MeasuredBody
    period: str
    told: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of one indicator for which there are figures of a period."""

    standard: str
    indicator: str
    cell: str
    period: str


def visible_to(user: User, at: datetime) -> QuerySet[Release]:
    """
    Current releases that somebody may set side by side.

    What is open to everybody; for members of any body what is open to peers; and what their own
    bodies have released.
    """
    access = bodies_of(user) if user.is_authenticated else []
    if not access:
        return open_to_public(at)
    own = [each.body.pk for each in access if each.rights & set(READS_RELEASES)]
    return Release.objects.filter(
        Q(peers_from__lte=at) | Q(body__in=own), state="released"
    ).select_related("body")


def own_releases(body: Body) -> QuerySet[Release]:
    """The current release of each year of a body, for its own people."""
    return Release.objects.filter(body=body, state="released")


def which(releases: QuerySet[Release]) -> tuple[tuple[int, str], ...]:
    """Which releases these are. One is frozen, so what is made of them stays as it is."""
    return tuple(releases.order_by("pk").values_list("pk", "head"))


def bodies_in(releases: QuerySet[Release]) -> list[MeasuredBody]:
    """The bodies that made them, by name."""
    found = releases.order_by("body__name").values_list(*_WITH_BODY).distinct()
    return [_body(*each) for each in found]


def lines_in(releases: QuerySet[Release]) -> list[Line]:
    """Every line of every indicator, and of which periods there are figures."""
    found = (
        Figure.objects.filter(release__in=releases)
        .exclude(group=MIRROR)
        .values_list("standard", "indicator", "cell", "snapshot")
        .distinct()
    )
    return [
        Line(standard=standard, indicator=indicator, cell=cell, period=period)
        for standard, indicator, cell, period in found
    ]


def figures_in(releases: QuerySet[Release], **of: str) -> list[Shown]:
    """
    Figures among these releases (by standard, indicator, snapshot, cell): one a body and period.

    Where several releases of a body have a figure of one period, that of the period's own release
    is taken, else the newest.
    """
    found = (
        Figure.objects.filter(release__in=releases, **of)
        .exclude(group=MIRROR)
        .order_by("standard", "indicator", "cell", "group", "snapshot", "body__slug")
        .values_list("standard", "indicator", "cell", "group", "snapshot", "release__snapshot",
                     "told", *_WITH_BODY)
    )  # fmt: skip
    chosen: dict[tuple[str, ...], tuple[tuple[bool, date], Shown]] = {}
    for *measure, period, released, told, slug, name, kind, above, above_kind in found:
        shown = Shown(body=_body(slug, name, kind, above, above_kind), period=period, told=told)
        better = (released.isoformat() == period, released)
        place = (*measure, period, slug)
        if place not in chosen or chosen[place][0] < better:
            chosen[place] = (better, shown)
    return [shown for _, shown in chosen.values()]


def measured_body(body: Body) -> MeasuredBody:
    """A body as figures know it: its slug is its id."""
    above = body.parent
    kind = above.kind if above else None
    return _body(body.slug, body.name, body.kind, above.name if above else None, kind)


def _body(
    slug: str, name: str, kind: str, above: str | None, above_kind: str | None
) -> MeasuredBody:
    region = above if above and above_kind == "region" else ""
    return MeasuredBody(id=slug, name=name, kind=kind, region=region)


def years_on(bodies: Iterable[Body], snapshot: date) -> dict[int, list[Submission]]:
    """What several bodies have of one year, by the body's number: every version."""
    found: dict[int, list[Submission]] = {}
    mine = Submission.objects.filter(body__in=list(bodies), snapshot=snapshot)
    for each in mine.select_related("body"):
        found.setdefault(each.body_id, []).append(each)
    return found


def last_steps(submissions: Iterable[Submission]) -> dict[int, datetime]:
    """Since when each has stood where it stands."""
    numbers = [each.pk for each in submissions]
    found = Submission.objects.filter(pk__in=numbers).annotate(last=Max("steps__at"))
    return dict(found.values_list("pk", "last"))


def releases_of(bodies: Sequence[Body], at: datetime, snapshot: date) -> QuerySet[Release]:
    """What these bodies have released of a year and share with their peers."""
    return open_to_peers(at).filter(body__in=bodies, snapshot=snapshot)


def public_files(releases: QuerySet[Release]) -> list[dict[str, Any]]:
    """The public edition's files of several releases, without what is in them."""
    found = ReleasedFile.objects.filter(
        readers__release__in=releases, readers__audience="public", kind="file"
    ).order_by("readers__release__body__slug", "readers__release__snapshot", "name")
    return list(
        found.values(
            "pk",
            "name",
            "size",
            "digest",
            "readers__release__snapshot",
            "readers__release__version",
            "readers__release__approved_at",
            "readers__release__body__slug",
            "readers__release__body__name",
        )
    )


def compressed(number: int) -> bytes:
    """What is in one of these files, as it is kept (zlib)."""
    return bytes(ReleasedFile.objects.values_list("content", flat=True).get(pk=number))
