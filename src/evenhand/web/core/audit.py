"""The rules of the audit trail: what is hashed, and how a chain is checked."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Link:
    """One entry of the chain, without what changed: only the hash of its sealed form."""

    number: int
    at: datetime
    by: str
    body: str
    what: str
    about: str
    sealed_hash: str
    previous: str

    @property
    def digest(self) -> str:
        """SHA-256 over every field, in one way of writing them."""
        fields = (
            self.number,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.by,
            self.body,
            self.what,
            self.about,
            self.sealed_hash,
            self.previous,
        )
        return hashlib.sha256(json.dumps(fields).encode("utf-8")).hexdigest()


def hash_of(sealed: bytes) -> str:
    """
    The hash that stands for what changed.

    Of the sealed form, whose nonce nobody can guess: the hash of a short text would tell it.
    """
    return hashlib.sha256(bytes(sealed)).hexdigest()


def broken(links: Iterable[tuple[Link, str]]) -> str:
    """What is wrong with a chain of entries and the digests kept with them; "" where nothing is."""
    expected, number = FIRST, 1
    for link, kept in links:
        if link.number != number:
            return f"Entry {number} is missing: after it comes {link.number}."
        if link.previous != expected:
            return f"Entry {number} does not follow the entry before it."
        if link.digest != kept:
            return f"Entry {number} was changed after it was written."
        expected, number = kept, number + 1
    return ""
