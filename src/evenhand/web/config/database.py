"""Which database: SQLite in the site's folder, or PostgreSQL by an address in the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Writers take the lock when they begin and wait their turn; without this some fail at once.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(address: str, home: Path) -> dict[str, Any]:
    """
    Django's settings for "postgres://user:password@host:port/name", or for none: SQLite.

    Raises ValueError where the address is neither.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "db.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or len(parts.path) < 2:
        raise ValueError(
            "DATABASE_URL has to be like postgres://user:password@host:5432/name. "
            "Leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
