"""Every read of releases: what is open to whom, and since when."""

import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Max, QuerySet

from evenhand.domain.frameworks.role import Right
from evenhand.reporting.cut import MADE_UP
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body as Body
from evenhand.web.bodies.models import Membership
from evenhand.web.bodies.rules import rights_of
from evenhand.web.core.at_rest import digest_of, take_out
from evenhand.web.releases.models import Figure as Figure
from evenhand.web.releases.models import ForReaders, Ledger, ReleasedFile
from evenhand.web.releases.models import Release as Release
from evenhand.web.releases.models import Token as Token
from evenhand.web.submissions.models import Step, Submission

PUBLISHED = ("released", "superseded")
RESULTS = "results.json"


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


def ever_public(at: datetime) -> QuerySet[Release]:
    """Every version that everybody may read, or could read until it was withdrawn; newest first."""
    found = Release.objects.filter(state__in=(*PUBLISHED, "withdrawn"), public_from__lte=at)
    return found.select_related("body", "body__parent", "submission")


def bodies_with_releases(at: datetime, text: str = "") -> list[Body]:
    """
    Bodies of which everybody may read a release, and whose name has this text in it, by name.

    Each with `newest`, the day of its newest year.
    """
    if "\0" in text:
        return []
    open_now = ever_public(at).filter(state__in=PUBLISHED)
    found = Body.objects.filter(releases__in=open_now, name__icontains=text)
    return list(
        found.annotate(newest=Max("releases__snapshot")).select_related("parent").order_by("name")
    )


def public_body(slug: str, at: datetime) -> Body | None:
    """A body that has, or once had, a release for everybody."""
    found = Body.objects.filter(slug=slug, releases__in=ever_public(at))
    return found.select_related("parent").first()


def public_release(
    slug: str, at: datetime, snapshot: date | None = None, version: int | None = None
) -> Release | None:
    """
    A body's release as everybody may see it: of a year and version, else the one that stands now.

    One that was withdrawn after it was public is found too, for its address says what became of it.
    """
    found = ever_public(at).filter(body__slug=slug)
    if snapshot is not None:
        found = found.filter(snapshot=snapshot)
    if version is not None:
        return found.filter(version=version).first()
    return _standing(found)


def public_years(body: Body, at: datetime) -> list[Release]:
    """The version of each year that stands for everybody now, newest year first."""
    years = groupby(ever_public(at).filter(body=body), key=lambda each: each.snapshot)
    return [found for _day, versions in years if (found := _standing(versions))]


def every_public_version(body: Body, at: datetime) -> list[Release]:
    """Every version of every year of a body that was ever public, newest first."""
    return list(ever_public(at).filter(body=body))


def versions_of(release: Release, at: datetime) -> list[Release]:
    """Every version of a year that was ever public, newest first."""
    return list(ever_public(at).filter(body=release.body, snapshot=release.snapshot))


def _standing(found: Iterable[Release]) -> Release | None:
    """
    The released version; where it is not public yet, the newest that is, else the newest of all.

    That is a version whose successor is still to be seen, or one that was withdrawn.
    """
    versions = list(found)
    released = [each for each in versions if each.state == "released"]
    return next(iter(released or versions), None)


def withdrawn_at(release: Release) -> datetime | None:
    """When a release was withdrawn."""
    found = Step.objects.filter(submission=release.submission, move="withdraw release")
    return found.values_list("at", flat=True).first()


def made_up(releases: Iterable[Release]) -> set[int]:
    """Which of these (their numbers) say that their records are made up."""
    found = ReleasedFile.objects.filter(
        readers__release__in=list(releases), readers__audience="public", kind="part", name=MADE_UP
    )
    return set(found.values_list("readers__release", flat=True))


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


def digest_of_file(release: Release, audience: str, name: str) -> str:
    """The SHA-256 of a frozen file; "" where there is none. `name` may be anything."""
    return next((each.digest for each in files_of(release, audience) if each.name == name), "")


def content_of(release: Release, audience: str, kind: str, name: str) -> bytes | None:
    """A frozen file or part as it was released; None where there is none."""
    found = ReleasedFile.objects.filter(
        readers__release=release, readers__audience=audience, kind=kind, name=name
    ).first()
    return zlib.decompress(bytes(found.content)) if found else None


def public_results(release: Release) -> Mapping[str, Any]:
    """What the frozen results.json of the public edition says; not to be changed."""
    found = ReleasedFile.objects.filter(
        readers__release=release, readers__audience="public", kind="file", name=RESULTS
    )
    number, digest = found.values_list("pk", "digest").get()
    return _results(number, digest)


@lru_cache(maxsize=8)
def _results(number: int, digest: str) -> Mapping[str, Any]:
    # Frozen files never change, so what was read once may be kept; the digest says which one it is.
    found = ReleasedFile.objects.get(pk=number, digest=digest)
    return json.loads(zlib.decompress(bytes(found.content)))


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
    return list(
        found.select_related("body", "body__parent", "release__body").order_by("body__name")
    )


def membership_for_token(user: User, body: Body) -> Membership | None:
    """The membership by which somebody reads a body's drafts; None where they may not."""
    held = Membership.objects.filter(body=body, user=user, ended=None, user__is_active=True)
    return next((each for each in held.order_by("pk") if _reads_results(each)), None)


def tokens_of(user: User, body: Body, at: datetime) -> list[Token]:
    """Somebody's tokens for a body that still work, newest first."""
    return list(_working(at).filter(membership__user=user, membership__body=body))


def token_with(secret: str, at: datetime) -> Token | None:
    """The token with this secret, where it still works and its maker may still read results."""
    found = _working(at).filter(secret_hash=digest_of(secret.encode("utf-8"))).first()
    return found if found is not None and _reads_results(found.membership) else None


def _working(at: datetime) -> QuerySet[Token]:
    found = Token.objects.filter(
        ended=None, expires__gt=at, membership__ended=None, membership__user__is_active=True
    )
    return found.select_related("membership__body", "membership__user").order_by("-pk")


def _reads_results(membership: Membership) -> bool:
    return Right.READ_RESULTS in rights_of([membership.role])
