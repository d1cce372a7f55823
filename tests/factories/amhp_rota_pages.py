"""What tests of the rota's pages share."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone


def text(answer: HttpResponse) -> str:
    """A page's text on one line."""
    return " ".join(answer.content.decode().split())


def soon(hours: int = 24) -> str:
    """A stretch of eight hours that begins after so many, for pages that ask what time it is."""
    start = (timezone.now() + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
    return f"{start.isoformat()} > {(start + timedelta(hours=8)).isoformat()}"
