"""A file of typed figures, and the one form in which it is said what is wrong in it."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evenhand.data.readers.item import did_you_mean
from evenhand.pipeline.wrong_use import WrongUse

LARGEST_FILE = 1_000_000
MISSING = ("It is missing.", "Add a line for it.")
NO_NUMBER = "It is no number."
NO_TEXT = ("It is no text.", 'Write words between quotes: "...".')
NO_LIST = ("It is no list.", "Write it in square brackets: [2, 1].")
NO_FLAG = ("It is neither.", "Write true or false, without quotes.")


def content_of(file: Path) -> dict[str, Any]:
    """Its keys and values. Raises WrongUse where it cannot be read as TOML."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise WrongUse(
                f"{file.name} is larger than {LARGEST_FILE:,} bytes: no file of inputs is."
            )
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise WrongUse(f"{file.name} cannot be read: {wrong.strerror}.") from wrong
    except UnicodeDecodeError:
        raise WrongUse(f"{file.name} is not text in UTF-8. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise WrongUse(
            f"{file.name} is no TOML file: {wrong}. Each line is to be of the form key = value."
        ) from wrong


def said(where: str, key: str, wrong: str, fix: str) -> str:
    """What is wrong with a key, and what to write in its place."""
    return f"{where}{', ' if key else ''}{key}: {wrong} {fix}".rstrip()


def no_such_key(key: str, known: Sequence[str]) -> tuple[str, str]:
    """What is wrong with a key that nobody asks for, and what was meant."""
    return "There is no such key.", did_you_mean(key, sorted(known))


def no_table(key: str) -> tuple[str, str]:
    """What is wrong with a key that should be a table."""
    return "It is no table.", f"Write [{key}] on a line of its own."


def no_tables(key: str) -> tuple[str, str]:
    """What is wrong with a key that should be an array of tables."""
    return "They are no tables.", f"Write [[{key}]] before each."


def within(least: float, most: float | None, number: str = "a number") -> str:
    """The numbers that may be written."""
    if most is None:
        return f"Write {number} of {least:,.15g} or more"
    return f"Write {number} from {least:,.15g} to {most:,.15g}"


def inner(where: str, key: str, place: int | None = None) -> str:
    """A table in another, or one of an array of them, as it is pointed at."""
    return f"{where}, [{key}]" if place is None else f"{where}, [[{key}]] number {place}"
