"""docs/reference/submissions.md: the way of a year."""

import json
from collections.abc import Iterator

from evenhand.data.definitions.roles import roles
from evenhand.web.submissions.states import ENDED, MOVES, WORK, State
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    yield "# The way of a year"
    yield "\nA body's year goes from state to state by these moves and no others. Each is made by somebody"
    yield "whose role has the right that it takes, or by the site itself, and is kept as a step and in the"
    yield "trail. `submissions/states.py` is the table that this page is made from."
    yield "\n```mermaid\nstateDiagram-v2"
    for state in State:
        yield f"    state {json.dumps(str(state))} as {state.name}"
    yield f"    [*] --> {State.DRAFT.name}: begin"
    for move in MOVES.values():
        for before in move.before:
            yield f"    {before.name} --> {move.after.name}: {move.name}"
    for state in ENDED:
        yield f"    {state.name} --> [*]"
    yield "```\n"
    yield from heading("move", "from", "to", "right it takes", "roles that have it")
    for move in MOVES.values():
        right = f"`{move.right}`" if move.right else "none: the site does it"
        held = ", ".join(role.title for role in roles().values() if move.right in role.may)
        before = ", ".join(move.before)
        yield row_of(move.name, before, move.after, right, held)
    yield "\n## Who may not, whatever their roles\n"
    yield "- Whoever uploaded files of a year, or said how they are read, neither reviews nor signs it off."
    yield "- Nobody signs off what no reviewer has passed on."
    yield "- Whoever prepared a release does not approve it."
    yield "- Nobody sends, passes on, signs or releases from a page that is out of date."
    yield "\n## Work in the background\n"
    yield from heading("work", "asked for once the year is", "right it takes")
    for work, (state, right) in WORK.items():
        yield row_of(work, state, f"`{right}`")
