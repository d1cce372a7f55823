"""The shapes of what the API answers, and how they are made."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from evenhand.domain.results.result import Result
from evenhand.reporting.cut import PROTECTION
from evenhand.web.releases import presenters, queries
from evenhand.web.releases.queries import Body, Figure, Release
from evenhand.web.submissions.queries import Submission

AUDIENCE = "public"


class Problem(Schema):
    """What was wrong, and what to do, in a sentence."""

    detail: str


class OneBody(Schema):
    """An organisation that has released something. `page` is where people read of it."""

    slug: str
    name: str
    kind: str
    region: str | None
    page: str


class OneRelease(Schema):
    """
    One version of one body's year. `state`: current, superseded, withdrawn.

    `correction` says what a later version put right, `withdrawn` why one is not shown any more.
    """

    body: str
    snapshot: date
    version: int
    state: str
    public_from: datetime
    correction: str
    withdrawn: str
    page: str


class OneFile(Schema):
    """A frozen file and its SHA-256."""

    name: str
    size: int
    sha256: str
    address: str


class WholeRelease(OneRelease):
    """
    The same with its files. `figures` is how many there are, `hidden` how many of them are not
    shown, `protection` says how people are protected. Where `made_up`, the records describe nobody.
    """

    made_up: bool
    editions: list[str]
    figures: int
    hidden: int
    protection: str
    files: list[OneFile]


class Results(Schema):
    """A page of figures: `count` is how many there are in all. `signs` say what a null means."""

    count: int
    signs: dict[str, str]
    items: list[Result]


class Compared(Schema):
    """One body's figure of a measure, and the version that it stands in."""

    body: OneBody
    version: int
    page: str
    result: Result


class Figures(Schema):
    """One measure over all bodies that have released it, by name."""

    count: int
    items: list[Compared]


class Draft(Schema):
    """A year that is on its way to release. `has_results`: its figures are worked out."""

    number: int
    snapshot: date
    version: int
    state: str
    has_results: bool


Slug = Annotated[str, Field(pattern="^[-a-zA-Z0-9_]+$", max_length=60)]
Limit = Annotated[int, Field(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, Field(ge=0, le=10_000_000, description="How many to leave out first.")]


def of_body(body: Body) -> OneBody:
    """A body as the API tells of it."""
    return OneBody(
        slug=body.slug,
        name=body.name,
        kind=body.kind,
        region=body.parent.name if body.parent else None,
        page=reverse("report-body", args=[body.slug]),
    )


def of_release(release: Release) -> OneRelease:
    """A version, without its files."""
    return OneRelease(
        body=release.body.slug,
        snapshot=release.snapshot,
        version=release.version,
        state=presenters.state_of(release),
        public_from=release.public_from,
        correction=release.correction,
        withdrawn=release.withdrawn_note,
        page=presenters.page_of(release),
    )


def of_whole_release(release: Release) -> WholeRelease:
    """A version with its files: of the public edition, never of the board's."""
    told = queries.public_results(release)
    head = queries.parts_of(release, AUDIENCE, PROTECTION)
    return WholeRelease(
        **of_release(release).dict(),
        made_up=bool(queries.made_up([release])),
        editions=list(told["inputs"]["editions"]),
        figures=len(told["results"]),
        hidden=sum(each["suppressed"] for each in told["results"]),
        # As it was attacked: what was noted beside it is for the body's own people.
        protection=presenters.plain(head.get(PROTECTION, "")),
        files=[
            OneFile(name=each.name, size=each.size, sha256=each.digest, address=each.address)
            for each in presenters.downloads(release, queries.files_of(release, AUDIENCE))
        ],
    )


def of_results(
    told: Mapping[str, Any], wanted: Mapping[str, str], limit: int, offset: int
) -> Results:
    """A page of what a file of results tells, of what is wanted ("": anything)."""
    asked = {name: value for name, value in wanted.items() if value}
    found = [
        each
        for each in told["results"]
        if all(each[name] == value for name, value in asked.items())
    ]
    return Results(count=len(found), signs=told["signs"], items=found[offset : offset + limit])


def of_figures(found: Sequence[Figure], snapshot: date) -> Figures:
    """
    One figure a body.

    A report tells of earlier years too: a year's own report goes before a later one.
    """
    one: dict[str, Figure] = {}
    for each in sorted(found, key=lambda each: _from_own_year(each, snapshot)):
        one.setdefault(each.body.slug, each)
    items = [
        Compared(
            body=of_body(each.body),
            version=each.release.version,
            page=presenters.page_of(each.release),
            result=each.told,
        )
        for each in sorted(one.values(), key=lambda each: each.body.name)
    ]
    return Figures(count=len(items), items=items)


def of_draft(year: Submission, *, has_results: bool) -> Draft:
    """A year on its way."""
    return Draft(
        number=year.pk,
        snapshot=year.snapshot,
        version=year.version,
        state=year.state,
        has_results=has_results,
    )


def _from_own_year(figure: Figure, snapshot: date) -> tuple[bool, int]:
    return figure.release.snapshot != snapshot, -figure.release.snapshot.toordinal()
