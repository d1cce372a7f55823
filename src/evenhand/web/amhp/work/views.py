"""Pages of considerations: the list, one of them, its next step, its parts, and who changed what."""

from secrets import token_hex

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.work import actions, fields, queries
from evenhand.web.amhp.work.forms.finding import Find
from evenhand.web.amhp.work.forms.parts import ON_PAPER, PARTS, WHOLE, PartForm
from evenhand.web.amhp.work.forms.steps import AnotherStep
from evenhand.web.amhp.work.one import extension_of, told_of
from evenhand.web.amhp.work.paper import paper_form
from evenhand.web.amhp.work.presenters import Words, beside_shown, changes_shown
from evenhand.web.amhp.work.saved import mark_of, say_saved
from evenhand.web.amhp.work.words import BESIDE, LABELS, how_far
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused

HERE = "considerations"
MOST, MOST_LOOKED_THROUGH = 100, 2000


def entered_one(
    request: HttpRequest, slug: str, number: int
) -> tuple[Access, queries.Consideration]:
    """The body, and one consideration of it. Http404 for whoever may not see it."""
    access = entered(request, slug, Right.RECORD_CONSIDERATIONS)
    row = queries.consideration_of(access.body, number)
    if row is None:
        raise Http404
    return access, row


@login_required
@require_http_methods(["GET"])
def considerations(request: HttpRequest, slug: str) -> HttpResponse:
    """What is open first; by month, by status, one's own."""
    access = entered(request, slug, Right.RECORD_CONSIDERATIONS)
    today = at_london(timezone.now()).date()
    form = Find(today, request.GET)
    form.is_valid()
    which = form.cleaned_data.get("which") or "open"
    status = form.cleaned_data.get("status")
    # How far one is follows from its times: only looking through them finds those of one status.
    looked_through = MOST_LOOKED_THROUGH if status else MOST + 1
    found = queries.considerations_of(
        access.body,
        open_only=which == "open",
        month=form.cleaned_data.get("month"),
        mine=request.user if which == "mine" else None,
        most=looked_through,
    )
    there_may_be_more = len(found) == looked_through
    if status:
        found = [each for each in found if each.status == status]
    open_now, all_there = queries.counts_of(access.body)
    context = {
        "form": form,
        "which": which,
        "found": found[:MOST],
        "more": there_may_be_more or len(found) > MOST,
        "open_now": open_now,
        "all_there": all_there,
        "words": Words(queries.lists_of(access.body), queries.professionals_of(access.body)),
        "once": token_hex(16),
        "how_far": how_far,
    }
    return shown(request, access, "amhp/considerations/considerations.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET"])
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The form on paper, with the codes of today."""
    access = entered(request, slug, Right.RECORD_CONSIDERATIONS)
    today = at_london(timezone.now()).date()
    context = {"parts": paper_form(queries.lists_of(access.body), today), "today": today}
    return shown(request, access, "amhp/considerations/paper.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET", "POST"])
def from_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """All that the form on paper holds, typed in one go; the consideration is begun with it."""
    access = entered(request, slug, Right.RECORD_CONSIDERATIONS)
    lists, people = queries.lists_of(access.body), queries.professionals_of(access.body)
    now = timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = PartForm(WHOLE, lists, people, at_london(now).date(), sent)
    if form.is_valid():
        made = actions.start(
            body=access.body,
            told={name: value for name, value in form.told.items() if value not in ("", None)},
            by=request.user,
            at=now,
            once=_once(request),
        )
        say_saved(
            request,
            _("Saved as %(reference)s. Write that on the paper, then destroy it as your rules say.")
            % {"reference": made.reference},
        )
        return redirect("consideration", slug, made.pk)
    context = {
        "form": form,
        "parts": [PARTS[name] for name in ON_PAPER],
        "once": request.POST.get("once") or token_hex(16),
    }
    page, status = "amhp/considerations/from-paper.jinja", 422 if form.is_bound else 200
    return shown(request, access, page, context, here=HERE, status=status)


@login_required
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A new one, referred now: saved before anything is asked."""
    access = entered(request, slug, Right.RECORD_CONSIDERATIONS)
    now = timezone.now()
    made = actions.start(
        body=access.body,
        told={"referred": now},
        by=request.user,
        at=now,
        once=_once(request),
    )
    return redirect("consideration", slug, made.pk)


@login_required
@require_http_methods(["GET"])
def consideration(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One consideration: what comes next, which limits run, what is recorded."""
    access, row = entered_one(request, slug, number)
    context = told_of(access.body, row, at=timezone.now())
    return shown(request, access, "amhp/considerations/consideration.jinja", context, here=HERE)


@login_required
@require_POST
def step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A step was taken: now, or at another time."""
    access, row = entered_one(request, slug, number)
    now = timezone.now()
    if "when_day" in request.POST:
        form = AnotherStep(request.POST)
        if not form.is_valid():
            context = told_of(access.body, row, at=now) | {"another": form}
            page = "amhp/considerations/consideration.jinja"
            return shown(request, access, page, context, here=HERE, status=422)
        name, when = form.cleaned_data["step"], form.cleaned_data["when"]
    else:
        name, when = request.POST.get("step", ""), now
    if name not in fields.TIMES:
        raise Http404
    told: dict[str, object] = {name: when}
    if name == "allocated" and row.amhp_id is None:
        own = queries.own_professional(access.body, request.user)
        told |= {"amhp": own} if own else {}
    saved = actions.change(
        consideration=row, version=seen(request), told=told, by=request.user, at=now
    )
    say(request, saved)
    return redirect("consideration", slug, number)


@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, slug: str, number: int, part: str) -> HttpResponse:
    """One part of the record, to be entered or changed."""
    access, row = entered_one(request, slug, number)
    if part not in PARTS:
        raise Http404
    lists, people = queries.lists_of(access.body), queries.professionals_of(access.body)
    known = {name: getattr(row, fields.column(name)) for name in PARTS[part].names}
    day = at_london(row.referred or row.made).date()
    form = PartForm(PARTS[part], lists, people, day, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        saved = actions.change(
            consideration=row,
            version=seen(request),
            told=form.told,
            by=request.user,
            at=timezone.now(),
        )
        say(request, saved)
        return redirect("consideration", slug, number)
    context = {
        "row": row,
        "form": form,
        "part": part,
        "version": seen(request) if request.method == "POST" else row.version,
        "extension": extension_of(row),
    }
    status = 422 if form.is_bound else 200
    return shown(
        request, access, "amhp/considerations/part.jinja", context, here=HERE, status=status
    )


@login_required
@require_http_methods(["GET", "POST"])
def beside(request: HttpRequest, slug: str, number: int, change: int) -> HttpResponse:
    """Two changes of the same fields: both are shown, and somebody chooses."""
    access, row = entered_one(request, slug, number)
    found = queries.change_beside(row, change)
    if found is None:
        raise Http404
    if request.method == "POST":
        chosen = {name: request.POST.get(name) for name in found.after}
        if not set(chosen.values()) <= {"stands", "beside"}:
            messages.error(request, _("Choose one for each. Nothing was changed yet."))
            return redirect("consideration-beside", slug, number, change)
        take = {name for name, which in chosen.items() if which == "beside"}
        try:
            actions.resolve(
                change=found.row,
                version=seen(request),
                take=take,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Saved. Both are in the history."))
        return redirect("consideration", slug, number)
    words = Words(queries.lists_of(access.body), queries.professionals_of(access.body))
    context = {
        "row": row,
        "change": found.row,
        "fields": beside_shown(found.after, row, words),
    }
    return shown(request, access, "amhp/considerations/beside.jinja", context, here=HERE)


@login_required
@require_http_methods(["GET"])
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every change of a consideration: who, when, from what to what."""
    access, row = entered_one(request, slug, number)
    words = Words(queries.lists_of(access.body), queries.professionals_of(access.body))
    context = {
        "row": row,
        "changes": [
            (
                each.row,
                BESIDE.get(each.about, ""),
                changes_shown(each.before, each.after, words, about=each.about),
            )
            for each in queries.changes_of(row)
        ],
    }
    return shown(request, access, "amhp/considerations/history.jinja", context, here=HERE)


def _once(request: HttpRequest) -> str:
    """A key of the page that was sent, so that the same sent twice begins one."""
    once = request.POST.get("once", "")[:40]
    return f"page-{once}" if once else ""


def seen(request: HttpRequest) -> int:
    """The version that the page showed; 0, the oldest, where it does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def say(request: HttpRequest, saved: actions.Saved) -> None:
    """What came of a change, in a sentence."""
    names = ", ".join(str(LABELS[name]) for name in saved.beside)
    if saved.beside:
        messages.error(
            request,
            _(
                "Somebody else changed the same while you had the page open: %(what)s. Both are "
                "kept. Choose between them below."
            )
            % {"what": names},
            extra_tags=mark_of(request),
        )
    elif saved.changed:
        say_saved(request)
    else:
        messages.info(request, _("Nothing was different."), extra_tags=mark_of(request))
