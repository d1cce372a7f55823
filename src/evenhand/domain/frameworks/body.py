"""A body: an organisation that answers for a workforce or service."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Body:
    """`kind` decides which standards apply to it (an edition's `body_kinds`)."""

    id: str
    name: str
    kind: str
    region: str = ""


KINDS = (
    "council",
    "nhs-trust",
    "integrated-care-board",
    "independent-provider",
    "region",
    "country",
)
