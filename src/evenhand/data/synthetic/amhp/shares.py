"""The shares and sizes that made-up AMHP services are drawn from: shares.toml says where each is from."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

Weights = Mapping[str, float]


@cache
def shares() -> Mapping[str, Any]:
    """Every table by its name."""
    file = resources.files("evenhand.data.synthetic.amhp") / "shares.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def considered_per_completed() -> float:
    """How many considerations there are for each completed assessment."""
    return 1.0 + float(shares()["volume"]["exceed"])


def not_taken_further() -> float:
    """The share of considerations that end at triage: what is left once the others are as published."""
    attended: Weights = shares()["outcomes"]
    completed = sum(weight for code, weight in attended.items() if not code.startswith("NOT_"))
    return 1.0 - sum(attended.values()) / completed / considered_per_completed()
