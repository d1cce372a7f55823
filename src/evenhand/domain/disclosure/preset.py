"""Presets of disclosure control: which counts are small, and what is printed in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source, Status
from evenhand.domain.results import written


class Covers(StrEnum):
    """Which counts a preset's threshold is for."""

    EVERY_COUNT = "every count"
    WHOLES = "wholes"  # only the people that a share is of, as in a survey's answers


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


@dataclass(frozen=True, kw_only=True)
class Preset:
    """
    One dated rule set.

    Counts from 1 to `threshold` - 1 are small, and 0 where `hides_zero`. What is shown is rounded
    to `rounding_base` (1: not rounded), totals on their own, so rounded rows need not add up.
    `percent_decimals` is how finely a percentage is printed (None: as elsewhere).
    `fewest` is the smallest number of something (people, interventions, bed days) that a rate may
    rest on. `whole_is_sensitive`: that everybody in a group had an outcome is hidden too.
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
    whole_is_sensitive: bool = False
    fewest: Mapping[str, int] = field(default_factory=dict)
    why_draft: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    valid_to: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.rounding_base < 1:
            raise DefinitionIncomplete(
                f"Preset {self.slug}: threshold and rounding_base are whole numbers from 1."
            )
        if self.status is Status.DRAFT and not self.why_draft:
            raise DefinitionIncomplete(f"Preset {self.slug} is a draft and does not say why.")
        if self.status is Status.PUBLISHED and not (self.checked_by and self.checked_on):
            raise DefinitionIncomplete(f"Preset {self.slug} is published and names no checker.")
        if not self.sources:
            raise DefinitionIncomplete(f"Preset {self.slug} names no source.")

    @property
    def rounds(self) -> bool:
        """Whether what is shown is rounded."""
        return self.rounding_base > 1


def is_small(n: int, preset: Preset, *, whole: bool = True) -> bool:
    """Whether a count must not be told. `whole`: it is the people that a share is of."""
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
    low, high = printed - base // 2, printed + (base - 1) // 2
    possible = [n for n in range(max(low, 0), high + 1) if not is_small(n, preset)]
    if printed % base or not possible:
        raise ValueError(f"{printed} is never printed under the rules of {preset.title}")
    return possible[0], possible[-1]


def rule_in_words(preset: Preset) -> str:
    """The sentence that tells a reader what was done to the numbers."""
    small = f"{'from 0' if preset.hides_zero else 'from 1'} to {preset.threshold - 1}"
    which = "Counts" if preset.covers is Covers.EVERY_COUNT else "Numbers of people asked or paid"
    said = f"{which} {small} are hidden, with as many others as it takes to protect them"
    if preset.rounds:
        said += (
            f"; every other count is rounded to the nearest {preset.rounding_base}, totals on "
            "their own, so rows need not add up, and figures are worked out from rounded counts"
        )
    return f"{said}."
