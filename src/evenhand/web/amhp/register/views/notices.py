"""Pages of notices: all that wait, across the register, and one with its letter."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.web.amhp.register import actions, forms, queries
from evenhand.web.amhp.register.presenters import person as one
from evenhand.web.amhp.register.presenters.notices import notice_lines
from evenhand.web.amhp.register.views.entered import (
    attempted,
    kept,
    notice_or_404,
    shown,
    today,
)

MOST_SENT = 30


@login_required
@require_http_methods(["GET"])
def notices(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that waits to be sent, the oldest first; and what was sent last."""
    access = kept(request, slug)
    waiting = notice_lines(queries.notices_that_wait(access.body), today())
    sent = notice_lines(queries.notices_sent_lately(access.body, most=MOST_SENT), today())
    late = sum(each.late for each in waiting)
    return shown(request, access, "notices", waiting=waiting, sent=sent, late=late)


@login_required
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A letter to copy or print, and when it was sent."""
    access = kept(request, slug)
    found = notice_or_404(access, number)
    form = forms.Sent(request.POST if request.method == "POST" else None, initial={"sent": today()})
    if request.method == "POST" and form.is_valid():
        done = attempted(
            request,
            form,
            lambda: actions.note_sent(
                notice=found, sent=form.cleaned_data["sent"], by=request.user, at=timezone.now()
            ),
            _("Recorded when it was sent."),
        )
        if done:
            return redirect("register-notices", slug)
    gone = {found.entry_id} if queries.is_corrected(found.entry) else set()
    (written,) = one.written(access.body, [found], gone)
    return shown(
        request, access, "notice", form=form, written=written, person=found.entry.professional
    )
