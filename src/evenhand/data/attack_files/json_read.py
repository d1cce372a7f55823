"""Everything that a JSON file says: of results the texts, and any number where none may be."""

import json
from dataclasses import fields

from evenhand.data.attack_files.said import Place, Said, tidy
from evenhand.domain.results.result import Result

# Numbers that say nothing of people: the level of intervals, which indicator, which grade.
_PASSED_OVER = ("confidence", "indicator", "cell")
_FIELDS = frozenset(field.name for field in fields(Result))
# Text, where it stands, what it can be, and whether its figure is hidden.
Piece = tuple[str, str, Place, bool]


def words_of_json(text: str) -> list[Said]:
    """
    Every text and number, with its place, what is said again and again once; the numbers of figures
    that are shown are left out.

    Those are read as results, and attacked as such.
    """
    pieces: dict[Piece, None] = {}
    _read(json.loads(text), "top", pieces)
    said = (
        Said(tidy(words), where, place, hidden=hidden) for words, where, place, hidden in pieces
    )
    return [each for each in said if each.text]


def _read(value: object, where: str, pieces: dict[Piece, None], *, hidden: bool = False) -> None:
    if isinstance(value, str):
        named = "version " if where.endswith("version") else ""
        pieces[f"{named}{value}", where, Place.WORDS, hidden] = None
    elif isinstance(value, dict):
        if value.keys() >= _FIELDS:
            _read_result(value, where, pieces, hidden=hidden or value["suppressed"] is True)
            return
        for name, each in value.items():
            pieces[str(name), f"a name in {where}", Place.WORDS, False] = None
            _read(each, f"{where}, {name}", pieces, hidden=hidden)
    elif isinstance(value, list):
        for each in value:
            _read(each, where, pieces, hidden=hidden)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        pieces[str(value), where, Place.COUNTS, hidden] = None


def _read_result(
    value: dict[str, object], where: str, pieces: dict[Piece, None], *, hidden: bool
) -> None:
    """Of a figure that is shown its texts, of a hidden one everything."""
    for name, each in value.items():
        if (hidden or isinstance(each, (str, list, dict))) and name not in _PASSED_OVER:
            _read(each, f"{where}, {name}", pieces, hidden=hidden)
