"""docs/reference/ladders.md: ladders of grades."""

from collections.abc import Iterator

from evenhand.data.definitions.load import ladder, ladders


def page() -> Iterator[str]:
    yield "# Ladders of grades"
    for slug in ladders():
        known = ladder(slug)
        yield f"\n## {known.title}: `{slug}`\n\n{known.source}.\n"
        yield f"Rungs, lowest first: {', '.join(known.rungs)}.\n"
        if known.beside:
            yield f"Beside the ladder: {', '.join(known.beside)}.\n"
        for step, rungs in known.steps.items():
            yield f"- {step}: {', '.join(rungs)}"
