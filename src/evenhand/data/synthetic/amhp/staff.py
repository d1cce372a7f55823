"""Who is on a made-up register, and what is known of them beside their entries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from evenhand.data.synthetic.amhp.chance import Rng
from evenhand.data.synthetic.amhp.persons import population
from evenhand.data.synthetic.amhp.shares import Weights, shares

_WHITE = ("A", "B", "C")
_FTE = {"SOLE": (0.8, 1.0), "COMBINED": (0.2, 0.4), "NOT_REGULAR": (0.05, 0.1)}
_SEXUALITY = {"HETEROSEXUAL": 0.7, "GAY": 0.05, "BISEXUAL": 0.03, "PREFER_NOT": 0.12, "": 0.1}
_NOT_TOLD = 0.04


@dataclass(frozen=True)
class Draws:
    """A stream of chance, one draw at a time."""

    rng: Rng

    def one_of(self, weights: Weights) -> str:
        """One of the keys, as often as its weight says."""
        ends = np.cumsum(list(weights.values()))
        place = int(np.searchsorted(ends, self.rng.random() * ends[-1], side="right"))
        return list(weights)[min(place, len(weights) - 1)]

    def happens(self, chance: float) -> bool:
        """True as often as `chance` says."""
        return bool(self.rng.random() < chance)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.rng.integers(low, high + 1))

    def day(self, first: date, last: date) -> date:
        """A day from one to another, both included; the first where they are the wrong way round."""
        return first + timedelta(days=self.whole(0, max(0, (last - first).days)))


def professional(draws: Draws, number: int, today: date) -> dict[str, Any]:
    """Somebody, with every field that the register has about a person. They have no name."""
    told = shares()["workforce"]
    role = draws.one_of(told["role"])
    low, high = _FTE[role]
    chance = told["chance"]
    languages = shares()["person"]["languages"]
    return {
        "number": number,
        "name": f"AMHP {number} (made up)",
        "registration": f"MADE-UP-{number:05}",
        "profession": draws.one_of(told["profession"]),
        "registration_expires": today + timedelta(days=draws.whole(25, 420)),
        "employer": draws.one_of(told["employer"]),
        "role": role,
        "service_area": draws.one_of(told["service_area"]),
        "fte": round(low + (high - low) * float(draws.rng.random()), 2),
        "age_band": _or_not(draws, draws.one_of(told["age"])),
        "sex": draws.one_of(told["sex"]),
        "ethnicity": _or_not(draws, _ethnicity(draws), "Z"),
        "disability": _or_not(draws, "YES" if draws.happens(chance["disability"]) else "NO"),
        "sexual_orientation": draws.one_of(_SEXUALITY),
        "languages": draws.one_of(languages) if draws.happens(chance["speaks_another"]) else "",
        "skills": ",".join(
            skill for skill, share in told["skills"].items() if draws.happens(share)
        ),
    }


def _or_not(draws: Draws, code: str, not_told: str = "PREFER_NOT") -> str:
    return not_told if draws.happens(_NOT_TOLD) else code


def _ethnicity(draws: Draws) -> str:
    minority = draws.happens(float(shares()["workforce"]["chance"]["minority"]))
    known = population()
    return draws.one_of({code: s for code, s in known.items() if (code not in _WHITE) == minority})
