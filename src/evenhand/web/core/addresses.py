"""Parts of addresses that Django has no converter for."""

from datetime import date


class Day:
    """A day in an address, as 2025-03-31."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
