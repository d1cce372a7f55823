"""Who may keep a council's pay and terms, and for which year."""

from datetime import date

from django.utils.translation import gettext as _

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.rules import Refused

# The region's table is of councils: they approve AMHPs, whoever pays them.
WHO_HAS_THEM = "council"
# Who types them and sees every number; directors read them as the desk does, without small numbers.
EXACT = frozenset({Right.RUN_AMHP_SERVICE, Right.KEEP_REGISTER})
FIRST_YEAR = 2015


def last_year(today: date) -> int:
    """The newest year of which the last day, 31 March, has come."""
    return today.year if (today.month, today.day) >= (3, 31) else today.year - 1


def must_be_over(year: int, today: date) -> None:
    """Refused for a year that is not over yet, or long ago."""
    if not FIRST_YEAR <= year <= last_year(today):
        raise Refused(
            _("Give a year from %(first)s to %(last)s: the one in which its 31 March is.")
            % {"first": FIRST_YEAR, "last": last_year(today)}
        )


def must_be_as_seen(seen: int | None, newest: int) -> None:
    """Refused where somebody else has changed it since; `newest` is 0 where there is nothing yet."""
    if seen != newest:
        raise Refused(
            _(
                "Somebody has changed this year since you opened it. Look at it again, then change it."
            )
        )
