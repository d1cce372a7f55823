"""docs/reference/standards.md: each standard's editions and their indicators."""

from collections.abc import Iterator

from evenhand.data.definitions.load import editions
from evenhand.domain.frameworks.edition import Edition
from tests.docs_writer.markdown import heading, row_of, sources_of


def page() -> Iterator[str]:
    yield "# Standards and their editions"
    for edition in editions():
        yield f"\n## {edition.title}: `{edition.standard}`, edition {edition.edition}\n"
        yield from _about(edition)
        yield ""
        yield from heading(
            "indicator", "title", "kind", "compared", "better", "counts", "unconfirmed"
        )
        for one in edition.indicators:
            cells = "; ".join(f"{c.name}: {c.numerator} / {c.denominator}" for c in one.cells)
            yield row_of(
                one.id,
                one.title,
                one.kind,
                one.direction,
                one.better,
                cells or f"{one.numerator} / {one.denominator}",
                one.unconfirmed,
            )


def _about(edition: Edition) -> Iterator[str]:
    yield f"Status: **{edition.status}**. {edition.why_draft}"
    yield f"\nIn force from {edition.valid_from}. For: {', '.join(edition.body_kinds)}. {edition.note}"
    yield from sources_of(edition.sources)
