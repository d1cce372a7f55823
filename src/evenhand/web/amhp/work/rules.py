"""Whether something may happen to a consideration: each raises a sentence for the page.

Hardly anything is refused: what looks wrong is saved and asked about.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from evenhand.web.bodies.rules import Refused

# A consideration is never refused for what it says; these are about two people at once.


def must_be_unresolved(resolved: datetime | None) -> None:
    """Refused where somebody has chosen already."""
    if resolved is not None:
        raise Refused(_("Somebody has chosen between these already. Nothing was changed."))


def must_be_as_shown(*, shown: int, now: int) -> None:
    """Refused where what was chosen between is not what stands there any more."""
    if shown != now:
        raise Refused(
            _("Somebody changed this consideration since you opened the page. Look once more.")
        )


def must_be_as_answered(*, shown: str, now: str) -> None:
    """Refused where somebody else has recorded an answer since."""
    if shown != now:
        raise Refused(
            _("Somebody recorded an answer since you opened the page. Look at it, then save yours.")
        )


def must_be_new(there: bool) -> None:
    """Refused where the same limit runs already."""
    if there:
        raise Refused(
            _("This limit runs already for this consideration. End that clock, or choose another.")
        )
