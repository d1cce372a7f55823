"""Supply forecasts for tests: made-up figures, from a text as people write it."""

import json
from pathlib import Path
from typing import Any

from evenhand.cli.say_forecast_supply import as_json, lines
from evenhand.pipeline.forecast_supply import supply_of_file

V5 = """start = 20
exit_rate = 0.12
starts_per_year = 3
pass_rate = 0.85
lag_years = 2
years = 6
"""


def without(key: str, text: str = V5) -> str:
    """The text without the line of a key."""
    return "".join(line for line in text.splitlines(True) if not line.startswith(f"{key} ="))


def inputs(tmp_path: Path, text: str) -> Path:
    """The file that holds the text."""
    path = tmp_path / "inputs.toml"
    path.write_text(text, encoding="utf-8")
    return path


def forecast(tmp_path: Path, text: str = V5) -> dict[str, Any]:
    """What programs are told, as they read it."""
    told: dict[str, Any] = json.loads(json.dumps(as_json(supply_of_file(inputs(tmp_path, text)))))
    return told


def said(tmp_path: Path, text: str = V5) -> str:
    """What people are told."""
    return "\n".join(lines(supply_of_file(inputs(tmp_path, text))))
