"""When a plan may be asked for."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from evenhand.web.bodies.rules import Refused

# Work of which nothing has been heard for so long has no worker any more.
UNDER_WAY = ("waiting", "running")
SILENT_FOR = timedelta(minutes=5)


def is_silent(state: str, beat: datetime, at: datetime) -> bool:
    """Whether nothing has been heard of work that is under way."""
    return state in UNDER_WAY and at - beat >= SILENT_FOR


def must_be_silent(state: str, beat: datetime, at: datetime) -> None:
    """Refused where a plan is on its way: two at once would only be slower."""
    if not is_silent(state, beat, at):
        raise Refused(_("A plan is on its way already. Wait until it is there."))
