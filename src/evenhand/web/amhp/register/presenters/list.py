"""The register as a list: who may act today, when what runs out, what is due next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import PersonLog
from evenhand.domain.amhp.register_may_act import Answer, may_act
from evenhand.domain.amhp.register_periods import HOURS_A_YEAR, years_of
from evenhand.domain.amhp.register_standing import Standing, standing
from evenhand.domain.amhp.register_warnings import Warned
from evenhand.web.amhp.register.queries import Professional


@dataclass(frozen=True, kw_only=True)
class Due:
    """What has to be done by a day; `late` where the day is over."""

    day: date
    what: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person on the list. `answer` is for the authority whose register this is."""

    professional: Professional
    name: str
    standing: Standing
    answer: Answer
    due: Due | None
    notices: int

    @property
    def training_to(self) -> date | None:
        """The last day of the year of approval that runs."""
        return training_year_ends(self.standing)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Those approved, sorted by what is due; those on the register without approval; those ended."""

    approved: list[Line]
    waiting: list[Line]
    ended: list[Line]

    @property
    def may_act(self) -> int:
        """How many may act."""
        return sum(each.answer.yes for each in self.approved)


def line(
    professional: Professional,
    log: PersonLog,
    at: datetime,
    *,
    name: str,
    authority: str,
    notices: int = 0,
) -> Line:
    """One person at an instant."""
    now = standing(log, at)
    return Line(
        professional=professional,
        name=name,
        standing=now,
        answer=may_act(log, at, authority),
        due=due_next(now, professional.registration_expires, at_london(at).date()),
        notices=notices,
    )


def parts(lines: list[Line]) -> Parts:
    """The list, cut and sorted."""

    def of(*states: str) -> list[Line]:
        found = [each for each in lines if each.standing.status in states]
        return sorted(found, key=lambda each: (each.due.day if each.due else date.max, each.name))

    return Parts(
        approved=of("approved", "suspended"),
        waiting=[each for each in of("applicant") if not hasattr(each.professional, "trainee")],
        ended=of("ended"),
    )


def due_next(now: Standing, registered_to: date | None, today: date) -> Due | None:
    """The first day by which something has to be done, where an approval runs."""
    if now.status not in ("approved", "suspended"):
        return None
    found: list[tuple[date, str]] = []
    if now.approved_to:
        found.append((now.approved_to, _("term ends")))
    ends = training_year_ends(now)
    if ends and (now.training_hours or 0) < HOURS_A_YEAR:
        left = HOURS_A_YEAR - (now.training_hours or 0)
        found.append((ends, _("%(hours)s hours of training") % {"hours": f"{left:g}"}))
    if registered_to:
        found.append((registered_to, _("registration ends")))
    found += [
        (each.day, _("a decision: see the warnings"))
        for each in now.warnings
        if each.code.startswith("duty-to-end") and each.day
    ]
    day, what = min(found)
    return Due(day=day, what=what, late=day < today)


def training_year_ends(now: Standing) -> date | None:
    """The last day of the year of approval that runs, for regulation 5(a)."""
    if now.training_year_from is None or now.approved_from is None:
        return None
    return next(
        last for first, last in years_of(now.approved_from) if first == now.training_year_from
    )


def urgent(now: Standing) -> list[Warned]:
    """What to warn of, with the nearest day first."""
    return sorted(now.warnings, key=lambda each: each.day or date.min)
