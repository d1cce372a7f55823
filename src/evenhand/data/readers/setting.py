"""What is known of a pack before its tables are read."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from evenhand.domain.codes.ethnicity import Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.codes.labels import Labels
from evenhand.domain.frameworks.body import Body


@dataclass(frozen=True, kw_only=True)
class Setting:
    """
    Bodies, years and lists of codes of one pack.

    `indicators` are the ids of each standard wanted, or of every standard where none is.
    `month_first` is of the table that is being read: 3/31/2025 is in March.
    """

    bodies: tuple[Body, ...]
    snapshots: tuple[date, ...]
    ladder: Ladder
    ethnicity: Ethnicity
    labels: Labels
    posts: Literal["main", "each"]
    indicators: dict[str, tuple[str, ...]]
    month_first: bool = False

    @cached_property
    def body_ids(self) -> dict[str, str]:
        """Each body's id and its name, in small letters, to its id."""
        names = {body.name.strip().casefold(): body.id for body in self.bodies}
        return names | {body.id.strip().casefold(): body.id for body in self.bodies}
