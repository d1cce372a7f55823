"""What is kept of a month whose considerations are deleted: numbers and lengths of time, and nobody."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

Key: TypeAlias = tuple[str, ...]


@dataclass(kw_only=True)
class KeptMonth:
    """
    Numbers of one month by what they are of, such as ("considered",) or ("outcome", "S2"), and how
    long things took, in seconds and sorted, such as of ("wait", "waiting for a bed").

    `since` is the first day of a case among them. Nothing in it belongs together: which wait was
    whose cannot be told.
    """

    numbers: Counter[Key] = field(default_factory=Counter)
    lasted: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    since: date | None = None

    def count(self, *key: str, by: int = 1) -> None:
        """Count so many more."""
        if by:
            self.numbers[key] += by

    def took(self, *key: str, them: Iterable[timedelta]) -> None:
        """Keep how long these took."""
        if seconds := [each.total_seconds() for each in them]:
            self.lasted[key] = sorted([*self.lasted.get(key, ()), *seconds])

    def number(self, *key: str) -> int:
        """How many; 0 where nothing is kept of it."""
        return self.numbers[key]

    def times(self, *key: str) -> list[timedelta]:
        """How long each took."""
        return [timedelta(seconds=each) for each in self.lasted.get(key, ())]

    def under(self, kind: str) -> dict[Key, int]:
        """Every number of a kind, by the rest of its key."""
        return {key[1:]: number for key, number in self.numbers.items() if key[0] == kind}

    def take_in(self, other: "KeptMonth") -> None:
        """Add what was kept of the same month at another time."""
        self.numbers += other.numbers
        for key in other.lasted:
            self.took(*key, them=other.times(*key))
        if other.since:
            self.since = min(self.since or other.since, other.since)

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "numbers": sorted([*key, number] for key, number in self.numbers.items()),
            "lasted": sorted([[*key], seconds] for key, seconds in self.lasted.items()),
            "since": self.since.isoformat() if self.since else None,
        }


def read_kept(plain: Mapping[str, Any]) -> KeptMonth:
    """What `plain` wrote."""
    return KeptMonth(
        numbers=Counter({tuple(key): number for *key, number in plain["numbers"]}),
        lasted=defaultdict(list, {tuple(key): seconds for key, seconds in plain["lasted"]}),
        since=date.fromisoformat(plain["since"]) if plain["since"] else None,
    )
