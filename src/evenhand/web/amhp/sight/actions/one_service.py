"""Every write of the line of sight: limits, escalations, obstacles, meetings and notices."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.waits import Wait, waits_of
from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import (
    Consideration,
    Escalation,
    Forum,
    KeptReport,
    Obstacle,
    Residents,
    Threshold,
)
from evenhand.web.amhp.sealed import closed
from evenhand.web.amhp.sight import rules
from evenhand.web.amhp.sight.actions.trail import noted
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note
from evenhand.web.core.keys import seal


@transaction.atomic
def set_thresholds(
    *, body: Body, limits: Mapping[Wait, tuple[int | None, str]], by: User, at: datetime
) -> None:
    """After how many minutes each wait is escalated, and by which route; None: it is not watched."""
    for wait, (minutes, route) in limits.items():
        kept = Threshold.objects.filter(body=body, name=wait)
        if minutes is None:
            kept.delete()
            continue
        Threshold.objects.update_or_create(
            body=body, name=wait, defaults={"minutes": minutes, "route": route}
        )
    after = {str(wait): told for wait, told in limits.items()}
    noted(body, gettext_noop("limits of waits set"), f"thresholds:{body.pk}", by, at, after)


@transaction.atomic
def escalate(
    *, consideration: Consideration, wait: Wait, responsible: str, by: User, at: datetime
) -> Escalation:
    """Record that a wait past its limit was told by its route. Raises Refused."""
    row = (
        Consideration.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=consideration.pk)
    )
    limit = Threshold.objects.filter(body=row.body, name=wait).first()
    runs = {each.wait: each for each in waits_of(domain_of(row, ()))} if row.open else {}
    found = runs.get(wait)
    rules.must_wait_still(
        limit is not None and found is not None and found.passed(limit.minutes, at)
    )
    assert limit is not None and found is not None
    earlier = Escalation.objects.filter(consideration=row, name=wait, at__gte=found.since)
    rules.must_be_untold(earlier.exists())
    made = Escalation.objects.create(
        consideration=row, name=wait, route=limit.route, responsible=responsible, at=at, by=by
    )
    after = {"wait": wait, "route": limit.route, "responsible": responsible}
    about = f"consideration:{row.pk}"
    noted(row.body, gettext_noop("escalated"), about, by, at, after)
    return made


@transaction.atomic
def raise_obstacle(*, body: Body, kind: str, text: str, by: User, at: datetime) -> Obstacle:
    """Raise an obstacle in one line. Its number is the next of the body."""
    Body.objects.select_for_update().get(pk=body.pk)
    last = Obstacle.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0
    made = Obstacle.objects.create(
        body=body,
        number=last + 1,
        kind=kind,
        sealed_text=closed(body, text),
        raised_by=by,
        raised=at,
    )
    # Administrators read the trail, and may not read what may be about persons.
    after = {"kind": kind}
    noted(body, gettext_noop("obstacle raised"), f"obstacle:{made.pk}", by, at, after)
    return made


@transaction.atomic
def move_obstacle(
    *,
    obstacle: Obstacle,
    move: str,
    rights: Collection[Right],
    by: User,
    at: datetime,
    routed_to: str = "",
    answer: str = "",
) -> None:
    """Route, answer or raise again. Raises Refused."""
    row = (
        Obstacle.objects.select_for_update(of=("self",)).select_related("body").get(pk=obstacle.pk)
    )
    before = {"state": row.state, "routed_to": row.routed_to}
    row.state = rules.must_move(move, row.state, rights)
    if move == "route":
        row.routed_to, row.routed = routed_to, at
    if move == "answer":
        row.sealed_answer = closed(row.body, answer)
        row.answered, row.answered_by = at, by
    row.save()
    after = {"state": row.state, "routed_to": row.routed_to}
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("obstacle moved"),
        about=f"amhp.obstacle:{row.pk}",
        body=row.body.slug,
        before=before,
        after=after,
    )


@transaction.atomic
def add_forum(
    *,
    body: Body,
    kind: str,
    on: date,
    attended: int | None,
    words: str,
    link: str,
    by: User,
    at: datetime,
) -> Forum:
    """Keep the minutes of a meeting, or a notice of the national network."""
    made = Forum.objects.create(
        body=body,
        kind=kind,
        on=on,
        attended=attended,
        sealed_words=closed(body, words),
        link=link,
        by=by,
        recorded=at,
    )
    after = {"kind": kind, "on": on, "attended": attended, "link": link}
    noted(body, gettext_noop("meeting recorded"), f"forum:{made.pk}", by, at, after)
    return made


@transaction.atomic
def keep_residents(
    *, body: Body, year: int, people: Mapping[str, int], source: str, by: User, at: datetime
) -> Residents:
    """Keep how many people of each ethnic category live there; what was kept before stays."""
    made = Residents.objects.create(
        body=body, year=year, people=dict(people), source=source, by=by, recorded=at
    )
    after = {"year": year, "source": source, "people": sum(people.values())}
    noted(body, gettext_noop("population recorded"), f"residents:{made.pk}", by, at, after)
    return made


@transaction.atomic
def keep_report(
    *,
    body: Body,
    month: date,
    months: int,
    readers: str,
    kind: str,
    digest: str,
    content: bytes,
    by: User,
    at: datetime,
) -> None:
    """Keep a finished report in place of the one that was made of these months before."""
    KeptReport.objects.update_or_create(
        body=body,
        month=month,
        months=months,
        readers=readers,
        kind=kind,
        defaults={
            "digest": digest,
            "sealed": seal(bytes(body.wrapped_key), content),
            "made": at,
        },
    )
    after = {"month": month, "months": months, "readers": readers, "kind": kind, "from": digest}
    noted(body, gettext_noop("report made"), f"report:{body.pk}", by, at, after)
