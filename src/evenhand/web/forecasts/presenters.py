"""A plan's answer as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.forecast.demand import shows_a_trend

DAY = 24
# From this age on a service has to think of who follows.
OLDER = 55
WORK = {
    "urgent": gettext_lazy("Urgent"),
    "planned": gettext_lazy("Planned"),
    "community treatment orders": gettext_lazy("Community treatment orders"),
    "guardianship": gettext_lazy("Guardianship"),
}
PARTS = {
    "gathering": gettext_lazy("gathering information"),
    "travel": gettext_lazy("travel"),
    "attending": gettext_lazy("attending"),
    "waiting for a bed": gettext_lazy("waiting for a bed"),
    "waiting for transport": gettext_lazy("waiting for transport"),
    "writing": gettext_lazy("writing"),
}
COLUMNS = {
    "age_band": gettext_lazy("Age"),
    "disability": gettext_lazy("Disability"),
    "deaf": gettext_lazy("Deafness"),
}


@dataclass(frozen=True)
class Answer:
    """What `pipeline.forecast_plan` made, ready for the page."""

    told: Mapping[str, Any]

    work, parts = WORK, PARTS

    @property
    def cover(self) -> Mapping[str, Any]:
        return self.told["cover"]

    @property
    def since(self) -> date:
        """The first day of the log."""
        return date.fromisoformat(self.told["log"]["first"])

    @property
    def days(self) -> list[str]:
        return [str(WEEKDAYS[day]) for day in range(len(WEEKDAYS))]

    @property
    def hours(self) -> list[tuple[str, list[tuple[int, int]]]]:
        """For each hour of the day: its name, and by weekday people needed and a shade from 0 to 4."""
        people = self.cover["cover"]
        most = max(people) or 1
        return [
            (f"{hour:02d}:00", [(each, round(4 * each / most)) for each in people[hour::DAY]])
            for hour in range(DAY)
        ]

    @property
    def worst(self) -> Mapping[str, Any] | None:
        """The hour in which the fewest are seen in time."""
        seen = [each for each in self.cover["share_within"] if each["share"] is not None]
        return min(seen, key=lambda each: each["share"], default=None)

    @property
    def worst_when(self) -> str:
        if self.worst is None:
            return ""
        day, hour = divmod(self.worst["hour"], DAY)
        return _("%(day)s at %(hour)s") % {"day": WEEKDAYS[day], "hour": f"{hour:02d}:00"}

    @property
    def classes(self) -> list[Mapping[str, Any]]:
        return [
            each
            for each in self.cover["classes"]
            if each["share_within_overall"]["mean"] is not None
        ]

    @property
    def groups(self) -> list[Mapping[str, Any]]:
        return [
            each
            for each in self.cover["groups"]
            if each["share_within_overall"]["mean"] is not None
        ]

    @staticmethod
    def tells(trend: Mapping[str, float] | None) -> bool:
        """Whether a change over a year can be told."""
        return trend is not None and shows_a_trend(trend["low"], trend["high"])

    @property
    def areas(self) -> list[Mapping[str, Any]]:
        """Service areas, with what each would take alone, and AMHPs who work in such a service.

        None in a plan of before they were told.
        """
        alone = {each["name"]: each["fte_alone"] for each in self.cover["areas"]}
        return [
            {
                **each,
                "alone": alone.get(each["name"]),
                "amhps": self.told["people"]["by_area"].get(each["id"]),
            }
            for each in self.told["log"].get("areas", ())
        ]

    @property
    def areas_unsure(self) -> list[str]:
        """What the areas are told by and is not recorded of everybody, with of how many."""
        return [
            _("%(what)s of %(number)s") % {"what": COLUMNS[column], "number": number}
            for column, number in self.told["log"]["areas_rule"]["not_recorded"].items()
            if number
        ]

    @property
    def areas_since(self) -> date:
        """The day of the rule by which they are told."""
        return date.fromisoformat(self.told["log"]["areas_rule"]["since"])

    @property
    def rota(self) -> Mapping[str, Any] | None:
        """The last week of the rota, lived through; None where there is none."""
        return self.told["rota"]

    @property
    def rota_monday(self) -> date:
        """The day on which that week began."""
        return date.fromisoformat(self.told["rota"]["monday"])

    @property
    def rota_late(self) -> float:
        """People a year who would not be seen within a day, of all kinds of work."""
        return sum(
            each["not_within_24_hours_a_year"]["mean"] for each in self.told["rota"]["classes"]
        )

    @property
    def aged_55(self) -> int:
        """How many AMHPs are 55 or older."""
        ages = self.told["people"]["ages"]
        return sum(count for first, count in ages.items() if first and int(first) >= OLDER)

    @property
    def hold(self) -> list[str]:
        """Starts a year that hold the present number, for each of three chances."""
        held = self.told["supply"]["simulated"]["starts"]["hold"]
        starts = held["starts_per_year"] if held else [None] * 3
        return [_("more than were tried") if each is None else str(each) for each in starts]

    @property
    def outlook(self) -> str:
        """Whether there will be enough, in a sentence."""
        people, years = self.told["people"], self.years
        need, last = self.told["supply"]["simulated"]["need"], self.years[-1]
        told = {
            "now": people["now"],
            "needed": people["needed"],
            "year": last.year,
            "low": f"{last.low:.0f}",
            "high": f"{last.high:.0f}",
            "chance": f"{need['ever'] * 100:.0f}",
        }
        if people["now"] < people["needed"]:
            return (
                _(
                    "There are %(now)s AMHPs and %(needed)s are needed: too few already. In %(year)s "
                    "there will be %(low)s to %(high)s."
                )
                % told
            )
        if need["likely_from"] is None:
            return (
                _(
                    "There are %(now)s AMHPs and %(needed)s are needed. In %(year)s there will be "
                    "%(low)s to %(high)s; in %(chance)s of 100 futures there are too few in some year."
                )
                % told
            )
        return _(
            "There are %(now)s AMHPs and %(needed)s are needed. From %(from)s on, too few are more "
            "likely than enough."
        ) % (told | {"from": years[max(0, need["likely_from"] - 1)].year})

    @property
    def stages(self) -> list[tuple[str, list[float]]]:
        """People in training by stage, at the beginning of each year; none in an older plan."""
        words = {
            "before": _("Chosen, before the course"),
            "course": _("On the course or on placement"),
            "after": _("Passed, waiting for approval"),
        }
        told = self.told["supply"]["simulated"].get("stages", [])
        return [(words[each["name"]], each["people"]) for each in told]

    @property
    def years(self) -> list["Year"]:
        """What each of the coming years brings."""
        supply = self.told["supply"]
        sure, first = supply["simulated"], supply["first_year"]
        fan, flows = sure["people"], sure["flows"]
        starts = (sure["starts"]["each_year"] or {}).get("starts", [])
        return [
            Year(
                year=first + at + 1,
                mean=fan["mean"][at + 1],
                low=fan["low_95"][at + 1],
                high=fan["high_95"][at + 1],
                gone=flows["left"][at] + flows["retired"][at] + flows["moved_out"][at],
                not_renewed=flows["not_renewed"][at],
                approved=flows["approved"][at],
                too_few=sure["need"]["too_few"][at + 1],
                starts=starts[at] if at < len(starts) else None,
            )
            for at in range(len(flows["left"]))
        ]


@dataclass(frozen=True)
class Year:
    """One year to come: AMHPs at its end, expected people, and the chance of too few."""

    year: int
    mean: float
    low: float
    high: float
    gone: float
    not_renewed: float
    approved: float
    too_few: float
    starts: int | None
