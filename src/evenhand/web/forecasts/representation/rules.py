"""Which years of a body can tell who moved, left and came."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from evenhand.pipeline.forecast_representation_linked import A_YEAR
from evenhand.web.submissions.states import State

# The files of a year were read and found to be in order, and nobody has asked for changes since.
ACCEPTED = (
    State.CHECKED,
    State.COMPUTED,
    State.IN_REVIEW,
    State.SIGNED_OFF,
    State.RELEASED,
)


@dataclass(frozen=True)
class Held:
    """A year whose files are here: its number, its version, and the days on which people were counted."""

    number: int
    version: int
    snapshots: tuple[date, ...]

    @property
    def day(self) -> date:
        """The day that the year is of."""
        return self.snapshots[-1]


def used(held: Sequence[Held]) -> list[Held]:
    """
    The years to read, oldest first. Of those with a day in common, the newest alone.

    `held`: newest year first, and of one year its newest version first.
    """
    found: list[Held] = []
    seen: set[date] = set()
    for each in held:
        if seen.isdisjoint(each.snapshots):
            found.append(each)
            seen |= set(each.snapshots)
    return found[::-1]


def days_of(years: Collection[Held]) -> list[date]:
    """Every day on which people were counted, oldest first."""
    return sorted(each for year in years for each in year.snapshots)


def why_not(years: Sequence[Held], keep_days: int) -> str:
    """Why these years cannot tell, before anything of them is opened; "" where they may."""
    days = days_of(years)
    if any((later - earlier).days in A_YEAR for earlier, later in pairwise(days)):
        return ""
    needs = _(
        "Who moved, left and came is seen between two days a year apart on which the same people "
        "have the same ids."
    )
    if not days:
        have = _("No list of people of an accepted year is here.")
    elif len(days) == 1:
        have = _("Only the people of %(day)s are here.") % {"day": _day(days[0])}
    else:
        have = _("The days that are here are not a year apart: %(days)s.") % {
            "days": ", ".join(_day(each) for each in days)
        }
    later = _(
        "Files are deleted %(days)s days after a release. To have both years again, upload a pack "
        "that holds both days, or ask your administrator to keep files for longer."
    ) % {"days": keep_days}
    return " ".join((needs, have, later))


def _day(of: date) -> str:
    return str(written(of, "j F Y"))
