"""A plan's answer as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.pipeline.forecast_cover_inputs import DAY, DAYS

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
        return [str(WEEKDAYS[day]) for day in range(len(DAYS))]

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
