"""A catalogue of made-up words, as gettext reads it, for tests of what can be translated."""

import struct
from collections.abc import Mapping
from pathlib import Path

_MAGIC, _VERSION, _HEAD = 0x950412DE, 0, 28
# What a catalogue says of itself stands below no words. Welsh has more forms; two are enough here.
_ABOUT = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def write(folder: Path, language: str, words: Mapping[str, str]) -> None:
    """
    The catalogue of a language in a folder of catalogues (`LOCALE_PATHS`).

    Between one and many, on both sides, stands a zero character. The format is gettext's manual's,
    "The Format of GNU MO Files".
    """
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(_compiled({"": _ABOUT} | dict(words)))


def _compiled(words: Mapping[str, str]) -> bytes:
    pairs = sorted((told.encode(), said.encode()) for told, said in words.items())
    tables = [b"", b""]
    texts = b""
    at = _HEAD + 16 * len(pairs)
    for side, table in enumerate(tables):
        for pair in pairs:
            table += struct.pack("<II", len(pair[side]), at + len(texts))
            texts += pair[side] + b"\0"
        tables[side] = table
    head = (_MAGIC, _VERSION, len(pairs), _HEAD, _HEAD + 8 * len(pairs), 0, 0)
    return struct.pack("<7I", *head) + tables[0] + tables[1] + texts
