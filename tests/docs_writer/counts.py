"""docs/reference/counts.md: what editions compare and engines count."""

from collections.abc import Iterator

from evenhand.domain.measures.names import COUNTS, NOT_ON_LIST, OUTSIDE, SURVEY
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    yield "# Counts"
    yield "\nWhat editions compare and engines count, by body, snapshot, cell and ethnic category.\n"
    yield from heading("count", "what it is")
    for name, about in COUNTS.items():
        yield row_of(f"`{name}`", about)
    yield row_of(
        f"`KIND{NOT_ON_LIST}`", "Those of an event's people who are no longer on the staff list."
    )
    yield row_of(
        f"`KIND{OUTSIDE}`", "Those on the list who are not in what the standard divides by."
    )
    for name, about in SURVEY.items():
        yield row_of(f"`survey.QUESTION.{name}`", about)
