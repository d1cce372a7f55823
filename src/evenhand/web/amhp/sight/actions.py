"""Every write of the line of sight: limits, escalations, obstacles, meetings and notices."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import chain, count

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.waits import Wait, waits_of
from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import (
    Consideration,
    Escalation,
    Forum,
    LocalCode,
    Obstacle,
    Residents,
    Threshold,
)
from evenhand.web.amhp.sealed import closed
from evenhand.web.amhp.sight import rules
from evenhand.web.amhp.sight.queries import times_used
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note


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
    _note(body, gettext_noop("limits of waits set"), f"thresholds:{body.pk}", by, at, after)


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
    _note(row.body, gettext_noop("escalated"), about, by, at, after)
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
    _note(body, gettext_noop("obstacle raised"), f"obstacle:{made.pk}", by, at, after)
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
    _note(body, gettext_noop("meeting recorded"), f"forum:{made.pk}", by, at, after)
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
    _note(body, gettext_noop("population recorded"), f"residents:{made.pk}", by, at, after)
    return made


# No list of ours has a code that begins so, nor will one.
OWN = "L_"
MOST_LETTERS = 30


@transaction.atomic
def add_code(
    *,
    body: Body,
    of_list: str,
    title: str,
    maps_to: str,
    valid_from: date,
    valid_to: date | None,
    by: User,
    at: datetime,
) -> LocalCode:
    """
    Add a code to a list, counted under `maps_to`, which is on it. Raises Refused.

    Its code is made from its title, and begins as none of the list's does.
    """
    held = Body.objects.select_for_update().get(pk=body.pk)
    rules.must_be_a_time_of_use(valid_from, valid_to)
    there = LocalCode.objects.filter(body=held, list=of_list)
    rules.must_be_new_code(there.filter(title__iexact=title).exists())
    code = _new_code(title, set(there.values_list("code", flat=True)))
    made = LocalCode.objects.create(
        body=held,
        list=of_list,
        code=code,
        title=title,
        maps_to=maps_to,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _note(held, gettext_noop("local code added"), f"code:{made.pk}", by, at, _told_of(made))
    return made


@transaction.atomic
def end_code(*, code: LocalCode, valid_to: date | None, by: User, at: datetime) -> None:
    """Say until when a code is used; None: it has no end. What was recorded with it stays."""
    held = LocalCode.objects.select_for_update(of=("self",)).select_related("body").get(pk=code.pk)
    rules.must_be_a_time_of_use(held.valid_from, valid_to)
    held.valid_to = valid_to
    held.save(update_fields=["valid_to"])
    _note(held.body, gettext_noop("local code dated"), f"code:{held.pk}", by, at, _told_of(held))


@transaction.atomic
def take_out_code(*, code: LocalCode, by: User, at: datetime) -> None:
    """Take out a code that nothing was recorded with. Raises Refused."""
    held = LocalCode.objects.select_for_update(of=("self",)).select_related("body").get(pk=code.pk)
    rules.must_be_unused(times_used(held))
    about, after = f"code:{held.pk}", _told_of(held)
    held.delete()
    _note(held.body, gettext_noop("local code taken out"), about, by, at, after)


def _new_code(title: str, taken: Collection[str]) -> str:
    letters = MOST_LETTERS - len(OWN)
    plain = OWN + slugify(title).replace("-", "_").upper()[:letters].strip("_")
    numbered = (f"{plain[: MOST_LETTERS - 4]}_{number}" for number in count(2))
    return next(each for each in chain((plain,), numbered) if each not in taken)


def _told_of(code: LocalCode) -> dict[str, object]:
    names = ("list", "code", "maps_to", "valid_from", "valid_to")
    return {name: getattr(code, name) for name in names}


def _note(
    body: Body, what: str, about: str, by: User, at: datetime, after: Mapping[str, object]
) -> None:
    note(by=str(by.pk), at=at, what=what, about=f"amhp.{about}", body=body.slug, after=after)
