"""
Encryption at rest: keys of bodies and records, wrapped by the site's key.

It guards backups and lost disks, not against whoever runs the live server. XSalsa20-Poly1305 by
PyNaCl; every sealed text carries its own random nonce.
"""

from django.conf import settings
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
            "This was sealed with another key or changed since. Restore the site's key and "
            "database from the same backup."
        ) from wrong


def _site() -> SecretBox:
    return SecretBox(bytes.fromhex(settings.SITE_KEY))


def _box(wrapped: bytes) -> SecretBox:
    try:
        return SecretBox(bytes(_site().decrypt(bytes(wrapped))))
    except CryptoError as wrong:
        raise CannotOpen(
            "The site's key is not the one that this database was made with. Put back site.key "
            "(or EVENHAND_SITE_KEY) from the backup of the same day."
        ) from wrong
