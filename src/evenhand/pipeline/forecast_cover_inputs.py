"""What `evenhand forecast cover --inputs` takes: docs/how-to/forecast-how-many-are-needed.md."""

from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from evenhand.domain.forecast.fte import Away
from evenhand.domain.forecast.service_hours import Exponential, Lognormal, ServiceHours
from evenhand.domain.forecast.shift_choice import Pattern
from evenhand.domain.forecast.shifts import Shift
from evenhand.domain.forecast.simulation import WorkClass
from evenhand.pipeline.forecast_inputs.models import Inputs

HOURS_OF_A_YEAR = 24 * 365.25
DAY, WEEK = 24, 168
MOST_REPLICATIONS = 10_000

Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _day_or_week(rates: tuple[float, ...]) -> tuple[float, ...]:
    if len(rates) not in (DAY, WEEK):
        raise ValueError(
            f"It has {len(rates)} values. Write {DAY}, one for each hour of a day from 00:00, or "
            f"{WEEK}, one for each hour of a week from Monday, 00:00."
        )
    return rates


DAYS: tuple[Day, ...] = get_args(Day)
Rate = Annotated[float, Field(ge=0, le=100_000)]
Rates = Annotated[tuple[Rate, ...], AfterValidator(_day_or_week)]
# Less than half a minute is a slip of the hand, and no time that can be worked with.
Hours = Annotated[float, Field(ge=0.01, le=1000)]
Share = Annotated[float, Field(ge=0, lt=1)]


class HoursOfWork(Inputs):
    """`service_hours`: how long one consideration takes one AMHP."""

    mean: Hours
    distribution: Literal["exponential", "lognormal"] = "exponential"
    sd: Hours | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.distribution == "lognormal" and self.sd is None:
            raise ValueError("A lognormal one needs sd, the standard deviation in hours.")
        if self.distribution == "exponential" and self.sd is not None:
            raise ValueError("An exponential one takes no sd: it is the mean.")
        return self

    def made(self) -> ServiceHours:
        return Exponential(self.mean) if self.sd is None else Lognormal(self.mean, self.sd)


class Kind(Inputs):
    """`[[classes]]`: one kind of work; the first is the most urgent."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    rates_per_hour: Rates
    service_hours: HoursOfWork
    within_hours: Hours
    in_pairs: Annotated[float, Field(ge=0, le=1)] = 0.0
    spread_of_days: Annotated[float, Field(ge=0, le=10)] = 0.0
    area: Annotated[str, Field(max_length=60)] = ""


class AllowedShift(Inputs):
    """`[[shifts]]`: a pattern that rosters may use."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    starts: Annotated[int, Field(ge=0, le=23)]
    hours: Annotated[int, Field(ge=1, le=24)]
    days: tuple[Day, ...] = DAYS
    no_new_work_hours: Annotated[float, Field(ge=0, le=12)] = 0.0
    cost: Annotated[float, Field(gt=0, le=10)] = 1.0
    at_most: Annotated[int, Field(ge=0)] | None = None
    break_hours: Annotated[float, Field(ge=0, le=4)] = 0.0


class OnCall(Inputs):
    """`[[on_call]]`: people at home, asked where nobody on duty is free."""

    starts: Annotated[int, Field(ge=0, le=23)]
    hours: Annotated[int, Field(ge=1, le=24)]
    people: Annotated[int, Field(ge=1, le=100)] = 1
    days: tuple[Day, ...] = DAYS


class HoursAway(Inputs):
    """`[away]`: hours a year of one full-time AMHP, where shrinkage is not known as one share."""

    leave: Annotated[float, Field(ge=0)] = 0.0
    sickness: Annotated[float, Field(ge=0)] = 0.0
    training: Annotated[float, Field(ge=0)] = 18.0
    supervision: Annotated[float, Field(ge=0)] = 0.0
    other_duties: Annotated[float, Field(ge=0)] = 0.0


class Rest(Inputs):
    """`[rest]`: what a roster may ask of one person."""

    between_shifts: Annotated[float, Field(ge=0, le=48)] = 11.0
    most_a_week: Annotated[float, Field(gt=0, le=168)] = 48.0


class CoverTerms(Inputs):
    """What cover is worked out for, wherever the demand comes from."""

    target_share: Annotated[float, Field(gt=0, lt=1)]
    contract_hours: Annotated[float, Field(ge=1, le=100)] = 37.0
    shrinkage: Share | None = None
    away: HoursAway | None = None
    at_least: Annotated[int, Field(ge=0, le=100)] = 0
    shifts: tuple[AllowedShift, ...] = ()
    on_call: tuple[OnCall, ...] = ()
    response_hours: Annotated[float, Field(ge=0, le=24)] = 0.0
    over_run: Literal["counts against the next shift", "a whole new shift starts"] = (
        "counts against the next shift"
    )
    rest: Rest = Rest()
    replications: Annotated[int, Field(ge=1, le=MOST_REPLICATIONS)] = 200
    seed: Annotated[int, Field(ge=0)] = 1

    @model_validator(mode="after")
    def _away_once(self) -> Self:
        if self.shrinkage is not None and self.away is not None:
            raise ValueError("Time away is given twice over. Write shrinkage, or [away], not both.")
        return self

    def lost_share(self) -> float:
        """Of paid hours, what is not duty."""
        if self.shrinkage is not None:
            return self.shrinkage
        return Away(**(self.away or HoursAway()).model_dump()).shrinkage(self.contract_hours)

    def patterns(self) -> list[Pattern]:
        """The shifts that a roster may use."""
        return [
            Pattern(
                each.name, each.starts, each.hours, tuple(DAYS.index(day) for day in each.days),
                each.no_new_work_hours, each.cost, each.at_most, each.break_hours,
            )
            for each in self.shifts
        ]  # fmt: skip

    def called(self) -> list[Shift]:
        """Everybody on call, over a week."""
        return [
            Shift(DAYS.index(day) * 24.0 + each.starts, each.hours, each.people, on_call=True)
            for each in self.on_call
            for day in each.days
        ]


class CoverInputs(CoverTerms):
    """What `evenhand forecast cover --inputs` takes where there is no log."""

    rates_per_hour: Rates | None = None
    population: Annotated[int, Field(ge=1)] | None = None
    per_100_000_a_year: Annotated[float, Field(ge=0)] | None = None
    service_hours: HoursOfWork | None = None
    within_hours: Hours | None = None
    classes: tuple[Kind, ...] = ()

    @model_validator(mode="after")
    def _demand_once(self) -> Self:
        ways = [self.rates_per_hour is not None, self.population is not None, bool(self.classes)]
        if sum(ways) != 1:
            raise ValueError(
                "The demand is needed once: write rates_per_hour, or population with "
                "per_100_000_a_year, or [[classes]]."
            )
        if not self.classes and (self.service_hours is None or self.within_hours is None):
            raise ValueError("There are no service_hours, or no within_hours. Add a line for them.")
        if self.classes and (self.service_hours or self.within_hours):
            raise ValueError(
                "Write service_hours and within_hours in each of [[classes]], nowhere else."
            )
        if (self.population is None) != (self.per_100_000_a_year is None):
            raise ValueError("Write population and per_100_000_a_year together.")
        return self

    def kinds(self) -> list[WorkClass]:
        """What comes in, the most urgent first."""
        if self.classes:
            return [
                WorkClass(
                    each.name, each.rates_per_hour, each.service_hours.made(), each.within_hours,
                    each.in_pairs, each.spread_of_days,
                )
                for each in self.classes
            ]  # fmt: skip
        assert self.service_hours is not None
        assert self.within_hours is not None
        rates = self.rates_per_hour or (self._even_rate(),) * DAY
        return [WorkClass("all", rates, self.service_hours.made(), self.within_hours)]

    def areas(self) -> dict[str, list[WorkClass]]:
        """The classes of each service area that any of them names."""
        found: dict[str, list[WorkClass]] = {}
        for each, kind in zip(self.classes, self.kinds(), strict=False):
            if each.area:
                found.setdefault(each.area, []).append(kind)
        return found

    def _even_rate(self) -> float:
        assert self.population is not None
        assert self.per_100_000_a_year is not None
        return self.population / 100_000 * self.per_100_000_a_year / HOURS_OF_A_YEAR


class MeanAndSpread(Inputs):
    """Hours, by their mean and standard deviation."""

    mean: Annotated[float, Field(ge=0, le=1000)]
    sd: Annotated[float, Field(ge=0, le=1000)] = 0.0


class HoursBesideTheLog(Inputs):
    """`[hours]`: what no log of considerations records, of one consideration."""

    gathering: MeanAndSpread = MeanAndSpread(mean=0.0)
    writing: MeanAndSpread = MeanAndSpread(mean=0.0)
    miles_an_hour: Annotated[float, Field(gt=0, le=100)] = 25.0
    longest_wait_counted: Annotated[float, Field(gt=0, le=1000)] = 8.0
    beds_found_within: Annotated[float, Field(ge=0, le=1000)] | None = None


class Within(Inputs):
    """`[within_hours]`: hours in which work of each class should be begun."""

    urgent: Hours = 2.0
    planned: Hours = 24.0
    community_treatment_orders: Hours = 48.0
    guardianship: Hours = 72.0


class LogInputs(CoverTerms):
    """What `evenhand forecast cover --log FOLDER --inputs` takes: the demand is in the log."""

    hours: HoursBesideTheLog = HoursBesideTheLog()
    within_hours: Within = Within()
    in_pairs: Annotated[float, Field(ge=0, le=1)] = 0.0
