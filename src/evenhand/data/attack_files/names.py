"""Digits in the names of bodies and groups: files print names whole, cut, wrapped or turned round."""

import re
from collections.abc import Iterable, Sequence

from evenhand.data.attack_files.said import tidy

_AROUND = ".,;:()[]{}\"'“”‘’…·#•&"
# What no font has is printed by its number.
_BY_NUMBER = re.compile(r"\[U\+[0-9A-F]{4,6}\]")
# Longer words are broken, wherever there is no more room.
_LONG_WORD = 24
# Words that a name shares with every sentence: alone they do not tell that it is a name.
_EVERYWHERE = frozenset(
    ("a", "all", "and", "at", "by", "for", "from", "in", "of", "on", "or", "people", "staff", "the",
     "to", "with")
)  # fmt: skip
_TAKEN_OUT = "\N{MIDDLE DOT}"


class Names:
    """Words of names that hold digits, to be taken out of a text where they stand together."""

    def __init__(self, names: Iterable[str]) -> None:
        texts = [tidy(name) for name in names]
        texts = [text for text in texts if any(map(str.isdigit, text))]
        self._words = {_bare(word) for text in texts for word in text.split()} - {""}
        self._long = [word for word in self._words if len(word) > _LONG_WORD]

    def taken_out(self, text: str) -> str:
        """The text without runs of words of a name; a number alone is no name."""
        if not self._words:
            return text
        kept: list[str] = []
        run: list[str] = []
        words = _BY_NUMBER.sub(" ", text).split()
        for word in words:
            if not _bare(word) or self._is_part(_bare(word)):
                run.append(word)
                continue
            kept += _ended(run)
            kept.append(word)
            run = []
        return " ".join([*kept, *_ended(run)])

    def _is_part(self, word: str) -> bool:
        return word in self._words or any(word in long for long in self._long)


def _ended(run: Sequence[str]) -> list[str]:
    """A run of a name's words is a name if there is more in it than numbers and common words."""
    return [_TAKEN_OUT] if any(map(_tells, map(_bare, run))) else list(run)


def _tells(word: str) -> bool:
    number = word.replace(",", "").isdigit()
    return bool(word) and not number and word.lower() not in _EVERYWHERE


def _bare(word: str) -> str:
    return word.strip(_AROUND)
