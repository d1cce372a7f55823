"""docs/reference/legal-clocks.md: the rules of legal clocks."""

from collections.abc import Iterator

from evenhand.data.definitions.amhp_clocks import rule_book
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    book = rule_book()
    yield "# Legal clocks"
    yield "\nThe rules that `evenhand amhp clocks` counts with, and from when to when each is the law. How to"
    yield "use them: [Check legal limits](../how-to/check-legal-limits.md).\n"
    yield f"Status: **{book.status}**. {book.why_draft}\n"
    yield "What is passed and not in force is shown and never counted with."
    for rule in book.rules:
        yield f"\n## {rule.id}: {rule.title}\n\nStarts: {rule.starts}\n"
        if rule.one_of:
            yield f"{rule.note} Write one of {', '.join(f'`{name}`' for name in rule.one_of)}."
            continue
        yield from heading("from", "to", "counted", "words", "source", "unconfirmed")
        for each in rule.versions:
            more = f", and up to {each.extension} hours more" if each.extension else ""
            source = f"[{each.source.title}]({each.source.address}), {each.source.section}"
            counted = f"{each.amount} {each.counts}" if each.amount else str(each.counts)
            yield row_of(
                each.valid_from or f"not in force. {each.pending}",
                each.valid_to or "",
                counted + more,
                each.words,
                source,
                each.unconfirmed,
            )
        if rule.note:
            yield f"\n{rule.note}"
