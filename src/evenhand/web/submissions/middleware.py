"""What somebody may send: files of a year to the page for them, and little to any other page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from evenhand.web.submissions.rules import MOST_BYTES

Answer = Callable[[HttpRequest], HttpResponse]
TAKES_FILES = "year-upload"


def sizes(get_response: Answer) -> Answer:
    """
    Refuses what is too large before any of it is read: files are kept in memory while they come.

    Nobody who is not signed in may send more than a form.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if length_of(request) > _most(request):
            large = {"most": MOST_BYTES // 1_000_000, "files": _takes_files(request)}
            return render(request, "submissions/too-large.jinja", large, status=413)
        return get_response(request)

    return answer


def length_of(request: HttpRequest) -> int:
    """How long the request says that it is; no more than that is read of it."""
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(told) if told.isdecimal() and len(told) < 19 else 0


def _most(request: HttpRequest) -> int:
    if request.user.is_authenticated and _takes_files(request):
        return int(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _takes_files(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name == TAKES_FILES
    except Resolver404:
        return False
