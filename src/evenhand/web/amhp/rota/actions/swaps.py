"""Every write to swaps: see `domain.amhp.rota_swaps` for what may follow what."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.rota_findings import Finding
from evenhand.domain.amhp.rota_swaps import SwapState, Who
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Placement, Professional, Swap
from evenhand.web.amhp.rota import rules
from evenhand.web.amhp.rota.actions.shifts import place, take_off
from evenhand.web.amhp.rota.queries.people import people_of
from evenhand.web.amhp.rota.queries.shifts import rest_rule_of, slot_of
from evenhand.web.amhp.rota.queries.swaps import open_swap_on
from evenhand.web.core.actions import note

_TAKES = ("offer", "take")
# For translators: the trail keeps a move's name, and its page says it in the site's language.
SAID = (
    gettext_noop("swap: offer"),
    gettext_noop("swap: take"),
    gettext_noop("swap: agree"),
    gettext_noop("swap: step-back"),
    gettext_noop("swap: decline"),
    gettext_noop("swap: refuse"),
    gettext_noop("swap: withdraw"),
)


@transaction.atomic
def ask(*, placement: Placement, wanted: Professional | None, by: User, at: datetime) -> Swap:
    """Ask one colleague, or whoever can, to take a shift. Raises Refused."""
    held = Placement.objects.select_for_update().select_related("shift__body").get(pk=placement.pk)
    rules.must_be_published(held.shift.published)
    rules.must_not_have_begun(slot_of(held.shift), at)
    rules.must_not_be_asked(open_swap_on(held) is not None)
    if wanted is not None:
        person = people_of(held.shift.body, [wanted.pk])[wanted.pk]
        rules.must_be_able(person, slot_of(held.shift).span)
    made = Swap.objects.create(placement=held, wanted=wanted, state=str(SwapState.ASKED), asked=at)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("swap asked"),
        about=f"amhp.swap:{made.pk}",
        body=held.shift.body.slug,
        after={"shift": held.shift_id, "wanted": wanted.pk if wanted else None},
    )
    return made


@transaction.atomic
def answer(
    *, swap: Swap, move: str, me: Professional | None, manager: bool, by: User, at: datetime
) -> tuple[SwapState, list[Finding]]:
    """
    Make one move of a swap; how it stands then, and what it adds to what is found about the taker.

    Raises Refused where it cannot follow, the shift has begun, or the taker may not act for all of it.
    """
    held = Swap.objects.select_for_update(of=("self",)).get(pk=swap.pk)
    placement = held.placement
    shift, body = placement.shift, placement.shift.body
    slot = slot_of(shift)
    made = rules.must_be_a_move(
        move,
        SwapState(held.state),
        who_is_to(held, me, manager=manager),
        agreement=needs_agreement(held),
    )
    rules.must_not_have_begun(slot, at)
    before = held.state
    if move in _TAKES:
        held.taken_by = me
    elif made.after is SwapState.ASKED:
        held.taken_by = None
    taker, found = held.taken_by, []
    if made.after is SwapState.OFFERED:
        assert taker is not None
        rules.must_be_able(people_of(body, [taker.pk])[taker.pk], slot.span)
    held.state = str(made.after)
    held.answered = None if made.after.open else at
    held.save(update_fields=["state", "taken_by", "answered"])
    if made.after is SwapState.TAKEN:
        assert taker is not None
        take_off(placement=placement, until=None, by=by, at=at)
        found = place(
            shift=shift, professional=taker, second=placement.second, since=None, by=by, at=at
        )
    note(
        by=str(by.pk),
        at=at,
        what=f"swap: {move}",
        about=f"amhp.swap:{held.pk}",
        body=body.slug,
        before={"state": before},
        after={"state": held.state, "taken by": taker.pk if taker else None},
    )
    return made.after, found


def who_is_to(swap: Swap, me: Professional | None, *, manager: bool) -> frozenset[Who]:
    """What somebody is to a swap."""
    return rules.who_is(
        asker=swap.placement.professional_id,
        wanted=swap.wanted_id,
        taker=swap.taken_by_id,
        me=me.pk if me else None,
        manager=manager,
    )


def needs_agreement(swap: Swap) -> bool:
    """Whether a duty manager has to agree to swaps of this body."""
    return bool(rest_rule_of(swap.placement.shift.body).swaps_need_agreement)
