"""A second factor is asked of everyone who may reach rows about persons."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand.web.bodies.queries import roles_held
from evenhand.web.bodies.rules import needs_second_factor

Answer = Callable[[HttpRequest], HttpResponse]


def second_factor(get_response: Answer) -> Answer:
    """
    Until a second factor is set up, every page but those that set it up leads there.

    Not in a demonstration, which holds nothing real: newcomers are to be in within a minute.
    """
    if settings.DEMO:
        return get_response

    def answer(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated or request.path.startswith(("/account/", "/static/")):
            return get_response(request)
        if needs_second_factor(roles_held(user), runs_site=user.runs_site) and not is_mfa_enabled(
            user
        ):
            messages.info(
                request,
                _(
                    "Your role needs a second step at sign-in, since it reaches records about "
                    "people. Set it up once; it takes two minutes."
                ),
            )
            return redirect(reverse("mfa_index"))
        return get_response(request)

    return answer
