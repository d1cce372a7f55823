"""What a page says when it has saved something, with the mark by which a browser lets go of its draft."""

import re

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

_MARK = re.compile(r"[0-9a-f]{32}")


def mark_of(request: HttpRequest) -> str:
    """The mark of the draft that a browser keeps of what was sent; "" where it keeps none."""
    mark = request.POST.get("draft", "")
    return mark if _MARK.fullmatch(mark) else ""


def say_saved(request: HttpRequest, words: str = "") -> None:
    """It is saved; the browser may let go of what it kept of it."""
    messages.success(request, words or _("Saved."), extra_tags=mark_of(request))
