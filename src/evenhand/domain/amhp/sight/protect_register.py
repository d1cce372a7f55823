"""The register's health as readers outside may be told it: by few, coarse and rounded numbers.

A register changes by a person now and then, so two reports differ by few people. Readers are taken
not to know who joined or left between them; the report says so.
"""

from dataclasses import replace

from evenhand.domain.amhp.sight.hide import Name, Sums, told_of
from evenhand.domain.amhp.sight.register import OLDER, Quarter, Register, Share, with_paths
from evenhand.domain.disclosure.preset import Preset, is_small

YOUNGER, OLDER_TOGETHER, AGE_UNKNOWN = "younger", "older", "unknown"
_UNKNOWN_AGES = ("", "PREFER_NOT", "NOT_KNOWN", "?")
_QUARTERS_A_YEAR = 4


def register_told(register: Register, preset: Preset) -> Register:
    """What one service's own report tells of its register. Raises CannotProtect."""
    sums = register_sums(register)
    return register_as_told(register, sums, sums.hidden(preset), preset)


def register_sums(register: Register) -> Sums:
    """
    Approved people and trainees, by ethnic group, by whether they are 55, and whose approval ends
    in each of two years.
    """
    sums = Sums()
    approved, suspended = register.approved or 0, register.suspended or 0
    sums.show("people", approved + suspended, worth=20.0)
    sums.show("approved", approved, worth=4.0)
    sums.show("suspended", suspended)
    sums.part("people", "approved", "suspended")
    for share in register.workforce:
        sums.show(("ethnicity", share.slug), share.people or 0, worth=3.0)
    sums.part("people", *[("ethnicity", share.slug) for share in register.workforce])
    for age, count in _ages(register).items():
        sums.show(("age", age), count, worth=2.0)
    sums.part("people", *[("age", age) for age in (YOUNGER, OLDER_TOGETHER, AGE_UNKNOWN)])
    years = _years(register)
    for place, year in enumerate(years):
        sums.show(("ending", place), year.ending or 0, worth=2.0)
    sums.part("people", *[("ending", place) for place, _ in enumerate(years)], rest="later")
    sums.show("training_known", register.training_known or 0)
    sums.show("short", register.short_of_training or 0)
    sums.part("people", "training_known", rest="unknown")
    sums.part("training_known", "short", rest="enough")
    sums.show("trainees", register.trainees or 0, worth=4.0)
    return sums


def register_as_told(
    register: Register, sums: Sums, hidden: frozenset[Name], preset: Preset
) -> Register:
    """A register without what is hidden, and without anybody's pseudonym."""
    found, years = told_of(sums.counts, hidden, preset), _years(register)
    # The way to a target is worked out from the numbers that are told.
    shares = with_paths(
        replace(share, people=found["ethnicity", share.slug], path=())
        for share in register.workforce
    )
    return replace(
        register,
        approved=found["approved"],
        suspended=found["suspended"],
        trainees=found["trainees"],
        fte=None,
        fte_known=None,
        ages={age: found["age", age] for age in (YOUNGER, OLDER_TOGETHER, AGE_UNKNOWN)},
        professions={},
        short_of_training=found["short"],
        training_known=found["training_known"],
        quarters=tuple(
            replace(year, ending=found["ending", place], expected=None)
            for place, year in enumerate(years)
        ),
        workforce=_without_paths_beside_hidden(shares),
        endings=(),
    )


def _ages(register: Register) -> dict[str, int]:
    ages = {name: count or 0 for name, count in register.ages.items()}
    older = sum(ages.get(name, 0) for name in OLDER)
    unknown = sum(ages.get(name, 0) for name in _UNKNOWN_AGES)
    younger = sum(ages.values()) - older - unknown
    return {YOUNGER: younger, OLDER_TOGETHER: older, AGE_UNKNOWN: unknown}


def _years(register: Register) -> list[Quarter]:
    """Four quarters at a time: the number that ends in three months is always small."""
    made = []
    for first in range(0, len(register.quarters), _QUARTERS_A_YEAR):
        year = register.quarters[first : first + _QUARTERS_A_YEAR]
        ending = sum(each.ending or 0 for each in year)
        made.append(Quarter(first=year[0].first, last=year[-1].last, ending=ending, expected=None))
    return made


def _without_paths_beside_hidden(shares: tuple[Share, ...]) -> tuple[Share, ...]:
    """A target is a share of everybody: where some are hidden there is no whole to share."""
    if all(share.people is not None for share in shares):
        return shares
    return tuple(replace(share, path=()) for share in shares)


def too_few(register: Register, preset: Preset) -> bool:
    """Whether so few people are on the register that nothing of it can be told."""
    return is_small((register.approved or 0) + (register.suspended or 0), preset)
