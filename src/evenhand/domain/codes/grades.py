"""Ladders of grades: their rungs from lowest to highest, and the steps between groups of rungs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

OFF_LADDER = "not on the ladder"
# What may stand before a rung. Review bodies are in the names that the Electronic Staff Record has.
_LEADS = (
    "nonreviewbodyband",
    "reviewbodyband",
    "agendaforchangeband",
    "afcband",
    "payband",
    "band",
    "grade",
    "afc",
    "",
)


@dataclass(frozen=True)
class Ladder:
    """Rungs from lowest to highest. `steps` names sets of rungs for the race disparity ratio."""

    slug: str
    title: str
    source: str
    rungs: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    # Rungs that stand beside the ladder (medical grades): counted as cells, but no higher or lower.
    beside: tuple[str, ...] = ()

    @cached_property
    def _known(self) -> dict[str, str]:
        known = {_squash(rung): rung for rung in (*self.rungs, *self.beside)}
        return known | {_squash(spelling): rung for spelling, rung in self.spellings.items()}

    def find_rung(self, text: str | None) -> str | None:
        """The rung that a grade's text means or None.

        "8A", "Band 8a" and "8 a" are one, and "NHS|XR05|Review Body Band 5" is 5.
        """
        if text is None:
            return None
        # ESR: "NHS|XR05|Review Body Band 5". Parts that name different rungs name none.
        found = {rung for part in text.split("|") if (rung := self._rung_of(part))}
        return found.pop() if len(found) == 1 else None

    def _rung_of(self, text: str) -> str | None:
        squashed = _squash(text)
        if squashed in self._known:
            return self._known[squashed]
        for lead in _LEADS:
            # "Band 05" is band 5.
            rest = squashed.removeprefix(lead)
            if squashed.startswith(lead) and (rung := self._known.get(rest.lstrip("0"))):
                return rung
        return None

    def height(self, rung: str) -> int:
        """Place on the ladder, lowest 0; -1 for what is beside it or not on it."""
        return self.rungs.index(rung) if rung in self.rungs else -1


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
