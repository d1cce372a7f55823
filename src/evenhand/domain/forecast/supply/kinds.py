"""Who people are, as far as a forecast knows, and which of several rates is theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

# Ages that rates can be about. The one past the last stands for an age that nobody gave.
OLDEST = 99
NO_AGE = OLDEST + 1
AGES = OLDEST + 2


@dataclass(frozen=True, order=True, kw_only=True)
class Kind:
    """
    What is known of a person; empty where it is not. `time` is the part of full time for AMHP work.

    Two people of a kind differ in age and in when their approval ends, in nothing else.
    """

    profession: str = ""
    role: str = ""
    employer: str = ""
    sex: str = ""
    ethnic_group: str = ""
    time: float = 1.0


ATTRIBUTES = tuple(each.name for each in fields(Kind) if each.name != "time")


@dataclass(frozen=True, kw_only=True)
class People:
    """
    So many people of a kind. `ages` are the youngest and oldest that they may be, both included.

    `approval_ends_in` is the number of years, from 1 to 5, in which it is to be renewed; 0: not known.
    """

    kind: Kind
    count: int
    ages: tuple[int, int] | None = None
    approval_ends_in: int = 0

    @property
    def place(self) -> tuple[Kind, tuple[int, ...], int]:
        """Where they stand in a list that is to be the same in whatever order it was written."""
        return self.kind, self.ages or (), self.approval_ends_in


@dataclass(frozen=True, kw_only=True)
class Among:
    """Those whom a rate is about: of these attributes and ages. Nothing given means everybody."""

    attributes: Mapping[str, str]
    ages: tuple[int, int] | None = None

    def holds(self, kind: Kind) -> bool:
        """Whether a person of this kind may be among them."""
        return all(getattr(kind, name) == value for name, value in self.attributes.items())


def which(among: Sequence[Among], kinds: Sequence[Kind]) -> NDArray[np.intp]:
    """
    For each kind and age the place of the first rate that is about them: kinds x AGES.

    Those whom no rate is about have the place after the last. An age that nobody gave is in no range.
    """
    found = np.full((len(kinds), AGES), len(among), dtype=np.intp)
    for place, each in reversed(list(enumerate(among))):
        rows = [row for row, kind in enumerate(kinds) if each.holds(kind)]
        first, last = each.ages or (0, NO_AGE)
        found[rows, first : last + 1] = place
    return found
