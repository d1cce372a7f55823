"""What a body has released: one entry a release, each sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.network import Range
from evenhand.domain.disclosure.printed import Ranges

# What a line that no release wrote can lead to when it is read.
_NO_ENTRY = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
FIRST = ""  # stands where the first entry has no one before it
FORMAT = 1


class BrokenLedger(ValueError):
    """The ledger is not as it was written. The message says where, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was measured for a release: with it, the same counts can be found again."""

    standards: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    comparator: str = ""
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    One release of one body.

    `at` is the moment in UTC. `rules` is the hash of what the preset was then, `pack` of the
    records, `files` (name, sha256) of what was put in place. `told` is what print says of each
    count: its lowest and highest, None where it is hidden. Nothing hidden is in a ledger.
    """

    number: int
    previous: str
    at: str
    body: str
    audience: str
    preset: str
    rules: str
    pack: str
    version: str
    asked: Asked
    files: tuple[tuple[str, str], ...]
    told: Ranges

    @property
    def seal(self) -> str:
        """Hash over everything in the entry, and so over all entries before it."""
        return hashlib.sha256(_canonical(_content(self)).encode()).hexdigest()

    @property
    def in_words(self) -> str:
        """How the entry is named in a sentence."""
        return f"release {self.number} ({self.audience}, {self.at[:10]})"

    def same_request(self, other: "Entry") -> bool:
        """Whether both were made from the same records, by the same rules, for the same readers."""
        return _request(self) == _request(other)


def line_of(entry: Entry) -> str:
    """The entry as one line of the ledger, with its seal."""
    return _canonical(_content(entry) | {"seal": entry.seal})


def head(entries: Sequence[Entry]) -> str:
    """The seal of the last entry: whoever knows it can tell whether anything is missing."""
    return entries[-1].seal if entries else FIRST


def entries_in(lines: Iterable[str]) -> list[Entry]:
    """
    The entries of a ledger, oldest first.

    Raises BrokenLedger where a line was changed, left out, put in or moved.
    """
    entries: list[Entry] = []
    for at, line in enumerate(lines, start=1):
        try:
            content = json.loads(line)
            entry, seal = _entry(content), content["seal"]
            whole = entry.seal == seal and line_of(entry) == line.rstrip("\n")
        except _NO_ENTRY as wrong:
            raise BrokenLedger(_broken(at, "cannot be read as an entry")) from wrong
        if not whole:
            raise BrokenLedger(_broken(at, "was changed after it was written"))
        if entry.previous != head(entries) or entry.number != at:
            raise BrokenLedger(_broken(at, "does not follow the one before it"))
        entries.append(entry)
    return entries


def _request(entry: Entry) -> Entry:
    """The entry without what a release adds to what was asked for."""
    return replace(entry, number=0, previous=FIRST, at="", files=(), told={})


def _broken(line: int, what: str) -> str:
    return (
        f"Line {line} of the ledger {what}. Nothing can be released until the ledger is as it was: "
        "put back the copy that was kept of it."
    )


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _content(entry: Entry) -> dict[str, Any]:
    """An entry in plain values. Sets of groups and of grades are listed once and then numbered."""
    groups = sorted({tuple(sorted(cell.people)) for cell in entry.told})
    lines = sorted({tuple(sorted(cell.places)) for cell in entry.told})
    group_at = {names: at for at, names in enumerate(groups)}
    line_at = {names: at for at, names in enumerate(lines)}
    cells = [
        [
            cell.period,
            cell.name,
            line_at[tuple(sorted(cell.places))],
            group_at[tuple(sorted(cell.people))],
            *(told or (None, None)),
        ]
        for cell, told in entry.told.items()
    ]
    return {
        "format": FORMAT,
        "number": entry.number,
        "previous": entry.previous,
        "at": entry.at,
        "body": entry.body,
        "audience": entry.audience,
        "preset": entry.preset,
        "rules": entry.rules,
        "pack": entry.pack,
        "version": entry.version,
        "standards": list(entry.asked.standards),
        "groupings": list(entry.asked.groupings),
        "comparator": entry.asked.comparator,
        "team": entry.asked.team,
        "files": [list(pair) for pair in entry.files],
        "groups": [list(names) for names in groups],
        "lines": [list(names) for names in lines],
        "cells": sorted(cells, key=lambda cell: cell[:4]),
    }


def _entry(content: Mapping[str, Any]) -> Entry:
    if content["format"] != FORMAT:
        raise ValueError("another format")
    groups = [frozenset(names) for names in content["groups"]]
    lines = [frozenset(names) for names in content["lines"]]
    told: dict[CountCell, Range | None] = {
        CountCell(period, name, lines[line], groups[group], content["team"]): (
            None if low is None else (low, high)
        )
        for period, name, line, group, low, high in content["cells"]
    }
    texts = ("previous", "at", "body", "audience", "preset", "rules", "pack", "version")
    return Entry(
        **{name: str(content[name]) for name in texts},
        number=int(content["number"]),
        asked=Asked(
            standards=tuple(content["standards"]),
            groupings=tuple(content["groupings"]),
            comparator=str(content["comparator"]),
            team=str(content["team"]),
        ),
        files=tuple((str(name), str(digest)) for name, digest in content["files"]),
        told=told,
    )
