"""Writes to plans of new posts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note
from evenhand.web.forecasts.models import NewPosts, NewPostsVersion
from evenhand.web.forecasts.new_posts import rules


@transaction.atomic
def make(*, body: Body, name: str, figures: Mapping[str, Any], by: User, at: datetime) -> NewPosts:
    """Keep a new plan; a copy is one too. Raises Refused."""
    Body.objects.select_for_update().get(pk=body.pk)
    taken = list(NewPosts.objects.filter(body=body).values_list("name", flat=True))
    rules.must_have_a_free_name(name, taken)
    rules.must_have_room(len(taken))
    rules.must_come_out(figures, name)
    made = NewPosts.objects.create(body=body, name=name)
    NewPostsVersion.objects.create(of=made, number=1, figures=dict(figures), by=by, at=at)
    _note(made, gettext_noop("plan of new posts made"), by, at, {"version": 1})
    return made


@transaction.atomic
def change(
    *,
    plan: NewPosts,
    name: str,
    figures: Mapping[str, Any],
    seen: int | None,
    by: User,
    at: datetime,
) -> None:
    """Keep another version of the figures; `seen` is the one that was changed. Raises Refused."""
    held = NewPosts.objects.select_for_update().get(pk=plan.pk)
    newest = NewPostsVersion.objects.filter(of=held).latest("number").number
    rules.must_be_as_seen(seen, newest)
    if name != held.name:
        others = NewPosts.objects.filter(body=held.body).exclude(pk=held.pk)
        rules.must_have_a_free_name(name, list(others.values_list("name", flat=True)))
        held.name = name
        held.save(update_fields=["name"])
    rules.must_come_out(figures, name)
    NewPostsVersion.objects.create(of=held, number=newest + 1, figures=dict(figures), by=by, at=at)
    _note(held, gettext_noop("plan of new posts changed"), by, at, {"version": newest + 1})


@transaction.atomic
def delete(*, plan: NewPosts, by: User, at: datetime) -> None:
    """Delete a plan with all its versions: it holds figures of what may be, and nothing that was."""
    _note(plan, gettext_noop("plan of new posts deleted"), by, at, {})
    plan.delete()


def _note(plan: NewPosts, what: str, by: User, at: datetime, after: Mapping[str, Any]) -> None:
    # Its name is free text, which a body's administrators need not read.
    note(
        by=str(by.pk),
        at=at,
        what=what,
        about=f"forecasts.newposts:{plan.pk}",
        body=plan.body.slug,
        after=after,
    )
