"""Every write to a national return. Its way is that of a submission: submissions.states.MOVES."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.data.definitions.amhp_return import return_edition
from evenhand.domain.amhp.returns.checks import check, errors_in
from evenhand.domain.amhp.returns.edition import Value
from evenhand.domain.frameworks.role import Right
from evenhand.pipeline.amhp_return import fill_return, told_outside
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import AmhpReturn, ReturnStep
from evenhand.web.amhp.returns import rules
from evenhand.web.amhp.returns.queries import before, content_of, filled_by, tables_on
from evenhand.web.amhp.work.queries import kept_months_of, lists_of
from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.actions import note as note_in_trail
from evenhand.web.core.at_rest import put_away
from evenhand.web.submissions import rules as of_submissions
from evenhand.web.submissions.states import ENDED, State

Rights = frozenset[Right]


@transaction.atomic
def start(*, body: Body, day: date, by: User, at: datetime) -> AmhpReturn:
    """Begin the return of a year. Raises Refused where it cannot be, or is here already."""
    _hold(body)
    rules.must_have_approved(body.kind)
    rules.must_be_a_day_of_returns(day)
    mine = AmhpReturn.objects.filter(body=body, day=day)
    of_submissions.must_be_possible_year(
        day, today=at.date(), taken=mine.exclude(state__in=ENDED).exists()
    )
    return _begin(body, day, version=mine.count() + 1, correction="", by=by, at=at)


@transaction.atomic
def start_correction(
    *, amhp_return: AmhpReturn, note: str, rights: Rights, by: User, at: datetime
) -> AmhpReturn:
    """Begin a new version of a released return; `note` says what is corrected. Raises Refused."""
    _hold(amhp_return.body)
    held = _held(amhp_return)
    same = AmhpReturn.objects.filter(body=held.body, day=held.day)
    under_way = same.exclude(state__in=(*ENDED, State.RELEASED)).exists()
    of_submissions.must_be_correctable(held.state, under_way=under_way)
    if Right.UPLOAD not in rights:
        raise Refused(of_submissions.NOT_ALLOWED)
    return _begin(
        held.body, held.day, version=same.count() + 1, correction=note[:2000], by=by, at=at
    )


def fill(
    *,
    amhp_return: AmhpReturn,
    answers: Mapping[str, Value],
    rights: Rights,
    by: User,
    at: datetime,
) -> None:
    """
    Fill a return from the service's records and from answers, and check it. Raises Refused.

    With errors it stays "uploaded"; without, it is checked and its figures are there to be read.
    """
    of_submissions.must_be_allowed("upload", amhp_return.state, rights)
    edition = return_edition(amhp_return.edition)
    rules.must_answer_all(edition, answers)
    body, day = amhp_return.body, amhp_return.day
    filled = fill_return(
        edition, tables_on(body, day), day, answers, lists_of(body), kept_months_of(body)
    )
    found = check(
        edition,
        filled.figures,
        day=day,
        since=filled.since,
        undated=filled.undated,
        before=before(amhp_return),
    )
    content = {
        "figures": filled.figures,
        "found": [asdict(each) for each in found],
        "told": told_outside(edition, filled, day),
    }
    _keep(amhp_return, answers, content, good=not errors_in(found), rights=rights, by=by, at=at)


@transaction.atomic
def _keep(
    amhp_return: AmhpReturn,
    answers: Mapping[str, Value],
    content: Mapping[str, Any],
    *,
    good: bool,
    rights: Rights,
    by: User,
    at: datetime,
) -> None:
    held = _held(amhp_return)
    held.answers = dict(answers)
    held.sealed = put_away(bytes(held.body.wrapped_key), json.dumps(content).encode("utf-8"))
    held.filled_at = at
    _forget_sign_off(held)
    held.save()
    _move(held, "upload", rights=rights, by=by, at=at, note=_("Filled from the records."))
    if good:
        _move(held, "check", rights=None, by=None, at=at)
        _move(held, "compute", rights=None, by=None, at=at)


@transaction.atomic
def send_to_review(
    *, amhp_return: AmhpReturn, rights: Rights, by: User, at: datetime, seen: int | None = None
) -> None:
    """Hand the figures to the reviewers. Raises Refused. `seen`: see submissions.actions."""
    held = _as_seen(amhp_return, seen)
    _move(held, "send to review", rights=rights, by=by, at=at)


@transaction.atomic
def pass_on(
    *, amhp_return: AmhpReturn, rights: Rights, by: User, at: datetime, seen: int | None = None
) -> None:
    """A reviewer has read the figures: they can be signed off. Raises Refused."""
    held = _as_seen(amhp_return, seen)
    of_submissions.must_be_in_review(held.state, rights)
    of_submissions.must_not_have_brought(
        by.pk,
        filled_by(held),
        _("You filled this return, so another person has to review it."),
    )
    held.reviewed_by, held.reviewed_at = by, at
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    _trail(held, gettext_noop("reviewed"), by=by, at=at, after={"version": held.version})


@transaction.atomic
def give_back(
    *, amhp_return: AmhpReturn, note: str, rights: Rights, by: User, at: datetime
) -> None:
    """Give it back to whoever fills it, and say why; a sign-off is taken back. Raises Refused."""
    held = _held(amhp_return)
    which = "take back" if held.state == State.SIGNED_OFF else "request changes"
    _forget_sign_off(held)
    held.save()
    _move(held, which, rights=rights, by=by, at=at, note=note)


@transaction.atomic
def sign_off(
    *,
    amhp_return: AmhpReturn,
    name: str,
    role: str,
    rights: Rights,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> None:
    """The certifier answers for it, with name and role: from now on the desk reads it. Raises Refused."""
    held = _as_seen(amhp_return, seen)
    of_submissions.must_be_allowed("sign off", held.state, rights)
    of_submissions.must_not_have_brought(
        by.pk,
        filled_by(held),
        _("You filled this return, so another person has to sign it off."),
    )
    of_submissions.must_be_reviewed(held.reviewed_by_id)
    content = content_of(held)
    held.told = dict(content.told) if content else None
    held.signed_by, held.signed_at, held.signed_name, held.signed_role = by, at, name, role
    held.save()
    _move(held, "sign off", rights=rights, by=by, at=at, note=f"{name}, {role}")


@transaction.atomic
def release(
    *, amhp_return: AmhpReturn, rights: Rights, by: User, at: datetime, seen: int | None = None
) -> None:
    """A second person makes it final; the version before is superseded. Raises Refused."""
    _hold(amhp_return.body)
    held = _as_seen(amhp_return, seen)
    of_submissions.must_be_allowed("release", held.state, rights)
    rules.must_be_another(by.pk, (held.signed_by_id,))
    old = AmhpReturn.objects.select_for_update().filter(
        body=held.body, day=held.day, state=State.RELEASED
    )
    for each in old:
        _move(each, "supersede", rights=None, by=by, at=at)
    _move(held, "release", rights=rights, by=by, at=at)


@transaction.atomic
def withdraw(*, amhp_return: AmhpReturn, note: str, rights: Rights, by: User, at: datetime) -> None:
    """End a return before or after its release; the desk reads it no more. Raises Refused."""
    held = _held(amhp_return)
    which = "withdraw release" if held.state == State.RELEASED else "withdraw"
    _move(held, which, rights=rights, by=by, at=at, note=note)


def _hold(body: Body) -> None:
    """Until the transaction ends nobody else begins, corrects or releases a return of this body."""
    Body.objects.select_for_update().get(pk=body.pk)


def _held(amhp_return: AmhpReturn) -> AmhpReturn:
    rows = AmhpReturn.objects.select_for_update(of=("self",)).select_related("body")
    return rows.get(pk=amhp_return.pk)


def _as_seen(amhp_return: AmhpReturn, seen: int | None) -> AmhpReturn:
    held = _held(amhp_return)
    last = held.steps.order_by("-pk").values_list("pk", flat=True)[0]
    of_submissions.must_be_as_seen(seen, last)
    return held


def _forget_sign_off(held: AmhpReturn) -> None:
    held.told = held.reviewed_by = held.reviewed_at = held.signed_by = held.signed_at = None
    held.signed_name = held.signed_role = ""


def _begin(
    body: Body, day: date, *, version: int, correction: str, by: User, at: datetime
) -> AmhpReturn:
    made = AmhpReturn.objects.create(
        body=body,
        day=day,
        version=version,
        correction=correction,
        edition=return_edition().edition,
        made=at,
    )
    ReturnStep.objects.create(amhp_return=made, move="start", state=made.state, by=by, at=at)
    after = {"day": day.isoformat(), "version": version, "edition": made.edition}
    _trail(made, gettext_noop("national return begun"), by=by, at=at, after=after)
    return made


def _move(
    held: AmhpReturn,
    name: str,
    *,
    rights: Rights | None,
    by: User | None,
    at: datetime,
    note: str = "",
) -> None:
    """Take a return over one of the moves of a submission; a step, and in the trail. Raises Refused."""
    made = of_submissions.must_be_allowed(name, held.state, rights)
    was = held.state
    held.state = made.after
    held.save(update_fields=["state"])
    ReturnStep.objects.create(
        amhp_return=held, move=name, state=made.after, by=by, at=at, note=note[:2000]
    )
    _trail(held, name, by=by, at=at, before={"state": was}, after={"state": str(made.after)})


def _trail(
    held: AmhpReturn,
    what: str,
    *,
    by: User | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    note_in_trail(
        by=str(by.pk) if by else gettext_noop("the site"),
        at=at,
        what=what,
        about=f"amhp.amhpreturn:{held.pk}",
        body=held.body.slug,
        before=before,
        after=after,
    )
