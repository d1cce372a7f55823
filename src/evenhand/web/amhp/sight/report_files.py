"""
A report as a file, made when somebody asks for it and kept for the next who does.

It is found again by what it was made from, so what is shown is always of the records as they stand:
with other records there is another digest. Page and downloads are of the same digest.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from evenhand import __version__
from evenhand.pipeline.amhp_report_files import files_of
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.amhp.work.queries import kept_months_of
from evenhand.web.bodies.queries import Body


def report_file(request: HttpRequest, body: Body, wanted: SightWanted, kind: str) -> bytes:
    """The report of a body as one file, for whoever asks. Raises NotSafe, WrongUse, CannotOpen."""
    at = timezone.now()
    tables = queries.tables_of(body, at)
    kept = queries.residents_of(body)
    name = str(body.name)
    given = Given(
        bodies=[name],
        kind=body.kind,
        people=kept.people if kept else None,
        kept={name: kept_months_of(body)},
    )
    which: dict[str, Any] = {
        "month": wanted.month,
        "months": wanted.months,
        "readers": wanted.readers,
        "kind": kind,
        "digest": _digest(tables, given, wanted),
    }
    found = queries.kept_report(body, **which)
    if found is None:
        # What counts and protects takes long to import, and is needed only here.
        from evenhand.pipeline.amhp_report import report_of

        (made,) = files_of(report_of(tables, given, wanted), [kind]).values()
        found = made.encode("utf-8") if isinstance(made, str) else made
        actions.keep_report(body=body, content=found, by=request.user, at=at, **which)
    return found


def _digest(
    tables: Mapping[str, Sequence[Mapping[str, Any]]], given: Given, wanted: SightWanted
) -> str:
    """SHA-256, in hex, of all that a report follows from."""
    made = hashlib.sha256(f"{__version__} {given!r} {wanted!r}".encode())
    for name, rows in tables.items():
        made.update(f"\0{name}".encode())
        for row in rows:
            made.update(repr(row).encode())
    return made.hexdigest()
