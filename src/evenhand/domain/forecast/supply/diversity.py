"""
Who AMHPs will be, by ethnic group, beside the community and beside a target.

Standard 3.4 of the source's draft standards asks a workforce to reflect its communities, and for
targets. People whose group is not known count among all, as a group of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evenhand.domain.forecast.supply.simulate import Runs
from evenhand.domain.statistics.shares import Floats

ORDER = ("Asian", "Black", "Mixed", "White", "Other")
NOT_KNOWN = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """
    One group's share of AMHPs by year from 0: mean and the interval of 95 in 100; nan without AMHPs.

    `community` and `target` are shares from 0 to 1, where given. `reached` is the chance by year that
    the share is at the target or above. `of_starters` is the share of those who start from now on that
    would have to be of this group for the target to be met in the last year: above 1 it cannot be.
    """

    group: str
    people: tuple[float, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    community: float | None
    target: float | None
    reached: tuple[float, ...] | None
    of_starters: float | None


def diversity(
    runs: Runs, community: Mapping[str, float], target: Mapping[str, float]
) -> tuple[Group, ...]:
    """Each group that is among AMHPs, in the community or has a target; not known last."""
    counts = runs.by("ethnic_group")
    total = runs.people.astype(float)
    names = {*counts, *community, *target}
    return tuple(
        _group(
            name,
            counts.get(name, np.zeros_like(runs.people)).astype(float),
            total,
            community.get(name),
            target.get(name),
            runs,
        )
        for name in sorted(names, key=_place)
    )


def _place(name: str) -> tuple[int, str]:
    if name == NOT_KNOWN:
        return len(ORDER) + 1, name
    return (ORDER.index(name) if name in ORDER else len(ORDER)), name


def _group(
    name: str,
    count: Floats,
    total: Floats,
    community: float | None,
    target: float | None,
    runs: Runs,
) -> Group:
    share = np.where(total > 0, count / np.where(total > 0, total, 1.0), np.nan)
    mean, low, high = _spread(share)
    reached = None
    if target is not None:
        reached = tuple(float(each) for each in (share >= target - 1e-9).mean(axis=1))
    return Group(
        group=name,
        people=tuple(float(each) for each in count.mean(axis=1)),
        mean=mean,
        low=low,
        high=high,
        community=community,
        target=target,
        reached=reached,
        of_starters=None if target is None else _of_starters(name, count, total, target, runs),
    )


def _spread(share: Floats) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Mean and limits over the replications in which there is anybody, by year."""
    rows = []
    for year in share:
        there = year[~np.isnan(year)]
        if not there.size:
            rows.append((float("nan"),) * 3)
            continue
        low = np.quantile(there, 0.025, method="lower")
        high = np.quantile(there, 0.975, method="higher")
        rows.append((float(there.mean()), float(low), float(high)))
    mean, low_row, high_row = zip(*rows, strict=True)
    return mean, low_row, high_row


def _of_starters(
    name: str, count: Floats, total: Floats, target: float, runs: Runs
) -> float | None:
    """
    Of expected numbers: the rest hold so many of the group, starters have to bring what is missing.

    None where nobody who starts from now on is an AMHP in the last year.
    """
    groups = np.array([each.ethnic_group == name for each in runs.kinds])
    starters = float(runs.fresh.sum(axis=0).mean())
    if starters == 0:
        return None
    theirs = float(runs.fresh[groups].sum(axis=0).mean())
    rest = float(count[-1].mean()) - theirs
    return max(0.0, (target * float(total[-1].mean()) - rest) / starters)
