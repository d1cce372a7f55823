"""A consideration is begun and changed; what two people changed at once is kept from both."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from django.db import transaction
from django.db.models.functions import Length
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations import is_open
from evenhand.domain.amhp.merging import Fields, Plain, as_seen, merge
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Change, Consideration
from evenhand.web.amhp.sealed import closed, opened
from evenhand.web.amhp.work import fields, rules
from evenhand.web.amhp.work.fields import plain
from evenhand.web.amhp.work.queries.codes import lists_of
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note

DIGITS = 5
# What the service gives; a reference that came with a row from elsewhere may be any text.
_GIVEN = r"^\d{4}-\d{5,9}$"


@dataclass(frozen=True)
class Saved:
    """What came of a change: the fields that are different now, and those kept beside."""

    version: int
    changed: tuple[str, ...]
    beside: tuple[str, ...]


@transaction.atomic
def start(
    *, body: Body, told: Mapping[str, object], by: User | None, at: datetime, once: str = ""
) -> Consideration:
    """
    Begin a consideration with what is told of it, which may be nothing but the time.

    The service gives the reference: the year in London and a number that goes up. `once` is a key
    of what it was made from: with the same key again, the one that is there already.
    """
    held = Body.objects.select_for_update().get(pk=body.pk)
    if once and (there := Consideration.objects.filter(body=held, imported=once).first()):
        return there
    made = Consideration(
        body=held,
        reference=next(next_references(held, at)),
        version=0,
        made=at,
        made_by=by,
        imported=once,
    )
    made.save()
    _write(made, fields.all_plain(told), by=by, at=at, what=gettext_noop("consideration begun"))
    return made


@transaction.atomic
def change(
    *, consideration: Consideration, version: int, told: Mapping[str, object], by: User,
    at: datetime,
) -> Saved:  # fmt: skip
    """
    Save what somebody told who had seen that version.

    Fields that nobody else changed since are written. Where somebody else did, to another value,
    what stands stays and the other value is kept beside it until somebody chooses.
    """
    row = Consideration.objects.select_for_update().get(pk=consideration.pk)
    row.body = consideration.body
    now, mine = _plain_row(row, told), fields.all_plain(told)
    found = merge(as_seen(now, _before_each(row, version)), now, mine)
    if found.beside and found.beside not in _kept_beside(row):
        seen = {name: now[name] for name in found.beside}
        _keep(row, version, seen, found.beside, by=by, at=at, beside=True)
        tell(row, gettext_noop("change kept beside another"), found.beside, by=by, at=at)
    if found.taken:
        _write(row, found.taken, by=by, at=at, what=gettext_noop("consideration changed"))
    return Saved(row.version, tuple(found.taken), tuple(found.beside))


@transaction.atomic
def resolve(*, change: Change, version: int, take: Collection[str], by: User, at: datetime) -> None:
    """
    Choose, field by field, between what stands and what was kept beside it: `take` are the fields
    of which the latter counts. Raises Refused where somebody did so or changed it since.
    """
    row = Consideration.objects.select_for_update(of=("self",)).select_related("body").get(
        pk=change.consideration_id
    )  # fmt: skip
    held = Change.objects.select_for_update().get(pk=change.pk)
    rules.must_be_unresolved(held.resolved)
    rules.must_be_as_shown(shown=version, now=row.version)
    kept = json.loads(opened(row.body, held.sealed))["after"]
    chosen = {name: value for name, value in kept.items() if name in take}
    held.resolved, held.resolved_by = at, by
    held.save(update_fields=["resolved", "resolved_by"])
    now = _plain_row(row, chosen)
    new = {name: value for name, value in chosen.items() if now[name] != value}
    if new:
        _write(row, new, by=by, at=at, what=gettext_noop("chosen between two changes"))
    else:
        tell(row, gettext_noop("chosen between two changes"), (), by=by, at=at)


@transaction.atomic
def fill_in(
    *, consideration: Consideration, name: str, when: datetime, by: User, at: datetime
) -> None:
    """Write a time that is not there yet; where there is one, that stays."""
    row = Consideration.objects.select_for_update().get(pk=consideration.pk)
    row.body = consideration.body
    if getattr(row, name) is None:
        _write(row, {name: plain(when)}, by=by, at=at, what=gettext_noop("consideration changed"))


def tell(
    row: Consideration, what: str, names: Iterable[str], *, by: User | None, at: datetime
) -> None:
    """
    Enter into the audit trail what was done and to which fields, never what they say.

    The trail is read by administrators, who do not see considerations; what the fields were and
    became is in the changes, which only the service reads.
    """
    note(
        by=str(by.pk) if by else gettext_noop("import"),
        at=at,
        what=what,
        about=f"amhp.consideration:{row.pk}",
        body=row.body.slug,
        after={"reference": row.reference, "fields": ", ".join(names)},
    )


def keep_beside_it(
    row: Consideration, about: tuple[str, int], before: Fields, after: Fields, *,
    by: User | None, at: datetime,
) -> None:  # fmt: skip
    """Keep a change of what stands beside a consideration: of which kind, and its number."""
    text = json.dumps({"about": about, "before": before, "after": after}, sort_keys=True)
    Change.objects.create(
        consideration=row, version=row.version, sealed=closed(row.body, text), by=by, at=at
    )


def keep_open_or_not(row: Consideration, at: datetime) -> None:
    """Set `open` as the record says at this time."""
    row.open = is_open(domain_of(row, ()), lists_of(row.body).outcomes, at)


def _write(row: Consideration, told: Fields, *, by: User | None, at: datetime, what: str) -> None:
    before = _plain_row(row, told)
    for name, value in told.items():
        setattr(row, fields.column(name), fields.read(name, value))
    row.version += 1
    keep_open_or_not(row, at)
    names = [fields.column(name) for name in told]
    row.save(update_fields=[*names, "version", "open"])
    _keep(row, row.version, before, told, by=by, at=at)
    tell(row, what, told, by=by, at=at)


def _keep(
    row: Consideration, version: int, before: Fields, after: Fields, *, by: User | None,
    at: datetime, beside: bool = False,
) -> None:  # fmt: skip
    text = json.dumps({"before": before, "after": after}, sort_keys=True)
    Change.objects.create(
        consideration=row,
        version=version,
        sealed=closed(row.body, text),
        beside=beside,
        by=by,
        at=at,
    )


def _before_each(row: Consideration, version: int) -> list[Fields]:
    """What its own fields were before each change since a version, the newest first."""
    since = Change.objects.filter(consideration=row, version__gt=version, beside=False)
    kept = [json.loads(opened(row.body, each.sealed)) for each in since.order_by("-pk")]
    return [each["before"] for each in kept if "about" not in each]


def _kept_beside(row: Consideration) -> list[Fields]:
    """What is kept beside already, so that the same page sent twice is kept once."""
    waiting = Change.objects.filter(consideration=row, beside=True, resolved=None)
    return [json.loads(opened(row.body, each.sealed))["after"] for each in waiting]


def _plain_row(row: Consideration, names: Collection[str]) -> dict[str, Plain]:
    return {name: fields.plain(getattr(row, fields.column(name))) for name in names}


def next_references(body: Body, at: datetime, besides: Collection[str] = ()) -> Iterator[str]:
    """
    References of this year in London, going up from the last; the caller holds the body's row.

    `besides` are those that rows brought from elsewhere bring with them.
    """
    year = at_london(at).year
    given = Consideration.objects.filter(
        body=body, reference__startswith=f"{year}-", reference__regex=_GIVEN
    )
    last = given.order_by(Length("reference").desc(), "-reference").first()
    first = int(last.reference.rpartition("-")[2]) + 1 if last else 1
    made = (f"{year}-{number:0{DIGITS}}" for number in count(first))
    return (reference for reference in made if reference not in besides)
