"""What one consideration takes of an AMHP's time, part by part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pvariance

from evenhand.domain.forecast.service_hours import Exponential, Lognormal, ServiceHours


@dataclass(frozen=True)
class Part:
    """Hours of one part of the work: mean, standard deviation, and of how many it was recorded.

    `recorded` is None where the figure was typed and stands in no log.
    """

    name: str
    mean: float
    sd: float
    recorded: int | None


def part_of(name: str, hours: Iterable[float], of_all: int) -> Part:
    """From what a log recorded of `of_all` pieces of work: those without it took none of it."""
    found = [each for each in hours if each >= 0]
    every = [*found, *[0.0] * (of_all - len(found))]
    if not every:
        return Part(name, 0.0, 0.0, 0)
    return Part(name, fmean(every), sqrt(pvariance(every)), len(found))


def at_most(hours: Iterable[float], longest: float) -> list[float]:
    """The same, were none longer: what if beds were found in two hours."""
    return [min(each, longest) for each in hours]


def together(parts: Sequence[Part]) -> ServiceHours | None:
    """All parts of one piece of work, lognormal with their mean and spread; None: no hours at all.

    Parts are taken as independent. Where the log says nothing of the spread, it is exponential.
    """
    mean = sum(each.mean for each in parts)
    spread = sqrt(sum(each.sd**2 for each in parts))
    if mean <= 0:
        return None
    return Lognormal(mean, spread) if spread > 0 else Exponential(mean)
