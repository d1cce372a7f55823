"""docs/reference/register.md: the states and lists of the register of AMHPs."""

import json
from collections.abc import Iterator

from evenhand.data.definitions.amhp_register import competences, newer_competences, register_codes
from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_states import MOVES as REGISTER_MOVES
from evenhand.domain.amhp.register_states import State as RegisterState
from tests.docs_writer.markdown import heading, row_of, sources_of


def page() -> Iterator[str]:
    codes = register_codes()
    yield "# The register of AMHPs"
    yield "\nThe states of an approval and the lists that the register is coded with. How to use them:"
    yield "[Check an AMHP register](../how-to/check-an-amhp-register.md).\n"
    yield f"Status: **{codes.status}**. {codes.why_draft}"
    yield "\n## States\n\nWhat is not in the table cannot be: it is refused, kept, and said.\n"
    yield "```mermaid\nstateDiagram-v2"
    for state in RegisterState:
        yield f"    state {json.dumps(str(state))} as {state.name}"
    yield f"    [*] --> {RegisterState.APPLICANT.name}"
    for move in REGISTER_MOVES.values():
        if move.before is not move.after or move.event is Event.REAPPROVE:
            yield f"    {move.before.name} --> {move.after.name}: {move.event}"
    yield "```\n"
    yield from heading("event", "from", "to", "who may", "recorded", "notices")
    alike = dict.fromkeys((m.event, m.recorded, m.notices) for m in REGISTER_MOVES.values())
    for event, recorded, notices in alike:
        moves = [
            move
            for move in REGISTER_MOVES.values()
            if (move.event, move.recorded, move.notices) == (event, recorded, notices)
        ]
        yield row_of(
            f"`{event}`",
            ", ".join(move.before for move in moves),
            ", ".join(dict.fromkeys(str(move.after) for move in moves)),
            ", ".join(moves[0].who),
            recorded,
            ", ".join(f"`{code}`" for code in notices),
        )
    yield "\nAn `end` with the reason EXP moves nothing: it notes that time ended the term."
    yield from _register_lists()


def _register_lists() -> Iterator[str]:
    codes = register_codes()
    yield "\n## Notices\n"
    yield from heading("notice", "regulation", "duty", "overdue after days", "from", "to", "words")
    for notice in codes.notices:
        only = f" (only for {', '.join(notice.only_for)})" if notice.only_for else ""
        sides = (notice.sender.strip("{}"), notice.to.strip("{}"))
        law = (notice.regulation, notice.duty, str(notice.days))
        yield row_of(f"`{notice.code}`{only}", *law, *sides, notice.words)
    yield "\n## Reasons for which an approval ends\n"
    yield from heading("reason", "title", "regulation", "words")
    for reason in codes.end_reasons:
        yield row_of(f"`{reason.code}`", reason.title, reason.regulation, reason.words)
    yield "\n## Professions\n"
    yield from heading("profession", "as made", "now", "unconfirmed")
    for one in codes.professions:
        yield row_of(f"`{one.code}`", one.as_made, one.now, one.unconfirmed)
    yield from sources_of(codes.sources)
    for known in (competences(), newer_competences()):
        yield f"\n## {known.title}\n\nStatus: **{known.status}**. {known.why_draft}"
        for area in known.areas:
            yield f"\n{area.number}. {area.title}\n"
            for leaf in area.leaves:
                yield f"   - `{leaf.id}` {leaf.title}. {leaf.required}".rstrip()
        yield from sources_of(known.sources)
