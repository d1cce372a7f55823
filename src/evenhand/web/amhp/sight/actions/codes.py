"""Writes to a service's own codes: added, dated, taken out."""

from collections.abc import Collection
from datetime import date, datetime
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import LocalCode
from evenhand.web.amhp.sight import rules
from evenhand.web.amhp.sight.actions.trail import noted
from evenhand.web.amhp.sight.queries import times_used
from evenhand.web.bodies.models import Body

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
    noted(held, gettext_noop("local code added"), f"code:{made.pk}", by, at, _told_of(made))
    return made


@transaction.atomic
def end_code(*, code: LocalCode, valid_to: date | None, by: User, at: datetime) -> None:
    """Say until when a code is used; None: it has no end. What was recorded with it stays."""
    held = LocalCode.objects.select_for_update(of=("self",)).select_related("body").get(pk=code.pk)
    rules.must_be_a_time_of_use(held.valid_from, valid_to)
    held.valid_to = valid_to
    held.save(update_fields=["valid_to"])
    noted(held.body, gettext_noop("local code dated"), f"code:{held.pk}", by, at, _told_of(held))


@transaction.atomic
def take_out_code(*, code: LocalCode, by: User, at: datetime) -> None:
    """Take out a code that nothing was recorded with. Raises Refused."""
    held = LocalCode.objects.select_for_update(of=("self",)).select_related("body").get(pk=code.pk)
    rules.must_be_unused(times_used(held))
    about, after = f"code:{held.pk}", _told_of(held)
    held.delete()
    noted(held.body, gettext_noop("local code taken out"), about, by, at, after)


def _new_code(title: str, taken: Collection[str]) -> str:
    letters = MOST_LETTERS - len(OWN)
    plain = OWN + slugify(title).replace("-", "_").upper()[:letters].strip("_")
    numbered = (f"{plain[: MOST_LETTERS - 4]}_{number}" for number in count(2))
    return next(each for each in chain((plain,), numbered) if each not in taken)


def _told_of(code: LocalCode) -> dict[str, object]:
    names = ("list", "code", "maps_to", "valid_from", "valid_to")
    return {name: getattr(code, name) for name in names}
