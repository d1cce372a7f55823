"""Tables of a TOML file of inputs, read key by key; what cannot be is refused in words."""

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evenhand.data.readers.item import did_you_mean
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
        """What is wrong with a key, as it is told."""
        return WrongUse(f"{self.where}, {key}: {wrong} {fix}")

    def number(
        self, key: str, default: float | None = None, *, most: float = math.inf, unit: str = ""
    ) -> float:
        """A number from 0 to `most`. Needed, where there is no default."""
        found = self._value(key, default)
        if (
            isinstance(found, bool)
            or not isinstance(found, int | float)
            or not math.isfinite(found)
        ):
            raise self.refused(key, "It is no number.", f"Write a number{unit and f' of {unit}'}.")
        if not 0 <= found <= most:
            upper = "" if most == math.inf else f" to {most:g}"
            raise self.refused(
                key, f"It is {found:g}.", f"Write a number from 0{upper}{unit and f': {unit}'}."
            )
        return float(found)

    def share(self, key: str, default: float | None = None) -> float:
        """A share of a whole, from 0 to 1."""
        found = self._value(key, default)
        if isinstance(found, int | float) and not isinstance(found, bool) and 1 < found <= 100:
            fix = f"Shares go from 0 to 1: for {found:g}%, write {found / 100:g}."
            raise self.refused(key, f"It is {found:g}, more than everyone.", fix)
        return self.number(key, default, most=1.0, unit="a share of all")

    def whole(self, key: str, default: int | None = None, *, least: int = 0, most: int) -> int:
        """A whole number."""
        found = self._value(key, default)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            fix = f"Write a whole number from {least} to {most:,}."
            raise self.refused(key, "It cannot be this.", fix)
        return found

    def years(self, key: str = "years", default: int | None = None) -> int:
        """How many years to look ahead."""
        return self.whole(key, default, least=1, most=_MOST_YEARS)

    def words(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, unless the default is."""
        found = self._value(key, default)
        if not isinstance(found, str) or (not found.strip() and found != default):
            raise self.refused(key, "It is no text.", 'Write words between quotes: "...".')
        return " ".join(found.split())

    def numbers(self, key: str, *, most: float = math.inf) -> tuple[float, ...]:
        """Numbers in square brackets; none where the key is missing."""
        found = self._value(key, [])
        if not isinstance(found, list):
            raise self.refused(key, "It is no list.", "Write numbers in square brackets: [2, 1].")
        row = Table({f"{key}[{place}]": each for place, each in enumerate(found, 1)}, self.where)
        return tuple(row.number(each, most=most) for each in row.content)

    def table(self, key: str) -> "Table | None":
        """A table under this one; none where the key is missing."""
        if key not in self.content:
            return None
        found = self._value(key)
        if not isinstance(found, dict):
            raise self.refused(key, "It is no table.", f"Write [{key}] on a line of its own.")
        return Table(found, f"{self.where}, [{key}]")

    def tables(self, key: str) -> list["Table"]:
        """The tables of an array, in their order."""
        found = self._value(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.refused(key, "They are no tables.", f"Write [[{key}]] before each.")
        return [
            Table(each, f"{self.where}, [[{key}]] number {place}")
            for place, each in enumerate(found, 1)
        ]

    def all_read(self) -> None:
        """Raises WrongUse where there is a key that nothing asked for."""
        for key in self.content:
            if key not in self._asked:
                fix = did_you_mean(key, sorted(self._asked))
                raise self.refused(key, "There is no such key.", fix)

    def _value(self, key: str, default: Any = None) -> Any:
        self._asked.add(key)
        if key not in self.content and default is None:
            raise self.refused(key, "It is missing.", "Add a line for it.")
        return self.content.get(key, default)


def read_inputs(path: Path) -> Table:
    """A file of inputs. Raises WrongUse where it is no TOML."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise WrongUse(
            f"{path.name} is no TOML file: {wrong}. Each line is to be of the form key = value."
        ) from wrong
    return Table(content, path.name)
