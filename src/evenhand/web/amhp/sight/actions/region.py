"""Writes to reports over several services: asked for, on their way, and done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import RegionFile, RegionReport
from evenhand.web.amhp.sight import rules
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note
from evenhand.web.core.keys import seal
from evenhand.web.submissions.queue import put_in_queue


@transaction.atomic
def ask_for_region(*, body: Body, month: date, months: int, by: User, at: datetime) -> RegionReport:
    """
    Put a report in the queue, in the same transaction; work that has gone silent is put aside.

    Raises Refused where one is on its way.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    under_way = RegionReport.objects.filter(body=body, state__in=rules.UNDER_WAY).first()
    if under_way is not None:
        rules.must_be_silent(under_way.beat, at)
        RegionReport.objects.filter(pk=under_way.pk).update(state="failed", beat=at)
    made = RegionReport.objects.create(
        body=body, month=month, months=months, asked_by=by, made=at, beat=at
    )
    put_in_queue(made.pk, "region")
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
def region_begins(*, number: int, at: datetime) -> RegionReport | None:
    """Take one up; None where another worker has it, or it is over."""
    found = (
        RegionReport.objects.select_for_update(of=("self",))
        .filter(pk=number, state="waiting")
        .select_related("body")
        .first()
    )
    if found is not None:
        found.state, found.beat = "running", at
        found.save(update_fields=["state", "beat"])
    return found


def region_says(*, report: RegionReport, said: str, at: datetime) -> None:
    """How far it is: the worker is still there."""
    RegionReport.objects.filter(pk=report.pk, state="running").update(said=said[:200], beat=at)


@transaction.atomic
def region_failed(
    *, report: RegionReport, problem: str, left_out: Sequence[tuple[str, str]], at: datetime
) -> None:
    """It could not be made, and why."""
    RegionReport.objects.filter(pk=report.pk, state="running").update(
        state="failed", problem=problem, left_out=[list(each) for each in left_out], beat=at
    )


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
    done = RegionReport.objects.filter(pk=report.pk, state="running").update(
        state="done",
        services=list(services),
        left_out=[list(each) for each in left_out],
        beat=at,
    )
    if not done:
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
