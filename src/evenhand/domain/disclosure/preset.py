"""Presets of disclosure control: which counts are small, and what is printed in their place."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source, Status
from evenhand.domain.results import written


class Covers(StrEnum):
    """Which counts a preset's threshold is for."""

    EVERY_COUNT = "every count"
    WHOLES = "wholes"  # of a survey, the people who answered, and not what they answered


class Absence(StrEnum):
    """Why a number is not printed. Four things, and a nought is a fifth: it is a number."""

    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    NOT_CALCULABLE = "not calculable"
    NOT_KNOWN = "not known"


IN_WORDS = {
    Absence.SUPPRESSED: "Hidden to protect people: there is a number, and it is not shown.",
    Absence.NOT_APPLICABLE: "Not applicable: there is nothing here to count.",
    Absence.NOT_CALCULABLE: "Not calculable: the counts are shown, and no figure follows from them.",
    Absence.NOT_KNOWN: "Not known: nobody recorded it, or the publisher gave none.",
}
ZERO_IN_WORDS = "0: counted, and nobody was found."
# What a figure can rest on. No measure counts interventions or bed days yet.
UNITS = ("people", "answers", "interventions", "bed days")
# No rule in use comes near these: more would hide everything that there is.
LARGEST_THRESHOLD, MOST_DECIMALS = 1_000, 2
# Of a preset's fields, those that decide what is printed; the others are about it.
_RULES = (
    "threshold",
    "hides_zero",
    "rounding_base",
    "covers",
    "percent_decimals",
    "complements",
    "whole_is_sensitive",
    "fewest",
    "dominance_percent",
)


@dataclass(frozen=True, kw_only=True)
class Preset:
    """
    One dated rule set.

    Counts from 1 to `threshold` - 1 are small, and 0 where `hides_zero`. What is shown is rounded
    to `rounding_base` (1: not rounded), totals on their own, so rounded rows need not add up.
    `percent_decimals` is how finely a percentage of rounded counts is printed (None: as elsewhere).
    `complements`: those of a group who did not have an outcome are counted as well, and few of them
    are a small count. `whole_is_sensitive`: that everybody in a group had an outcome is hidden too.
    `fewest` is the smallest number of something (UNITS) that a figure may rest on.
    `dominance_percent` is the p of the p%-rule for sums of pay: whoever has the second highest pay
    in a group may not be able to work the highest out to within p% of it (0: no such rule).
    `shown_as` is what the source prints for a hidden count; here it is always said in words.
    DefinitionIncomplete, a sentence, where the rules are none or protect nobody.
    """

    slug: str
    title: str
    status: Status
    valid_from: date
    used_by: str
    sources: tuple[Source, ...]
    threshold: int
    hides_zero: bool
    rounding_base: int = 1
    shown_as: str = "*"
    covers: Covers = Covers.EVERY_COUNT
    percent_decimals: int | None = None
    complements: bool = False
    whole_is_sensitive: bool = False
    fewest: Mapping[str, int] = field(default_factory=dict)
    dominance_percent: int = 0
    why_draft: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    valid_to: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for wrong in (self._wrong_numbers(), self._wrong_together(), self._wrong_standing()):
            if wrong:
                raise DefinitionIncomplete(f"Preset {self.slug}: {wrong}")

    @property
    def rounds(self) -> bool:
        """Whether what is shown is rounded."""
        return self.rounding_base > 1

    @property
    def fingerprint(self) -> str:
        """
        SHA-256, in hex, of the rules: of all that decides what is printed, and of nothing else.

        A note, a source or a checker may be added without changing it, a threshold may not. What a
        preset does not use is left out, so that a key that is invented later changes nothing.
        """
        rules = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name in _RULES and getattr(self, each.name) != each.default
        }
        rules["fewest"] = dict(self.fewest)
        text = json.dumps(rules, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def in_force(self, day: date) -> bool:
        """Whether these were the rules on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def _wrong_numbers(self) -> str:
        if not 2 <= self.threshold <= LARGEST_THRESHOLD:
            return (
                f"threshold is {self.threshold}. Counts below it are hidden: 1 would hide nobody, "
                f"and more than {LARGEST_THRESHOLD:,} everybody. Give a whole number from 2 to "
                f"{LARGEST_THRESHOLD:,}."
            )
        if self.rounding_base < 1:
            return f"rounding_base is {self.rounding_base}. Give 1 (not rounded) or more."
        if not rounded(self.threshold, self.rounding_base):
            return (
                f"rounding_base is {self.rounding_base}, so that {self.threshold} people would be "
                "printed as 0, and 0 is to mean nobody. Give a rounding_base of "
                f"{2 * self.threshold} or less, or a larger threshold."
            )
        if self.percent_decimals is not None and not 0 <= self.percent_decimals <= MOST_DECIMALS:
            return (
                f"percent_decimals is {self.percent_decimals}. Give 0, 1 or {MOST_DECIMALS}, or "
                "leave it out."
            )
        if strange := [unit for unit in self.fewest if unit not in UNITS]:
            return f"fewest has {', '.join(strange)}. A figure rests on {', '.join(UNITS)}."
        if low := [unit for unit, number in self.fewest.items() if number < 1]:
            return f"fewest has {low[0]} = {self.fewest[low[0]]}. Give 1 or more."
        return ""

    def _wrong_together(self) -> str:
        wholes = self.covers is Covers.WHOLES
        if wholes and self.rounds:
            return (
                'covers is "wholes", which shows answers as they are, and rounding_base is '
                f"{self.rounding_base}. Rounding needs to know every count that it leaves out: "
                "take one of the two away."
            )
        if wholes and self.complements:
            return (
                'covers is "wholes", which shows how many answered what, and complements would '
                "hide how many did not. Take one of the two away."
            )
        if self.percent_decimals is not None and not self.rounds:
            return (
                "percent_decimals is for rounded counts: beside exact ones a coarse percentage "
                "hides nothing. Give a rounding_base of 2 or more, or take percent_decimals away."
            )
        if not 0 <= self.dominance_percent <= 100:
            return f"dominance_percent is {self.dominance_percent}. Give 1 to 100, or 0 for none."
        if self.valid_to is not None and self.valid_to < self.valid_from:
            return f"valid_to ({self.valid_to}) is before valid_from ({self.valid_from})."
        return ""

    def _wrong_standing(self) -> str:
        if self.status is Status.DRAFT and not self.why_draft:
            return "it is a draft and does not say why (why_draft)."
        if self.status is Status.PUBLISHED and not (self.checked_by and self.checked_on):
            return "it is published and names no checker (checked_by, checked_on)."
        return "" if self.sources else "it names no source (sources)."


def is_small(n: int, preset: Preset, *, whole: bool = True) -> bool:
    """Whether a count must not be told. `whole`: it is no mere answer to a survey."""
    if preset.covers is Covers.WHOLES and not whole:
        return False
    return 0 < n < preset.threshold or (n == 0 and preset.hides_zero)


def rounded(n: int, base: int) -> int:
    """
    To the nearest multiple; a tie, which odd bases never have, goes up.

    >>> [rounded(n, 5) for n in (8, 16, 57, 0)], rounded(7, 1), rounded(5, 10)
    ([10, 15, 55, 0], 7, 10)
    """
    return base * ((2 * n + base) // (2 * base))


def whole_percent(numerator: int, denominator: int, decimals: int = 0) -> float:
    """A percentage rounded half up: whole-number percentages can tie, so one rule is stated.

    >>> whole_percent(1, 8), whole_percent(1, 40), whole_percent(1, 3, 1)
    (13.0, 3.0, 33.3)
    """
    scale = int(10**decimals)
    return (2 * 100 * scale * numerator + denominator) // (2 * denominator) / scale


def as_printed(n: int | Absence, preset: Preset) -> str:
    """What a count is printed as."""
    if isinstance(n, Absence):
        return preset.shown_as if n is Absence.SUPPRESSED else str(n)
    if is_small(n, preset):
        return preset.shown_as
    return written.count(rounded(n, preset.rounding_base))


def could_be(printed: int, preset: Preset) -> tuple[int, int]:
    """
    The smallest and largest count that are printed as this number: all that it tells.

    Raises ValueError for a number that the preset never prints.
    """
    base = preset.rounding_base
    # An answer to a survey may be small where the preset covers wholes alone.
    possible = [
        n
        for n in range(max(printed - base // 2, 0), printed + (base - 1) // 2 + 1)
        if not is_small(n, preset, whole=False)
    ]
    if printed % base or not possible:
        raise ValueError(f"{printed} is never printed under the rules of {preset.title}")
    return possible[0], possible[-1]


def rule_in_words(preset: Preset) -> str:
    """What a reader is told of what was done to the numbers."""
    which = _from_to(0 if preset.hides_zero else 1, preset.threshold - 1)
    if preset.covers is Covers.WHOLES:
        which += " (in a survey, of the people who answered)"
    said = f"Counts {which} are hidden, with as many others as it takes to protect them"
    if preset.rounds:
        said += (
            f"; every other count is rounded to the nearest {preset.rounding_base}, totals on "
            "their own, so rows need not add up, and figures are worked out from rounded counts"
        )
    more = []
    if preset.complements:
        left = _from_to(0 if preset.whole_is_sensitive else 1, preset.threshold - 1)
        more.append(f"The same is done where {left} people of a group did not have an outcome.")
    elif preset.whole_is_sensitive:
        more.append("The same is done where everybody in a group had an outcome.")
    if beyond := [
        f"{number:,} {unit}"
        for unit, number in preset.fewest.items()
        if number > preset.threshold or unit not in ("people", "answers")
    ]:
        more.append(f"Figures that rest on fewer than {' or '.join(beyond)} are hidden.")
    if preset.dominance_percent:
        more.append(
            "Of pay, a mean is hidden as well from which one high earner's pay could be worked out "
            f"to within {preset.dominance_percent}%."
        )
    if not preset.hides_zero:
        more.append("0 means that nobody was counted.")
    return " ".join((f"{said}.", *more))


def _from_to(first: int, last: int) -> str:
    return f"of {first}" if first == last else f"from {first} to {last}"


def protection_in_words(preset: Preset) -> str:
    """The same with the name of the rules, and whether they are a draft."""
    draft = " (draft rules)" if preset.status is Status.DRAFT else ""
    return f"{preset.title}{draft}. {rule_in_words(preset)}"
