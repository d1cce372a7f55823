"""How an earlier extract was mapped: its pack.toml, and the mapping file beside it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.mapping.words import key_of
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.manifest import Manifest, TableEntry
from evenhand.data.readers.manifest_file import find_source, read_manifest

MAPPING = "mapping.toml"


@dataclass(frozen=True)
class Memory:
    """
    The earlier manifest; the headers that each of its sources had (by file and sheet), and values
    that were left out, by question.
    """

    manifest: Manifest
    headers: Mapping[tuple[str, str], frozenset[str]]
    left_out: Mapping[str, tuple[str, ...]]

    def find(self, headers: Iterable[str]) -> tuple[str, TableEntry] | None:
        """The table whose columns are all among these headers; of several, the widest."""
        keys = {key_of(header) for header in headers}
        fitting = [
            (len(wanted), table, entry)
            for table, entry in self.manifest.tables.sources()
            if (wanted := {key_of(h) for h in (*entry.columns.values(), *entry.across)}) <= keys
            and wanted
        ]
        best = max(fitting, key=lambda each: each[0], default=None)
        return best[1:] if best else None

    def knew(self, entry: TableEntry) -> frozenset[str]:
        """The headers, as compared, that a source had then."""
        known = self.headers.get((entry.file, entry.sheet), frozenset())
        return known | {key_of(each) for each in (*entry.columns.values(), *entry.across)}


def remember(path: Path) -> Memory:
    """What an earlier pack.toml and its mapping file say. Raises Unusable where it is none."""
    source = find_source(path)
    manifest, slips = read_manifest(source)
    if manifest is None:
        raise Unusable(slips[0])
    file = source.folder / MAPPING
    content = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    headers = {
        (each["file"], each["sheet"]): frozenset(key_of(h) for h in each["headers"])
        for each in content.get("tables", ())
    }
    left_out = {key: tuple(values) for key, values in content.get("left_out", {}).items()}
    return Memory(manifest, headers, left_out)
