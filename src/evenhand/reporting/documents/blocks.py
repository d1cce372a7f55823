"""What a document is made of, besides tables and pictures."""

from dataclasses import dataclass

from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.tables import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands right under the title."""

    text: str
    level: int
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `look`: `answer`, `quiet`, `caution`, `term`, or plain."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """A table with a tiny drawing of dots in each row, which says nothing that its words do not."""

    table: Table
    strips: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | Picture | Glance
