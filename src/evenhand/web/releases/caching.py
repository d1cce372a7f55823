"""Answers that are the same for everybody may be kept by browsers and by what stands between."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponse]
# A new release, or one that is withdrawn, is seen everywhere after this many seconds.
SHORT = "public, max-age=60"
# Frozen bytes never change, so a browser may keep them. What many share asks again after a few
# minutes: a release may be withdrawn.
FROZEN = "public, max-age=31536000, s-maxage=300, immutable"


def same_for_everybody(view: View) -> View:
    """
    May be kept for a minute, then asked for again by its ETag: the hash of what was sent.

    For people who are signed in it is made anew (their names stand on it) and kept nowhere.
    """
    kept = conditional_page(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        response = kept(request, *args, **kwargs)
        response.setdefault("Cache-Control", SHORT)
        return response

    return answer


def kept_nowhere(view: View) -> View:
    """For answers that are one person's."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return answer
