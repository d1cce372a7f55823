"""docs/reference/rota-swaps.md: the way of a swap."""

from collections.abc import Iterator

from evenhand.domain.amhp.rota_swaps import MOVES as SWAPS
from evenhand.domain.amhp.rota_swaps import SwapState
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    yield "# Swaps of shifts"
    yield "\nA swap goes from state to state by these moves and no others. Whether a duty manager has to agree"
    yield "is a setting of the service. Whoever takes a shift has to be able to act for all of it, and is told"
    yield "what it does to their rest. `domain/amhp/rota_swaps.py` is the table that this page is made from."
    yield "\n```mermaid\nstateDiagram-v2\n    [*] --> asked: ask"
    for move in SWAPS.values():
        for swap in move.before:
            yield f"    {swap} --> {move.after}: {move.name}"
    yield from (f"    {state} --> [*]" for state in SwapState if not state.open)
    yield "```\n"
    yield from heading("move", "from", "to", "who", "where a duty manager has to agree")
    for move in SWAPS.values():
        when = {True: "only there", False: "not there", None: "there or not"}[move.agreement]
        yield row_of(move.name, ", ".join(move.before), move.after, ", ".join(move.who), when)
