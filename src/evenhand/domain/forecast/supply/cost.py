"""What it costs to train AMHPs: the course, and somebody in the trainee's place."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Price:
    """Pounds for one person who starts: the course between two prices, and the backfill if known."""

    course_low: float
    course_high: float
    backfill: float | None = None


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Pounds, low and high. What an AMHP gained costs is missing where nobody passes."""

    a_start: tuple[float, float]
    a_year: tuple[float, float]
    in_all: tuple[float, float]
    an_amhp: tuple[float, float] | None


def cost(price: Price, *, starts_per_year: float, years: int, pass_rate: float) -> Cost:
    """What so many starts a year cost. Those who do not pass cost the same."""
    extra = price.backfill or 0.0
    low, high = price.course_low + extra, price.course_high + extra
    return Cost(
        a_start=(low, high),
        a_year=(low * starts_per_year, high * starts_per_year),
        in_all=(low * starts_per_year * years, high * starts_per_year * years),
        an_amhp=(low / pass_rate, high / pass_rate) if pass_rate else None,
    )
