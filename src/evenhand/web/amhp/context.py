"""What the page of a body may say of its AMHP service: bodies know of no app that stands on them."""

from typing import Any

from django.http import HttpRequest

from evenhand.web.amhp.rooms import rooms_for


def rooms(request: HttpRequest) -> dict[str, Any]:
    """`amhp_rooms_for(access)`: the rooms that somebody may enter, asked only where a page shows them."""
    return {"amhp_rooms_for": rooms_for}
