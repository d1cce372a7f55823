"""How the generated pages write tables and sources."""

from collections.abc import Iterable, Iterator

from evenhand.domain.frameworks.edition import Source


def row_of(*cells: object) -> str:
    return (
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
    )


def heading(*heads: str) -> list[str]:
    return [row_of(*heads), row_of(*["---"] * len(heads))]


def sources_of(sources: Iterable[Source]) -> Iterator[str]:
    yield "\nSources:\n"
    for source in sources:
        section = f" ({source.section})" if source.section else ""
        yield f"- {source.title}{section}, <{source.address}>"
