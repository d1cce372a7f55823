"""Pages of what stands beside a consideration: asks, delays, clocks, notes, relatives, safety."""

import json
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_relatives import guides
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.free_text import details
from evenhand.domain.amhp.relatives import guide_on, placed
from evenhand.web.amhp.pages import shown
from evenhand.web.amhp.work import actions, queries
from evenhand.web.amhp.work.forms.beside_it import (
    Answer,
    ClockForm,
    ClockKept,
    DelayForm,
    NewAsk,
    NoteForm,
    SafetyForm,
)
from evenhand.web.amhp.work.forms.relatives import RelativeForm
from evenhand.web.amhp.work.saved import say_saved
from evenhand.web.amhp.work.views import HERE, entered_one
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused


def _page(
    request: HttpRequest, access: Access, name: str, row: queries.Consideration, form: object,
    **more: object,
) -> HttpResponse:  # fmt: skip
    context = {"row": row, "form": form, **more}
    status = 422 if getattr(form, "errors", None) else 200
    page = f"amhp/considerations/{name}.jinja"
    return shown(request, access, page, context, here=HERE, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def asks(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask somebody for something: a doctor, a bed, conveyance; with what is arranged at hand."""
    access, row = entered_one(request, slug, number)
    now = timezone.now()
    form = NewAsk(request.POST or None, initial={"what": request.GET.get("what", "")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.ask(
            consideration=row,
            what=told["what"],
            of=told["of"],
            asked=told["asked"] or now,
            by=request.user,
            at=now,
        )
        say_saved(request)
        return redirect("consideration", slug, number)
    kinds = answer_lists()["arrangement"]
    at_hand = [
        (kinds.title_of(each.kind), each.since, each.words)
        for each in queries.at_hand(access.body, at_london(now).date())
    ]
    return _page(request, access, "asks", row, form, at_hand=at_hand)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, number: int, ask: int) -> HttpResponse:
    """What came of an ask, now or at another time."""
    access, row = entered_one(request, slug, number)
    found = next((each for each in row.asks.all() if each.pk == ask), None)
    if found is None:
        raise Http404
    known = {
        "answer": found.answer,
        "answered": found.answered,
        "out_of_area": found.out_of_area,
        "miles": found.miles,
    }
    now = timezone.now()
    form = Answer(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.answer(
                ask=found,
                shown=request.POST.get("shown", ""),
                answer=told["answer"],
                answered=told["answered"] or now,
                out_of_area=told["out_of_area"],
                miles=told["miles"],
                by=request.user,
                at=now,
            )
        except Refused as why:
            form.add_error("answer", str(why))
        else:
            say_saved(request)
            return redirect("consideration", slug, number)
    title = answer_lists()["asked"].title_of(found.what)
    return _page(request, access, "answer", row, form, ask=found, title=title)


@login_required
@require_http_methods(["GET", "POST"])
def delays(request: HttpRequest, slug: str, number: int, delay: int = 0) -> HttpResponse:
    """What held the work up: a new delay, or one that is there already."""
    access, row = entered_one(request, slug, number)
    found = next((each for each in row.delays.all() if each.pk == delay), None)
    if delay and found is None:
        raise Http404
    names = ("reason", "since", "until", "responsible")
    known = {name: getattr(found, name) for name in names} if found else {}
    reasons, day = queries.lists_of(access.body).delays, at_london(row.referred or row.made).date()
    form = DelayForm(reasons, day, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "at": timezone.now()}
        if found:
            actions.change_delay(delay=found, told=form.told, **by)
        else:
            actions.add_delay(consideration=row, **form.told, **by)
        say_saved(request)
        return redirect("consideration", slug, number)
    return _page(request, access, "delays", row, form)


@login_required
@require_http_methods(["GET", "POST"])
def clocks(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Start a legal clock by hand."""
    access, row = entered_one(request, slug, number)
    now = timezone.now()
    form = ClockForm(at_london(now).date(), request.POST or None, initial={"starts": now})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.add_clock(
                consideration=row,
                rule=told["rule"],
                starts=told["starts"],
                by=request.user,
                at=now,
            )
        except Refused as why:
            form.add_error("rule", str(why))
        else:
            say_saved(request)
            return redirect("consideration", slug, number)
    return _page(request, access, "clocks", row, form)


@login_required
@require_POST
def kept(request: HttpRequest, slug: str, number: int, clock: int) -> HttpResponse:
    """A limit was kept, or does not matter any more: now."""
    _access, row = entered_one(request, slug, number)
    found = next((each for each in row.clocks.all() if each.pk == clock), None)
    if found is None:
        raise Http404
    form, now = ClockKept(request.POST), timezone.now()
    when: datetime | None = form.cleaned_data["met"] if form.is_valid() else None
    actions.change_clock(clock=found, told={"met": when or now}, by=request.user, at=now)
    say_saved(request)
    return redirect("consideration", slug, number)


@login_required
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A free text: looked through for what says who somebody is, then kept as its writer wants it."""
    access, row = entered_one(request, slug, number)
    now = timezone.now()
    form = NoteForm(request.POST or None)
    found: list[tuple[str, str, bool]] = []
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        there = details(text, at_london(now).date())
        found = [(each.kind.value, text[each.start : each.end], each.sure) for each in there]
        if not there or "keep" in request.POST:
            actions.write_note(
                consideration=row,
                kind=form.cleaned_data["kind"],
                text=text,
                found=list(dict.fromkeys(each.kind.value for each in there)),
                by=request.user,
                at=now,
            )
            say_saved(request)
            return redirect("consideration", slug, number)
    return _page(request, access, "notes", row, form, found=found)


@login_required
@require_http_methods(["GET", "POST"])
def relative(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The guided record of the nearest relative or nominated person, as the law of the day has it."""
    access, row = entered_one(request, slug, number)
    now = timezone.now()
    today = at_london(now).date()
    guide = guide_on(guides(), today)
    if guide is None:
        raise Http404
    last = queries.relative_of(row)
    known = last.answers if last and last.row.edition == guide.edition else {}
    form = RelativeForm(guide, request.POST or None, initial=known)
    found: list[tuple[str, str, bool]] = []
    if request.method == "POST" and form.is_valid():
        text = form.words
        there = details(text, today)
        found = [(each.kind.value, text[each.start : each.end], each.sure) for each in there]
        if not there or "keep" in request.POST:
            actions.record_relative(
                consideration=row,
                edition=guide.edition,
                answers=json.dumps(form.told),
                by=request.user,
                at=now,
            )
            say_saved(request)
            return redirect("consideration", slug, number)
    answers = form.told if form.is_bound and form.is_valid() else known
    return _page(
        request,
        access,
        "relative",
        row,
        form,
        guide=guide,
        order=placed(guide, {name: tuple(given) for name, given in answers.items()}),
        pending=[each for each in guides() if each.pending],
        found=found,
    )


@login_required
@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The AMHP's own safety at a visit, time past the end of the shift, de-brief."""
    access, row = entered_one(request, slug, number)
    now = timezone.now()
    people = queries.professionals_of(access.body)
    own = queries.own_professional(access.body, request.user)
    known = {"day": at_london(now).date(), "professional": str(own or "")}
    form = SafetyForm(people, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.record_safety(
            consideration=row,
            professional=form.cleaned_data["professional"],
            day=form.cleaned_data["day"],
            told=form.told,
            by=request.user,
            at=now,
        )
        say_saved(request)
        return redirect("consideration", slug, number)
    return _page(request, access, "safety", row, form)
