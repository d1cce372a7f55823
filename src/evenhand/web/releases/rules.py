"""Whether a release may be made, or seen: each raises a sentence for the page."""

from datetime import datetime, timedelta

from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.states import State

LONGEST_TOKEN = timedelta(days=365)


def must_be_signed_off(state: str) -> None:
    """Refused before the certifier has signed."""
    if State(state) is not State.SIGNED_OFF:
        raise Refused(f"This year is {state}. It can be prepared once it is signed off.")


def must_be_another(who: int, prepared_by: int) -> None:
    """Refused where one person would release alone."""
    if who == prepared_by:
        raise Refused(
            "You prepared this release, so another person has to approve it: a certifier or an "
            "administrator of your organisation."
        )


def must_follow(after: str, head: str) -> None:
    """Refused where something was released since this was prepared: it was not looked at beside it."""
    if after != head:
        raise Refused(
            "Another year was released since this was prepared, so it has to be prepared again: "
            "only then is it known that the two together tell of no one person."
        )


def can_be_seen(*, state: str, since: datetime | None, at: datetime) -> bool:
    """Whether a release is open to readers from `since` on."""
    return state in ("released", "superseded") and since is not None and since <= at


def must_run_out(expires: datetime, at: datetime) -> None:
    """Refused for a token that would work for more than a year, or not at all."""
    if not at < expires <= at + LONGEST_TOKEN:
        raise Refused("A token works for a year at most. Choose a nearer day, and a new one then.")
