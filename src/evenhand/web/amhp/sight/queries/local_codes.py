"""Reads of the codes that a service adds to the lists. Body first."""

from evenhand.web.amhp.models import Consideration, Delay, LocalCode
from evenhand.web.bodies.queries import Body


def local_codes_of(body: Body) -> list[LocalCode]:
    """Every code of the service's own, by list; those in use before those that ended."""
    rows = LocalCode.objects.filter(body=body)
    return sorted(rows, key=lambda each: (each.list, each.valid_to is not None, each.title))


def local_code_of(body: Body, number: int) -> LocalCode | None:
    """One of them."""
    return LocalCode.objects.filter(body=body, pk=number).select_related("body").first()


def times_used(code: LocalCode) -> int:
    """How many considerations or delays are recorded with it now."""
    if code.list == "delays":
        return Delay.objects.filter(consideration__body=code.body, reason=code.code).count()
    return Consideration.objects.filter(body=code.body, outcome=code.code).count()
