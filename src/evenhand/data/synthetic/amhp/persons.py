"""Who is considered: people who do not exist, some of them more than once, and what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from evenhand.data.definitions.load import ethnicity
from evenhand.data.synthetic.amhp.chance import Codes, Marks, Rng, codes, happens
from evenhand.data.synthetic.amhp.kinds import Kinds
from evenhand.data.synthetic.amhp.shares import Weights, shares
from evenhand.data.synthetic.demo import demo_effects

NOT_STATED, NOT_KNOWN = "Z", "99"
# What a form asks of everybody, and what only an assessment tells.
_OF_PERSON = ("age_band", "gender", "disability", "deaf", "communication", "sexual_orientation")
_OF_ASSESSMENT = ("out_of_area", "advocacy", "advocacy_cultural")
_ENGLISH_SPEAKING = ("A", "B", "D", "E", "F", "G")


@dataclass(frozen=True, kw_only=True)
class Persons:
    """By consideration: the number of the person, and codes by the field's name ("" is not asked)."""

    number: NDArray[np.int64]
    known: dict[str, Codes]


@cache
def population() -> Mapping[str, float]:
    """The local population's share of each NHS category: that of the made-up council's own records."""
    found: dict[str, float] = {}
    for category, share in demo_effects().mix.items():
        code = _nhs_code(category)
        found[code] = found.get(code, 0.0) + share
    return found


def considered() -> Weights:
    """The share of each NHS category among those considered: population times the rate's ratio."""
    effects = demo_effects()
    found: dict[str, float] = {}
    for category, share in effects.mix.items():
        times = effects.for_category(shares()["times"], category, otherwise=1.0)
        found[_nhs_code(category)] = found.get(_nhs_code(category), 0.0) + share * times
    return found


def draw_persons(rng: Rng, kinds: Kinds) -> Persons:
    """Somebody for each consideration, and what was asked and answered."""
    told, number = shares()["person"], len(kinds.request)
    people = max(1, round(number * float(told["chance"]["first_time"])))
    # How often somebody comes again differs from person to person.
    again = rng.gamma(1.0, 1.0, people)
    who = rng.choice(people, size=number, p=again / again.sum()).astype(np.int64)
    of_person = {name: codes(rng, told[name], people) for name in _OF_PERSON}
    of_person["ethnicity"] = codes(rng, considered(), people)
    of_person["language"] = _languages(rng, of_person["ethnicity"])
    known = {name: values[who] for name, values in of_person.items()}
    known |= {name: codes(rng, told[name], number) for name in _OF_ASSESSMENT}
    other = ~np.isin(known["language"], ("ENGLISH", "NOT_KNOWN"))
    known["interpreter"] = np.where(other, codes(rng, told["interpreter"], number), "NOT_NEEDED")
    return Persons(number=who + 1, known=_as_recorded(rng, known, kinds.further))


def _as_recorded(rng: Rng, known: dict[str, Codes], further: Marks) -> dict[str, Codes]:
    """Without what was not asked, and with what was asked in vain."""
    told, number = shares()["person"]["chance"], len(further)
    drawn = rng.random(number)
    unknown = np.where(drawn < told["not_stated"], NOT_STATED, known["ethnicity"])
    stated = drawn < told["not_stated"] + told["not_known"]
    unknown = np.where(stated & (drawn >= told["not_stated"]), NOT_KNOWN, unknown)
    known = known | {"ethnicity": unknown}
    chance = np.where(further, told["not_asked"], told["not_asked_at_triage"])
    found = {}
    for name, values in known.items():
        kept = rng.random(number) >= chance
        if name in _OF_ASSESSMENT:
            kept &= further
        found[name] = np.where(kept, values, "")
    return found


def _languages(rng: Rng, ethnicity_codes: Codes) -> Codes:
    told, number = shares()["person"], len(ethnicity_codes)
    may = ~np.isin(ethnicity_codes, _ENGLISH_SPEAKING)
    other = may & happens(rng, float(told["language"]["other"]), number)
    return np.where(other, codes(rng, told["languages"], number), "ENGLISH")


def _nhs_code(category: str) -> str:
    """The NHS code under which the list of 2001 counts a category."""
    known = ethnicity()
    counted_as = known.grouping("nhs-16").group_of[category]
    return next(each.nhs for each in known.categories if each.slug == counted_as)
