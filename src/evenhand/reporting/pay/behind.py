"""The end of a pay report: the rules, the records and the files it was made from."""

from collections.abc import Iterator

from evenhand.domain.pay.report import PayReport
from evenhand.reporting.documents.blocks import Block, Bullets, Heading, Paragraph
from evenhand.reporting.pay import method
from evenhand.reporting.tables import Cell, Part, Table


def sources(report: PayReport) -> Iterator[Block]:
    """The set of rules, what is not settled in it, and its sources."""
    rules = report.audit.rules
    yield Heading("The rules", 1)
    yield Paragraph(f"{rules.title} ({rules.rules}). {rules.who}")
    if rules.beside:
        yield Paragraph("They also ask for:")
        yield Bullets(rules.beside)
    if unsettled := tuple(method.about_rules(report)):
        yield Bullets(unsettled)
    yield Heading("Sources", 2)
    yield Bullets(
        tuple(
            f"{', '.join(filter(None, (s.title, s.section)))}: {s.address}" for s in rules.sources
        )
    )


def records(report: PayReport) -> Iterator[Block]:
    """What is wrong with the records, and what to know of them."""
    if not (report.rows or report.errors or report.warnings):
        return
    yield Heading("The records behind it", 1)
    for title, said in (("What is wrong", report.errors), ("What to know", report.warnings)):
        if said:
            yield Heading(title, 2)
            yield Bullets(said)


def inputs(report: PayReport) -> Iterator[Block]:
    """What the report was made from."""
    inputs = report.inputs
    yield Heading("Inputs", 1)
    yield Paragraph("The same files, rules and version give this report again, byte for byte.")
    yield Bullets(
        (
            f"Evenhand: version {inputs.version}",
            f"Rules: {', '.join(inputs.editions)}",
            f"Year pack: {inputs.pack_hash}",
            *(f"{name}: {value}" for name, value in sorted(inputs.options.items())),
        )
    )
    rows = [[Cell(name), Cell(sha256, "code")] for name, sha256 in inputs.files]
    yield Table(
        key="files",
        caption="Files and their SHA-256",
        columns=("File", "SHA-256"),
        parts=[Part("", rows)],
    )
