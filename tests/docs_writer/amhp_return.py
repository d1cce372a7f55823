"""docs/reference/amhp-return.md: the items of the national return."""

from collections.abc import Iterator

from evenhand.data.definitions.amhp_return import return_editions
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    newest = return_editions()[-1]
    yield "# The national return of an AMHP service"
    yield "\nOne a year and approving authority: counts, sums and hours, never a row. How to:"
    yield "[Send the national AMHP return](../how-to/send-the-national-amhp-return.md).\n"
    yield f"Edition **{newest.edition}**, from {newest.valid_from}, status **{newest.status}**."
    yield f"{newest.why_draft}\n"
    yield f"The day of the return is {newest.day} (month and day); its year are the twelve months up to it.\n"
    yield f"**Full-time equivalents** (`{newest.fte_id}`). {newest.fte}\n"
    yield "Sources:\n"
    for source in newest.sources:
        yield f"- {source.title} (<{source.address}>): {source.section}"
    for part in newest.parts:
        yield f"\n## {part.title}\n"
        yield from heading("item", "words", "unit", "groups", "definition", "filled", "source")
        for item in newest.of_part(part.slug):
            groups = f"list `{item.by}`, together `{item.of}`" if item.by else ""
            filled = "asked, or “not known”" if item.asked else "from the records"
            yield row_of(
                f"`{item.id}`", item.words, item.unit, groups, item.definition, filled, item.source
            )
    yield "\n## What a check says\n"
    yield "Errors: groups that do not make up their whole; more full-time equivalents than people; a part"
    yield "above its whole; a number that is none. Warnings: an item that is not known; a breakdown of"
    yield f"which more than {newest.share_unknown:.0%} is not known; a number that differs from last year's"
    yield f"by {newest.fewest_changed} and by {newest.share_changed:.0%} or more; a year whose records are not whole."
