"""The page of a pay report: one HTML file that needs nothing else."""

import re
from dataclasses import dataclass

from evenhand.domain.pay.report import PayReport
from evenhand.reporting import words
from evenhand.reporting.documents.blocks import Block, Heading, Paragraph
from evenhand.reporting.page import LONGEST_NAME, MARKED, environment, period
from evenhand.reporting.pay.answers import stands_out
from evenhand.reporting.pay.outline import kind, outline
from evenhand.reporting.sections import LONG
from evenhand.reporting.tables import Table


@dataclass(frozen=True)
class _Part:
    """A block as the template reads it."""

    kind: str
    block: Block
    anchor: str = ""


def render_page(report: PayReport) -> str:
    """
    The page as text. The same report gives the same text, byte for byte.

    Everything that came from outside is escaped by the template; only the SVG that is drawn here
    is put in as it stands, and its text is escaped by the converter.
    """
    made = outline(report, paper=False)
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
        .get_template("pay.html.jinja")
        .render(
            made=made,
            audience=report.audience,
            opening=parts[:first],
            blocks=parts[first:],
            contents=[
                (p.anchor, p.block.text) for p in parts if isinstance(p.block, Heading) and p.anchor
            ],
            long=LONG,
            version=report.inputs.version,
        )
    )


def _anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def render_list(reports: list[tuple[str, PayReport]]) -> str:
    """The page that lists the reports of several bodies: links, and what stands out in each."""
    audience = reports[0][1].audience
    return (
        environment()
        .get_template("contents.html.jinja")
        .render(
            audience=audience,
            marked=MARKED[audience],
            marked_as=max((report.marked_as for _, report in reports), default=""),
            reports=[
                {
                    "link": link,
                    "name": words.shortened(report.audit.body.name, LONGEST_NAME),
                    "period": period(report),
                    "standards": kind(report),
                    "standing_out": [{"text": said} for said in stands_out(report)],
                }
                for link, report in reports
            ],
        )
    )
