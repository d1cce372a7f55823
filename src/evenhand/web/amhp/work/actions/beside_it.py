"""What is written about a consideration beside its own fields: asks, delays, clocks, notes, safety."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.merging import Fields
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import (
    Ask,
    Clock,
    Consideration,
    Delay,
    Note,
    Professional,
    RelativeRecord,
    SafetyRecord,
)
from evenhand.web.amhp.sealed import closed
from evenhand.web.amhp.work import rules
from evenhand.web.amhp.work.actions.changes import fill_in, keep_beside_it, tell
from evenhand.web.amhp.work.fields import all_plain, plain

BED, FOUND = "BED", "FOUND"


@transaction.atomic
def ask(
    *, consideration: Consideration, what: str, of: str, asked: datetime, by: User, at: datetime
) -> Ask:
    """Record that somebody was asked for something. `of` is an organisation or place, no person."""
    made = Ask.objects.create(consideration=consideration, what=what, of=of, asked=asked)
    _noted(consideration, made, gettext_noop("asked"), ("what", "of", "asked"), by=by, at=at)
    if what == BED:
        fill_in(consideration=consideration, name="bed_requested", when=asked, by=by, at=at)
    return made


@transaction.atomic
def answer(
    *, ask: Ask, shown: str, answer: str, answered: datetime, out_of_area: bool | None,
    miles: int | None, by: User, at: datetime,
) -> None:  # fmt: skip
    """
    Record what came of an ask. `shown` is the answer that the page showed, "" for none.

    Raises Refused where somebody else has recorded another since.
    """
    row = (
        Ask.objects.select_for_update(of=("self",))
        .select_related("consideration__body")
        .get(pk=ask.pk)
    )
    told = {
        "answer": answer,
        "answered": answered,
        "out_of_area": out_of_area,
        "miles": miles,
    }
    if all(plain(getattr(row, name)) == plain(value) for name, value in told.items()):
        return
    rules.must_be_as_answered(shown=shown, now=row.answer)
    _rewrite(row.consideration, row, told, gettext_noop("ask answered"), by=by, at=at)
    if row.what == BED and answer == FOUND:
        fill_in(consideration=row.consideration, name="bed_found", when=answered, by=by, at=at)


@transaction.atomic
def add_delay(
    *, consideration: Consideration, reason: str, since: datetime | None, until: datetime | None,
    responsible: str, by: User | None, at: datetime,
) -> Delay:  # fmt: skip
    """Record what held the work up, from when to when as far as known, and who answers for it."""
    made = Delay.objects.create(
        consideration=consideration,
        reason=reason,
        since=since,
        until=until,
        responsible=responsible,
    )
    shown = ("reason", "since", "until", "responsible")
    _noted(consideration, made, gettext_noop("delay recorded"), shown, by=by, at=at)
    return made


@transaction.atomic
def change_delay(*, delay: Delay, told: Mapping[str, object], by: User, at: datetime) -> None:
    """Change some of a delay's fields, such as when it ended."""
    row = (
        Delay.objects.select_for_update(of=("self",))
        .select_related("consideration__body")
        .get(pk=delay.pk)
    )
    _rewrite(row.consideration, row, told, gettext_noop("delay changed"), by=by, at=at)


@transaction.atomic
def add_clock(
    *, consideration: Consideration, rule: str, starts: datetime, by: User, at: datetime
) -> Clock:
    """Start a legal clock by hand. Raises Refused where this limit runs already."""
    Consideration.objects.select_for_update().get(pk=consideration.pk)
    there = Clock.objects.filter(consideration=consideration, rule=rule)
    rules.must_be_new(there.exists())
    made = Clock.objects.create(consideration=consideration, rule=rule, starts=starts)
    _noted(consideration, made, gettext_noop("clock started"), ("rule", "starts"), by=by, at=at)
    return made


@transaction.atomic
def change_clock(*, clock: Clock, told: Mapping[str, object], by: User, at: datetime) -> None:
    """Say when a limit was kept, or from when it runs."""
    row = (
        Clock.objects.select_for_update(of=("self",))
        .select_related("consideration__body")
        .get(pk=clock.pk)
    )
    _rewrite(row.consideration, row, told, gettext_noop("clock changed"), by=by, at=at)


@transaction.atomic
def write_note(
    *, consideration: Consideration, kind: str, text: str, found: Collection[str], by: User,
    at: datetime,
) -> Note:  # fmt: skip
    """Keep a text, sealed; `found` are the kinds of detail that were found and kept on purpose."""
    made = Note.objects.create(
        consideration=consideration,
        kind=kind,
        sealed=closed(consideration.body, text),
        found=",".join(found),
        by=by,
        at=at,
    )
    _noted(consideration, made, gettext_noop("note written"), ("kind", "found"), by=by, at=at)
    return made


@transaction.atomic
def record_relative(
    *, consideration: Consideration, edition: str, answers: str, by: User, at: datetime
) -> RelativeRecord:
    """Keep the guided record's answers, sealed. A later one stands before the earlier."""
    made = RelativeRecord.objects.create(
        consideration=consideration,
        edition=edition,
        sealed=closed(consideration.body, answers),
        by=by,
        at=at,
    )
    _noted(consideration, made, gettext_noop("relative recorded"), ("edition",), by=by, at=at)
    return made


@transaction.atomic
def record_safety(
    *, consideration: Consideration, professional: int | None, day: date,
    told: Mapping[str, object], by: User, at: datetime,
) -> SafetyRecord:  # fmt: skip
    """Record the AMHP's own safety at a visit, and time past the end of the shift."""
    who = Professional.objects.filter(body=consideration.body, pk=professional).first()
    made = SafetyRecord.objects.create(
        body=consideration.body, consideration=consideration, professional=who, day=day, **told
    )
    _noted(consideration, made, gettext_noop("safety recorded"), ("day", *told), by=by, at=at)
    return made


def _rewrite(
    consideration: Consideration, row: Model, told: Mapping[str, object], what: str, *, by: User,
    at: datetime,
) -> None:  # fmt: skip
    before = all_plain({name: getattr(row, name) for name in told})
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    _kept(consideration, row, before, all_plain(told), what, by=by, at=at)


def _noted(
    consideration: Consideration, row: Model, what: str, names: Collection[str], *,
    by: User | None, at: datetime,
) -> None:  # fmt: skip
    after = all_plain({name: getattr(row, name) for name in names})
    _kept(consideration, row, {}, after, what, by=by, at=at)


def _kept(
    consideration: Consideration, row: Model, before: Fields, after: Fields, what: str, *,
    by: User | None, at: datetime,
) -> None:  # fmt: skip
    about = (type(row).__name__.lower(), row.pk)
    keep_beside_it(consideration, about, before, after, by=by, at=at)
    tell(consideration, what, after, by=by, at=at)
