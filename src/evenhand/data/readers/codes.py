"""Every code that a check can give: what it means and what to do about it.

Codes are stable: people search for them and programs match them. docs/reference lists them from
here.
"""

from evenhand.data.readers.code import Code
from evenhand.data.readers.codes_of_packs import OF_FILES, OF_MANIFESTS
from evenhand.data.readers.codes_of_rows import OF_ROWS, OF_TABLES, OF_VALUES
from evenhand.data.readers.codes_of_sources import OF_SOURCES
from evenhand.data.readers.codes_of_standards import OF_STANDARDS

CODES: dict[str, Code] = {
    each.slug: each
    for each in (
        *OF_MANIFESTS,
        *OF_FILES,
        *OF_VALUES,
        *OF_ROWS,
        *OF_TABLES,
        *OF_SOURCES,
        *OF_STANDARDS,
    )
}
