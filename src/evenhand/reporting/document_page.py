"""The page of a document: one HTML file that needs nothing else."""

import re
from dataclasses import dataclass

from evenhand.reporting.documents.blocks import Block, Heading, Paragraph
from evenhand.reporting.documents.outline import Outline
from evenhand.reporting.page import environment
from evenhand.reporting.sections import LONG
from evenhand.reporting.tables import Table


@dataclass(frozen=True)
class _Part:
    """A block as the template reads it."""

    kind: str
    block: Block
    anchor: str = ""


def page_of(made: Outline, *, audience: str, version: str) -> str:
    """
    A document as a page. The same document gives the same text, byte for byte.

    Everything that came from outside is escaped by the template; only the SVG that is drawn here
    is put in as it stands, and its text is escaped by the converter.
    """
    parts: list[_Part] = []
    first = next(at for at, block in enumerate(made.blocks) if isinstance(block, Heading))
    notes = {block.note for block in made.blocks if isinstance(block, Table) and block.note}
    for block in made.blocks:
        if isinstance(block, Paragraph) and block.text in notes:
            continue  # the table says it on a page
        anchor = _anchor(block.text) if isinstance(block, Heading) and block.level == 1 else ""
        parts.append(_Part(type(block).__name__, block, anchor))
    return (
        environment()
        .get_template("document.html.jinja")
        .render(
            made=made,
            audience=audience,
            opening=parts[:first],
            blocks=parts[first:],
            contents=[
                (p.anchor, p.block.text) for p in parts if isinstance(p.block, Heading) and p.anchor
            ],
            long=LONG,
            version=version,
        )
    )


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
