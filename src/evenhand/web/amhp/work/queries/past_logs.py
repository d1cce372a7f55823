"""Past logs that somebody brought, and by what rows that were brought are known again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.web.amhp.models import Consideration, PastLog
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.models import Body


@dataclass(frozen=True)
class PastRows:
    """Digests of rows that were brought, and every reference that a body has."""

    digests: frozenset[str]
    references: frozenset[str]


def past_rows_of(body: Body) -> PastRows:
    """What a row of a file may not be again."""
    there = Consideration.objects.filter(body=body).values_list("imported", "reference")
    return PastRows(
        digests=frozenset(imported for imported, _ in there if imported),
        references=frozenset(reference for _, reference in there),
    )


def past_logs_of(body: Body) -> list[PastLog]:
    """Logs that wait for a decision, and those that were taken of late; the newest first."""
    them = PastLog.objects.filter(body=body).select_related("by")
    return list(them.defer("sealed_rows", "sealed_found"))


def past_log_of(body: Body, number: int) -> PastLog | None:
    """One log of this body."""
    return PastLog.objects.filter(body=body, pk=number).select_related("body", "by").first()


def rows_in(log: PastLog) -> Any:
    """The rows that are held of a log."""
    return json.loads(opened(log.body, log.sealed_rows))


def found_in(log: PastLog) -> Mapping[str, Any]:
    """What was found in a log."""
    found: Mapping[str, Any] = json.loads(opened(log.body, log.sealed_found))
    return found


def to_ask_about(body: Body, numbers: list[int]) -> list[Consideration]:
    """Those of these considerations that are still there, in the order of their references."""
    them = Consideration.objects.filter(body=body, pk__in=numbers).select_related("body", "amhp")
    return list(them.prefetch_related("delays").order_by("reference"))
