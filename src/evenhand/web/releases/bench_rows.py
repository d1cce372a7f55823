"""
Rows for the benchmark: many bodies with many released years, made of one really released year.

Parts of pages and small files are that year's own, byte for byte, in rows of their own; figures
are varied. Documents (PDF, Word, Excel) are left out: nobody asks for them here, and they would
take 8 GB. For a database that is thrown away afterwards, so not by way of actions.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from evenhand.data.synthetic.region import REGION, region
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body, Membership
from evenhand.web.bodies.rules import slug_of
from evenhand.web.releases import demo_people as people
from evenhand.web.releases.demo import OPENED, WORKERS, YearOnItsWay
from evenhand.web.releases.demo_years import Plan, Until
from evenhand.web.releases.models import Figure, ForReaders, Release, ReleasedFile
from evenhand.web.submissions.models import StoredFile, Submission

LAST_YEAR = 2026
LEFT_OUT = (".pdf", ".docx", ".xlsx")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def fill(bodies: int, years: int) -> None:
    """One year released as real ones are, then so many bodies with so many years like it."""
    pattern = _really_released()
    chance = np.random.default_rng(1)
    reader = User.objects.get(email=people.address_of("certifier"))
    for number in range(1, bodies + 1):
        with transaction.atomic():
            body = _body(pattern.body, number)
            for role in ("certifier", "reader"):
                Membership.objects.create(body=body, user=reader, role=role, since=OPENED)
            for back in range(years):
                _year(pattern, body, date(LAST_YEAR - back, 3, 31), chance, whole=back == 0)


def addresses() -> list[str]:
    """Pages of the mix; those that this version does not have are left out by whoever asks."""
    chosen = Body.objects.filter(slug__startswith="bench-")[::40]
    found = ["/", "/health/", "/reports/", "/compare/"]
    for body in chosen:
        year = Submission.objects.filter(body=body).latest("snapshot")
        page = f"/bodies/{body.slug}/years/{year.pk}/"
        parts = year.files.filter(purpose="part", name__startswith="indicator:")
        anchor = parts.order_by("name").values_list("name", flat=True)[0].partition(":")[2]
        found += [
            f"/bodies/{body.slug}/",
            f"/bodies/{body.slug}/years/",
            page,
            f"{page}results/",
            f"{page}results/{anchor}/",
            f"{page}release/",
            f"/reports/{body.slug}/",
            f"/reports/{body.slug}/{year.snapshot.isoformat()}/",
        ]
    return found


def session() -> str:
    """The cookie of somebody who is signed in and works for every body."""
    return session_of(User.objects.get(email=people.address_of("certifier")))


def session_of(user: User) -> str:
    """The cookie of this person, signed in."""
    made = SessionStore()
    made[SESSION_KEY], made[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    made[HASH_SESSION_KEY] = user.get_session_auth_hash()
    made.save()
    return str(made.session_key)


def _really_released() -> Release:
    records = region(1)["alderbrook-trust"]
    people.make_body(name=REGION, kind="region", parent="", held=(), at=OPENED)
    told = {"name": records.body.name, "kind": records.body.kind, "parent": slug_of(REGION)}
    people.make_body(**told, held=WORKERS, at=OPENED)
    plan = Plan(body="alderbrook-trust", year=LAST_YEAR, until=Until.RELEASED, tables=())
    YearOnItsWay(plan, records).go()
    return Release.objects.select_related("body", "submission").get()


def _body(like: Body, number: int) -> Body:
    """With the same key, so that what is sealed for one opens for the other."""
    return Body.objects.create(
        slug=f"bench-{number}",
        name=f"Made-up Trust {number}",
        kind=like.kind,
        parent=like.parent,
        wrapped_key=like.wrapped_key,
        made=OPENED,
    )


def _year(
    pattern: Release, body: Body, day: date, chance: np.random.Generator, *, whole: bool
) -> None:
    """A released year; with its internal report where `whole`, as the newest has."""
    year = _copy(pattern.submission, body=body, snapshot=day)
    if whole:
        StoredFile.objects.bulk_create(
            _unsaved(each, submission=year) for each in _stored(pattern.submission)
        )
    release = _copy(pattern, body=body, submission=year, snapshot=day)
    for readers in pattern.readers.all():
        mine = _copy(readers, release=release)
        ReleasedFile.objects.bulk_create(_unsaved(each, readers=mine) for each in _small(readers))
    Figure.objects.bulk_create(
        _unsaved(
            each,
            release=release,
            body=body,
            snapshot=day.isoformat(),
            told=_varied(each.told, body, day, float(chance.normal(1.0, 0.1))),
        )
        for each in pattern.figures.all()
    )


def _stored(of: Submission) -> Iterator[StoredFile]:
    for each in of.files.exclude(purpose__in=("upload", "rejected")):
        if not each.name.endswith(LEFT_OUT):
            yield each


def _small(of: ForReaders) -> Iterator[ReleasedFile]:
    for each in of.files.all():
        if not each.name.endswith(LEFT_OUT):
            yield each


def _varied(told: dict[str, Any], body: Body, day: date, times: float) -> dict[str, Any]:
    numbers = ("value", "low", "high")
    varied = {name: told[name] * times for name in numbers if told.get(name) is not None}
    return {**told, **varied, "body_name": body.name, "period": day.isoformat()}


def _copy(row: Any, **changed: Any) -> Any:
    made = _unsaved(row, **changed)
    made.save()
    return made


def _unsaved(row: Any, **changed: Any) -> Any:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    kept.pop("id")
    for name in changed:
        kept.pop(f"{name}_id", None)
    return type(row)(**{**kept, **changed})
