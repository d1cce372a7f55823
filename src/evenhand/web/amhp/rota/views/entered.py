"""What every page of the rota starts with."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp import pages
from evenhand.web.amhp.rooms import STAFF
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused


def staff(request: HttpRequest, slug: str) -> Access:
    """The body for those who work in the service."""
    return pages.entered(request, slug, *STAFF)


def managers(request: HttpRequest, slug: str) -> Access:
    """The body for those who make the rota."""
    return pages.entered(request, slug, Right.RUN_AMHP_SERVICE)


def manages(access: Access) -> bool:
    """Whether this person makes the rota."""
    return Right.RUN_AMHP_SERVICE in access.rights


def shown(request: HttpRequest, access: Access, name: str, **context: object) -> HttpResponse:
    """A page of the rota."""
    whole = {"manages": manages(access), **context}
    return pages.shown(request, access, f"amhp/rota/{name}.jinja", whole, here="rota")


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do it; whether it could be done. Says `done`, or why it was refused."""
    try:
        act()
    except Refused as why:
        messages.error(request, str(why))
        return False
    messages.success(request, done)
    return True
