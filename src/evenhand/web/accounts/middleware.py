"""Sessions end: after 15 minutes without a click (settings), and after 12 hours in any case."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

Answer = Callable[[HttpRequest], HttpResponse]
SIGNED_IN_AT = "signed_in_at"


def longest_session(get_response: Answer) -> Answer:
    """Sign out whoever signed in longer ago than a session may last, and say why."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            since = request.session.setdefault(SIGNED_IN_AT, now)
            if now - since > settings.LONGEST_SESSION:
                logout(request)
                messages.info(request, _("You were signed out after 12 hours. Sign in again."))
        return get_response(request)

    return answer
