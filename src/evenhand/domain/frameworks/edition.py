"""Editions: one dated version of a standard, kept as data, and the indicators it is made of.

Code knows kinds of indicator, never "indicator 3". What a kind counts, over whom and which way
round it is read all come from the edition's file in `definitions/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How an indicator is worked out."""

    REPRESENTATION = "representation"
    DISPARITY_RATIO = "race-disparity-ratio"
    RELATIVE_LIKELIHOOD = "relative-likelihood"
    SURVEY_SHARE = "survey-share"
    BOARD_DIFFERENCE = "board-difference"


class Direction(StrEnum):
    """Which side of a ratio is on top. The group is always the one being asked about."""

    GROUP_OVER_COMPARATOR = "group-over-comparator"
    COMPARATOR_OVER_GROUP = "comparator-over-group"
    GROUP_MINUS_COMPARATOR = "group-minus-comparator"


class Better(StrEnum):
    """What a fair result looks like: for a share, which way is good for the people asked."""

    EQUAL = "equal"
    LOWER = "lower"
    HIGHER = "higher"


class Status(StrEnum):
    """An edition without a source and a checker other than its author is a draft, and says so."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class DefinitionIncomplete(ValueError):
    """A definition lacks what its status or kind demands. The message names file and field."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a definition was read. `section` says where in it."""

    title: str
    address: str
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """
    One line of an indicator that has several: the count on each side of its comparison.

    `within` names the count of those on the first side who are on the second as well (a board's
    executives are staff), so that the part can be tested against the rest. `people` is what the
    first side is called in a sentence.
    """

    name: str
    numerator: str
    denominator: str
    within: str = ""
    people: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """
    One measure of a standard.

    `numerator` and `denominator` are names of counts (docs/reference/counts.md). For
    representation they are the people in a grade and the whole; for a board difference the part
    and the whole. `outcome` and `outcome_noun` are the words of its sentences.
    """

    id: str
    title: str
    question: str
    kind: Kind
    direction: Direction
    better: Better
    numerator: str
    denominator: str
    people: str = "staff"
    outcome: str = ""
    outcome_noun: str = ""
    cells: tuple[Cell, ...] = ()
    either_of: tuple[str, ...] = ()
    unconfirmed: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One dated version of one standard."""

    standard: str
    edition: str
    title: str
    status: Status
    valid_from: date
    body_kinds: tuple[str, ...]
    ladder: str
    minority_label: str
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    valid_to: date | None = None
    why_draft: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    # "all": people of unknown ethnicity are in the whole (WRES). "known": they are not (DfE).
    whole: str = "all"
    points_band: float = 5.0
    grade_word: str = "grade"
    # How a grade is named in a sentence: "in the role of Senior manager".
    grade_phrase: str = ""
    note: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        where = f"{self.standard} {self.edition}"
        if self.status is Status.PUBLISHED and not (self.checked_by and self.checked_on):
            raise DefinitionIncomplete(f"{where} is published but nobody is named as its checker")
        if self.status is Status.DRAFT and not self.why_draft:
            raise DefinitionIncomplete(f"{where} is a draft and does not say why (why_draft)")
        if not self.sources:
            raise DefinitionIncomplete(f"{where} names no source")
        ids = [indicator.id for indicator in self.indicators]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise DefinitionIncomplete(f"{where} has indicator {', '.join(sorted(twice))} twice")

    def indicator(self, name: str) -> Indicator:
        """The indicator with this id; KeyError where the edition has none."""
        for indicator in self.indicators:
            if indicator.id == name:
                return indicator
        raise KeyError(name)

    def covers(self, day: date) -> bool:
        """Whether this edition was the one in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
