"""The rules of one pay gap report: who counts, what is compared, and what must stand beside it.

Each set of rules is a file in `definitions/pay`, dated and with its sources, as an edition is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source, Status

SEX, ETHNICITY = "sex", "ethnicity"
# References that are not the name of one group.
WHITE, LARGEST, EACH_OTHER, EVERYONE_ELSE = "white", "largest", "each-other", "everyone-else"


class Calculation(StrEnum):
    """What can be worked out; a set of rules names those it asks for."""

    MEAN_GAP = "mean-gap"
    MEDIAN_GAP = "median-gap"
    QUARTERS = "quarters"
    BONUS_MEAN_GAP = "bonus-mean-gap"
    BONUS_MEDIAN_GAP = "bonus-median-gap"
    BONUS_SHARE = "bonus-share"
    WORKFORCE = "workforce"
    DECLARATION = "declaration"


class Force(StrEnum):
    """Whether anybody has to report by these rules."""

    LAW = "law"
    VOLUNTARY = "voluntary"
    PROPOSAL = "proposal"
    DECIDED = "decided, not in force"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """
    Which groups of a grouping are compared with which reference.

    `reference` is a group, `white` (all White groups together), `largest`, `each-other` or
    `everyone-else`. `combined` puts everybody outside the reference into one group.
    """

    grouping: str
    reference: str
    combined: bool = False
    headline: bool = False
    needed: str = ""


@dataclass(frozen=True, kw_only=True)
class PayRules:
    """
    One dated set of rules.

    `fewest` is the fewest people in a group whose figures may be published, `fewest_internal`
    the same inside the body, and `fewest_allowed` the lowest that a body may choose for itself
    there. `snapshot_public` and `snapshot_other` are month and day. `beside` says what the rules
    want beside the figures, in words. `outside` are contracts that are not relevant employees.
    """

    rules: str
    title: str
    characteristic: str
    status: Status
    valid_from: date
    force: Force
    force_words: str
    calculations: tuple[Calculation, ...]
    comparisons: tuple[Comparison, ...]
    fewest: int
    fewest_internal: int
    fewest_allowed: int
    outside: tuple[str, ...]
    sources: tuple[Source, ...]
    employees_from: int = 0
    who: str = ""
    why_draft: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    valid_to: date | None = None
    snapshot_public: str = "03-31"
    snapshot_other: str = "04-05"
    points_band: float = 5.0
    breakdowns: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unconfirmed: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        where = f"pay rules {self.rules}"
        if self.characteristic not in (SEX, ETHNICITY):
            raise DefinitionIncomplete(f"{where}: characteristic is neither {SEX} nor {ETHNICITY}")
        if self.status is Status.PUBLISHED and not (self.checked_by and self.checked_on):
            raise DefinitionIncomplete(f"{where} are published but nobody is named as checker")
        if self.status is Status.DRAFT and not self.why_draft:
            raise DefinitionIncomplete(f"{where} are a draft and do not say why (why_draft)")
        if not self.sources:
            raise DefinitionIncomplete(f"{where} name no source")
        if not any(comparison.headline for comparison in self.comparisons):
            raise DefinitionIncomplete(f"{where} name no headline comparison")
        if not self.fewest_allowed <= self.fewest_internal <= self.fewest:
            raise DefinitionIncomplete(f"{where}: the minimum group sizes are out of order")

    def snapshot(self, body_kind: str) -> str:
        """Month and day of the snapshot ("03-31") for a body of this kind."""
        return self.snapshot_other if body_kind == "independent-provider" else self.snapshot_public


@dataclass(frozen=True, kw_only=True)
class WorkingWeek:
    """How a yearly salary is turned into hourly pay where the extract holds no hourly pay."""

    weeks_in_year: float
    hours: Mapping[str, float]
    other_hours: float
    status: Status
    why_draft: str
    sources: tuple[Source, ...]

    def of(self, body_kind: str) -> float:
        """Hours of a full-time week at a body of this kind."""
        return self.hours.get(body_kind, self.other_hours)
