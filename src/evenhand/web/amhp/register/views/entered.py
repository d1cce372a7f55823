"""Who may open which page of the register, and what each starts with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp import pages
from evenhand.web.amhp.pages import entered
from evenhand.web.amhp.register import queries
from evenhand.web.amhp.register.queries import Entry, Notice, Professional
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused

READERS = (Right.KEEP_REGISTER, Right.RUN_AMHP_SERVICE, Right.RECORD_CONSIDERATIONS)


def kept(request: HttpRequest, slug: str) -> Access:
    """The body, for whoever keeps its register. Http404 for everybody else."""
    return entered(request, slug, Right.KEEP_REGISTER)


def person_or_404(access: Access, number: int) -> Professional:
    """Somebody on this register."""
    found = queries.professional_of(access.body, number)
    if found is None:
        raise Http404
    return found


def must_be_theirs(request: HttpRequest, access: Access, found: Professional) -> None:
    """Only the keeper reads everybody's entry. Http404 for others."""
    if Right.KEEP_REGISTER not in access.rights and found.user_id != request.user.pk:
        raise Http404


def is_own_and_undecided(request: HttpRequest, entry: Entry) -> bool:
    """Training that this person entered of themself, and nobody has decided about."""
    theirs = entry.professional.user_id == request.user.pk == entry.by_id
    return theirs and entry.event == Event.TRAINING and entry.agreed is None


def entry_or_404(access: Access, number: int) -> Entry:
    """One entry of this register."""
    found = queries.entry_of_body(access.body, number)
    if found is None:
        raise Http404
    return found


def notice_or_404(access: Access, number: int) -> Notice:
    """One notice of this register."""
    found = queries.notice_of(access.body, number)
    if found is None:
        raise Http404
    return found


def shown(request: HttpRequest, access: Access, template: str, **context: Any) -> HttpResponse:
    """A page of this room."""
    whole = {"keeps": Right.KEEP_REGISTER in access.rights, "today": today(), **context}
    return pages.shown(request, access, f"amhp/register/{template}.jinja", whole, here="register")


def attempted(request: HttpRequest, form: forms.Form, do: Callable[[], object], said: str) -> bool:
    """Do it and say so; what was refused stands above the form, which keeps what was typed."""
    try:
        do()
    except Refused as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, said)
    return True


def today() -> date:
    """London's day."""
    return at_london(timezone.now()).date()
