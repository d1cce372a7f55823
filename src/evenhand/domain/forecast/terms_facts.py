"""
Terms that employers set: pay, allowances, leave. Chance has no part in them.

Where two authorities pay differently they pay differently; there is nothing to test. What can be told is
how far apart they are, in a region and in all, and where each stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A term of one authority, in the unit of its measure."""

    authority: str
    region: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Range:
    """How far apart authorities are. `times` is the highest over the lowest; none over nought."""

    region: str
    authorities: int
    lowest: float
    median: float
    highest: float
    times: float | None


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An authority's term beside the median of all, and of its region where that has two or more."""

    fact: Fact
    from_all: float
    from_region: float | None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One term over all authorities that gave it, by region, and each of them, highest first."""

    all: Range
    regions: tuple[Range, ...]
    each: tuple[Placed, ...]


def compare(facts: Sequence[Fact]) -> Compared:
    """The facts laid side by side, in an order that is always the same. ValueError without any."""
    if not facts:
        raise ValueError("There is nothing to compare.")
    regions = sorted({each.region for each in facts} - {""})
    ranges = {
        region: _range(region, [each.value for each in facts if each.region == region])
        for region in regions
    }
    whole = _range("", [each.value for each in facts])
    ordered = sorted(facts, key=lambda each: (-each.value, each.authority))
    return Compared(
        all=whole,
        regions=tuple(ranges.values()),
        each=tuple(_placed(each, whole, ranges.get(each.region)) for each in ordered),
    )


def _range(region: str, values: Sequence[float]) -> Range:
    low, high = min(values), max(values)
    return Range(
        region=region,
        authorities=len(values),
        lowest=low,
        median=median(values),
        highest=high,
        times=high / low if low > 0 else None,
    )


def _placed(fact: Fact, whole: Range, region: Range | None) -> Placed:
    beside = region is not None and region.authorities > 1
    return Placed(
        fact=fact,
        from_all=fact.value - whole.median,
        from_region=fact.value - region.median if beside and region else None,
    )
