"""docs/reference/groupings.md: ethnic categories, their codes, and groupings."""

from collections.abc import Iterator

from evenhand.data.definitions.load import ethnicity
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    known = ethnicity()
    yield "# Ethnic categories and groupings"
    yield "\nA person has one category, the finest thing any list in use can say. Not stated (asked, and"
    yield "declined) and not known (never asked, or not recorded) are in no group of any grouping."
    yield "\n## Categories and the codes that mean them\n"
    yield from heading(
        "category", "label", "NHS code", "adult social care code", "Census 2021 number"
    )
    for category in known.categories:
        codes = (category.nhs, category.asc_wds, category.ons_2021)
        yield row_of(f"`{category.slug}`", category.label, *codes)
    for grouping in known.groupings:
        yield f"\n## {grouping.title}: `{grouping.slug}`\n\n{grouping.source}.\n"
        yield from heading("group", "label", "categories")
        for group in grouping.groups:
            yield row_of(f"`{group.slug}`", group.label, ", ".join(group.categories))
