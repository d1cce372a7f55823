"""Figures that others have published, and what is to be said whenever one is borrowed."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A published figure between `low` and `high`, in `unit`s of the `year` that it is about."""

    name: str
    low: float
    high: float
    unit: str
    year: int
    source: str
    doubt: str

    @property
    def middle(self) -> float:
        """Half way between the two."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, kw_only=True)
class Published:
    """All of them. `status` is draft until a second person has checked them."""

    status: str
    why_draft: str
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure:
        """The figure with this name; KeyError where there is none."""
        found = {each.name: each for each in self.figures}
        return found[name]


@dataclass(frozen=True, kw_only=True)
class Input:
    """Where a figure of a forecast comes from: the body's `own`, `borrowed`, or `assumed` by it."""

    name: str
    value: str
    origin: str
    note: str = ""
