"""Whether something may happen to the rota: each raises a sentence for the page."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from evenhand.domain.amhp.rota import Person, Placed, Slot, Span
from evenhand.domain.amhp.rota_findings import BARS, Finding
from evenhand.domain.amhp.rota_swaps import MOVES, Move, SwapState, Who, moves_for
from evenhand.domain.amhp.rota_words import said
from evenhand.web.bodies.rules import Refused


def must_be_able(person: Person, span: Span) -> None:
    """Refused where somebody may not act at every moment of a stretch."""
    bars = person.bars(span)
    if bars:
        raise Refused(
            _("%(name)s cannot be placed: they may not act, %(when)s. %(why)s")
            % {"name": person.name, "when": said(bars[0].span.shared(span)), "why": bars[0].why}
        )


def must_not_be_on(placed: Sequence[Placed], person: Person) -> None:
    """Refused where somebody is on the shift already."""
    if any(each.person == person.id and each.left is None for each in placed):
        raise Refused(_("%(name)s is on this shift already.") % {"name": person.name})


def must_lie_in(slot: Slot, instant: datetime | None) -> datetime:
    """Refused where somebody would come or go at a time that is not in the shift."""
    if instant is None or not slot.span.since <= instant <= slot.span.until:
        raise Refused(
            _("That time is not in the shift (%(when)s). Enter one that is.")
            % {"when": said(slot.span)}
        )
    return instant


def must_not_have_begun(slot: Slot, at: datetime) -> None:
    """Refused once a shift has begun: who was on it has to stay known."""
    if slot.span.since <= at:
        raise Refused(
            _("This shift has begun (%(when)s). Ask a duty manager, who can say since when or until when somebody was on it.")
            % {"when": said(slot.span)}
        )  # fmt: skip


def must_be_free_to_remove(slot: Slot, on: Sequence[Placed], at: datetime, *, seen: bool) -> None:
    """Refused for a published shift that has begun, or that somebody is on."""
    if seen and slot.span.since <= at:
        raise Refused(_("This shift has begun and was published: it stays, so that who was on can be asked."))  # fmt: skip
    if seen and any(each.span.hours > 0 for each in on):
        raise Refused(_("Somebody is on this shift. Take them off first, so that they are told."))


def must_be_publishable(found: Sequence[Finding]) -> None:
    """Refused where somebody is placed who may not act."""
    barred = [each.message for each in found if each.code in BARS]
    if barred:
        raise Refused(
            _("The rota cannot be published while somebody is on it who may not act. %(first)s")
            % {"first": barred[0]}
        )


def must_be_published(published: datetime | None) -> None:
    """Refused where a swap is asked for a shift that nobody has seen."""
    if published is None:
        raise Refused(_("This shift has not been published, so there is nothing to swap yet."))


def must_not_be_asked(already: bool) -> None:
    """Refused where a swap of the same shift is open."""
    if already:
        raise Refused(_("You have asked for a swap of this shift already. Withdraw it to ask anew."))  # fmt: skip


def must_be_a_move(name: str, state: SwapState, who: frozenset[Who], *, agreement: bool) -> Move:
    """The move; Refused where it cannot follow, or is not this person's."""
    if MOVES[name] not in moves_for(state, who, agreement=agreement):
        raise Refused(
            _("This cannot be done with the swap as it stands now. Somebody may have answered it before you: look at it again.")
        )  # fmt: skip
    return MOVES[name]


def who_is(*, asker: int, wanted: int | None, taker: int | None, me: int | None, manager: bool) -> frozenset[Who]:  # fmt: skip
    """What somebody is to a swap; numbers are of rows of the register, None: nobody or not on it."""
    found = {
        Who.MANAGER: manager,
        Who.ASKER: me == asker,
        Who.WANTED: me is not None and me == wanted,
        Who.COLLEAGUE: me not in (None, asker) and wanted in (None, me),
        Who.OFFERER: me is not None and me == taker,
    }
    return frozenset(who for who, so in found.items() if so)
