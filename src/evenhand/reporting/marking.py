"""For whom a report is: what stands on every page and sheet, so that none can be mistaken."""

from typing import Protocol

from evenhand.reporting import words
from evenhand.reporting.page import MARKED

LONGEST_MARK = 40
_UNPROTECTED = (
    "Small numbers in this report have not been through disclosure control, so they could "
    "identify people. Share it only with those who may see the records it was made from."
)

_SIGNS = "“Too small to show” and “hidden” mean that there is a number and it is not shown."


class Marked(Protocol):
    """What is for somebody to read: a measurement, a pay report."""

    @property
    def audience(self) -> str: ...
    @property
    def marked_as(self) -> str: ...
    @property
    def protection(self) -> str: ...


def marks(measurement: Marked) -> tuple[str, ...]:
    """("Internal: not for release", "Made up data")."""
    made_up = _marked_as(measurement)
    mark = MARKED[measurement.audience]
    return (mark, f"{made_up} data") if made_up else (mark,)


def caution(measurement: Marked) -> tuple[str, ...]:
    """The same in sentences that say why."""
    internal = measurement.audience == "internal"
    why = _UNPROTECTED if internal else f"{words.sentence(measurement.protection)} {_SIGNS}".strip()
    said = [f"{MARKED[measurement.audience]}. {why}"]
    if made_up := _marked_as(measurement):
        said.append(f"{made_up}. The records behind this report describe nobody.")
    return tuple(said)


def _marked_as(measurement: Marked) -> str:
    return words.sentence(words.shortened(measurement.marked_as, LONGEST_MARK)).rstrip(".")
