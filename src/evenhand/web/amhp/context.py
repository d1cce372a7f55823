"""What the page of a body may say of its AMHP service: bodies know of no app that stands on them."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.register.queries import notices_that_wait, send_by
from evenhand.web.amhp.rooms import rooms_for
from evenhand.web.amhp.work.queries import counts_of, retention_of
from evenhand.web.bodies.queries import Access


def rooms(request: HttpRequest) -> dict[str, Any]:
    """
    `amhp_rooms_for(access)`: the rooms that somebody may enter, and `amhp_notices_for(access)`: how many
    notices of the register wait for them and how many are overdue, and `amhp_keeping_for(access)`:
    what to say of how long considerations are kept. Asked only where a page shows them.
    """
    return {
        "amhp_rooms_for": rooms_for,
        "amhp_notices_for": notices_for,
        "amhp_keeping_for": keeping_for,
    }


def notices_for(access: Access) -> tuple[int, int]:
    """How many notices wait to be sent and how many are overdue, for whoever keeps the register."""
    if Right.KEEP_REGISTER not in access.rights:
        return 0, 0
    waiting = notices_that_wait(access.body)
    day = at_london(timezone.now()).date()
    return len(waiting), sum(send_by(each) < day for each in waiting)


def keeping_for(access: Access) -> str:
    """Whether a time is "set" or "missing" for considerations; "" for who does not set it."""
    if not access.rights & {Right.RUN_AMHP_SERVICE, Right.MANAGE_SETTINGS}:
        return ""
    if retention_of(access.body):
        return "set"
    return "missing" if any(counts_of(access.body)) else ""
