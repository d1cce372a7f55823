"""How a worker does any work in the background: takes it up, is heard, and says why it failed."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.data.readers.item import Unusable
from evenhand.pipeline.wrong_use import NotSafe, WrongUse
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.keys import CannotOpen
from evenhand.web.core.working_folder import PREFIX
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.actions.background import Work

BEAT_SECONDS = 20.0
LOG = logging.getLogger(__name__)
Clock = Callable[[], datetime]
# Where a message names the folder of the work, which is nobody's business and gone by then.
_FOLDER = re.compile(rf"/\S*{PREFIX}[^/\s]*(/pack\b)?")


class WorkFailed(Exception):
    """Something of ours went wrong. It names the kind of error and its place, never a value."""


@contextmanager
def doing(kind: type[Work], number: int, clock: Clock = timezone.now) -> Iterator[Work | None]:
    """
    Work that begins now; None where there is nothing to do. It ends as failed where it cannot be
    done, with the reason; it is for `keep` of its own app to end it as done.
    """
    one = background.begins(kind, number=number, at=clock())
    if one is None:
        yield None
        return
    try:
        with _heard(one, clock):
            yield one
    except (WrongUse, NotSafe, CannotOpen, Unusable, Refused) as why:
        background.failed(one, _FOLDER.sub(_("what you uploaded"), str(why)), at=clock())
    except Exception as wrong:
        background.failed(
            one,
            _(
                "Something of ours went wrong, and nothing was changed. Try again; if it goes on, "
                "tell whoever runs this site the number %(number)d."
            )
            % {"number": number},
            at=clock(),
        )
        # What went wrong may quote a row: only its kind and place may be written down.
        raise WorkFailed(f"{kind._meta.verbose_name} {number}: {_place_of(wrong)}") from None


@contextmanager
def _heard(one: Work, clock: Clock) -> Iterator[None]:
    """Lets it be known, while the work goes on, that this worker is still there."""
    over = Event()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                background.lives(one, at=clock())
            except OperationalError as why:
                # The database was busy for longer than we wait for it. The next beat says the same.
                LOG.warning("a beat was missed: %s", type(why).__name__)
        connection.close()

    beating = Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def _place_of(wrong: BaseException) -> str:
    at = wrong.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "nowhere"
    return f"{type(wrong).__name__} at {where}"
