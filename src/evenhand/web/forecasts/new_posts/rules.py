"""When a plan of new posts may be kept."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from evenhand.pipeline.forecast_new_posts import new_posts
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.web.bodies.rules import Refused

# More than these nobody could tell apart.
MOST_PLANS, MOST_TEAMS = 20, 6
# Posts start in these many years; the one after shows what they come to.
YEARS = 5


def must_have_a_free_name(name: str, taken: Collection[str]) -> None:
    """Refused where there are plans enough, or one of that name."""
    if name.casefold() in {each.casefold() for each in taken}:
        raise Refused(_("There is a plan of this name already. Give it another name."))


def must_have_room(plans: int) -> None:
    """Refused where there are as many plans as there may be."""
    if plans >= MOST_PLANS:
        raise Refused(
            _("There are %(number)s plans already. Delete one that is not needed any more.")
            % {"number": plans}
        )


def must_be_as_seen(seen: int | None, newest: int) -> None:
    """Refused where somebody else has changed it since."""
    if seen != newest:
        raise Refused(
            _(
                "Somebody has changed this plan since you opened it. Look at it again, then change it."
            )
        )


def must_come_out(figures: Mapping[str, Any], name: str) -> None:
    """Refused where the figures contradict each other, in the words of whoever works them out."""
    try:
        new_posts(figures, name=name)
    except WrongUse as why:
        raise Refused(str(why)) from why


def must_not_be_drawn_from(team: str, figures: Mapping[str, Any]) -> None:
    """Refused for a team from which people of some role come."""
    if any(team in role["from"] for role in figures.get("roles", ())):
        raise Refused(
            _("People of some role come from this team. Change where they come from first.")
        )
