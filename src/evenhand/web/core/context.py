"""What every page may say of the site and of who looks at it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The name of the service, and how long a session lasts without a click, in seconds."""
    return {"service": "Evenhand", "idle": settings.SESSION_COOKIE_AGE}
