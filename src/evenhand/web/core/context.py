"""What every page may say of the site and of who looks at it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from evenhand.web.core.report_style import fingerprint


def page(request: HttpRequest) -> dict[str, Any]:
    """
    The name of the service, and how long a session lasts without a click, in
    seconds; whether all of it is made up; the name of single sign-on, "" for none.
    """
    return {
        "service": "Evenhand",
        "idle": settings.SESSION_COOKIE_AGE,
        "report_style": fingerprint(),
        "demo": settings.DEMO,
        "sign_on": settings.SIGN_ON.get("name", ""),
    }
