"""What a code of a check is."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Code:
    """`severity` is the usual one; a few are milder where less depends on them."""

    slug: str
    severity: Severity
    meaning: str
    fix: str
