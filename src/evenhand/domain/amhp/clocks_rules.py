"""What the law says about one limit of time, dated: the version in force on the day is the one used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source

FIRST_YEAR, LAST_YEAR = 1983, 2199


class Counts(StrEnum):
    """How a limit is counted from what starts it. Hours are elapsed time, days are London's days."""

    HOURS = "hours"
    HOURS_BEFORE = "hours before"
    DAYS = "days beginning with the day"
    DAYS_ENDING = "days ending with the day"
    DAYS_BETWEEN = "days between two days"
    DAYS_AFTER = "days after the day"
    BUSINESS_DAYS = "business days after the day"
    MONTHS = "months beginning with the day"
    MONTHS_ENDING = "months ending with the day"
    NOTHING = "no time to count"

    @property
    def needs_time(self) -> bool:
        """Whether what starts it must be known to the minute."""
        return self in (Counts.HOURS, Counts.HOURS_BEFORE)


@dataclass(frozen=True, kw_only=True)
class Version:
    """
    One rule as it stood for a time.

    `amount` is in hours, days or months as `counts` says, `extension` the most hours that may be
    added. `then` are the periods in months that may follow by renewal. `valid_from` is missing
    where Parliament has passed it and no day is appointed yet: `pending` says so. `unconfirmed`
    names what was not read in the source.
    """

    counts: Counts
    words: str
    source: Source
    amount: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    then: tuple[int, ...] = ()
    extension: int = 0
    extension_words: str = ""
    pending: str = ""
    unconfirmed: str = ""

    def __post_init__(self) -> None:
        if (self.valid_from is None) != bool(self.pending):
            raise DefinitionIncomplete(
                f"{self.source.section}: a version has a day from which it is in force (valid_from) "
                "or says why it has none (pending), not both"
            )
        if (self.counts is Counts.NOTHING) != (
            self.amount == 0
        ) and self.counts is not Counts.HOURS:
            raise DefinitionIncomplete(
                f"{self.source.section}: the amount does not fit the counting"
            )

    def covers(self, day: date) -> bool:
        """Whether this was the law on a day."""
        return (
            self.valid_from is not None
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )


@dataclass(frozen=True, kw_only=True)
class Rule:
    """
    One limit, through its versions.

    `starts` says in words what starts it. Where a row of the rule `runs_from` stands beside it
    under the same id, and its own limit has not ended, the limit starts with that row. With
    `earliest`, several rows of one id count from the earliest. `one_of` are the rules to choose
    from, where this id alone does not say how to count.
    """

    id: str
    title: str
    starts: str
    versions: tuple[Version, ...] = ()
    runs_from: str = ""
    earliest: bool = False
    one_of: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if bool(self.versions) == bool(self.one_of):
            raise DefinitionIncomplete(f"Rule {self.id} has neither versions nor a choice, or both")
        dated = [each for each in self.versions if each.valid_from is not None]
        for earlier, later in zip(dated, dated[1:], strict=False):
            if earlier.valid_to is None or later.valid_from != earlier.valid_to + timedelta(days=1):
                raise DefinitionIncomplete(
                    f"Rule {self.id}: each version ends the day before the next is in force"
                )

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or nothing."""
        return next((each for each in self.versions if each.covers(day)), None)

    def to_come(self, day: date) -> tuple[Version, ...]:
        """Versions that are not in force on a day and may be later: with or without a date."""
        return tuple(
            each for each in self.versions if each.valid_from is None or each.valid_from > day
        )


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """Every rule, and how far they were checked: without a second person's check it is a draft."""

    rules: tuple[Rule, ...]
    status: str
    why_draft: str

    def __post_init__(self) -> None:
        ids = [plain_id(rule.id) for rule in self.rules]
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise DefinitionIncomplete(f"Rule {', '.join(sorted(twice))} is there twice")
        if lost := {
            name for rule in self.rules for name in (*rule.one_of, rule.runs_from) if name
        } - set(ids):
            raise DefinitionIncomplete(
                f"A rule names {', '.join(sorted(lost))}, which is not there"
            )

    def rule(self, name: str) -> Rule | None:
        """The rule with this id, whatever its capitals, spaces, brackets and points."""
        return self._by_id.get(plain_id(name))

    @cached_property
    def _by_id(self) -> Mapping[str, Rule]:
        return {plain_id(rule.id): rule for rule in self.rules}


def plain_id(text: str) -> str:
    """An id of a rule without what people write differently.

    >>> plain_id("s.5(2)"), plain_id("S52"), plain_id(" s136 ")
    ('S52', 'S52', 'S136')
    """
    return "".join(c for c in text.upper() if c.isalnum())
