"""What the pair's people are paid: by grade, with a place in it that stays theirs from year to year.

Each person's chance comes from their number and the seed, apart from all other chance, so that the
rest of the records is the same whatever is paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evenhand.data.synthetic.effects import Effects
from evenhand.data.synthetic.pair.people import Person

_RISE = 1.035  # pay rises from one year to the next
_WEEKS = 52.14
_PAID_BY_OTHERS = ("agency",)


@dataclass(frozen=True, kw_only=True)
class Payroll:
    """
    One body's payroll. `hourly` is pounds by grade in `last_year`; `hours` of a full-time week.

    `bonuses` are jobs in which some have one, by title.
    """

    seed: tuple[int, int]
    effects: Effects
    hourly: Mapping[str, float]
    hours: float
    last_year: int
    bonuses: tuple[str, ...] = ()

    def columns(self, person: Person, year: int, fte: float) -> dict[str, object]:
        """Pay of a person in one post; blank where others pay, or nobody does."""
        grade = self.hourly.get(person.rung)
        if grade is None or person.contract in _PAID_BY_OTHERS:
            names = ("hourly_pay", "salary", "weekly_hours", "bonus", "full_pay")
            return dict.fromkeys(names, "")
        other = self.effects.pay["other"]
        mine = np.random.default_rng([*self.seed, person.number])
        this_year = np.random.default_rng([*self.seed, person.number, year])
        rise = _RISE ** (year - self.last_year)
        hourly = grade * rise * self._times(person) * np.exp(other["spread"] * mine.normal())
        reduced = this_year.random() < other["reduced"]
        paid = hourly * (other["reduced_to"] if reduced else 1.0)
        hours = round(self.hours * fte, 2)
        return {
            "hourly_pay": f"{paid:.2f}",
            "salary": f"{paid * _WEEKS * hours:.2f}",
            "weekly_hours": f"{hours:g}",
            "bonus": self._bonus(person, this_year),
            "full_pay": "no" if reduced else "yes",
        }

    def _times(self, person: Person) -> float:
        named = self.effects.pay["times"]
        return self.effects.for_category(named, person.category, otherwise=1.0)

    def _bonus(self, person: Person, chance: np.random.Generator) -> str:
        other, shares = self.effects.pay["other"], self.effects.pay["bonus"]
        share = self.effects.for_category(shares, person.category, otherwise=0.0)
        if person.job.title not in self.bonuses or chance.random() >= share:
            return ""
        return f"{other['bonus'] * np.exp(other['bonus_spread'] * chance.normal()):.0f}"
