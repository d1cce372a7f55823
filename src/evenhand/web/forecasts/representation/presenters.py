"""A forecast of representation as its page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from evenhand.domain.forecast.representation_levers import AFTER_YEARS
from evenhand.domain.forecast.representation_parity import SOON, Against
from evenhand.domain.forecast.representation_policies import ALL_TOGETHER, AS_NOW
from evenhand.domain.results.written import percent
from evenhand.reporting.charts.fan import Ahead, Fan, fans
from evenhand.web.core import drawing
from evenhand.web.forecasts.representation import words

# Years of the fan that the table beside it shows; the last one asked about stands there as well.
SHOWN = (0, 1, 2, 3, 5, 10, 15, 20, 25)
MOST_LEVERS = 3


@dataclass(frozen=True)
class Answer:
    """What the worker made, ready for the page."""

    told: Mapping[str, Any]

    @property
    def years(self) -> int:
        """How far it looks ahead."""
        return int(self.told["asked"]["years"])

    @property
    def typed(self) -> bool:
        """Whether it is of typed figures."""
        return bool(self.told["figures"] == "typed")

    @property
    def days(self) -> list[date]:
        """The days on which people were counted; none where the figures were typed."""
        return sorted(
            date.fromisoformat(day)
            for year in self.told.get("years", ())
            for day in year["snapshots"]
        )

    @property
    def numbers(self) -> set[int]:
        """The years that it is of; none where the figures were typed."""
        return {int(year["number"]) for year in self.told.get("years", ())}

    @property
    def against(self) -> str:
        """What a grade is compared with, as it follows "of"."""
        community = self.told["asked"]["against"] == Against.COMMUNITY
        return _("those who live here") if community else _("the workforce")

    @property
    def policies(self) -> list[tuple[Promise, Promise | str, bool]]:
        """Each policy, what it changes, and whether these records can speak to it."""
        unknown = self.told["policies_left_out"]
        return [
            (name, means, slug not in unknown)
            for slug, (name, means) in words.POLICIES.items()
            if means
        ]

    @property
    def stock(self) -> list[tuple[str, list[int], str]]:
        """Each grade, highest first: its people by group, and the share of the ethnic minority."""
        told, place = self.told, self._place
        rows = zip(*told["stock"], strict=True)
        return [
            (words.begun(grade), [int(each) for each in row], percent(told["shares"][place][at]))
            for at, (grade, row) in enumerate(zip(told["grades"], rows, strict=True))
        ][::-1]

    @property
    def groups(self) -> list[Promise]:
        """The groups in the order of the stock."""
        return [words.GROUPS[each] for each in self.told["groups"]]

    @property
    def workforce(self) -> str:
        """The share of the ethnic minority in the workforce."""
        return percent(self.told["workforce"][self._place])

    @property
    def community(self) -> str:
        """The same among those who live here; "" where that is not known."""
        known = self.told["community"]
        return percent(known[self._place]) if known else ""

    @cached_property
    def grades(self) -> list["Grade"]:
        """The senior grades, highest first."""
        return [
            Grade(self.told, each, self.against, key=f"grade-{at}")
            for at, each in enumerate(reversed(self.told["standings"]))
        ]

    @property
    def cannot_tell(self) -> str:
        """What it means that the records cannot tell; "" where they can of every grade."""
        if not any(each["cannot_tell"] for each in self.told["parity"]):
            return ""
        return _(
            "Where the records cannot tell, what they allow holds both “within %(soon)s years” and “not "
            "within %(years)s years”. More years of records, or several bodies together, can tell."
        ) % {"soon": SOON, "years": self.years}

    @property
    def _place(self) -> int:
        """The ethnic minority's place among the groups: there are two."""
        return 1 - int(self.told["groups"].index(self.told["comparator"]))


@dataclass(frozen=True)
class Grade:
    """One senior grade, from `standing`."""

    told: Mapping[str, Any]
    standing: Mapping[str, Any]
    against: str
    key: str

    after_years = AFTER_YEARS

    @property
    def name(self) -> str:
        return words.begun(self.standing["grade"])

    @property
    def share(self) -> str:
        return percent(self.standing["share"])

    @property
    def target(self) -> str:
        return percent(self.standing["target"])

    @property
    def people(self) -> int:
        return int(self.standing["people"])

    @property
    def of_people(self) -> int:
        """Everybody at the grade."""
        return int(self._own("one_vacancy")[0]["posts"])

    @property
    def ends(self) -> tuple[str, str]:
        """Where the share ends in the very long run, and what it is compared with then."""
        return percent(self.standing["in_the_end"]), percent(self.standing["target_in_the_end"])

    @property
    def as_now(self) -> str:
        return words.as_now(self._own("parity")[0], self._years)

    @property
    def parities(self) -> Iterator[tuple[Promise, str, str, str, bool]]:
        """Each policy: its words, years, where 90 in 100 histories lie, never, cannot tell."""
        for each in self._own("parity"):
            yield (
                words.POLICIES[each["policy"]][0],
                words.years_of(each, self._years),
                words.span_of(each, self._years),
                percent(each["never"], 0),
                bool(each["cannot_tell"]),
            )

    @property
    def vacancy(self) -> str:
        return words.one_appointment(self._own("one_vacancy")[0], self.told["asked"]["within"])

    @property
    def levers(self) -> list[tuple[str, Promise, Promise, str, str, str]]:
        """What moves the share most: grade, rate, group, the rate now, by a tenth, by what is not known."""
        return [
            (
                words.begun(each["at_grade"]),
                words.KINDS[each["rate"]],
                words.GROUPS[each["of_group"]],
                percent(each["is"]),
                f"{100 * each['if_a_tenth_higher']:+.2f}",
                f"{100 * abs(each['if_one_deviation_higher']):.1f}",
            )
            for each in self._own("sensitivity")[:MOST_LEVERS]
        ]

    @property
    def overfull(self) -> bool:
        """Whether more people move here than leave."""
        return self.standing["grade"] in self.told["more_move_there_than_leave"]

    @property
    def table(self) -> list[tuple[int, list[tuple[str, str, str, str]]]]:
        """By year: for now and for all policies, the middle, low, high and what it is compared with."""
        wanted = {*SHOWN, self._years}
        both = [self._points(AS_NOW), self._points(ALL_TOGETHER)]
        return [
            (
                self._first_year + of_year[0]["year"],
                [
                    (
                        percent(each["median"]),
                        percent(each["low"]),
                        percent(each["high"]),
                        percent(each["target"]),
                    )
                    for each in of_year
                ],
            )
            for of_year in zip(*both, strict=True)
            if of_year[0]["year"] in wanted
        ]

    @property
    def chart(self) -> str:
        """The same as a picture, to stand inside .eh-report."""
        now, last = self._points(AS_NOW)[0], self._points(AS_NOW)[-1]
        return drawing.chart(
            fans(
                [
                    Fan(title=str(_("As now")), years=self._ahead(AS_NOW)),
                    Fan(title=str(_("All policies together")), years=self._ahead(ALL_TOGETHER)),
                ],
                key=self.key,
                title=_("%(grade)s: share of ethnic minority people in the years to come")
                % {"grade": self.name},
                subtitle=_(
                    "Shaded: where 90 in 100 histories lie. Line: their middle. Dashed: their share of "
                    "%(against)s."
                )
                % {"against": self.against},
                description=_(
                    "As now from %(now)s to %(median)s in %(year)s, between %(low)s and %(high)s in 90 in "
                    "100 histories."
                )
                % {
                    "now": percent(now["median"]),
                    "median": percent(last["median"]),
                    "year": self._first_year + self._years,
                    "low": percent(last["low"]),
                    "high": percent(last["high"]),
                },
            ),
            level=3,
        )

    @property
    def _years(self) -> int:
        return int(self.told["asked"]["years"])

    @property
    def _first_year(self) -> int:
        return int(self.told["first_year"])

    def _own(self, name: str) -> Sequence[Mapping[str, Any]]:
        """What was told of this grade."""
        return [
            each
            for each in self.told[name]
            if (each["group"], each["grade"]) == (self.standing["group"], self.standing["grade"])
        ]

    def _points(self, policy: str) -> list[Mapping[str, Any]]:
        return [each for each in self._own("path") if each["policy"] == policy]

    def _ahead(self, policy: str) -> list[Ahead]:
        return [
            Ahead(
                year=self._first_year + each["year"],
                low=100 * each["low"],
                median=100 * each["median"],
                high=100 * each["high"],
                target=100 * each["target"],
            )
            for each in self._points(policy)
        ]
