"""Published yardsticks of how many AMHPs a population needs, with their age and doubt."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """
    One published ratio, as a number of people for each AMHP or as AMHPs for 100,000 people.

    `printed` is what its source works out with it for `printed_for` people, where it does.
    """

    id: str
    words: str
    counts: str
    year: int
    origin: str
    doubt: str
    people_for_each: float | None = None
    per_hundred_thousand: float | None = None
    printed_for: int | None = None
    printed: float | None = None
    printed_as: str = ""

    def needed(self, population: float) -> float:
        """AMHPs for so many people, not rounded."""
        if self.people_for_each is not None:
            return population / self.people_for_each
        return population * (self.per_hundred_thousand or 0) / 100_000


@dataclass(frozen=True, kw_only=True)
class Yardsticks:
    """All of them, with what is to be said of them together."""

    title: str
    source: str
    doubt: str
    yardsticks: tuple[Yardstick, ...]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What one yardstick gives for a population; `own_example` what its source's example gives."""

    yardstick: Yardstick
    needed: float
    own_example: float | None

    @property
    def source_slips(self) -> bool:
        """Whether the source prints another whole number than its own ratio gives."""
        if self.own_example is None or self.yardstick.printed is None:
            return False
        return round(self.own_example) != round(self.yardstick.printed)


def yardsticks(population: float, known: Iterable[Yardstick]) -> tuple[Measured, ...]:
    """What each yardstick gives for so many people. ValueError where there is nobody."""
    if not population > 0:
        raise ValueError("A yardstick needs a population above 0.")
    return tuple(
        Measured(
            yardstick=each,
            needed=each.needed(population),
            own_example=None if each.printed_for is None else each.needed(each.printed_for),
        )
        for each in known
    )
