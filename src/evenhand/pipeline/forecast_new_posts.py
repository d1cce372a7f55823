"""A plan of new posts of typed figures, some of which may be missing: `evenhand.web.forecasts.new_posts`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.data.definitions.forecast_growth import new_roles
from evenhand.domain.forecast.growth_claims import Figure
from evenhand.pipeline.forecast_growth import Plan, plan_of
from evenhand.pipeline.forecast_inputs.tables import Table

# What a post costs where nobody has said: the only cost of a post that the report prints.
COST_OF_A_POST = "fellow"


@dataclass(frozen=True, kw_only=True)
class NewPosts:
    """
    The plan, and what of it is not the body's own.

    `borrowed` are the roles whose yearly cost is `cost`, a published one. Of `no_once` and
    `no_cover` (roles, teams) a cost is not known, and is in no sum.
    """

    plan: Plan
    cost: Figure
    borrowed: tuple[str, ...]
    no_once: tuple[str, ...]
    no_cover: tuple[str, ...]


def new_posts(figures: Mapping[str, Any], *, name: str) -> NewPosts | None:
    """
    What typed figures come to, laid out as `pipeline.forecast_growth` has a file; None without a role.

    A figure that is missing is not known. Raises WrongUse, under the plan's `name`, where it cannot be.
    """
    roles = figures.get("roles") or []
    if not roles:
        return None
    cost = new_roles().figure(COST_OF_A_POST)
    with_costs = [{"cost_a_year": cost.value} | role for role in roles]
    teams = figures.get("teams") or {}
    return NewPosts(
        plan=plan_of(Table({**figures, "roles": with_costs}, name)),
        cost=cost,
        borrowed=tuple(role["role"] for role in roles if "cost_a_year" not in role),
        no_once=tuple(role["role"] for role in roles if "cost_once" not in role),
        no_cover=tuple(team for team, told in teams.items() if "cover_a_month" not in told),
    )
