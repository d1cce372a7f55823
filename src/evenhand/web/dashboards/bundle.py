"""Many files as one ZIP that is sent while it is made, so that it never stands whole in memory."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from evenhand.data.writers.results_csv import table_csv
from evenhand.web.dashboards.queries import compressed

MANIFEST = "manifest.csv"
_RELEASE, _BODY = "readers__release__", "readers__release__body__"


class _Sent(io.RawIOBase):
    """What a ZIP is written to: kept only until it is sent. It cannot be sought in."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.waiting += content
        return len(content)

    def taken(self) -> bytes:
        """Everything since the last time."""
        found = bytes(self.waiting)
        self.waiting.clear()
        return found


def bundle(files: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    """
    The ZIP, piece by piece: the manifest with every file's SHA-256, then a folder a body and year.

    `files` are those of `queries.public_files`.
    """
    sink = _Sent()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest(files))
        for each in files:
            archive.writestr(place_of(each), zlib.decompress(compressed(each["pk"])))
            yield sink.taken()
    yield sink.taken()


def manifest(files: Sequence[dict[str, Any]]) -> str:
    """What is in the ZIP, by whom and when it was released."""
    return table_csv(
        [
            {
                "file": place_of(each),
                "body": each[f"{_BODY}name"],
                "year to": each[f"{_RELEASE}snapshot"].isoformat(),
                "version": each[f"{_RELEASE}version"],
                "released": each[f"{_RELEASE}approved_at"].isoformat(),
                "bytes": each["size"],
                "sha256": each["digest"],
            }
            for each in files
        ]
    )


def place_of(file: dict[str, Any]) -> str:
    """Where a file lies in the ZIP."""
    return f"{file[f'{_BODY}slug']}/{file[f'{_RELEASE}snapshot']}/{file['name']}"
