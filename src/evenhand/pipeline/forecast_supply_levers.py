"""Reads what might be done, and what the workforce is compared with, from a file of inputs."""

import math

from evenhand.domain.forecast.supply.model import Lever
from evenhand.pipeline.forecast_inputs.tables import Table

_TIMES = (
    "leaving",
    "retirement",
    "not_renewed",
    "moving_out",
    "returning",
    "passing",
)
_MOST_TIMES = 10.0
_MOST_STARTS = 500
_MOST_POUNDS = 1_000_000_000


def read_levers(table: Table) -> tuple[Lever, ...]:
    """Each lever with what it multiplies. Raises WrongUse where one changes nothing."""
    found = []
    for row in table.tables("levers"):
        times = {name: row.number(name, 1.0, most=_MOST_TIMES) for name in _TIMES}
        starts = row.whole("starts", 0, most=_MOST_STARTS)
        cost = row.number("cost_a_year", most=_MOST_POUNDS) if "cost_a_year" in row else None
        name = row.words("name")
        row.all_read()
        if not starts and all(each == 1 for each in times.values()):
            fix = f"Give one of {', '.join(_TIMES)} (times so much) or starts (so many more)."
            raise row.refused("name", "This lever changes nothing.", fix)
        found.append(Lever(name=name, starts=starts, cost_a_year=cost, **times))
    return tuple(found)


def read_community(table: Table | None) -> tuple[dict[str, float], dict[str, float]]:
    """Shares of the community and targets, by ethnic group."""
    if table is None:
        return {}, {}
    community, target = (_shares(table.table(key)) for key in ("community", "target"))
    table.all_read()
    total = math.fsum(community.values())
    if community and not math.isclose(total, 1.0, abs_tol=0.01):
        wrong = f"The shares come to {total:g}."
        raise table.refused("community", wrong, "Write the share of every group, 1 in all.")
    if math.fsum(target.values()) > 1.005:
        wrong = "The shares come to more than everyone."
        raise table.refused("target", wrong, "No workforce can meet them all: write lower ones.")
    return community, target


def _shares(table: Table | None) -> dict[str, float]:
    if table is None:
        return {}
    return {name: table.share(name) for name in table.content}
