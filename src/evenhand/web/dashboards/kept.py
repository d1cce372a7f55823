"""
What is made of frozen releases is kept, and found again by what it was made of.

Nothing has to be thrown away when something is released: other releases make another name.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from evenhand import __version__

Made = TypeVar("Made")


def kept(what: str, of: object, make: Callable[[], Made]) -> Made:
    """`make()`, or what it gave before for the same `of` (something with a full repr)."""
    digest = hashlib.sha256(f"{__version__} {get_language()} {what} {of!r}".encode()).hexdigest()
    found: Made | None = cache.get(digest)
    if found is None:
        found = make()
        cache.set(digest, found, timeout=None)
    return found
