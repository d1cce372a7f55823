"""
Rows for the benchmark: a region of many AMHP services with two years of considerations each.

A few services are drawn and loaded; the database copies each many times, as a body of its own with
rows of its own. For a database that is thrown away afterwards.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection, transaction
from django.db.models import Field, Max, Model

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.readers.amhp_set import ABOUT
from evenhand.data.synthetic.amhp.made_service import make_service
from evenhand.data.synthetic.region import REGION
from evenhand.data.writers.amhp_set import set_files
from evenhand.data.writers.files import write_whole
from evenhand.web.accounts.models import User
from evenhand.web.accounts.queries import account_with
from evenhand.web.amhp import models
from evenhand.web.amhp.made_up_rows import Who, load
from evenhand.web.amhp.sight.queries import tables_of
from evenhand.web.bodies.models import Body, Membership
from evenhand.web.bodies.rules import slug_of
from evenhand.web.releases import demo_people as people
from evenhand.web.releases.bench_rows import session_of
from evenhand.web.releases.demo import OF_AMHP_SERVICE, OPENED

# 300,000 considerations over 150 services: about 2,000 each, as many as this many residents bring.
APPROVED, RESIDENTS, DRAWN = 30, 261_000, 5
# All have one name, so that whoever the one of a name approved may act for each.
COUNCIL = "Made-up Council"
# In an order in which what is pointed at comes first.
COPIED: tuple[type[Model], ...] = (
    models.Professional,
    models.Entry,
    models.Trainee,
    models.Evidence,
    models.Shift,
    models.Placement,
    models.Swap,
    models.RestRule,
    models.Consideration,
    models.Delay,
    models.Ask,
    models.Clock,
    models.SafetyRecord,
    models.Threshold,
    models.Escalation,
    models.Obstacle,
    models.Forum,
    models.Arrangement,
    models.LocalCondition,
    models.Establishment,
)
# People who read and run many services see these.
ROLES = ("amhp", "duty-manager", "director")


def fill(services: int, at: datetime) -> int:
    """So many services below one region. How many considerations they have together."""
    people.make_body(name=REGION, kind="region", parent="", held=("regional-analyst",), at=OPENED)
    told = {"name": "AMHP service", "kind": "council", "parent": slug_of(REGION)}
    people.make_body(**told, held=OF_AMHP_SERVICE, at=OPENED)
    like = Body.objects.get(name="AMHP service")
    who = Who(
        amhp=_user("amhp"), duty_manager=_user("duty-manager"), register_keeper=None, by=people.BY
    )
    drawn = []
    for number in range(1, min(DRAWN, services) + 1):
        before = last_keys()
        body = _body(like, number)
        made = make_service(
            number,
            authority=COUNCIL,
            neighbours=("Another made-up council",),
            approved=APPROVED,
            residents=RESIDENTS,
            now=at,
        )
        load(body, made, who, at, with_changes=False)
        drawn.append(Rows(after=before, upto=last_keys()))
    with transaction.atomic():
        for number in range(len(drawn) + 1, services + 1):
            drawn[number % len(drawn)].copy(_body(like, number))
    return models.Consideration.objects.count()


@dataclass(frozen=True)
class Rows:
    """The rows of one service: in each table those after one key, up to another."""

    after: Mapping[type[Model], int]
    upto: Mapping[type[Model], int]

    def copy(self, body: Body) -> None:
        """The same rows once more, for another body."""
        last = last_keys()
        further = {kind: last[kind] - self.after[kind] for kind in COPIED}
        name = connection.ops.quote_name
        with connection.cursor() as cursor:
            for kind in COPIED:
                fields = kind._meta.concrete_fields
                into = ", ".join(name(each.column) for each in fields)
                values = ", ".join(_value(each, body, further) for each in fields)
                table, key = name(kind._meta.db_table), name("id")
                cursor.execute(
                    f"INSERT INTO {table} ({into}) SELECT {values} FROM {table} "
                    f"WHERE {key} > %s AND {key} <= %s",
                    [self.after[kind], self.upto[kind]],
                )


def _value(field: "Field[object, object]", body: Body, further: Mapping[type[Model], int]) -> str:
    """What stands in the column of a copied row: keys of copied rows are so much further."""
    column = connection.ops.quote_name(field.column)
    points_at = field.model if field.primary_key else field.related_model
    if points_at is Body:
        return str(body.pk)
    for kind, more in further.items():
        if points_at is kind:
            return f"{column} + {more}"
    return column


def last_keys() -> dict[type[Model], int]:
    """The highest key in each table, 0 where it is empty."""
    return {kind: kind._default_manager.aggregate(last=Max("pk"))["last"] or 0 for kind in COPIED}


def addresses() -> list[str]:
    """Pages of the mix, of a few services."""
    return [
        f"/bodies/{body.slug}/amhp/{page}" for body in _some() for page in ("", "considerations/")
    ]


def reports(month: str) -> list[str]:
    """The month's reports of the same services: every number, on paper, and for readers outside."""
    kinds = ("service.html", "service.pdf", "board.html")
    return [
        f"/bodies/{body.slug}/amhp/reports/{month}/month/{kind}"
        for body in _some()
        for kind in kinds
    ]


def write_sets(folder: Path, services: int, at: datetime) -> None:
    """The data set of each service, in a folder of its own: a copied service's is a copy as well."""
    drawn = min(DRAWN, services)
    for number in range(1, services + 1):
        place, name = folder / f"{number:03}", f"Made-up Council {number}"
        if number > drawn:
            shutil.copytree(folder / f"{number % drawn + 1:03}", place)
            about = json.loads((place / ABOUT).read_text(encoding="utf-8")) | {"body": name}
            (place / ABOUT).write_text(json.dumps(about), encoding="utf-8")
            continue
        tables = tables_of(Body.objects.get(slug=f"bench-{number}"), at)
        files = set_files(data_set(), tables, bodies=[name], marked_as="Made-up data")
        for file, text in files.items():
            write_whole(place / file, text)


def _some() -> list[Body]:
    return list(Body.objects.filter(slug__startswith="bench-")[::30])


def session() -> str:
    """The cookie of the duty manager of every service, with the second factor that the site asks for."""
    manager = _user("duty-manager")
    TOTP.activate(manager, generate_totp_secret())
    return session_of(manager)


def _body(like: Body, number: int) -> Body:
    """With the same name, key and people."""
    body = Body.objects.create(
        slug=f"bench-{number}",
        name=COUNCIL,
        kind=like.kind,
        parent=like.parent,
        wrapped_key=like.wrapped_key,
        made=OPENED,
    )
    Membership.objects.bulk_create(
        Membership(body=body, user=_user(role), role=role, since=OPENED) for role in ROLES
    )
    return body


def _user(role: str) -> User:
    found = account_with(people.address_of(role))
    if found is None:
        raise RuntimeError(f"there is no account of the {role}")
    return found
