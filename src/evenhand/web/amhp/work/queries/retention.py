"""How long considerations are kept, which are past it, and what is kept of those deleted. Body first."""

import calendar
import json
from datetime import date, datetime
from functools import reduce

from django.db.models import Q, QuerySet

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_periods import beginning_of
from evenhand.domain.amhp.sight.kept import KeptMonth, read_kept
from evenhand.web.amhp.models import Consideration, KeptCounts, Retention
from evenhand.web.amhp.sealed import opened
from evenhand.web.amhp.work.fields import TIMES
from evenhand.web.bodies.queries import Body


def retention_of(body: Body) -> Retention | None:
    """The time that a body has set; None where it has set none."""
    return Retention.objects.filter(body=body).select_related("by").first()


def past_keeping(body: Body, months: int, at: datetime) -> "QuerySet[Consideration]":
    """
    Considerations that are over, and in which nothing happened for so many months.

    Where no time is recorded it counts from the day on which it was entered.
    """
    before = beginning_of(months_before(at_london(at).date(), months))
    none = reduce(lambda all_of, name: all_of & Q(**{name: None}), TIMES, Q())
    over = [Q(**{name: None}) | Q(**{f"{name}__lt": before}) for name in TIMES]
    found = Consideration.objects.filter(Q(made__lt=before) | ~none, *over, body=body, open=False)
    return found.order_by("pk")


def kept_months_of(body: Body) -> dict[date | None, KeptMonth]:
    """What is kept of every month of which considerations were deleted."""
    return {
        each.month: read_kept(json.loads(opened(body, each.sealed)))
        for each in KeptCounts.objects.filter(body=body)
    }


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
