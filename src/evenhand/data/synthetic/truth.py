"""What the measures of a made-up pack would be without chance: the answers, to test against."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.data.definitions.load import ethnicity, ladder
from evenhand.data.synthetic.chances import Chances, Floats
from evenhand.data.synthetic.effects import LADDER
from evenhand.data.synthetic.pay import true_gaps
from evenhand.data.synthetic.staff import grade_shares

BROAD = ("binary", "broad-5-2021")
GROUPINGS = (*BROAD, "census-2021-19")

Truth = dict[str, Any]
Places = NDArray[np.int64]


def known_truth(chances: Chances, body_ids: Sequence[str]) -> Truth:
    """
    `all`: the truth over all bodies together; `bodies`: the measures of each.

    Measures are named as counts are; each gives, by grouping and group, `share` (0 to 1) and
    `ratio`, that share over White people's (None where theirs is 0). `workforce` is each group's
    share of everybody; `grades` each group's spread over the ladder, and `rdr` the race disparity
    ratio between its steps; `pay` its gaps from White people in percent, and its share with a
    bonus. A group that nobody can be in is absent.
    """
    everywhere = np.arange(len(body_ids))
    return {
        "comparator": "white",
        "all": _measures(chances, everywhere, GROUPINGS)
        | {"workforce": _workforce(chances, everywhere), "grades": _grades(chances, everywhere)}
        | {"pay": _pay(chances, everywhere, GROUPINGS)},
        "bodies": {
            body: _measures(chances, here, BROAD) | {"pay": _pay(chances, here, BROAD)}
            for body, here in zip(body_ids, everywhere[:, None], strict=True)
        },
    }


def _measures(chances: Chances, places: Places, groupings: Sequence[str]) -> Truth:
    everything: dict[str, Floats] = dict(chances.chance)
    share = dict(chances.share)
    # Colleagues or managers, or both: the answers of one person are drawn apart.
    neither = (1 - share["harassment_colleagues"]) * (1 - share["harassment_manager"])
    share["harassment_staff"] = 1 - neither
    for question, by_category in share.items():
        everything[f"survey.{question}"] = np.tile(by_category, (len(chances.staff), 1))
    return {
        name: {slug: _shares(chances, places, chance, slug) for slug in groupings}
        for name, chance in everything.items()
    }


def _shares(chances: Chances, places: Places, chance: Floats, grouping: str) -> Truth:
    people = _people(chances, places)
    happened = (people * chance[places]).sum(axis=0)
    people = people.sum(axis=0)
    white = _white(chances)
    of_white = happened[white].sum() / people[white].sum()
    return {
        group: {
            "share": float(happened[members].sum() / people[members].sum()),
            "ratio": float(happened[members].sum() / people[members].sum() / of_white)
            if of_white
            else None,
        }
        for group, members in _groups(chances, people, grouping).items()
    }


def _workforce(chances: Chances, places: Places) -> Truth:
    people = _people(chances, places).sum(axis=0)
    return {
        slug: {
            group: float(people[members].sum() / people.sum())
            for group, members in _groups(chances, people, slug).items()
        }
        for slug in GROUPINGS
    }


def _grades(chances: Chances, places: Places) -> Truth:
    people = _people(chances, places).sum(axis=0)
    white = _spread_over_ladder(chances, people, _white(chances))
    found: Truth = {}
    for slug in GROUPINGS:
        found[slug] = {}
        for group, members in _groups(chances, people, slug).items():
            spread = _spread_over_ladder(chances, people, members)
            found[slug][group] = {
                "rungs": dict(zip(chances.rungs, spread.tolist(), strict=True)),
                "rdr": _disparity_ratios(chances, white, spread),
            }
    return found


def _pay(chances: Chances, places: Places, groupings: Sequence[str]) -> Truth:
    """Hardly touched by the few directors who are never doctors."""
    people = _people(chances, places).sum(axis=0)
    grades = grade_shares(chances)
    return {
        slug: true_gaps(
            chances.pay, grades, people, _groups(chances, people, slug), _white(chances)
        )
        for slug in groupings
    }


def _disparity_ratios(chances: Chances, white: Floats, group: Floats) -> dict[str, float | None]:
    """Race disparity ratios from White people's and a group's spread over the rungs."""
    steps = ladder(LADDER).steps
    on = {step: np.isin(chances.rungs, rungs) for step, rungs in steps.items()}
    pairs = (("lower", "middle"), ("middle", "upper"), ("lower", "upper"))
    ratios: dict[str, float | None] = {}
    for low, high in pairs:
        rise = [side[on[high]].sum() / side[on[low]].sum() for side in (white, group)]
        ratios[f"{low} to {high}"] = float(rise[0] / rise[1]) if rise[1] else None
    return ratios


def _spread_over_ladder(chances: Chances, people: Floats, members: Places) -> Floats:
    on_rung = (chances.rung[:, members] * people[members]).sum(axis=1)
    spread: Floats = on_rung / on_rung.sum()
    return spread


def _people(chances: Chances, places: Places) -> Floats:
    expected: Floats = chances.staff[places, None] * chances.mix[places]
    return expected


def _white(chances: Chances) -> Places:
    group_of = ethnicity().grouping("binary").group_of
    return np.array(
        [place for place, c in enumerate(chances.categories) if group_of.get(c) == "white"]
    )


def _groups(chances: Chances, people: Floats, grouping: str) -> dict[str, Places]:
    """Groups that somebody can be in, and where their categories stand."""
    groups = {
        group.slug: np.array(
            [chances.categories.index(c) for c in group.categories if c in chances.categories]
        )
        for group in ethnicity().grouping(grouping).groups
    }
    return {slug: members for slug, members in groups.items() if people[members].sum() > 0}
