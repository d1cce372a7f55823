"""Writes to reports over several services: asked for, and kept."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import RegionFile, RegionReport
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note
from evenhand.web.core.keys import seal
from evenhand.web.submissions.actions import background


@transaction.atomic
def ask_for_region(*, body: Body, month: date, months: int, by: User, at: datetime) -> RegionReport:
    """Have a report made. Raises Refused where one is on its way."""
    made = background.ask(RegionReport(body=body, month=month, months=months), by=by, at=at)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("report of the region asked for"),
        about=f"amhp.regionreport:{made.pk}",
        body=body.slug,
        after={"month": month, "months": months},
    )
    return made


@transaction.atomic
def keep_region(
    *,
    report: RegionReport,
    files: Mapping[str, bytes],
    services: Sequence[str],
    left_out: Sequence[tuple[str, str]],
    at: datetime,
) -> None:
    """Keep the finished files, by format; those made of the same months before are gone."""
    names = [list(each) for each in left_out]
    if not background.done(report, at=at, services=list(services), left_out=names):
        return
    RegionReport.objects.filter(
        body=report.body, month=report.month, months=report.months, pk__lt=report.pk
    ).delete()
    key = bytes(report.body.wrapped_key)
    for kind, content in files.items():
        RegionFile.objects.create(report=report, kind=kind, sealed=seal(key, content))
    note(
        by="worker",
        at=at,
        what=gettext_noop("report of the region made"),
        about=f"amhp.regionreport:{report.pk}",
        body=report.body.slug,
        after={"services": len(services), "left out": len(left_out)},
    )
