"""Everything that a JSON file says: of results the texts, and any number where none may be."""

import json
from collections.abc import Iterator
from dataclasses import fields

from evenhand.data.attack_files.said import Place, Said, tidy
from evenhand.domain.results.result import Result

# Numbers that say nothing of people: the level of intervals, which indicator, which grade.
_PASSED_OVER = ("confidence", "indicator", "cell")
_FIELDS = frozenset(field.name for field in fields(Result))


def words_of_json(text: str) -> list[Said]:
    """
    Every text and number, with its place; the numbers of figures that are shown are left out.

    Those are read as results, and attacked as such.
    """
    return [said for said in _words(json.loads(text), "top") if said.text]


def _words(value: object, where: str, *, hidden: bool = False) -> Iterator[Said]:
    if isinstance(value, dict):
        result = set(value) >= _FIELDS
        hidden = hidden or (result and value["suppressed"] is True)
        for name, each in value.items():
            if not result or hidden or isinstance(each, (str, list, dict)):
                if not result:
                    yield Said(tidy(str(name)), f"a name in {where}")
                if not (result and name in _PASSED_OVER):
                    yield from _words(each, f"{where}, {name}", hidden=hidden)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each, where, hidden=hidden)
    elif isinstance(value, str):
        named = "version " if where.endswith("version") else ""
        yield Said(tidy(f"{named}{value}"), where, hidden=hidden)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Said(str(value), where, Place.COUNTS, hidden=hidden)
