"""The rooms of the AMHP service that somebody may enter, in the order in which they stand on its pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.queries import Access

# Everybody of the service; whoever only reads its reports is not among them.
STAFF = frozenset({Right.RECORD_CONSIDERATIONS, Right.RUN_AMHP_SERVICE})


@dataclass(frozen=True, kw_only=True)
class Room:
    """
    A page from which others follow: the name of its address, its words, and who may enter.

    `kinds` are the bodies that have it; without any, every one that has an AMHP service.
    """

    address: str
    title: str | Promise
    rights: frozenset[Right]
    kinds: tuple[str, ...] = ()


ROOMS: tuple[Room, ...] = (
    Room(address="amhp-board", title=_("Now"), rights=STAFF),
    Room(
        address="considerations",
        title=_("The work"),
        rights=frozenset({Right.RECORD_CONSIDERATIONS}),
    ),
    Room(address="rota", title=_("Rota"), rights=STAFF),
    Room(address="register", title=_("The register"), rights=STAFF | {Right.KEEP_REGISTER}),
    Room(
        address="service-reports",
        title=_("Reports"),
        rights=frozenset({Right.READ_SERVICE_REPORTS}),
    ),
    Room(
        address="workforce-plan",
        title=_("The plan"),
        rights=frozenset({Right.READ_SERVICE_REPORTS}),
    ),
    Room(
        address="amhp-returns",
        title=_("National return"),
        rights=frozenset({Right.READ_RESULTS, Right.RUN_AMHP_SERVICE, Right.RELEASE}),
        kinds=("council",),
    ),
    Room(address="obstacles", title=_("Obstacles"), rights=STAFF | {Right.READ_SERVICE_REPORTS}),
)


def rooms_for(access: Access) -> list[Room]:
    """The rooms that this person may enter."""
    return [
        room
        for room in ROOMS
        if room.rights & access.rights and (not room.kinds or access.body.kind in room.kinds)
    ]
