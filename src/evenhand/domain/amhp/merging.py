"""Two people who changed the same record: what goes together, and what does not.

Fields that only one of them touched go together. Where both changed a field to different values,
nothing is thrown away: what stands stays, and the other value is kept beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Plain = str | int | bool | None
Fields = Mapping[str, Plain]


@dataclass(frozen=True)
class Merged:
    """What to write, and what cannot be written without losing another's value."""

    taken: Fields
    beside: Fields


def as_seen(now: Fields, changed_since: Sequence[Fields]) -> dict[str, Plain]:
    """
    The record as somebody saw it who opened it earlier.

    `changed_since` are the values before each change made since then, the newest first.
    """
    seen = dict(now)
    for before in changed_since:
        seen.update(before)
    return seen


def merge(seen: Fields, now: Fields, told: Fields) -> Merged:
    """Lay what somebody told, who had seen the record as it was, upon what it is now."""
    mine = {name: value for name, value in told.items() if value != seen.get(name)}
    free = {
        name: value
        for name, value in mine.items()
        if now.get(name) in (seen.get(name), value) and now.get(name) != value
    }
    beside = {
        name: value for name, value in mine.items() if now.get(name) not in (seen.get(name), value)
    }
    return Merged(taken=free, beside=beside)
