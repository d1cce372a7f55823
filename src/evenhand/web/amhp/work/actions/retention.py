"""How long considerations are kept: what is set, and the deletion after it, with the counts kept first."""

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.amhp.dataset_cells import codes_in
from evenhand.domain.amhp.sight.asks import asks_kept
from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.amhp.sight.groups import FINE, dimensions, ethnic
from evenhand.domain.amhp.sight.keeping import kept_of
from evenhand.domain.amhp.sight.kept import KeptMonth, read_kept
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Ask, Consideration, KeptCounts, Retention, SafetyRecord
from evenhand.web.amhp.sealed import closed, opened
from evenhand.web.amhp.work.queries.codes import lists_of
from evenhand.web.amhp.work.queries.retention import past_keeping
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import forget, note

# So many go together: what was killed on the way has kept the counts of what is gone, and no other.
AT_ONCE = 500


@transaction.atomic
def set_retention(*, body: Body, months: int, by: User, at: datetime) -> Retention:
    """Keep considerations for so many months after the last time in each."""
    before = Retention.objects.select_for_update().filter(body=body).first()
    made, _new = Retention.objects.update_or_create(
        body=body, defaults={"months": months, "by": by, "at": at}
    )
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("time for keeping considerations set"),
        about=f"amhp.retention:{body.pk}",
        body=body.slug,
        before={"months": before.months} if before else None,
        after={"months": months},
    )
    return made


def delete_after_their_time(*, at: datetime) -> None:
    """In every body that has set a time, delete what is past it. Nothing where none is set."""
    for kept in Retention.objects.select_related("body"):
        while _deleted(kept, at):
            pass


@transaction.atomic
def _deleted(retention: Retention, at: datetime) -> int:
    """Delete some with all that hangs on them, once their counts are kept; how many."""
    body = Body.objects.select_for_update().get(pk=retention.body_id)
    past = past_keeping(body, retention.months, at).prefetch_related("delays")
    rows = list(past[:AT_ONCE])
    if not rows:
        return 0
    known = (*dimensions(ethnicity()), ethnic(ethnicity(), FINE))
    counted = kept_of([_case(each) for each in rows], lists_of(body), known)
    asked = Ask.objects.filter(consideration__in=rows).values("what", "asked", "answered", "answer")
    for month, found in (*counted.items(), *asks_kept(asked).items()):
        _keep(body, month, found)
    # What happened to an AMHP is theirs, and stays without the person who was visited.
    SafetyRecord.objects.filter(consideration__in=rows).update(consideration=None)
    for row in rows:
        forget(about=f"amhp.consideration:{row.pk}", by="worker", at=at, body=body.slug)
    Consideration.objects.filter(pk__in=[each.pk for each in rows]).delete()
    note(
        by="worker",
        at=at,
        what=gettext_noop("considerations deleted after their time"),
        about=f"amhp.retention:{body.pk}",
        body=body.slug,
        after={"considerations": len(rows)},
    )
    return len(rows)


def _keep(body: Body, month: object, found: KeptMonth) -> None:
    row = KeptCounts.objects.filter(body=body, month=month).first()
    if row is None:
        row = KeptCounts(body=body, month=month)
    else:
        found.take_in(read_kept(json.loads(opened(body, row.sealed))))
    row.sealed = closed(body, json.dumps(found.plain()))
    row.save()


def _case(row: Consideration) -> Case:
    told = domain_of(row, row.delays.all())
    return Case(
        consideration=told,
        day=told.day,
        ethnicity=row.ethnicity,
        gender=row.gender,
        deaf=row.deaf,
        sexual_orientation=row.sexual_orientation,
        interpreter=row.interpreter,
        disability=codes_in(row.disability),
    )
