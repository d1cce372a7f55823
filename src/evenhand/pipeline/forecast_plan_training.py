"""Who is in training, from rows of a register, in the stage that they have reached."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from evenhand.data.definitions.forecast_supply import published_supply
from evenhand.pipeline.forecast_plan_people import Row, who_of

TRAINING = "TRAINEE"
BEFORE, COURSE, AFTER = "before", "course", "after"
# The register's stages by the parts of training whose length has been published.
_PART_OF = {
    "CHOSEN": BEFORE,
    "PRE_COURSE": BEFORE,
    "COURSE": COURSE,
    "PLACEMENT": COURSE,
    "PASSED": AFTER,
    "APPROVED": AFTER,
}
_OVER = "ENDED"
_DAYS = 365.25

Stage = Mapping[str, Any]


def stages_of(lag_years: float, pass_rate: float) -> list[dict[str, Any]]:
    """The parts of training as a supply forecast takes them: published lengths, as long as `lag_years` in all."""
    figures = published_supply()
    lengths = {part: figures.figure(f"{part}_years").middle for part in (BEFORE, COURSE, AFTER)}
    whole = sum(lengths.values())
    return [
        {
            "name": part,
            "years": length / whole * lag_years,
            # Who does not finish stops on the course: before it nobody is judged, after it all passed.
            "pass_rate": pass_rate if part == COURSE else 1.0,
        }
        for part, length in lengths.items()
    ]


def trainees_of(rows: Iterable[Row], today: date, stages: Sequence[Stage]) -> list[dict[str, Any]]:
    """Those whose training has not ended: their stage, and the years that they still need."""
    return [
        {"count": 1, **_ahead(row, today, stages), **who_of(row)}
        for row in rows
        if row["status"] == TRAINING and not row.get("ended") and row.get("stage") != _OVER
    ]


def _ahead(row: Row, today: date, stages: Sequence[Stage]) -> dict[str, Any]:
    stage = _PART_OF.get(row.get("stage") or "")
    if expected := row.get("expected"):
        left = max(0.0, (expected - today).days / _DAYS)
        return {"stage": stage or _stage_with(left, stages), "years_left": round(left, 2)}
    if stage is None:
        # Nothing is recorded: half of it is taken to be behind them.
        left = sum(each["years"] for each in stages) / 2
        return {"stage": _stage_with(left, stages), "years_left": left}
    place = [each["name"] for each in stages].index(stage)
    ahead = [each["years"] for each in stages[place:]]
    return {"stage": stage, "years_left": sum(ahead) - ahead[0] / 2}


def _stage_with(left: float, stages: Sequence[Stage]) -> str:
    """The stage of somebody who still needs so many years."""
    for each in reversed(stages):
        if left <= each["years"]:
            return str(each["name"])
        left -= each["years"]
    return str(stages[0]["name"])
