"""Tables of a file of inputs, read key by key, where what may stand in one hangs on the others."""

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evenhand.data.readers.item import did_you_mean
from evenhand.pipeline.forecast_inputs import words
from evenhand.pipeline.wrong_use import WrongUse

_MOST_YEARS = 60


class Table:
    """One table. Each key is asked for by what it should be; `all_read` refuses those nobody asked for."""

    def __init__(self, content: Mapping[str, Any], where: str) -> None:
        self.content, self.where = content, where
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self.content

    def refused(self, key: str, wrong: str, fix: str) -> WrongUse:
        """What is wrong with a key, as it is told; with the whole table where the key is empty."""
        return WrongUse(words.said(self.where, key, wrong, fix))

    def number(
        self,
        key: str,
        default: float | None = None,
        *,
        least: float = 0,
        most: float = math.inf,
        unit: str = "",
    ) -> float:
        """A number from `least` to `most`. Needed, where there is no default."""
        found = self._value(key, default)
        allowed = words.within(least, most if most < math.inf else None)
        fix = f"{allowed}{unit and f': {unit}'}."
        if not _is_number(found):
            raise self.refused(key, words.NO_NUMBER, fix)
        if not least <= found <= most:
            raise self.refused(key, f"It is {found:g}.", fix)
        return float(found)

    def share(self, key: str, default: float | None = None) -> float:
        """A share of a whole, from 0 to 1."""
        found = self._value(key, default)
        if _is_number(found) and 1 < found <= 100:
            fix = f"Shares go from 0 to 1: for {found:g}%, write {found / 100:g}."
            raise self.refused(key, f"It is {found:g}, more than everyone.", fix)
        return self.number(key, default, most=1.0, unit="a share of all")

    def whole(self, key: str, default: int | None = None, *, least: int = 0, most: int) -> int:
        """A whole number."""
        found = self._value(key, default)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            wrong = f"It is {found:g}." if _is_number(found) else words.NO_NUMBER
            raise self.refused(key, wrong, f"{words.within(least, most, 'a whole number')}.")
        return found

    def years(self, key: str = "years", default: int | None = None) -> int:
        """How many years to look ahead."""
        return self.whole(key, default, least=1, most=_MOST_YEARS)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        found = self._value(key, default)
        if not isinstance(found, bool):
            raise self.refused(key, *words.NO_FLAG)
        return found

    def words(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, unless the default is."""
        found = self._value(key, default)
        if not isinstance(found, str) or (not found.strip() and found != default):
            raise self.refused(key, *words.NO_TEXT)
        return " ".join(found.split())

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """A text that is one of the `known`."""
        found, known = self.words(key, default), tuple(known)
        if found not in known:
            raise self.refused(key, f"There is no {key} {found}.", did_you_mean(found, known))
        return found

    def names(self, key: str) -> tuple[str, ...]:
        """Different texts in square brackets."""
        found = self._value(key)
        good = isinstance(found, list) and found and all(isinstance(e, str) and e for e in found)
        if not good or len(set(found)) != len(found):
            wrong = "It is no list of different names."
            raise self.refused(key, wrong, 'Write each once, in square brackets: ["a", "b"].')
        return tuple(found)

    def numbers(self, key: str, *, most: float = math.inf) -> tuple[float, ...]:
        """Numbers in square brackets; none where the key is missing."""
        found = self._value(key, [])
        if not isinstance(found, list):
            raise self.refused(key, *words.NO_LIST)
        row = Table({f"{key}[{place}]": each for place, each in enumerate(found, 1)}, self.where)
        return tuple(row.number(each, most=most) for each in row.content)

    def some_numbers(self, key: str, *, most: float = math.inf) -> tuple[float, ...]:
        """The same, where there has to be one at least."""
        self._value(key)
        if not (found := self.numbers(key, most=most)):
            raise self.refused(key, "It is empty.", "Write one number at least: [2, 1].")
        return found

    def between(self, key: str, *, most: float = math.inf) -> tuple[float, float]:
        """One number, or a lower and an upper one in square brackets."""
        if not isinstance(self._value(key), list):
            return (self.number(key, most=most),) * 2
        found = self.numbers(key, most=most)
        if len(found) != 2 or found[0] > found[1]:
            wrong = "It is neither one number nor a lower and an upper one."
            raise self.refused(key, wrong, "Write 5, or [4, 9].")
        return found[0], found[1]

    def table(self, key: str) -> "Table | None":
        """A table under this one; none where the key is missing."""
        return self.table_or_empty(key) if key in self.content else None

    def table_or_empty(self, key: str) -> "Table":
        """The same, and an empty one where the key is missing."""
        found = self._value(key, {})
        if not isinstance(found, dict):
            raise self.refused(key, *words.no_table(key))
        return Table(found, words.inner(self.where, key))

    def tables(self, key: str) -> list["Table"]:
        """The tables of an array, in their order."""
        found = self._value(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.refused(key, *words.no_tables(key))
        return [
            Table(each, words.inner(self.where, key, place)) for place, each in enumerate(found, 1)
        ]

    def all_read(self) -> None:
        """Raises WrongUse where there is a key that nothing asked for."""
        for key in self.content:
            if key not in self._asked:
                raise self.refused(key, *words.no_such_key(key, sorted(self._asked)))

    def _value(self, key: str, default: Any = None) -> Any:
        self._asked.add(key)
        if key not in self.content and default is None:
            raise self.refused(key, *words.MISSING)
        return self.content.get(key, default)


def _is_number(found: Any) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)


def read_table(path: Path) -> Table:
    """A file of inputs. Raises WrongUse where it is no TOML."""
    return Table(words.content_of(path), path.name)
