"""Every read of releases: what is open to whom, and since when."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from evenhand.web.bodies.models import Body
from evenhand.web.core.at_rest import take_out
from evenhand.web.releases.models import Figure, ForReaders, Ledger, ReleasedFile
from evenhand.web.releases.models import Release as Release
from evenhand.web.submissions.models import Submission

PUBLISHED = ("released", "superseded")


@dataclass(frozen=True)
class FileOfRelease:
    """What a list of downloads says of a file."""

    name: str
    size: int
    digest: str


def ledger_of(body: Body) -> tuple[str, str]:
    """The text of a body's ledger and the seal of its last entry; both empty before a first release."""
    found = Ledger.objects.filter(body=body).first()
    if found is None:
        return "", ""
    return take_out(bytes(body.wrapped_key), bytes(found.sealed)).decode("utf-8"), found.head


def release_of(submission: Submission) -> Release | None:
    """What was prepared or released of a year."""
    found = Release.objects.filter(submission=submission)
    return found.select_related("body", "prepared_by", "approved_by", "submission").first()


def readers_of(release: Release) -> list[ForReaders]:
    """For whom it is, and what each is told."""
    return list(release.readers.order_by("-audience"))


def open_to_public(at: datetime) -> QuerySet[Release]:
    """Current releases that everybody may read, newest first."""
    return Release.objects.filter(state="released", public_from__lte=at).select_related("body")


def open_to_peers(at: datetime) -> QuerySet[Release]:
    """Current releases that the people of other bodies here may read."""
    return Release.objects.filter(state="released", peers_from__lte=at).select_related("body")


def bodies_with_releases(at: datetime, text: str = "") -> list[Body]:
    """Bodies that have released anything to the public, whose name has this text in it."""
    found = Body.objects.filter(releases__in=open_to_public(at)).distinct()
    if text:
        found = found.filter(name__icontains=text)
    return list(found.select_related("parent").order_by("name"))


def public_release(
    slug: str, at: datetime, snapshot: date | None = None, version: int = 0
) -> Release | None:
    """
    A body's release as everybody may see it: of a year and version, else the current ones.

    One that was withdrawn after it was public is found too, for its address says what became of it.
    """
    found = Release.objects.filter(
        Q(state__in=PUBLISHED) | Q(state="withdrawn"), body__slug=slug, public_from__lte=at
    ).select_related("body", "approved_by", "submission")
    if snapshot is not None:
        found = found.filter(snapshot=snapshot)
    if version:
        return found.filter(version=version).first()
    return found.filter(state="released").first() or found.first()


def public_years(body: Body, at: datetime) -> list[Release]:
    """The current release of each year that everybody may see, newest first."""
    return list(open_to_public(at).filter(body=body))


def versions_of(release: Release, at: datetime) -> list[Release]:
    """Every version of a year that was ever public, newest first."""
    return list(
        Release.objects.filter(
            body=release.body,
            snapshot=release.snapshot,
            state__in=(*PUBLISHED, "withdrawn"),
            public_from__lte=at,
        )
    )


def latest_for_body(body: Body) -> Release | None:
    """The newest year that a body has released, whoever else may see it yet."""
    found = Release.objects.filter(body=body, state="released")
    return found.select_related("body", "submission").first()


def released_years(body: Body) -> list[Release]:
    """The current release of each year of a body, newest first, for its own people."""
    return list(Release.objects.filter(body=body, state="released").select_related("body"))


def files_of(release: Release, audience: str) -> list[FileOfRelease]:
    """What can be downloaded."""
    found = ReleasedFile.objects.filter(
        readers__release=release, readers__audience=audience, kind="file"
    ).order_by("name")
    return [
        FileOfRelease(name, size, digest)
        for name, size, digest in found.values_list("name", "size", "digest")
    ]


def content_of(release: Release, audience: str, kind: str, name: str) -> bytes | None:
    """A frozen file or part as it was released; None where there is none."""
    found = ReleasedFile.objects.filter(
        readers__release=release, readers__audience=audience, kind=kind, name=name
    ).first()
    return zlib.decompress(bytes(found.content)) if found else None


def parts_of(release: Release, audience: str, start: str = "") -> dict[str, str]:
    """The parts of a release's page whose names begin so, in their order."""
    found = ReleasedFile.objects.filter(
        readers__release=release, readers__audience=audience, kind="part", name__startswith=start
    ).order_by("pk")
    return {each.name: zlib.decompress(bytes(each.content)).decode("utf-8") for each in found}


def names_of_parts(release: Release, audience: str) -> list[str]:
    """Which parts there are, in their order."""
    found = ReleasedFile.objects.filter(
        readers__release=release, readers__audience=audience, kind="part"
    ).order_by("pk")
    return list(found.values_list("name", flat=True))


def figures_beside(
    releases: QuerySet[Release], which: Mapping[str, str], bodies: Collection[Body] | None = None
) -> list[Figure]:
    """Figures of one measure (standard, indicator, snapshot, cell, group) among these releases."""
    found = Figure.objects.filter(release__in=releases, **which)
    if bodies is not None:
        found = found.filter(body__in=bodies)
    return list(found.select_related("body", "body__parent").order_by("body__name"))
