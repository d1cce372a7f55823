"""Swaps: asking for one, and answering it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.amhp.rota import Person, Placed, Rota, Span
from evenhand.domain.amhp.rota_findings import would_be_found
from evenhand.domain.amhp.rota_rest import RestRules
from evenhand.domain.amhp.rota_swaps import SwapState, moves_for
from evenhand.domain.amhp.rota_words import said
from evenhand.web.amhp.rota import actions, presenters, queries
from evenhand.web.amhp.rota.forms import AskSwap, choices_of
from evenhand.web.amhp.rota.rules import who_is
from evenhand.web.amhp.rota.views.entered import manages, shown, staff, tried
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused

# What a button for each move says.
BUTTONS = {
    "offer": _("Offer to take it"),
    "take": _("Take it"),
    "agree": _("Agree"),
    "step-back": _("Take back my offer"),
    "decline": _("Decline"),
    "refuse": _("Refuse"),
    "withdraw": _("Withdraw"),
}
STATES = {
    SwapState.ASKED: _("asked"),
    SwapState.OFFERED: _("offered: a duty manager has to agree"),
    SwapState.TAKEN: _("taken"),
    SwapState.REFUSED: _("refused"),
    SwapState.WITHDRAWN: _("withdrawn"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One swap as its page shows it. `told` is what it would do to the rest of whoever takes it."""

    number: int
    when: str
    kind: str
    asker: str
    wanted: str
    taker: str
    state: object
    moves: tuple[tuple[str, object], ...]
    why_not: str
    told: tuple[str, ...]


@login_required
@require_http_methods(["GET"])
def swaps(request: HttpRequest, slug: str) -> HttpResponse:
    """Swaps that wait for an answer, and what came of one's own."""
    access = staff(request, slug)
    me, body = queries.own(access.body, request.user), access.body
    waiting = queries.open_swaps(body, timezone.now())
    kept = queries.rest_rule_of(body)
    lines = []
    if waiting:
        shifts = [each.placement.shift for each in waiting]
        span = Span(shifts[0].starts, max(each.ends for each in shifts))
        rota = queries.rota_of(body, span, published=not manages(access))
        rules, agreement = queries.rest_rules(kept), kept.swaps_need_agreement
        lines = [_line(each, rota, rules, me, access, agreement=agreement) for each in waiting]
    past = [
        (said(queries.slot_of(each.placement.shift).span), STATES[SwapState(each.state)])
        for each in (queries.swaps_about(me, 10) if me else [])
        if not SwapState(each.state).open
    ]
    return shown(request, access, "swaps", lines=lines, past=past, me=me)


def _line(
    swap: queries.Swap,
    rota: Rota,
    rules: RestRules,
    me: queries.Professional | None,
    access: Access,
    *,
    agreement: bool,
) -> Line:
    slot = queries.slot_of(swap.placement.shift)
    person, state = rota.person, SwapState(swap.state)
    who = who_is(
        asker=swap.placement.professional_id,
        wanted=swap.wanted_id,
        taker=swap.taken_by_id,
        me=me.pk if me else None,
        manager=manages(access),
    )
    moves = [move.name for move in moves_for(state, who, agreement=agreement)]
    taker = swap.taken_by_id or (me.pk if me and {"offer", "take"} & set(moves) else None)
    why_not = ""
    told: tuple[str, ...] = ()
    if taker is not None:
        placed = Placed(slot=slot, person=taker, second=swap.placement.second)
        bars = person[taker].bars(slot.span)
        on = any(each.person == taker and each.left is None for each in rota.on.get(slot.id, ()))
        why_not = bars[0].why if bars else gettext("On this shift already.") if on else ""
        if not why_not:
            told = tuple(each.message for each in would_be_found(placed, rota, rules))
    if why_not:
        moves = [name for name in moves if name not in ("offer", "take", "agree")]
    return Line(
        number=swap.pk,
        when=said(slot.span),
        kind=presenters.kind_of(slot),
        asker=person[swap.placement.professional_id].name,
        wanted=_name(person, swap.wanted_id),
        taker=_name(person, swap.taken_by_id),
        state=STATES[state],
        moves=tuple((name, BUTTONS[name]) for name in moves),
        why_not=why_not,
        told=told,
    )


def _name(person: dict[int, Person], number: int | None) -> str:
    return person[number].name if number is not None else ""


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask to be taken off one's own shift."""
    access = staff(request, slug)
    me = queries.own(access.body, request.user)
    placement = queries.placement_of(access.body, number)
    if me is None or placement is None or placement.professional_id != me.pk:
        raise Http404
    slot = queries.slot_of(placement.shift)
    rota = queries.rota_from([placement.shift], queries.people_of(access.body).values())
    on = {each.person for each in rota.on[slot.id] if each.left is None}
    people = choices_of(presenters.who_may(rota, slot.span, on))
    form = AskSwap(people, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["wanted"]
        tried(
            request,
            lambda: actions.ask(
                placement=placement,
                wanted=queries.professional_with(access.body, wanted) if wanted else None,
                by=request.user,
                at=timezone.now(),
            ),
            gettext("You have asked. Until somebody takes it, the shift is yours."),
        )
        return redirect("rota-mine", slug)
    return shown(request, access, "ask", form=form, when=said(slot.span), placement=placement)


@login_required
@require_http_methods(["POST"])
def swap(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer a swap."""
    access = staff(request, slug)
    found = queries.swap_of(access.body, number)
    move = request.POST.get("move", "")
    if found is None or move not in BUTTONS:
        raise Http404
    try:
        state, told = actions.answer(
            swap=found,
            move=move,
            me=queries.own(access.body, request.user),
            manager=manages(access),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(
            request, gettext("Done. The swap is %(state)s.") % {"state": STATES[state]}
        )
        for each in told:
            messages.warning(request, f"{each.message} {each.fix}")
    return redirect("rota-swaps", slug)
