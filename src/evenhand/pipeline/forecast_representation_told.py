"""A forecast of representation as JSON: what `--json` prints, and what the site keeps."""

from typing import Any

from evenhand.domain.forecast.representation import Point
from evenhand.domain.forecast.representation_levers import AFTER_YEARS
from evenhand.domain.forecast.representation_parity import Parity
from evenhand.domain.forecast.representation_path import shares_of, workforce_shares
from evenhand.pipeline.forecast_representation import Forecast

METHOD = (
    "Posts at each grade stay as many as they are, rates stay as they were, and intervals hold 90 in "
    "100 of what the records and chance allow. It does not say what will be done, or why rates differ."
)


def as_json(found: Forecast) -> dict[str, Any]:
    """The answer with plain numbers, in a fixed order of keys. It has to have one."""
    answer, flows = found.answer, found.flows
    assert answer is not None and flows is not None
    asked = answer.asked
    return {
        "internal": True,
        "body": found.body,
        "marked_as": found.marked_as,
        "inputs": found.inputs,
        "notes": list(found.notes),
        "method": METHOD,
        "asked": {
            "senior": list(asked.senior),
            "within": asked.within,
            "against": str(asked.against),
            "years": asked.years,
            "replications": asked.replications,
            "seed": asked.seed,
        },
        "grades": list(flows.grades),
        "groups": list(flows.groups),
        "comparator": flows.comparator,
        "stock": flows.stock.tolist(),
        "shares": shares_of(flows.stock).tolist(),
        "workforce": workforce_shares(flows.stock).tolist(),
        "community": None if flows.community is None else flows.community.tolist(),
        "standings": [
            {
                "group": each.group,
                "grade": each.grade,
                "people": each.people,
                "share": each.share,
                "target": each.target,
                "in_the_end": each.in_the_end,
                "target_in_the_end": each.target_in_the_end,
            }
            for each in answer.standings
        ],
        "parity": [_parity(each) for each in answer.parities],
        "policies_left_out": [str(each) for each in answer.not_asked],
        "one_vacancy": [
            {
                "group": each.group,
                "grade": each.grade,
                "posts": each.posts,
                "step": each.step,
                "openings_a_year": each.openings,
                "promoted_a_year": each.promoted,
                "short_of": each.short_of,
                "at_least_years": each.at_least_years,
            }
            for each in answer.one_vacancy
        ],
        "sensitivity": [
            {
                "group": each.group,
                "grade": each.grade,
                "after_years": AFTER_YEARS,
                "rate": each.kind,
                "of_group": each.of_group,
                "at_grade": each.at_grade,
                "is": each.rate,
                "if_a_tenth_higher": each.tenth,
                "if_one_deviation_higher": each.unsure,
            }
            for each in answer.levers
        ],
        "more_move_there_than_leave": list(answer.overfull),
        "path": [_point(each) for each in answer.points],
    }


def _parity(each: Parity) -> dict[str, Any]:
    return {
        "policy": each.policy,
        "group": each.group,
        "grade": each.grade,
        "expected": each.expected,
        "median": each.median,
        "low": each.low,
        "high": each.high,
        "by": {str(mark): share for mark, share in each.by},
        "never": each.never,
        "cannot_tell": each.cannot_tell,
    }


def _point(each: Point) -> dict[str, Any]:
    return {
        "policy": each.policy,
        "group": each.group,
        "grade": each.grade,
        "year": each.year,
        "expected": each.expected,
        "low": each.low,
        "median": each.median,
        "high": each.high,
        "target": each.target,
    }
