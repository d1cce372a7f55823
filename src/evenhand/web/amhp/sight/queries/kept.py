"""Reports that were made before."""

from datetime import date

from evenhand.web.amhp.models import KeptReport
from evenhand.web.bodies.queries import Body
from evenhand.web.core.keys import unseal


def kept_report(
    body: Body, *, month: date, months: int, readers: str, kind: str, digest: str
) -> bytes | None:
    """A finished report that was made from the very same; None where there is none. Raises CannotOpen."""
    found = KeptReport.objects.filter(
        body=body, month=month, months=months, readers=readers, kind=kind, digest=digest
    ).first()
    return unseal(bytes(body.wrapped_key), bytes(found.sealed)) if found else None
