"""docs/reference/amhp-data-set.md: the tables of an AMHP service's data set."""

from collections.abc import Iterator

from evenhand.data.definitions.amhp_dataset import codes_of, data_sets
from evenhand.domain.amhp.dataset import IN_WORDS
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    newest = data_sets()[-1]
    yield "# The data set of an AMHP service"
    yield "\nOne folder a service: CSV tables in UTF-8, `dataset.json` that says whose it is, and a JSON"
    yield "Schema for each table in `schema`. `evenhand amhp report` reads it, `evenhand amhp combine` puts"
    yield "several together. How to: [Report on an AMHP service](../how-to/report-on-an-amhp-service.md).\n"
    yield f"Edition **{newest.edition}**, status **{newest.status}**. {newest.why_draft}\n"
    yield "An empty cell means that nothing is recorded: it is never an answer. No table holds a name, an"
    yield "NHS number, a date of birth or free text. In a set of several services each table begins with"
    yield "a column `body`."
    for table in newest.tables:
        yield f"\n## {table.file}: {table.title}\n\n{table.about}\n"
        yield from heading("column", "about", "holds", "needed", "codes")
        for column in table.columns:
            where = f"list `{column.list}`" if column.list else ""
            own = "; ".join(f"`{each.code}` {each.title}" for each in column.codes)
            held, needed = IN_WORDS[column.kind], "yes" if column.needed else ""
            yield row_of(f"`{column.name}`", column.about, held, needed, where or own)
    yield "\n## Lists\n"
    lists = {c.list: codes_of(c) for t in newest.tables for c in t.columns if c.list}
    for name, codes in sorted(lists.items()):
        yield f"\n### {name}\n"
        yield from heading("code", "words")
        for each in codes:
            yield row_of(f"`{each.code}`", each.title)
