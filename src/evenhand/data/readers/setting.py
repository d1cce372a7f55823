"""What is known of a pack before its tables are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from evenhand.domain.codes.ethnicity import Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.codes.labels import Labels
from evenhand.domain.frameworks.body import Body


@dataclass(frozen=True)
class Slice:
    """Bodies to be read together; the first slice has the rows of unknown bodies too."""

    bodies: frozenset[str]
    first: bool


@dataclass(frozen=True, kw_only=True)
class Setting:
    """
    Bodies, years and lists of codes of one pack.

    `indicators` are the ids of each standard wanted, or of every standard where none is.
    `month_first` is of the table that is being read: 3/31/2025 is in March. `only` is the slice
    that is read, None for all.
    """

    bodies: tuple[Body, ...]
    snapshots: tuple[date, ...]
    ladder: Ladder
    ethnicity: Ethnicity
    labels: Labels
    posts: Literal["main", "each"]
    indicators: dict[str, tuple[str, ...]]
    month_first: bool = False
    only: Slice | None = None

    @cached_property
    def body_ids(self) -> dict[str, str]:
        """Each body's id and its name, in small letters, to its id."""
        return ids_of(self.bodies)


def ids_of(bodies: Sequence[Body]) -> dict[str, str]:
    """Each body's id and its name, in small letters, to its id."""
    names = {body.name.strip().casefold(): body.id for body in bodies}
    return names | {body.id.strip().casefold(): body.id for body in bodies}
