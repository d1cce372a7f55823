"""Short texts at rest: names, notes, letters. Sealed under the key of the body they belong to."""

from evenhand.web.bodies.queries import Body
from evenhand.web.core.keys import seal, unseal


def closed(body: Body, text: str) -> bytes:
    """What is kept of a text; b"" where there is none."""
    return seal(bytes(body.wrapped_key), text.encode("utf-8")) if text else b""


def opened(body: Body, kept: bytes) -> str:
    """The text again; "" where there is none. Raises CannotOpen."""
    return unseal(bytes(body.wrapped_key), bytes(kept)).decode("utf-8") if kept else ""
