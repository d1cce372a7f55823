"""From hours that somebody must be on duty to full-time equivalents that it takes."""

from dataclasses import dataclass

from evenhand.domain.forecast.shifts import WEEK

WEEKS_A_YEAR = 365.25 / 7
# Hours of the week that are the working day: Monday to Friday from 09:00 to 17:00.
WORKING_HOURS = tuple(24 * day + hour for day in range(5) for hour in range(9, 17))


@dataclass(frozen=True)
class Away:
    """Hours a year in which one full-time AMHP is paid and not on duty, or on other duty.

    `training` is 18 by regulation 5 of SI 2008/1206 as soon as anybody is approved.
    """

    leave: float = 0.0
    sickness: float = 0.0
    training: float = 18.0
    supervision: float = 0.0
    other_duties: float = 0.0

    @property
    def hours(self) -> float:
        return self.leave + self.sickness + self.training + self.supervision + self.other_duties

    def shrinkage(self, contract_hours: float) -> float:
        """As a share of paid hours."""
        return self.hours / (contract_hours * WEEKS_A_YEAR)


def fte(staff_hours_a_week: float, *, contract_hours: float, shrinkage: float) -> float:
    """Full-time equivalents that fill so many hours of duty a week.

    `contract_hours` are those of a full-time week, `shrinkage` the share of them lost to leave,
    sickness, training and other work, from 0 up to but not at 1.

    >>> round(fte(168, contract_hours=37, shrinkage=0.22), 4)
    5.8212
    """
    return staff_hours_a_week / (contract_hours * (1 - shrinkage))


def hours_a_week(by_hour: float, hours_in_period: int) -> float:
    """Hours of a period that repeats (24 for a day, 168 for a week) as hours of a week."""
    return by_hour * WEEK / hours_in_period
