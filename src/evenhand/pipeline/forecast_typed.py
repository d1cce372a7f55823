"""Reads typed figures from a TOML file: each key once, each refusal in words."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from evenhand.pipeline.wrong_use import WrongUse


def read_typed(path: Path) -> "Typed":
    """The whole file. WrongUse where it cannot be read as TOML."""
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as mistake:
        reason = "is not UTF-8 text" if isinstance(mistake, UnicodeDecodeError) else mistake
        raise WrongUse(f"{path.name} cannot be read: {reason}.") from mistake
    except tomllib.TOMLDecodeError as mistake:
        raise WrongUse(f"{path.name} is not valid TOML: {mistake}.") from mistake
    return Typed(content, path.name)


class Typed:
    """One table of such a file; `where` is what its mistakes are reported under."""

    def __init__(self, content: Mapping[str, Any], where: str) -> None:
        self.content, self.where = content, where

    def only(self, known: Iterable[str]) -> None:
        """WrongUse where there is a key that is not `known`."""
        known = tuple(known)
        for key in self.content:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
                raise WrongUse(f"{self.where}: there is no key {key} here. {hint}")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.content

    def number(
        self, key: str, *, least: float = 0, most: float = math.inf, otherwise: float | None = None
    ) -> float:
        """A number from `least` to `most`; `otherwise` where the key is missing and may be."""
        if key not in self.content and otherwise is not None:
            return otherwise
        return self._within(key, self._needed(key), least, most)

    def whole(
        self, key: str, *, least: int = 0, most: int = 10**9, otherwise: int | None = None
    ) -> int:
        """The same, a whole number."""
        found = self.number(key, least=least, most=most, otherwise=otherwise)
        if found != int(found):
            raise WrongUse(f"{self.where}: {key} is {found:g}. Give a whole number.")
        return int(found)

    def numbers(self, key: str, *, least: float = 0, most: float = math.inf) -> tuple[float, ...]:
        """A list of numbers."""
        found = self._needed(key)
        if not isinstance(found, list) or not found:
            raise WrongUse(f"{self.where}: {key} is to be a list of numbers, as in [1, 2].")
        return tuple(self._within(key, each, least, most) for each in found)

    def between(self, key: str, *, least: float = 0, most: float = math.inf) -> tuple[float, float]:
        """One number, or the lower and the upper of two, as in [4, 9]."""
        if not isinstance(self._needed(key), list):
            return (self.number(key, least=least, most=most),) * 2
        found = self.numbers(key, least=least, most=most)
        if len(found) != 2 or found[0] > found[1]:
            raise WrongUse(f"{self.where}: {key} is to be one number or a lower and an upper one.")
        return found[0], found[1]

    def text(self, key: str, *, otherwise: str | None = None) -> str:
        """A text that is not empty."""
        found = self.content.get(key, otherwise)
        if not isinstance(found, str) or not found.strip():
            raise WrongUse(f"{self.where}: {key} is missing or no text. Write it in quotes.")
        return found

    def one_of(self, key: str, known: Iterable[str]) -> str:
        """A text that is one of the `known`."""
        found, known = self.text(key), tuple(known)
        if found not in known:
            near = get_close_matches(found, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
            raise WrongUse(f"{self.where}: there is no {key} {found}. {hint}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none twice."""
        found = self._needed(key)
        good = isinstance(found, list) and found and all(isinstance(e, str) and e for e in found)
        if not good or len(set(found)) != len(found):
            raise WrongUse(
                f'{self.where}: {key} is to be a list of different names, as in ["a", "b"].'
            )
        return tuple(found)

    def table(self, key: str) -> "Typed":
        """A table in the table; an empty one where it is missing."""
        found = self.content.get(key, {})
        if not isinstance(found, dict):
            raise WrongUse(f"{self.where}: {key} is to be a table, written [{key}].")
        return Typed(found, f"{self.where}: [{key}]")

    def tables(self, key: str) -> tuple["Typed", ...]:
        """A list of tables."""
        found = self._needed(key)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise WrongUse(f"{self.where}: {key} is to be a list of tables, each under [[{key}]].")
        return tuple(
            Typed(each, f"{self.where}: {key} number {place}")
            for place, each in enumerate(found, start=1)
        )

    def _needed(self, key: str) -> Any:
        if key not in self.content:
            raise WrongUse(f"{self.where}: {key} is missing. Give it and try again.")
        return self.content[key]

    def _within(self, key: str, found: Any, least: float, most: float) -> float:
        number = isinstance(found, int | float) and not isinstance(found, bool)
        if not number or not math.isfinite(found) or not least <= found <= most:
            limit = f"from {least:g} to {most:g}" if most < math.inf else f"of {least:g} or more"
            raise WrongUse(f"{self.where}: {key} is {found!r}. Give a number {limit}.")
        return float(found)
