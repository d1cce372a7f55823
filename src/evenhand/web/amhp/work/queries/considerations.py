"""Considerations of one body: one of them, lists of them, and the limits that run out next."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from evenhand.domain.amhp.clocks_of_work import Entered, Running, clocks_of, next_of
from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.considerations import Consideration as Told
from evenhand.domain.amhp.considerations import Status, status
from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.merging import Fields
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Change, Consideration, Note, RelativeRecord
from evenhand.web.amhp.sealed import opened
from evenhand.web.amhp.work.queries.codes import law_of, lists_of
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.models import Body


@dataclass(frozen=True)
class Listed:
    """One line of a list: the row, what the domain knows of it, and how far it is."""

    row: Consideration
    told: Told
    status: Status


@dataclass(frozen=True)
class NextLimit:
    """An open consideration and the limit of it that runs out next; None where none runs."""

    row: Consideration
    told: Told
    status: Status
    limit: Running | None


@dataclass(frozen=True)
class Changed:
    """A change as it is shown: what the fields were, and what they were changed to."""

    row: Change
    before: Fields
    after: Fields


@dataclass(frozen=True)
class RelativeAnswered:
    """A guided record as it was kept: answers by the guide's questions."""

    row: RelativeRecord
    answers: Mapping[str, list[str]]


def consideration_of(body: Body, number: int) -> Consideration | None:
    """One consideration of this body, with all that stands beside it."""
    beside = ("delays", "asks", "clocks", "notes__by", "relatives__by", "safety")
    found = Consideration.objects.filter(body=body, pk=number).select_related(
        "body", "amhp", "second"
    )
    return found.prefetch_related(*beside).first()


def considerations_of(
    body: Body,
    *,
    open_only: bool = False,
    month: date | None = None,
    mine: User | None = None,
    most: int | None = None,
) -> list[Listed]:
    """
    Considerations of a body, the latest referral first.

    `month` is its first day, by London's days of the referral or, where there is none, of when it
    was begun. `mine` are those that somebody is the AMHP of, goes along to, or began. `most` is how
    many at most.
    """
    found = Consideration.objects.filter(body=body)
    if open_only:
        found = found.filter(open=True)
    if month is not None:
        found = found.filter(_of_month(month))
    if mine is not None:
        found = found.filter(Q(amhp__user=mine) | Q(second__user=mine) | Q(made_by=mine, amhp=None))
    return _listed(body, found.order_by("-referred", "-pk")[:most], lists_of(body))


def counts_of(body: Body) -> tuple[int, int]:
    """How many considerations are open, and how many there are at all."""
    them = Consideration.objects.filter(body=body)
    return them.filter(open=True).count(), them.count()


def next_limits(body: Body) -> list[NextLimit]:
    """
    Every open consideration with the limit that runs out next, soonest first; then those that none
    runs for, the longest waiting first. Three queries, however many there are.
    """
    lists = lists_of(body)
    law = law_of(lists)
    them = Consideration.objects.filter(body=body, open=True).select_related("amhp")
    found = []
    for row in them.prefetch_related("clocks").order_by("referred", "pk"):
        told = domain_of(row, ())
        running = next_of(clocks_of(told, entered(row), law))
        found.append(NextLimit(row, told, status(told, lists.outcomes), running))
    return sorted(found, key=_deadline)


def clocks_for(row: Consideration, told: Told, lists: CodeLists) -> tuple[Running, ...]:
    """Every legal limit of one consideration."""
    return clocks_of(told, entered(row), law_of(lists))


def entered(row: Consideration) -> list[Entered]:
    """The clocks that somebody started by hand."""
    return [
        Entered(
            number=each.pk,
            rule=each.rule,
            starts=each.starts,
            extended_hours=float(each.extended_hours),
            met=each.met,
        )
        for each in row.clocks.all()
    ]


def changes_of(row: Consideration) -> list[Changed]:
    """Every change of a consideration, the newest first."""
    them = row.changes.select_related("by", "resolved_by").order_by("-pk")
    return [_opened(row, each) for each in them]


def waiting_beside(row: Consideration) -> list[Changed]:
    """Changes kept beside what stands, between which nobody has chosen yet."""
    them = row.changes.filter(beside=True, resolved=None).select_related("by")
    return [_opened(row, each) for each in them]


def change_beside(row: Consideration, number: int) -> Changed | None:
    """One change of a consideration that was kept beside."""
    found = row.changes.filter(beside=True, pk=number).select_related("by").first()
    return _opened(row, found) if found else None


def relative_of(row: Consideration) -> RelativeAnswered | None:
    """The latest guided record of the nearest relative or nominated person."""
    last = next(iter(row.relatives.all()), None)
    return RelativeAnswered(last, json.loads(opened(row.body, last.sealed))) if last else None


def notes_of(row: Consideration) -> list[tuple[Note, str]]:
    """Notes and their texts, the oldest first."""
    return [(each, opened(row.body, each.sealed)) for each in row.notes.all()]


def told_by(row: Consideration) -> Told:
    """A consideration as the domain knows it."""
    return domain_of(row, row.delays.all())


def _opened(row: Consideration, change: Change) -> Changed:
    kept = json.loads(opened(row.body, change.sealed))
    return Changed(change, kept["before"], kept["after"])


def _listed(body: Body, them: "QuerySet[Consideration]", lists: CodeLists) -> list[Listed]:
    found: Iterable[Consideration] = them.select_related("amhp")
    made = []
    for row in found:
        told = domain_of(row, ())
        made.append(Listed(row, told, status(told, lists.outcomes)))
    return made


def _of_month(first: date) -> Q:
    year, month = divmod(first.year * 12 + first.month, 12)
    after = date(year, month + 1, 1)
    since, until = (datetime.combine(day, time(0), tzinfo=LONDON) for day in (first, after))
    referred = Q(referred__gte=since, referred__lt=until)
    return referred | Q(referred=None, made__gte=since, made__lt=until)


def _deadline(found: NextLimit) -> tuple[bool, datetime, datetime]:
    waiting = found.row.referred or found.row.made
    if found.limit is None or found.limit.deadline is None:
        return True, waiting, waiting
    return False, found.limit.deadline, waiting
