"""
What every kind of work in the background has in common: asked for, waiting, running, done or failed.

A new kind is used so. Its model is a `models.BackgroundWork` with a `body`, its own fields, its
`what`, `class Meta(BackgroundWork.Meta)` and the constraint `one_at_a_time("body", ...)`; its `what`
and the function that does it stand in `queue.WORK`. In its app's actions, in one transaction, asking
is `ask(Kind(body=body, ...), by=by, at=at)` and a note in the trail, and keeping begins with
`if not done(work, at=at, ...): return`, so that nothing is kept of work that was put aside or that
another worker has done. The function takes a number and a clock, and all of it stands within
`with doing.doing(Kind, number, clock) as work:`; where `work` is None it returns. There it is heard
every 20 seconds, a Refused or WrongUse that is raised is why it failed, in words, and
`says(work, _("Reading the records"), at=clock())` is how far it is. Its page has
`{{ background(newest, now, making=_(...), not_made=_(...)) }}` from submissions/background.jinja.
When a worker is killed, the next one does its work again once it is silent (`ask_again`; not for
ever), and whoever asks anew before that puts it aside.

A year's `Job` has all this but the asking: what may be asked for hangs on the state of its year,
and is asked again by a right (`jobs`).
"""

from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from evenhand.web.accounts.models import User
from evenhand.web.submissions import rules
from evenhand.web.submissions.actions.moves import hold
from evenhand.web.submissions.models import BackgroundWork
from evenhand.web.submissions.queue import put_in_queue
from evenhand.web.submissions.states import MOST_BEGUN, SILENT_FOR, UNDER_WAY

Work = TypeVar("Work", bound=BackgroundWork)


@transaction.atomic
def ask(new: Work, *, by: User, at: datetime) -> Work:
    """
    Keep new work and put it in the queue, in the same transaction; what went silent is put aside.

    Raises Refused where other work of this kind is on its way for its body.
    """
    hold(new.body)
    for before in type(new).objects.filter(body=new.body, state__in=UNDER_WAY):
        rules.must_be_gone(before.is_silent(at))
        before.state, before.beat, before.problem = "failed", at, _gone()
        before.save(update_fields=["state", "beat", "problem"])
    new.asked_by, new.made, new.beat = by, at, at
    new.save(force_insert=True)
    put_in_queue(new.pk, new.what)
    return new


@transaction.atomic
def ask_again(*, at: datetime) -> int:
    """
    Put work of every kind whose worker has gone back into the queue; how much there was.

    What was begun `MOST_BEGUN` times ends its workers, it seems: that has failed.
    """
    gone = [
        work
        for kind in apps.get_models()
        if issubclass(kind, BackgroundWork)
        for work in kind.objects.select_for_update().filter(
            state__in=UNDER_WAY, beat__lte=at - SILENT_FOR
        )
    ]
    for work in gone:
        if work.begun < MOST_BEGUN:
            _queue(work, at=at)
        else:
            work.state, work.beat, work.problem = "failed", at, _too_often(work)
            work.save(update_fields=["state", "beat", "problem"])
    return len(gone)


def queue_again(work: BackgroundWork, *, at: datetime) -> None:
    """Back into the queue because somebody asks, inside a transaction."""
    work.begun = 0
    _queue(work, at=at)


def _queue(work: BackgroundWork, *, at: datetime) -> None:
    """Whoever waits reads why."""
    if work.state == "running":
        work.said = _("%(why)s It will be done again.") % {"why": _gone()}
    work.state, work.beat = "waiting", at
    work.save(update_fields=["state", "beat", "said", "begun"])
    put_in_queue(work.pk, work.what)


@transaction.atomic
def begins(kind: type[Work], *, number: int, at: datetime) -> Work | None:
    """Take one up; None where another worker has it, or it was stopped or is over."""
    found: Work | None = (
        kind.objects.select_for_update(of=("self",)).filter(pk=number, state="waiting").first()
    )
    if found is not None:
        found.state, found.beat, found.begun = "running", at, found.begun + 1
        found.save(update_fields=["state", "beat", "begun"])
    return found


def lives(work: BackgroundWork, *, at: datetime) -> None:
    """The worker is still there."""
    _while_running(work, at)


def says(work: BackgroundWork, said: str, *, at: datetime, **fields: Any) -> None:
    """How far it is, and fields of its kind that are known by now."""
    _while_running(work, at, said=said[:200], **fields)


def failed(work: BackgroundWork, problem: str, *, at: datetime) -> None:
    """It could not be done, and why."""
    _while_running(work, at, state="failed", problem=problem)


def done(work: BackgroundWork, *, at: datetime, **fields: Any) -> bool:
    """It is done, with fields of its kind; False where it was put aside, or another has done it."""
    return _while_running(work, at, state="done", **fields)


def _while_running(work: BackgroundWork, at: datetime, **fields: Any) -> bool:
    running = type(work).objects.filter(pk=work.pk, state="running")
    return bool(running.update(beat=at, **fields))


def _too_often(work: BackgroundWork) -> str:
    return _(
        "It was begun %(times)d times, and each time its worker ended before it was done. Nothing of "
        "it was kept, and it is not begun again by itself. Tell whoever runs this site the number "
        "%(number)d: the machine may have too little memory for it."
    ) % {"times": work.begun, "number": work.pk}


def _gone() -> str:
    return _("The worker that had it ended before it was done, and nothing of it was kept.")
