"""Supply forecasts for tests: made-up figures, from a text as people write it."""

import json
from pathlib import Path
from typing import Any

from evenhand.cli.say_forecast_supply import lines
from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.model import Cause, Intake, Known, Model, Stage, State
from evenhand.pipeline.forecast_supply import supply_of_file
from evenhand.pipeline.forecast_supply_told import supply_told

V5 = """start = 20
exit_rate = 0.12
starts_per_year = 3
pass_rate = 0.85
lag_years = 2
years = 6
"""
# The least that a simulation is asked for, where a test is about something else.
QUICK = V5 + "replications = 100\n"


def without(key: str, text: str = QUICK) -> str:
    """The text without the line of a key."""
    return "".join(line for line in text.splitlines(True) if not line.startswith(f"{key} ="))


def inputs(tmp_path: Path, text: str) -> Path:
    """The file that holds the text."""
    path = tmp_path / "inputs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def forecast(tmp_path: Path, text: str = QUICK) -> dict[str, Any]:
    """What programs are told, as they read it."""
    told: dict[str, Any] = json.loads(
        json.dumps(supply_told(supply_of_file(inputs(tmp_path, text))))
    )
    return told


def said(tmp_path: Path, text: str = QUICK) -> str:
    """What people are told."""
    return "\n".join(lines(supply_of_file(inputs(tmp_path, text))))


def model(**given: Any) -> Model:
    """A workforce of 20 alike of whom 12% leave a year, with three starters: V5, unless given otherwise."""
    intake = Intake(
        starts=(3,) * 6,
        stages=(Stage(name="course", years=2, passing=Known(share=0.85)),),
        kinds=((1.0, People(kind=Kind(), count=1)),),
    )
    usual: dict[str, Any] = {
        "people": (People(kind=Kind(), count=20),),
        "intake": intake,
        "going": {State.LEFT: Cause(rest=Known(share=0.12))},
        "years": 6,
    }
    return Model(**(usual | given))


def nobody_starts(years: int) -> Intake:
    """Nobody in training, and nobody who starts."""
    stage = Stage(name="course", years=1, passing=Known(share=1.0))
    person = People(kind=Kind(), count=1)
    return Intake(starts=(0,) * years, stages=(stage,), kinds=((1.0, person),))
