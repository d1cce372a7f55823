"""Flows of one body for forecasts of representation, written as a dozen figures."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.representation_flows import Flows, Recruitment

GRADES = ("Social worker", "Middle and senior manager")
GROUPS = ("white", "bme")
Rows = Sequence[Sequence[float]] | NDArray[np.float64]

# A made-up council that has the shares of the pilot: 25% of 200 social workers, 7% of 14 managers.
PILOT = """grades = ["Social worker", "Middle and senior manager"]
comparator = "white"
years_of_data = 1
made_up = true

[groups.white]
stock = [150, 13]
leaving = [0.13, 0.10]
promotion = [0.006]
hired = [20, 0.4]
shortlisted = [60, 4]
appointed = [20, 1]
applied = [200, 8]
community = 0.8

[groups.bme]
stock = [50, 1]
leaving = [0.15, 0.10]
promotion = [0.003]
hired = [7, 0.1]
shortlisted = [28, 2]
appointed = [7, 0]
applied = [90, 5]
community = 0.2
"""


def flows_of(
    *,
    stock: Rows = ((150, 13), (50, 1)),
    leaving: Rows = ((0.13, 0.10), (0.15, 0.10)),
    rising: Rows = ((0.006,), (0.003,)),
    hired: Rows = ((20, 0.4), (7, 0.1)),
    times: int = 1,
    recruitment: Recruitment | None = None,
    community: Sequence[float] | None = None,
) -> Flows:
    """Flows of one year from yearly rates; `times` makes the body so many times as large."""
    people = np.asarray(stock, dtype=np.float64) * times
    leave = np.asarray(leaving, dtype=np.float64)
    groups, grades = people.shape
    rise = np.zeros((groups, grades))
    rise[:, :-1] = rising
    moved = np.zeros((groups, grades, grades))
    for grade in range(grades):
        moved[:, grade, grade] = people[:, grade] * (1 - leave - rise)[:, grade]
        if grade + 1 < grades:
            moved[:, grade, grade + 1] = people[:, grade] * rise[:, grade]
    return Flows(
        grades=tuple(f"grade {place}" for place in range(grades)) if grades != 2 else GRADES,
        groups=tuple(f"group {place}" for place in range(groups)) if groups != 2 else GROUPS,
        comparator="white" if groups == 2 else "group 0",
        stock=people,
        moved=moved,
        left=people * leave,
        hired=np.asarray(hired, dtype=np.float64) * times,
        recruitment=recruitment,
        community=None if community is None else np.asarray(community, dtype=np.float64),
    )
