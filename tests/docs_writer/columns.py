"""docs/reference/columns.md: every column of a year pack."""

from collections.abc import Iterator

from evenhand.data.readers.column_list import COLUMNS
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    yield "# Columns of a year pack"
    yield "\nEvery table and every column is optional unless it says otherwise. The name in the first"
    yield 'column is what `columns = { name = "Header in your file" }` in `pack.toml` uses; without'
    yield "that, a header with the same name matches, whatever its case, spaces and hyphens."
    for table in dict.fromkeys(column.table for column in COLUMNS):
        yield f"\n## {table}\n"
        yield from heading("column", "holds", "personal", "needed", "about", "used for")
        for column in COLUMNS:
            if column.table == table:
                personal = "yes, never shown" if column.personal else ""
                yield row_of(
                    f"`{column.name}`",
                    column.reads,
                    personal,
                    column.need,
                    column.about,
                    column.used_for,
                )
