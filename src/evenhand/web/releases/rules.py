"""Whether a release may be made, or seen: each raises a sentence for the page."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.states import State, in_words

LONGEST_TOKEN = timedelta(days=365)


def must_be_signed_off(state: str) -> None:
    """Refused before the certifier has signed."""
    if State(state) is not State.SIGNED_OFF:
        raise Refused(
            _("This year is %(state)s. It can be prepared once it is signed off.")
            % {"state": in_words(state)}
        )


def must_be_another(who: int, prepared_by: int) -> None:
    """Refused where one person would release alone."""
    if who == prepared_by:
        raise Refused(
            _(
                "You prepared this release, so another person has to approve it: a certifier or an "
                "administrator of your organisation."
            )
        )


def must_follow(after: str, head: str) -> None:
    """Refused where something was released since this was prepared: it was not looked at beside it."""
    if after != head:
        raise Refused(
            _(
                "Another year was released since this was prepared, so it has to be prepared again: "
                "only then is it known that the two together tell of no one person."
            )
        )


def must_be_of_this_sign_off(prepared_at: datetime, signed_at: datetime | None) -> None:
    """Refused where a release was prepared from figures that were taken back since."""
    if signed_at is None or prepared_at < signed_at:
        raise Refused(
            _(
                "This was prepared before the year was signed off again, so it may hold other "
                "figures. Prepare it again."
            )
        )


def must_be_what_was_seen(seen: str, head: str) -> None:
    """Refused where it was prepared anew since somebody looked; `seen` "": they had no page."""
    if seen and seen != head:
        raise Refused(
            _(
                "This release was prepared again after you opened the page. Look at it as it is "
                "now, then release it."
            )
        )


def can_be_seen(*, state: str, since: datetime | None, at: datetime) -> bool:
    """Whether a release is open to readers from `since` on."""
    return state in ("released", "superseded") and since is not None and since <= at


def must_run_out(expires: datetime, at: datetime) -> None:
    """Refused for a token that would work for more than a year, or not at all."""
    if not at < expires <= at + LONGEST_TOKEN:
        raise Refused(
            _("A token works for a year at most. Choose a nearer day, and a new one then.")
        )
