"""Made-up bodies side by side: measurements with known counts, and comparisons of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from tests.factories.results import a_measurement, a_result

from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.compare import compare
from evenhand.domain.measures.compared import Comparison, Standing
from evenhand.domain.results.measurement import Measurement

Counts = tuple[int, int, int, int]  # x, n, x0, n0
DAY = "2025-03-31"
COUNTS: Counts = (41, 680, 60, 1580)


def a_body(
    id_: str,
    years: Mapping[str, Counts] | Counts = COUNTS,
    *,
    name: str = "",
    kind: str = "nhs-trust",
    region: str = "London",
    **changes: Any,
) -> Measurement:
    """One body with one ratio a year; `changes` go into every result."""
    by_year = years if isinstance(years, Mapping) else {DAY: years}
    name = name or f"Body {id_}"
    results = tuple(_ratio(id_, name, day, counts, changes) for day, counts in by_year.items())
    return replace(
        a_measurement(results=results, snapshots=tuple(sorted(by_year)), placements=()),
        body=Body(id=id_, name=name, kind=kind, region=region),
    )


def _ratio(id_: str, name: str, day: str, counts: Counts, changes: Mapping[str, Any]) -> Any:
    x, n, x0, n0 = counts
    value = (x / n) / (x0 / n0) if n and n0 and x0 else None
    numbers = dict(zip(("numerator", "denominator", "comparator_numerator",
                        "comparator_denominator"), counts, strict=True))  # fmt: skip
    own = {"body": id_, "body_name": name, "period": day, "value": value,
           "reason": "" if value is not None else "nobody of the comparator had the outcome"}  # fmt: skip
    return a_result(**(numbers | own | dict(changes)))


def several(count: int, *, seed: int = 1, same: bool = False) -> list[Measurement]:
    """Bodies of many sizes, differing by chance alone, or all the same."""
    rng = np.random.default_rng(seed)
    made = []
    for at in range(count):
        n, n0 = int(rng.integers(100, 2000)), int(rng.integers(300, 5000))
        drawn = (int(rng.binomial(n, 0.1)), n, int(rng.binomial(n0, 0.08)), n0)
        made.append(a_body(f"B{at:02}", COUNTS if same else drawn))
    return made


def side_by_side(measurements: Sequence[Measurement], **options: Any) -> Comparison:
    """The comparison of these measurements."""
    return compare(measurements, **options)


def standing(comparison: Comparison, body: str, period: str = DAY) -> Standing:
    """The one standing of a body in a period."""
    (found,) = (each for each in comparison.standings if (each.body, each.period) == (body, period))
    return found
