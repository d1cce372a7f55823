"""Files at rest in the database: made small, then sealed under the key of the body they belong to."""

import hashlib
import zlib

from evenhand.web.core.keys import seal, unseal

LEVEL = 6


def put_away(wrapped: bytes, content: bytes) -> bytes:
    """What is kept of a file's bytes."""
    return seal(wrapped, zlib.compress(content, LEVEL))


def take_out(wrapped: bytes, kept: bytes) -> bytes:
    """The file's bytes again. Raises CannotOpen."""
    return zlib.decompress(unseal(wrapped, bytes(kept)))


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
