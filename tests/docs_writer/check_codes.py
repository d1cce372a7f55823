"""docs/reference/check-codes.md: what a check can find."""

from collections.abc import Iterator

from evenhand.data.readers.codes import CODES
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    yield "# What a check can find"
    yield "\nErrors make the exit code 1. A row in error is set aside in the pack's private"
    yield "`rejected.csv` and counted; warnings leave the row where it is.\n"
    yield from heading("code", "severity", "what it means", "what to do")
    for code in CODES.values():
        yield row_of(f"`{code.slug}`", code.severity, code.meaning, code.fix)
