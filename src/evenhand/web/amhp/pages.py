"""What every page of the AMHP service starts with."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.rooms import rooms_for
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.views import access_or_404


def entered(request: HttpRequest, slug: str, *rights: Right) -> Access:
    """The body as this person may see it. Http404 for strangers and those without any of the rights."""
    access = access_or_404(request, slug)
    if not access.rights & set(rights):
        raise Http404
    return access


def shown(
    request: HttpRequest,
    access: Access,
    template: str,
    context: Mapping[str, object],
    *,
    here: str,
    status: int = 200,
) -> HttpResponse:
    """A page of the service; `here` is the address of the room that it belongs to."""
    whole = {"access": access, "rooms": rooms_for(access), "here": here, "Right": Right, **context}
    return render(request, template, whole, status=status)
