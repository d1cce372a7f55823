"""What all work in the background has in common: one at a time, heard while it goes on, kept once."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from tests.factories import site

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import Refused
from evenhand.web.forecasts import actions
from evenhand.web.forecasts.models import Plan
from evenhand.web.submissions import doing
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.models import BackgroundWork, Job
from evenhand.web.submissions.queue import WORK
from evenhand.web.submissions.states import MOST_BEGUN, UNDER_WAY

GONE = timedelta(minutes=2)
KINDS = [kind for kind in apps.get_models() if issubclass(kind, BackgroundWork) and kind is not Job]


@pytest.fixture
def ask(db: None) -> Callable[..., Plan]:
    """Has a plan made for one body."""
    body: Body = site.body()
    user: User = site.account()
    return lambda at=site.NOW: actions.ask(body=body, terms={}, by=user, at=at)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_worker_knows_what_to_do_for_every_kind(kind: type[BackgroundWork]) -> None:
    assert callable(import_string(WORK[kind.what]))
    one = Q(state__in=UNDER_WAY)
    assert any(getattr(each, "condition", None) == one for each in kind._meta.constraints)


def test_a_second_is_refused_until_nothing_is_heard_of_the_first(ask: Callable[..., Plan]) -> None:
    first = ask()
    background.begins(Plan, number=first.pk, at=site.NOW)
    with pytest.raises(Refused, match="One is on its way already"):
        ask(site.NOW + GONE - timedelta(seconds=1))
    second = ask(site.NOW + GONE)
    first.refresh_from_db()
    assert (first.state, second.state) == ("failed", "waiting")
    assert "ended before it was done" in first.problem


def test_what_comes_of_work_that_was_put_aside_is_not_kept(ask: Callable[..., Plan]) -> None:
    first = background.begins(Plan, number=ask().pk, at=site.NOW)
    assert first is not None
    ask(site.NOW + GONE)
    actions.keep(plan=first, answer={"late": 1}, at=site.NOW + GONE)
    background.failed(first, "Too late.", at=site.NOW + GONE)
    first.refresh_from_db()
    assert (first.state, bytes(first.sealed)) == ("failed", b"")
    assert "ended before it was done" in first.problem


def test_two_workers_that_have_the_same_work_keep_it_once(ask: Callable[..., Plan]) -> None:
    number = ask().pk
    slow = background.begins(Plan, number=number, at=site.NOW)
    assert slow is not None
    assert background.begins(Plan, number=number, at=site.NOW) is None
    assert background.ask_again(at=site.NOW + GONE) == 1
    quick = background.begins(Plan, number=number, at=site.NOW + GONE)
    assert quick is not None
    kept = [background.done(each, at=site.NOW + GONE) for each in (quick, slow)]
    assert kept == [True, False]


def test_work_done_again_says_why_and_work_that_only_waited_does_not(
    ask: Callable[..., Plan],
) -> None:
    asked = ask()
    for begun, says in ((False, ""), (True, "It will be done again.")):
        if begun:
            background.begins(Plan, number=asked.pk, at=site.NOW)
        asked.refresh_from_db()
        assert background.ask_again(at=asked.beat + GONE) == 1
        asked.refresh_from_db()
        assert asked.state == "waiting" and asked.said.endswith(says)
        assert bool(asked.said) is begun


def test_work_that_ends_its_worker_every_time_is_not_begun_for_ever(
    ask: Callable[..., Plan],
) -> None:
    asked, at = ask(), site.NOW
    for _time in range(MOST_BEGUN):
        assert asked.state == "waiting"
        background.begins(Plan, number=asked.pk, at=at)
        at += GONE
        background.ask_again(at=at)
        asked.refresh_from_db()
    assert asked.state == "failed"
    assert f"begun {MOST_BEGUN} times" in asked.problem and f"number {asked.pk}" in asked.problem
    assert background.ask_again(at=at + GONE) == 0
    # Whoever asks anew begins from nothing, and so does who has waiting work done again.
    anew = ask(at)
    background.begins(Plan, number=anew.pk, at=at)
    anew.refresh_from_db()
    assert (anew.state, anew.begun) == ("running", 1)
    background.queue_again(anew, at=at)
    anew.refresh_from_db()
    assert (anew.state, anew.begun) == ("waiting", 0)


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_heard_while_it_works_and_says_nothing_afterwards(
    ask: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doing, "BEAT_SECONDS", 0.01)
    asked = ask()
    begun = timezone.now()
    with doing.doing(Plan, asked.pk) as work:
        assert work is not None
        until = time.monotonic() + 10
        while asked.beat <= begun + timedelta(seconds=0.1):
            assert time.monotonic() < until, "nothing was heard"
            time.sleep(0.02)
            asked.refresh_from_db()
        background.done(work, at=timezone.now())
    asked.refresh_from_db()
    last = asked.beat
    time.sleep(0.05)
    asked.refresh_from_db()
    assert (asked.state, asked.beat) == ("done", last)
