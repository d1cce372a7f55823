"""
Encryption at rest: keys of bodies and records, wrapped by the site's key.

It guards backups and lost disks, not against whoever runs the live server. XSalsa20-Poly1305 by
PyNaCl; every sealed text carries its own random nonce.
"""

import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random


class CannotOpen(ValueError):
    """Sealed with another key, or changed since. The message says what to do."""


def new_wrapped_key() -> bytes:
    """A new random key, as it is kept: sealed with the site's key."""
    return bytes(_site().encrypt(random(SecretBox.KEY_SIZE)))


def seal(wrapped: bytes, text: bytes) -> bytes:
    """Encrypt under a wrapped key."""
    return bytes(_box(wrapped).encrypt(text))


def unseal(wrapped: bytes, sealed: bytes) -> bytes:
    """Decrypt under a wrapped key. Raises CannotOpen."""
    try:
        return bytes(_box(wrapped).decrypt(sealed))
    except CryptoError as wrong:
        raise CannotOpen(
            _(
                "This was sealed with another key or changed since. Restore the site's key and "
                "database from the same backup."
            )
        ) from wrong


def _site() -> SecretBox:
    return SecretBox(bytes.fromhex(settings.SITE_KEY))


def _box(wrapped: bytes) -> SecretBox:
    try:
        return SecretBox(bytes(_site().decrypt(bytes(wrapped))))
    except CryptoError as wrong:
        raise CannotOpen(
            _(
                "The site's key is not the one that this database was made with. Put back "
                "site.key (or EVENHAND_SITE_KEY) from the backup of the same day."
            )
        ) from wrong


def opens(wrapped: bytes) -> bool:
    """Whether the site's key is the one that this key was sealed with."""
    try:
        _box(wrapped)
    except CannotOpen:
        return False
    return True


def write_keys(file: Path, *, site: str, secret: str) -> None:
    """Write the site's keys to a new file that only its owner may read, as environment variables."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(f"EVENHAND_SITE_KEY={site}\nEVENHAND_SECRET_KEY={secret}\n")
